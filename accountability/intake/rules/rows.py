"""The rows below the titles: which are duties, which are headings, what merged cells pass down. Pure.

A heading has a text and nothing of a duty: nobody who leads or coordinates, no deadline, no product. A row numbered
1, 2, 3 is a heading only when something deeper follows; otherwise it is a duty whose lead was forgotten, which is asked
about. What a row is can be said by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accountability.core.saying import say
from accountability.core.text import date_vi, fold
from accountability.intake.rules.columns import LONGEST_TITLE, Meaning, meaning_of
from accountability.intake.rules.grid import Sheet, Value, letters
from accountability.intake.rules.headers import Layout
from accountability.intake.rules.keys import lined, tidy
from accountability.intake.rules.markers import Mark, follows, leading_mark, read_mark

_OF_A_DUTY = (
    Meaning.LEAD,
    Meaning.BOTH,
    Meaning.COORDINATING,
    Meaning.DEADLINE,
    Meaning.PRODUCT,
    Meaning.START,
)
_WITH_LINES = frozenset((Meaning.LEAD, Meaning.COORDINATING, Meaning.BOTH, Meaning.DEADLINE))
_SUM = re.compile(r"(?:tong cong|tong so|tong|cong)\b.{0,40}")
_FOOT = re.compile(
    r"(?:ghi chu|noi nhan|nguoi lap|nguoi tong hop|tm\.|kt\.|tl\.|tuq\.|thu truong don vi|chu tich$|ngay .{1,12} thang ).*"
)
_LONGEST_HEADING = 300


class Kind(StrEnum):
    """What a row is."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Kind:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    DUTY = "duty", say("Nhiệm vụ")
    GROUP = "group", say("Đề mục")
    SKIP = "skip", say("Bỏ qua")


@dataclass(frozen=True)
class SourceRow:
    """A row as the sheet has it: `index` counts from 0, `texts` and `cells` (addresses) by meaning.

    `kind` is what the row looks like; `mark` its number; `spans` says that its text runs over several columns;
    `serial` holds dates and numbers of the deadline cell as they are stored; `unknown` the meanings whose formula bears
    no value; `passed` those whose text came down from a merged cell.
    """

    index: int
    kind: Kind
    texts: Mapping[Meaning, str]
    cells: Mapping[Meaning, str]
    mark: Mark | None = None
    unknown: frozenset[Meaning] = frozenset()
    passed: frozenset[Meaning] = frozenset()

    @property
    def number(self) -> int:
        """As people count rows: from 1."""
        return self.index + 1


@dataclass
class _Raw:
    index: int
    texts: dict[Meaning, str]
    cells: dict[Meaning, str]
    unknown: frozenset[Meaning]
    passed: frozenset[Meaning]
    first_text: str
    spans: bool
    mark: Mark | None = None

    @property
    def is_bare(self) -> bool:
        """Nothing of a duty stands in the row itself."""
        own = [meaning for meaning in _OF_A_DUTY if meaning in self.texts and meaning not in self.passed]
        return not own and not self.unknown


