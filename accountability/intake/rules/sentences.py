"""A text cut into lines, headings and sentences, each with its place in the input. Pure, one pass over the tokens.

Lines broken by a page are joined again; numbers and bullets are told from the text; heads and feet of documents (number, date,
"Kính gửi", "Nơi nhận") are furniture and give nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from accountability.intake.rules.cues import CUES, Cue
from accountability.intake.rules.tokens import BREAK, NUMBER, Tokens, phrase_set, words_of

_SHORT_LINE = 60
_LONGEST_HEADING = 160
_LABEL = re.compile(
    r"\s*(?:(?:[0-9]{1,2}|[IVXLC]{1,6})(?:\.[0-9]{1,2}){0,4}[.)/:]?|[A-Za-zĐđ][.)]|[-+*•–—●▪])\s+"
)
_MOST_CLOSERS = 4
# Nobody writes longer sentences; what has no full stop for so long is cut, so that the work per sentence is bounded.
_LONGEST_SENTENCE = 400
_ENDS = frozenset(".!?…")
_CLOSING = frozenset({".", ";", ",", "!", "?", "…", "/"})
_CLOSERS = frozenset(')"”’»]/.')
# After these a full stop closes no sentence.
_SHORTENED = words_of("tp tx tt q h p ts ths pgs gs bs kts tr ths đ/c st stt v vv")
_FURNITURE = phrase_set(
    [
        "cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "số:", "số hiệu:", "kính gửi", "nơi nhận", "v/v", "tm.", "kt.", "tl.", "tuq.",
        "như trên", "lưu:", "lưu vt", "(kèm theo", "trích yếu:", "ký bởi:", "thời gian ký:",
    ]
)  # fmt: skip
_STAMPS = phrase_set(["hỏa tốc", "khẩn", "thượng khẩn"])
_ADDRESSEES = phrase_set(["kính gửi", "nơi nhận"])


class Kind(Enum):
    """What a stretch of the text is."""

    SENTENCE = "sentence"
    HEADING = "heading"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Stretch:
    """Tokens `lo` to `hi` (without number or bullet), of the paragraph with that number; `label` is "1.", "a)", "-", or empty.

    `level` is the depth of the label: 0 none, 1 for I. and A., 2 for 1., 3 for a) and 1.1, 4 for bullets.
    """

    lo: int
    hi: int
    kind: Kind
    paragraph: int
    label: str = ""
    first: bool = True
    last: bool = True
    is_open: bool = False  # A line among others that no mark closes.

    @property
    def level(self) -> int:
        """The depth of the label."""
        return level_of(self.label)


def level_of(label: str) -> int:
    """1 for "II." and "A.", 2 for "1.", 3 for "1.1" and "a)", 4 for a bullet, 0 without."""
    bare = label.strip().rstrip(".)/:")
    if not bare:
        return 0
    if bare[0].isdigit():
        return min(2 + bare.count("."), 3)
    if len(bare) == 1 and not bare.isalpha():
        return 4
    return 1 if bare.isupper() else 3


def cut(tokens: Tokens) -> list[Stretch]:
    """The stretches of the text in order."""
    found: list[Stretch] = []
    in_addressees = False
    paragraphs = _paragraphs(tokens)
    for number, (lo, hi) in enumerate(paragraphs):
        label_hi = _label_end(tokens, lo, hi)
        label = tokens.slice(lo, label_hi)
        if _ADDRESSEES.after(tokens.keys, label_hi, hi) > label_hi:
            in_addressees = True
        elif in_addressees and not _is_addressee(tokens, lo, label_hi, hi):
            in_addressees = False
        if in_addressees or _is_furniture(tokens, lo, label_hi, hi):
            found.append(Stretch(lo, hi, Kind.FURNITURE, number, label))
            continue
        found += _sentences(tokens, label_hi, hi, number, label, alone=len(paragraphs) == 1)
    return found


def _paragraphs(tokens: Tokens) -> list[tuple[int, int]]:
    """Lines of the text; a line that a page broke in mid-sentence goes on in the next."""
    lines: list[tuple[int, int]] = []
    lo = 0
    for at, key in enumerate([*tokens.keys, BREAK]):
        if key != BREAK:
            continue
        if at > lo:
            if lines and lines[-1][1] == lo - 1 and _goes_on(tokens, lines[-1], lo, at):
                lines[-1] = (lines[-1][0], at)
            else:
                lines.append((lo, at))
        lo = at + 1
    return lines


def _goes_on(tokens: Tokens, line: tuple[int, int], lo: int, hi: int) -> bool:
    """Whether the line that begins at `lo` continues the one before: it begins in lower case after an open end."""
    last = tokens.keys[line[1] - 1]
    if last in (".", ";", ":", "!", "?") or _label_end(tokens, lo, hi) > lo:
        return False
    if last == ",":
        return True
    length = tokens.ends[line[1] - 1] - tokens.starts[line[0]]
    if tokens.word(lo) and not tokens.capital(lo):
        return True
    return length > _SHORT_LINE and tokens.shapes[lo] == NUMBER


def _label_end(tokens: Tokens, lo: int, hi: int) -> int:
    match = _LABEL.match(tokens.text, tokens.starts[lo], min(tokens.ends[hi - 1], tokens.starts[lo] + 24))
    if match is None:
        return lo
    here = lo
    while here < hi and tokens.starts[here] < match.end():
        here += 1
    return here if here < hi else lo


def _is_furniture(tokens: Tokens, lo: int, label_hi: int, hi: int) -> bool:
    if _FURNITURE.after(tokens.keys, label_hi, hi) > label_hi and hi - lo < 40:
        return True
    if _STAMPS.after(tokens.keys, lo, hi) == hi:
        return True
    # "Nghệ An, ngày 07 tháng 11 năm 2022"
    keys = tokens.keys
    return (
        hi - lo <= 14
        and "ngày" in keys[lo:hi]
        and "năm" in keys[lo:hi]
        and "," in keys[lo : lo + 6]
        and (tokens.shapes[hi - 1] == NUMBER and CUES.match(keys, lo, hi) is None and keys[lo] != "trước")
    )


def _is_addressee(tokens: Tokens, lo: int, label_hi: int, hi: int) -> bool:
    """A line of the list of addressees: a bullet, or short and closed by ";"."""
    return hi - lo < 30 and (label_hi > lo and tokens.keys[lo] in "-+•*–" or tokens.keys[hi - 1] == ";")


def _sentences(tokens: Tokens, lo: int, hi: int, paragraph: int, label: str, *, alone: bool) -> list[Stretch]:
    cuts = [lo]
    for at in range(lo + 1, hi):
        if _ends_before(tokens, at, lo, hi) or at - cuts[-1] >= _LONGEST_SENTENCE:
            cuts.append(at)
    cuts.append(hi)
    pieces = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if _has_words(tokens, a, b)]
    found = []
    for number, (a, b) in enumerate(pieces):
        kind = Kind.SENTENCE
        if len(pieces) == 1 and not alone and _is_heading(tokens, a, b, label):
            kind = Kind.HEADING
        first, last = number == 0, number == len(pieces) - 1
        is_open = last and not alone and tokens.keys[b - 1] not in _CLOSING
        found.append(Stretch(a, b, kind, paragraph, label if first else "", first, last, is_open))
    return found


def _has_words(tokens: Tokens, lo: int, hi: int) -> bool:
    return any(tokens.word(at) for at in range(lo, hi))


def _ends_before(tokens: Tokens, at: int, lo: int, hi: int) -> bool:
    """Whether a sentence ends right before token `at`, which opens the next."""
    keys, before = tokens.keys, at - 1
    nearest = max(lo, before - _MOST_CLOSERS)
    while before > nearest and keys[before] in _CLOSERS and keys[before] not in _ENDS:
        before -= 1
    if keys[before] == ";":
        return before == at - 1 and _opens_assignment(tokens, at, hi)
    if keys[before] not in _ENDS or tokens.touch(at):
        return False
    if keys[at] in _CLOSERS or keys[at] in (",", ";", ":", "-") and not tokens.capital(min(at + 1, hi - 1)):
        return False
    if before > lo and keys[before] == "." and keys[before - 1] in _SHORTENED and tokens.touch(before):
        return keys[before - 1] == "v"
    return tokens.capital(at) or tokens.shapes[at] == NUMBER or keys[at] in '-+•(“"[' or not tokens.word(at)


def _opens_assignment(tokens: Tokens, at: int, hi: int) -> bool:
    """After ";" a new sentence begins where somebody else is given something: "; giao Sở B chủ trì …"."""
    cue = CUES.match(tokens.keys, at, hi)
    given = cue is not None and cue[0] == Cue.ASSIGN and tokens.capital(min(cue[1], hi - 1))
    return given and cue is not None and "này" not in tokens.keys[cue[1] : cue[1] + 3]


def _is_heading(tokens: Tokens, lo: int, hi: int, label: str) -> bool:
    """A line of its own without a closing mark, not long, no bullet."""
    if tokens.ends[hi - 1] - tokens.starts[lo] > _LONGEST_HEADING or level_of(label) == 4:
        return False
    return tokens.keys[hi - 1] not in _CLOSING
