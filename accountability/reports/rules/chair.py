"""The Chair's one A4 page: what waits for his word, who is late, what falls due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from accountability.printing.rules import clipped, padded, short_date

from .buckets import BUCKET_LABELS, BucketCounts
from .figures import AgencyLine, agency_lines, count_rows
from .lines import OVERRAN, TaskLine, upcoming_lines
from .rows import AssignmentRow

DEADLINE_DAYS = 7
NO_OBSTACLE = "Chưa báo cáo"


@dataclass(frozen=True)
class Fit:
    """How much goes on the page: density, rows, and characters of each text."""

    density: str
    decisions: int
    agencies: int
    deadlines: int
    title: int
    text: int
    name: int
    coordinating: int
    at_once: int
    lines: int


# From generous to tight. At most seven items that need a decision (DESIGN: at most
# seven, then "xem tất cả"); the tightest holds whatever the texts are.
FITS = (
    Fit(
        "roomy",
        decisions=7,
        agencies=8,
        deadlines=7,
        title=240,
        text=600,
        name=80,
        coordinating=4,
        at_once=3,
        lines=7,
    ),
    Fit(
        "normal",
        decisions=7,
        agencies=8,
        deadlines=7,
        title=240,
        text=420,
        name=80,
        coordinating=4,
        at_once=3,
        lines=6,
    ),
    Fit(
        "normal",
        decisions=7,
        agencies=8,
        deadlines=7,
        title=150,
        text=220,
        name=60,
        coordinating=3,
        at_once=3,
        lines=4,
    ),
    Fit(
        "dense",
        decisions=7,
        agencies=8,
        deadlines=5,
        title=130,
        text=150,
        name=50,
        coordinating=2,
        at_once=2,
        lines=3,
    ),
    Fit(
        "dense",
        decisions=7,
        agencies=5,
        deadlines=4,
        title=100,
        text=110,
        name=45,
        coordinating=1,
        at_once=1,
        lines=2,
    ),
    Fit(
        "dense",
        decisions=3,
        agencies=3,
        deadlines=2,
        title=85,
        text=80,
        name=36,
        coordinating=1,
        at_once=1,
        lines=1,
    ),
)


@dataclass(frozen=True)
class DecisionItem:
    """An assignment that waits for the Chair, as he needs it to decide.

    ``obstacle`` and ``proposal`` are the agency's; ``opinion`` is the Office's, signed
    by the specialist's post ``opinion_by``. ``explanation_note`` says only whether an
    explanation was given ("Chưa có giải trình"), never what it says. ``ground`` is that of
    Báo cáo ngay, with who reported.
    """

    pk: int
    title: str
    directive_ref: str
    agency: str
    days_overdue: int
    due_on: date | None = None
    original_due_on: date | None = None
    extensions: int = 0
    overran: bool = False
    coordinating: tuple[str, ...] = ()
    obstacle: str = ""
    proposal: str = ""
    opinion: str = ""
    opinion_by: str = ""
    explanation_note: str = ""
    ground: str = ""

    @property
    def due_text(self) -> str:
        """``thời hạn 15/11/2022, ban đầu 25/10/2022, gia hạn 01 lần``."""
        if self.due_on is None:
            return "không có thời hạn"
        parts = [f"thời hạn {short_date(self.due_on)}"]
        if self.original_due_on not in (None, self.due_on):
            parts.append(f"ban đầu {short_date(self.original_due_on)}")
        if self.extensions:
            parts.append(f"gia hạn {padded(self.extensions)} lần")
        if self.overran:
            parts.append(OVERRAN)
        return ", ".join(parts)


@dataclass(frozen=True)
class PaperPart:
    """A short list in a column of the page: its heading, a sum beside it, lines of (text, mark).

    ``total`` counts the lines before the cut; ``empty`` is said when there are none.
    """

    key: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    total: int = 0
    note: str = ""
    empty: str = ""

    @property
    def hidden(self) -> int:
        """Lines that are not on the page."""
        return self.total - len(self.lines)


@dataclass(frozen=True)
class ChairPage:
    """Everything on the page; ``fitted_pages`` cuts it to what one sheet holds.

    ``decisions_total``, ``agencies_total`` and ``deadlines_total`` count before the
    cut, so that the page says how many more there are; ``at_once_total`` that of Báo cáo ngay.
    ``left`` and ``right`` are the short lists of the two columns, ``since`` names the day from
    which ``AgencyLine.fresh`` counts. ``density`` is ``roomy`` (larger
    letters), ``normal`` or ``dense`` (an item's texts run on in one paragraph).
    """

    organ: str
    office: str
    place: str
    at: datetime
    counts: BucketCounts
    decisions: tuple[DecisionItem, ...]
    decisions_total: int
    agencies: tuple[AgencyLine, ...]
    agencies_total: int
    deadlines: tuple[TaskLine, ...]
    deadlines_total: int
    is_demo: bool
    density: str = "normal"
    at_once: tuple[DecisionItem, ...] = ()
    at_once_total: int = 0
    left: tuple[PaperPart, ...] = ()
    right: tuple[PaperPart, ...] = ()
    since: str = ""

    @property
    def bucket_lines(self) -> tuple[tuple[str, str, int], ...]:
        """Code, label and count of the six buckets, in their official order."""
        return tuple((code, label, getattr(self.counts, code)) for code, label in BUCKET_LABELS.items())

    @property
    def decisions_hidden(self) -> int:
        """Items that wait but are not on the page."""
        return self.decisions_total - len(self.decisions)

    @property
    def at_once_hidden(self) -> int:
        """Reports at once that wait but are not on the page."""
        return self.at_once_total - len(self.at_once)

    @property
    def agencies_hidden(self) -> int:
        """Agencies with late work that are not on the page."""
        return self.agencies_total - len(self.agencies)

    @property
    def deadlines_hidden(self) -> int:
        """Deadlines of the week that are not on the page."""
        return self.deadlines_total - len(self.deadlines)


def build_chair_page(
    rows: Sequence[AssignmentRow],
    *,
    decisions: Sequence[DecisionItem],
    at: datetime,
    organ: str = "UBND TỈNH NGHỆ AN",
    office: str = "VĂN PHÒNG",
    place: str = "Nghệ An",
    is_demo: bool = False,
) -> ChairPage:
    """The page at the moment ``at`` from all rows the Chair sees, on all programs.

    ``decisions`` come in the order in which they should be read. Nothing is cut yet:
    print the first of ``fitted_pages`` that takes one sheet.
    """
    late = agencies_by_lateness(rows)
    week = deadlines_of_week(rows, at.date())
    return ChairPage(
        organ=organ,
        office=office,
        place=place,
        at=at,
        counts=count_rows(rows),
        decisions=tuple(decisions),
        decisions_total=len(decisions),
        agencies=late,
        agencies_total=len(late),
        deadlines=week,
        deadlines_total=len(week),
        is_demo=is_demo,
    )


def agencies_by_lateness(rows: Sequence[AssignmentRow]) -> tuple[AgencyLine, ...]:
    """Lead agencies with overdue work: most overdue first, then the lowest on-time rate."""
    ordered = sorted(rows, key=lambda row: (row.lead_order, row.lead_name))
    late = [line for line in agency_lines(ordered) if line.counts.overdue]
    late.sort(key=lambda line: (-line.counts.overdue, line.counts.rate or 0))
    return tuple(late)


def deadlines_of_week(rows: Sequence[AssignmentRow], today: date) -> tuple[TaskLine, ...]:
    """Unfinished assignments due from ``today`` through the seven days that follow."""
    return upcoming_lines(rows, today, today + timedelta(days=DEADLINE_DAYS))


def fitted_pages(page: ChairPage) -> Iterator[ChairPage]:
    """``page`` cut from generously to tightly; the first that takes one sheet is printed."""
    return (_cut(page, fit) for fit in FITS)


def _cut(page: ChairPage, fit: Fit) -> ChairPage:
    return replace(
        page,
        density=fit.density,
        decisions=tuple(_cut_item(item, fit) for item in page.decisions[: fit.decisions]),
        at_once=tuple(_cut_item(item, fit) for item in page.at_once[: fit.at_once]),
        left=tuple(_cut_part(part, fit) for part in page.left),
        right=tuple(_cut_part(part, fit) for part in page.right),
        agencies=tuple(
            replace(line, name=clipped(line.name, fit.name)) for line in page.agencies[: fit.agencies]
        ),
        deadlines=tuple(
            replace(
                line,
                title=clipped(line.title, min(90, fit.title)),
                leads=tuple(clipped(name, min(40, fit.name)) for name in line.leads),
            )
            for line in page.deadlines[: fit.deadlines]
        ),
    )


def _cut_part(part: PaperPart, fit: Fit) -> PaperPart:
    lines = tuple((clipped(text, min(90, fit.title)), mark) for text, mark in part.lines[: fit.lines])
    return replace(part, lines=lines)


def _cut_item(item: DecisionItem, fit: Fit) -> DecisionItem:
    return replace(
        item,
        title=clipped(item.title, fit.title),
        directive_ref=clipped(item.directive_ref, min(60, fit.name)),
        agency=clipped(item.agency, fit.name),
        coordinating=tuple(
            clipped(name, min(40, fit.name)) for name in item.coordinating[: fit.coordinating]
        ),
        obstacle=clipped(item.obstacle or ("" if item.ground else NO_OBSTACLE), fit.text),
        proposal=clipped(item.proposal, fit.text),
        opinion=clipped(item.opinion, fit.text),
        opinion_by=clipped(item.opinion_by, fit.name),
        explanation_note=clipped(item.explanation_note, 60),
        ground=clipped(item.ground, fit.text),
    )