def text_of(value: Value) -> str:
    """A cell as text: a date as people write it, a whole number without decimals."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return date_vi(value)


def source_rows(sheet: Sheet, layout: Layout) -> list[SourceRow]:
    """The rows below the titles that say something, in their order."""
    raws = [raw for raw in _raws(sheet, layout) if raw is not None]
    found: list[SourceRow] = []
    above: list[Mark] = []
    for place, raw in enumerate(raws):
        raw.mark = _mark(raw, above)
        kind = _kind(raw, raws[place + 1 : place + 2], above, bool(found))
        if kind == Kind.GROUP and raw.mark is not None:
            above = [*_kept(above, raw.mark), raw.mark]
        found.append(
            SourceRow(raw.index, kind, raw.texts, raw.cells, raw.mark, raw.unknown, raw.passed)
        )  # fmt: skip
    return found


def _kept(above: Sequence[Mark], mark: Mark) -> list[Mark]:
    """The headings that stay in force when one of that mark begins."""
    for number, one in enumerate(above):
        if one.kind == mark.kind:
            return list(above[:number])
    return list(above)


def _raws(sheet: Sheet, layout: Layout) -> Iterator[_Raw | None]:
    titles = {column: fold(title) for column, title in layout.titles.items() if title}
    for row in sheet.rows:
        if row.line > layout.last and not _repeats(row.cells, titles):
            yield _raw(sheet, layout, row.line, row.cells)


def _repeats(cells: Sequence[Value], titles: Mapping[int, str]) -> bool:
    """The titles once more, as at the top of a printed page."""
    held = [(column, value) for column, value in enumerate(cells) if value is not None]
    if len(held) < 3:
        return False
    return all(
        isinstance(value, str) and column in titles and len(value) <= LONGEST_TITLE
        and meaning_of(value) is not None and fold(value) in titles[column]
        for column, value in held
    )  # fmt: skip


def _raw(sheet: Sheet, layout: Layout, index: int, cells: Sequence[Value]) -> _Raw | None:
    texts: dict[Meaning, str] = {}
    places: dict[Meaning, str] = {}
    passed, unknown = set(), set()
    for column, meaning in layout.columns.items():
        places[meaning] = f"{letters(column)}{index + 1}"
        value = cells[column] if column < len(cells) else None
        if value is None:
            owner = sheet.owners.get((index, column))
            if owner is not None and owner[1] == column and owner[0] > layout.last:
                value = sheet.value(index, column)
                passed.add(meaning)
        if (index, column) in sheet.unknown:
            unknown.add(meaning)
        if value is not None and (text := _tidied(text_of(value), meaning)):
            texts[meaning] = text
    first = next((text_of(value) for value in cells if value is not None), "")
    if not (set(texts) - passed) and not unknown and not first:
        return None
    spans = _spans(sheet, index, cells)
    return _Raw(index, texts, places, frozenset(unknown), frozenset(passed & set(texts)), tidy(first), spans)


def _tidied(text: str, meaning: Meaning) -> str:
    """Lines part the agencies and deadlines of a cell, and only fill the width of other cells."""
    return lined(text) if meaning in _WITH_LINES else tidy(text)


def _spans(sheet: Sheet, index: int, cells: Sequence[Value]) -> bool:
    """Whether the row's only text runs over several columns."""
    held = [column for column, value in enumerate(cells) if value is not None]
    return len(held) <= 2 and any(sheet.owners.get((index, column + 1)) == (index, column) for column in held)


def _mark(raw: _Raw, above: Sequence[Mark]) -> Mark | None:
    order = raw.texts.get(Meaning.ORDER, "")
    if order and (mark := read_mark(order, above)):
        return mark
    text = raw.texts.get(Meaning.CONTENT) or raw.first_text
    return leading_mark(text, above)[0]


def _kind(raw: _Raw, following: Sequence[_Raw], above: Sequence[Mark], is_below: bool) -> Kind:
    text = raw.texts.get(Meaning.CONTENT) or raw.texts.get(Meaning.ORDER) or raw.first_text
    if not raw.texts.get(Meaning.CONTENT) and not raw.spans and not raw.texts.get(Meaning.ORDER):
        return Kind.DUTY if not raw.is_bare else Kind.SKIP
    if not raw.is_bare:
        return Kind.DUTY
    plain = fold(text[:_LONGEST_HEADING])
    if _SUM.fullmatch(plain) or (_FOOT.match(plain) and not raw.mark):
        return Kind.SKIP
    return _of_bare(raw, text, following, above, is_below)


def _of_bare(raw: _Raw, text: str, following: Sequence[_Raw], above: Sequence[Mark], is_below: bool) -> Kind:
    if Meaning.CONTENT not in raw.texts and read_mark(text) is not None and not raw.spans:
        return Kind.SKIP  # A number without a text: an empty line that was numbered in advance.
    if len(text) > _LONGEST_HEADING:
        return Kind.DUTY
    if raw.mark is not None and raw.mark.kind in ("part", "upper", "roman"):
        return Kind.GROUP
    if raw.spans or (text.isupper() and len(text) > 3):
        return Kind.GROUP
    if not following:
        return Kind.DUTY
    after = following[0]
    after.mark = _mark(after, above)
    if raw.mark is None:
        return Kind.GROUP if not is_below or not after.is_bare else Kind.DUTY
    if after.mark is None:
        return Kind.DUTY if after.is_bare else Kind.GROUP
    beside = follows(after.mark, raw.mark) or after.mark.kind in {one.kind for one in above} - {raw.mark.kind}
    return Kind.DUTY if beside else Kind.GROUP
