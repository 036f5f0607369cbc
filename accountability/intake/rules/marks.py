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


def marks_of(tokens: Tokens, lo: int, hi: int, start: int) -> list[Mark]:
    """The cues between two tokens, longest first, none overlapping; `start` is where the sentence begins.

    A recital stands at the start only: further on "thực hiện Thông báo số …" is what is to be done.
    """
    found: list[Mark] = []
    first, keys = CUES.first, tokens.keys
    at = lo
    while at < hi:
        match = CUES.match(keys, at, hi) if keys[at] in first else None
        if match is None:
            at += 1
            continue
        kind, after = match
        if kind == Cue.RECITAL and at != start:
            work = keys[at : at + 2] == ["thực", "hiện"]
            kind, after = (Cue.VERB, at + 2) if work else (Cue.NONE, at + 1)
        if kind != Cue.NONE:
            found.append(Mark(at, after, kind))
        at = after
    return found
