"""Assignments as lines of a report: one duty given to many agencies is one line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accountability.printing.rules import clipped, joined, padded, sentence, short_date, without_stop

from .buckets import DONE_BUCKETS, OVERDUE
from .rows import AssignmentRow

OVERRAN = "quá hạn so với thời hạn ban đầu"
LEADS_SHOWN = 3
CAUSES_SHOWN = 3
TITLE_LIMIT = 300
TEXT_LIMIT = 500
NO_CAUSE = "Chưa báo cáo"


@dataclass(frozen=True)
class TaskLine:
    """One line of a list: an assignment, or the laggards of a duty given to many.

    ``pks`` are the assignments behind the line; ``total`` is how many agencies were
    given the duty, laggards or not (1 for an assignment that stands alone).
    """

    pks: tuple[int, ...]
    title: str
    directive_ref: str
    leads: tuple[str, ...]
    coordinating: tuple[str, ...]
    due_on: date | None
    original_due_on: date | None
    extensions: int
    days_overdue: int
    cause: str
    total: int
    overran: bool = False

    @property
    def lead_text(self) -> str:
        """The lead agency; for a shared duty "18/21 đơn vị: A; B; C và 15 đơn vị khác"."""
        if self.total == 1:
            return self.leads[0]
        return f"{len(self.leads)}/{self.total} đơn vị: {joined(self.leads, LEADS_SHOWN)}"

    @property
    def lead_brief(self) -> str:
        """The lead agency, or "18/21 đơn vị" for a shared duty."""
        return self.leads[0] if self.total == 1 else f"{len(self.leads)}/{self.total} đơn vị"

    @property
    def coordinating_text(self) -> str:
        """The coordinating agencies with semicolons, or a dash."""
        return "; ".join(self.coordinating) or "–"

    @property
    def due_text(self) -> str:
        """The deadline in force."""
        return short_date(self.due_on)

    @property
    def original_due_text(self) -> str:
        """The first deadline, only where an extension moved it."""
        return short_date(self.original_due_on) if self.was_moved else ""

    @property
    def was_moved(self) -> bool:
        """Whether the deadline in force differs from the first one."""
        return self.original_due_on is not None and self.original_due_on != self.due_on

    @property
    def moved_text(self) -> str:
        """``ban đầu 25/10/2022; gia hạn 01 lần; quá hạn so với thời hạn ban đầu``; empty where nothing moved it."""
        parts = [f"ban đầu {self.original_due_text}"] if self.was_moved else []
        if parts and self.extensions:
            parts.append(f"gia hạn {padded(self.extensions)} lần")
        return "; ".join([*parts, OVERRAN] if self.overran else parts)


@dataclass(frozen=True)
class ObstacleLine:
    """What one agency cannot solve by itself, and what it asks for."""

    pk: int
    agency: str
    title: str
    obstacle: str
    proposal: str


@dataclass(frozen=True)
class ResultLine:
    """What came of an assignment within the period."""

    pk: int
    agency: str
    title: str
    done_on: date | None
    text: str
    overran: bool = False

    @property
    def outcome(self) -> str:
        """``hoàn thành ngày 10/11/2022. <text>`` or the progress alone, as a sentence."""
        done = f"hoàn thành ngày {short_date(self.done_on)}" if self.done_on else ""
        if done and self.overran:
            done += f" ({OVERRAN})"
        return sentence(". ".join(part for part in (done, without_stop(self.text)) if part))


def merge_lines(rows: Iterable[AssignmentRow], everyone: Sequence[AssignmentRow]) -> list[TaskLine]:
    """Lines for ``rows``; those that share a duty and its deadlines become one.

    ``everyone`` is all rows of the report, to say "x of y agencies". Order is kept.
    """
    given: dict[str, int] = {}
    for row in everyone:
        given[row.duty_key] = given.get(row.duty_key, 0) + 1
    return merge_given(rows, given)


def merge_given(rows: Iterable[AssignmentRow], given: Mapping[str, int]) -> list[TaskLine]:
    """The same where it is known to how many agencies each duty was given."""
    groups: dict[tuple[object, ...], list[AssignmentRow]] = {}
    for row in rows:
        moved = (row.due_on, row.original_due_on, row.overran)
        key = (row.duty_key, *moved) if row.duty_key else (row.pk,)
        groups.setdefault(key, []).append(row)
    return [_line(members, given) for members in groups.values()]


def _line(members: list[AssignmentRow], given: Mapping[str, int]) -> TaskLine:
    first = members[0]
    coordinating = dict.fromkeys(name for row in members for name in row.coordinating)
    return TaskLine(
        pks=tuple(row.pk for row in members),
        title=clipped(first.title, TITLE_LIMIT),
        directive_ref=first.directive_ref,
        leads=tuple(row.lead_name for row in members),
        coordinating=tuple(coordinating),
        due_on=first.due_on,
        original_due_on=first.original_due_on,
        extensions=max(row.extensions for row in members),
        days_overdue=max(row.days_overdue for row in members),
        cause=_cause(members),
        total=given[first.duty_key] if first.duty_key else 1,
        overran=first.overran,
    )


def _cause(members: list[AssignmentRow]) -> str:
    """The obstacles reported, each with its agency where the line covers several."""
    told = [row for row in members if row.obstacle]
    if not told:
        return NO_CAUSE
    if len(members) == 1:
        return clipped(told[0].obstacle, TEXT_LIMIT)
    each = [f"{row.lead_name}: {without_stop(row.obstacle)}" for row in told[:CAUSES_SHOWN]]
    return clipped("; ".join(each), TEXT_LIMIT)


def overdue_lines(rows: Sequence[AssignmentRow]) -> tuple[TaskLine, ...]:
    """Section IV: what runs past its deadline, the latest first, then by agency."""
    late = [row for row in rows if row.bucket == OVERDUE]
    late.sort(key=lambda row: (-row.days_overdue, row.lead_order, row.pk))
    return tuple(merge_lines(late, rows))


def upcoming_lines(rows: Sequence[AssignmentRow], from_on: date, to_on: date) -> tuple[TaskLine, ...]:
    """Section VI: unfinished assignments due from ``from_on`` to ``to_on``, by date."""
    due = [
        row
        for row in rows
        if row.due_on is not None and from_on <= row.due_on <= to_on and row.bucket not in DONE_BUCKETS
    ]
    due.sort(key=lambda row: (row.due_on or to_on, row.lead_order, row.pk))
    return tuple(merge_lines(due, rows))


def obstacle_lines(rows: Sequence[AssignmentRow]) -> tuple[ObstacleLine, ...]:
    """Section V: open obstacles of unfinished assignments, by agency."""
    hindered = [row for row in rows if row.obstacle and row.bucket not in DONE_BUCKETS]
    hindered.sort(key=lambda row: (row.lead_order, row.pk))
    return tuple(
        ObstacleLine(
            pk=row.pk,
            agency=row.lead_name,
            title=clipped(row.title, TITLE_LIMIT),
            obstacle=sentence(clipped(row.obstacle, TEXT_LIMIT)),
            proposal=sentence(clipped(row.proposal, TEXT_LIMIT)),
        )
        for row in hindered
    )
