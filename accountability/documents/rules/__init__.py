"""Pure rules of outgoing documents: their kinds, who signs how, the wording with its places."""

from .kinds import CANNOT_BE_CALLED_TO_ACCOUNT, KINDS, Kind, KindRule, rule_of
from .signing import Authority, signer_lines, symbol_of
from .steps import OPEN_STATES, State, Verb, after, refusal
from .wording import PLACES, WordingError, check, fill, unfilled

__all__ = [
    "CANNOT_BE_CALLED_TO_ACCOUNT",
    "KINDS",
    "OPEN_STATES",
    "PLACES",
    "Authority",
    "Kind",
    "KindRule",
    "State",
    "Verb",
    "WordingError",
    "after",
    "check",
    "fill",
    "refusal",
    "rule_of",
    "signer_lines",
    "symbol_of",
    "unfilled",
]
