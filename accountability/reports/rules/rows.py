"""What a report is made from: rows that the queries fill, already narrowed to the reader.

Nothing here holds the text of an explanation (giải trình): it never leaves by a PDF.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accountability.printing.rules import decimal_text, short_date

NO_FIGURE = "chưa có số liệu"


@dataclass(frozen=True)
class AssignmentRow:
    """One assignment as it stands on the closing day of the figures.

    ``lead_order`` sorts agencies; ``lead_block`` heads them in the annex ("Sở, ban,
    ngành cấp tỉnh"; empty: no headings). ``duty_key`` is shared by the assignments
    that give one duty to several agencies, which lists then print as one line.
    ``obstacle`` is what the agency reported through Obstacle and is still open, never
    an explanation; ``proposal`` is its request to superiors. ``progress`` is the last
    result reported within the period. ``days_overdue`` counts calendar days. ``overran``: its
    deadline was moved after it had passed, so that it is late against the original one.
    """

    pk: int
    title: str
    directive_ref: str
    lead_name: str
    lead_order: int
    bucket: str
    group: str
    group_order: int = 0
    lead_block: str = ""
    coordinating: tuple[str, ...] = ()
    assigned_on: date | None = None
    due_on: date | None = None
    original_due_on: date | None = None
    extensions: int = 0
    overran: bool = False
    days_overdue: int = 0
    done_on: date | None = None
    obstacle: str = ""
    proposal: str = ""
    progress: str = ""
    duty_key: str = ""
    is_unacknowledged: bool = False
    is_awaiting_verification: bool = False


@dataclass(frozen=True)
class DirectiveRow:
    """One registered directive: its kind ("Kế hoạch"), printed reference and dates.

    ``ref`` reads as in a sentence: "Kế hoạch số 78/KH-UBND ngày 28/01/2022".
    ``issued_on`` is the date of the document.
    """

    pk: int
    kind_name: str
    ref: str
    abstract: str
    issued_on: date


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator: target and latest figure; either may be missing.

    ``lower_is_better`` turns the comparison (an example is bad debt under 3 %).
    """

    name: str
    unit: str = "%"
    target: Decimal | None = None
    actual: Decimal | None = None
    data_on: date | None = None
    lower_is_better: bool = False
    source: str = ""

    @property
    def target_text(self) -> str:
        """``≥ 50%``, or a dash where no target was given."""
        if self.target is None:
            return "–"
        return f"{'≤' if self.lower_is_better else '≥'} {self._with_unit(self.target)}"

    @property
    def actual_text(self) -> str:
        """``5,62%``, or "chưa có số liệu"."""
        return NO_FIGURE if self.actual is None else self._with_unit(self.actual)

    @property
    def verdict(self) -> str:
        """Đạt, Chưa đạt, or a dash when target or figure is missing."""
        if self.target is None or self.actual is None:
            return "–"
        if self.lower_is_better:
            return "Đạt" if self.actual <= self.target else "Chưa đạt"
        return "Đạt" if self.actual >= self.target else "Chưa đạt"

    @property
    def data_date_text(self) -> str:
        """The day the figure speaks of, or a dash."""
        return short_date(self.data_on) or "–"

    def _with_unit(self, value: Decimal) -> str:
        text = decimal_text(value)
        return f"{text}%" if self.unit == "%" else f"{text} {self.unit}".strip()
