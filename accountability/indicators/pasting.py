"""A pasted table or a sheet of a workbook: agencies by the dictionary of names, figures by the rules; a dry run writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from accountability.agencies.models import Agency
from accountability.agencies.naming import NameBook
from accountability.core.saying import as_said, joined, say
from accountability.core.text import number_vi
from accountability.indicators.actions import Entry, questions_about
from accountability.indicators.models import Indicator
from accountability.indicators.rules import Kind, Question, Span
from accountability.indicators.rules.typing import Pasted, Percent, are_shares, read_pasted, share_asked
from accountability.intake.rules.grid import Sheet, Value

_CENT = Decimal("0.01")


@dataclass
class DryRun:
    """What a table would write: figures by agency, what is wrong, and what would be asked."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    asked: Mapping[int, Sequence[Question]] = field(default_factory=dict)
    # Of a ratio: a figure that is a share or a percentage, and which of them was answered.
    share: Decimal | None = None
    percent: Percent | None = None

    @property
    def is_clear(self) -> bool:
        """Whether it can be written, once what is asked of agencies is answered."""
        return bool(self.entries) and not self.problems and (self.share is None or self.percent is not None)

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """The answers to the question about shares, each as the example would be."""
        if self.share is None:
            return []
        return [(one.value, f"{number_vi(one.of(self.share))}\u00a0%") for one in Percent]


def dry_run(
    indicator: Indicator, text: str, agencies: Sequence[Agency], *, period: Span, data_on: date, source: str,
    answers: Mapping[int, str] | None = None, percent: str = "",
) -> DryRun:  # fmt: skip
    """Read the table for these agencies. Nothing is guessed: a name that is not clear is a problem with its line.

    `percent` answers what 0,0562 means, where the whole column could be shares of one.
    """
    found = DryRun(share=share_asked(text) if indicator.kind == Kind.RATIO else None)
    if found.share is not None and percent in list(Percent):
        found.percent = Percent(percent)
    try:
        rows = read_pasted(
            text, Kind(indicator.kind), found.percent or (Percent.SHARE if found.share else None)
        )
    except ValueError as error:
        found.problems.append(as_said(error))
        return found
    book, lines = NameBook(agencies), dict[int, int]()
    for row in rows:
        agency = _agency(row, book, found.problems)
        if agency is None or row.figure is None:
            continue
        if agency.pk in lines:
            found.problems.append(
                say(
                    "Dòng {number}: {agency} đã có ở dòng {before}.",
                    number=row.number, agency=agency.short_name, before=lines[agency.pk],
                )
            )  # fmt: skip
            continue
        lines[agency.pk] = row.number
        answer = (answers or {}).get(agency.pk, "")
        found.entries.append(Entry(agency, row.figure, data_on, source, answer))
    if not rows:
        found.problems.append(say("Bảng không có dòng nào."))
    found.asked = questions_about(
        indicator, {entry.agency.pk: entry.figure for entry in found.entries}, period
    )
    return found


def _agency(row: Pasted, book: NameBook, problems: list[str]) -> Agency | None:
    """The agency that the row names; what is wrong with the row goes to the problems."""
    if row.problem:
        problems.append(
            say(
                "Dòng {number} ({agency}): {problem}",
                number=row.number, agency=row.agency or say("trống"), problem=row.problem,
            )
        )  # fmt: skip
        return None
    meant = book.find(row.agency)
    if len(meant) == 1:
        return meant[0]
    near = meant or book.near(row.agency)
    names = joined(", ", [agency.name for agency in near[:5]])
    if meant:
        text = say(
            "Dòng {number}: “{agency}” có thể là {names}; vui lòng ghi rõ.",
            number=row.number, agency=row.agency, names=names,
        )  # fmt: skip
    elif near:
        text = say(
            "Dòng {number}: không có “{agency}” trong các cơ quan của chỉ tiêu này; có phải {names}?",
            number=row.number, agency=row.agency, names=names,
        )  # fmt: skip
    else:
        text = say(
            "Dòng {number}: không có “{agency}” trong các cơ quan của chỉ tiêu này.",
            number=row.number, agency=row.agency,
        )  # fmt: skip
    problems.append(text)
    return None


# Decimals that are kept of what could be a share of one: 5,62 % stands as 0.0562.
_OF_SHARES = Decimal("0.000001")


def text_of(sheet: Sheet, kind: str) -> str:
    """A sheet as the clipboard of a spreadsheet would give it, numbers in Vietnamese notation.

    Whether a cell was shown as a percentage is not known: of a ratio, columns that could be shares keep their decimals.
    """
    columns = zip_longest(*(row.cells for row in sheet.rows)) if kind == Kind.RATIO else ()
    shares = {
        place
        for place, cells in enumerate(columns)
        if are_shares([_exact(value) for value in cells if _is_number(value)])
    }
    return "\n".join(
        "\t".join(
            _cell(value, _OF_SHARES if place in shares else _CENT) for place, value in enumerate(row.cells)
        )
        for row in sheet.rows
    )


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _exact(value: Value) -> Decimal:
    return Decimal(str(value))


def _cell(value: Value, step: Decimal) -> str:
    if value is None:
        return ""
    if not _is_number(value):
        return str(value).replace("\t", " ").replace("\n", " ")
    number = _exact(value)
    return number_vi(number.quantize(step) if isinstance(value, float) else number)
