"""One sentence as the finders see it: its tokens, bodies and cues; and a lead with the way it was found. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from accountability.intake.rules.body import Body, BodyList
from accountability.intake.rules.marks import Mark
from accountability.intake.rules.nouns import ISSUERS
from accountability.intake.rules.tokens import Tokens, phrase_set
from accountability.intake.rules.topics import OPENINGS


class Way(Enum):
    """How the lead was found; the first are told expressly."""

    LABEL = "label"
    ASSIGNED = "assigned"
    ASKED = "asked"
    CUE = "cue"
    DUTY = "duty"
    SUBJECT = "subject"
    COLON = "colon"


@dataclass(frozen=True)
class Lead:
    """The list that leads, by which way, and the cue (None for a bare subject)."""

    bodies: BodyList
    way: Way
    mark: Mark | None = None
    others: tuple[Body, ...] = ()  # "Sở A (chủ trì), Sở B, Sở C": who stands beside the lead.


@dataclass(frozen=True)
class Clause:
    """What the finders share: the tokens of one sentence, its bodies and cues."""

    tokens: Tokens
    lo: int
    hi: int
    lists: tuple[BodyList, ...]
    marks: tuple[Mark, ...]
    starts: dict[int, BodyList] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", {found.lo: found for found in self.lists})

    def list_from(self, at: int) -> BodyList | None:
        """The list that begins at this token."""
        return self.starts.get(at)

    def key(self, at: int) -> str:
        """The key of a token, empty outside the sentence."""
        return self.tokens.keys[at] if self.lo <= at < self.hi else ""


def opening_end(clause: Clause) -> int:
    """Past the word that opens what the sentence is about ("Đối với …", "Căn cứ …"); its start for none."""
    return OPENINGS.after(clause.tokens.keys, clause.lo, clause.hi)


def is_issuer(clause: Clause, found: BodyList) -> bool:
    """Whether the list names who speaks in the province's documents."""
    first = found.bodies[0]
    end = ISSUERS.after(clause.tokens.keys, first.lo, first.hi)
    named = end > first.lo and all(clause.tokens.capital(at) for at in range(end, first.hi))
    city = bool(first.codes) and first.code != "UBND" and clause.key(end - 1) in ("phố", "tp")
    return named and not city or is_above(clause, found)


def is_above(clause: Clause, found: BodyList) -> bool:
    """Whether the list names the Government or a body above it."""
    keys, start, end = clause.tokens.keys, found.bodies[0].lo, found.bodies[0].hi
    return found.bodies[0].kind != "group" and (
        ABOVE.after(keys, start, end) > start or keys[start:end][-2:] == ["chính", "phủ"]
    )


def is_person(clause: Clause, found: BodyList) -> bool:
    """Whether a post is followed by the name of who holds it: "Giám đốc Sở Y tế Nguyễn Văn A"."""
    at = found.bodies[0].hi
    return (
        found.bodies[0].kind == "post"
        and at < clause.hi
        and clause.tokens.word(at)
        and clause.tokens.capital(at)
    )


ABOVE = phrase_set(
    [
        "thủ tướng chính phủ", "chính phủ", "quốc hội", "ubtvqh", "bộ chính trị", "ban bí thư", "trung ương", "thủ tướng", "phó thủ tướng", "văn phòng chính phủ",
    ]
)  # fmt: skip
