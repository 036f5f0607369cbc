"""Ý kiến chỉ đạo of a leader in the last 30 days: which are carried out, which are not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.assignments.access import visible_to
from accountability.assignments.models import Assignment, Instruction
from accountability.assignments.rules import ASIDE_STATES, OPEN_STATES, State
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.desk import links
from accountability.desk.reading.common import Line, Moment, Rows, Source
from accountability.escalation.models import Explanation

DAYS = 30
_LEADERS = (Role.CHAIR, Role.VICE_CHAIR)
_SETTLED = (State.DONE, *ASIDE_STATES)
_Act = Instruction.Act
# These give an answer and ask nobody for anything more.
_ASKS_NOTHING = (_Act.REFUSE, _Act.ACCEPT)


@dataclass(frozen=True)
class Carried:
    """How many instructions, how many of them carried out."""

    total: int
    done: int

    @property
    def open(self) -> int:
        """Not carried out yet."""
        return self.total - self.done


def title_of(moment: Moment) -> str:
    """Whose instructions they are; for whoever is no leader himself those of the Chair."""
    roles = {seat.role for seat in moment.actor.seats}
    own = roles & set(_LEADERS)
    return (
        say("Ý kiến chỉ đạo của Phó Chủ tịch")
        if own == {Role.VICE_CHAIR}
        else say("Ý kiến chỉ đạo của Chủ tịch")
    )


def _leaders(moment: Moment) -> list[int]:
    own = [seat.position_id for seat in moment.actor.seats if seat.role in _LEADERS]
    return own or list(Position.objects.filter(role=Role.CHAIR).values_list("pk", flat=True))


def _carried_out() -> Q:
    """By act: the letter is drafted, the explanation came or is not asked for any more, else the duty itself is done or ended."""
    explained = Explanation.objects.filter(
        Q(answered_at__isnull=False) | Q(withdrawn_at__isnull=False), ordered_by=OuterRef("pk")
    )
    still_open = Assignment.objects.filter(directive=OuterRef("directive"), state__in=OPEN_STATES)
    drafted = Q(act=_Act.DRAFT, duty__state__in=_SETTLED) | Q(
        act=_Act.DRAFT, duty=None, assignment__state__in=_SETTLED
    )
    plain = ~Q(act__in=[_Act.DRAFT, _Act.EXPLAIN])
    return (
        drafted
        | Q(Q(act=_Act.EXPLAIN), Exists(explained))
        | plain & Q(assignment__state__in=_SETTLED)
        | Q(Q(assignment=None), plain, ~Exists(still_open))
    )


def given(*, eyes: Actor, leaders: list[int], since: date) -> QuerySet[Instruction]:
    """What these leaders said since that day, with `is_done`; of a word that was corrected the correction only."""
    seen = visible_to(eyes).filter(pk=OuterRef("assignment"))
    rows = Instruction.objects.filter(
        Q(assignment=None) | Q(Exists(seen)), leader__in=leaders, decided_on__gte=since, corrected_by=None
    ).exclude(act__in=_ASKS_NOTHING)  # fmt: skip
    return rows.annotate(is_done=ExpressionWrapper(_carried_out(), output_field=BooleanField()))


def _values(moment: Moment) -> dict[str, Any]:
    return {"eyes": moment.eyes, "leaders": _leaders(moment), "since": moment.today - timedelta(days=DAYS)}


@prepared
def _carried(**values: Any) -> QuerySet[Any]:
    numbers = given(**values).order_by().annotate(one=Value(1)).values_list("one")
    done = Count("pk", filter=Q(is_done=True))
    return numbers.annotate(total=Count("pk"), done=done).values_list("total", "done")


def carried(moment: Moment) -> Carried:
    """The sums. One statement, two for whoever is no leader."""
    return Carried(*_carried(**_values(moment))[0])


def _in_order(**values: Any) -> QuerySet[Instruction]:
    rows = given(**values).select_related("assignment__lead_agency", "assignment__lead_position", "directive")
    return rows.order_by("is_done", "decided_on", "pk")  # type: ignore[misc]


def source(moment: Moment) -> Source:
    """What is not carried out first, the oldest word first."""

    def line(row: Instruction) -> Line:
        on = say("ngày {decided_on:%d/%m}", decided_on=row.decided_on)
        words = say("{act} {on}", act=row.get_act_display(), on=on) + (
            say(": {row_text}", row_text=row.text) if row.text else ""
        )
        about = row.assignment.title if row.assignment else row.directive.named if row.directive else ""
        url = (
            links.dossier(row.assignment.pk)
            if row.assignment
            else links.address("directive-detail", row.directive_id)
        )
        done = getattr(row, "is_done", False)
        lead = say("{lead_name} · ", lead_name=row.assignment.lead_name) if row.assignment else ""
        return Line(
            about,
            url,
            lead + words,
            say("Đã thực hiện") if done else say("Chưa thực hiện"),
            "done" if done else "active",
        )

    rows = Rows(_in_order, _values(moment))
    return Source("y-kien", title_of(moment), rows, line, say("Không có ý kiến chỉ đạo trong 30 ngày qua."))
