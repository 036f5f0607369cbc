"""The cues of a sentence in their places. Pure, one pass."""

from __future__ import annotations

from dataclasses import dataclass

from accountability.intake.rules.cues import CUES, Cue
from accountability.intake.rules.tokens import Tokens


@dataclass(frozen=True)
class Mark:
    """A cue: tokens `lo` to `hi`."""

    lo: int
    hi: int
    kind: Cue


def marks_of(tokens: Tokens, lo: int, hi: int) -> list[Mark]:
    """The cues between two tokens, longest first, none overlapping."""
    found: list[Mark] = []
    first, keys = CUES.first, tokens.keys
    at = lo
    while at < hi:
        match = CUES.match(keys, at, hi) if keys[at] in first else None
        if match is None:
            at += 1
            continue
        if match[0] != Cue.NONE:
            found.append(Mark(at, match[1], match[0]))
        at = match[1]
    return found
