"""The human acts that rungs demand: an explanation by the head, a decision by the Chair. In bulk, for merged rungs too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.audit.record import event, record_many
from accountability.calendars.rules import Calendar, nth_working_day
from accountability.core.saying import say
from accountability.escalation.models import DecisionRequest, Escalation, Explanation, SweepRun
from accountability.escalation.policies import Ladders
from accountability.escalation.rules import Require

_BATCH = 500


def demand_explanations(
    *, run: SweepRun, ladders: Ladders, at: datetime, today: date, calendar: Calendar
) -> list[Explanation]:
    """Demand an explanation of the lead for each claim of this run whose rung wants one, unless one is open."""
    answer_days = {
        (pk, rung.key): rung.answer_days or 0
        for pk, ladder in ladders.by_version.items()
        for rung in ladder.rungs
        if rung.require == Require.EXPLANATION
    }
    still_open = Explanation.objects.open().filter(assignment_id=OuterRef("assignment_id"))
    claims = _claims(run, {key for _, key in answer_days}).filter(~Exists(still_open), tenure__isnull=False)
    Explanation.objects.bulk_create(
        [
            Explanation(
                assignment_id=claim.assignment_id, tenure_id=claim.tenure_id, demanded_by=claim, demanded_at=at,
                demanded_on=today, answer_by_on=nth_working_day(today, answer_days[claim.version_id, claim.rung_key], calendar),
            )
            for claim in _one_per_assignment(claims)
            if claim.tenure_id and claim.version_id and (claim.version_id, claim.rung_key) in answer_days
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )  # fmt: skip
    made = list(Explanation.objects.filter(demanded_by__run=run).order_by("pk"))
    record_many(
        [
            event(
                action="explanation.demand", by=None, at=at, target_kind="explanation", target_pk=row.pk,
                assignment_pk=row.assignment_id, after={"answer_by_on": row.answer_by_on.isoformat()},
            )
            for row in made
        ]
    )  # fmt: skip
    return made


def demand_decisions(*, run: SweepRun, ladders: Ladders, at: datetime, today: date) -> list[DecisionRequest]:
    """Lay each claim of this run whose rung wants a decision before the Chair, unless one waits already.

    Raises LookupError in Vietnamese when a decision is wanted and the province has no Chair.
    """
    wanted = {
        (pk, rung.key): rung
        for pk, ladder in ladders.by_version.items()
        for rung in ladder.rungs
        if rung.require == Require.DECISION
    }
    waiting = DecisionRequest.objects.filter(assignment_id=OuterRef("assignment_id"), decided_at__isnull=True)
    reached = _claims(run, {key for _, key in wanted}).filter(~Exists(waiting))
    claims = [
        (claim, wanted[claim.version_id, claim.rung_key].title)
        for claim in _one_per_assignment(reached)
        if claim.version_id and (claim.version_id, claim.rung_key) in wanted
    ]
    if not claims:
        return []
    chair = _chair()
    DecisionRequest.objects.bulk_create(
        [
            DecisionRequest(
                assignment_id=claim.assignment_id, demanded_by=claim, addressed_to=chair, raised_at=at,
                raised_on=today, ground=say("{title} (thời hạn {anchor_on:%d/%m/%Y}).", title=title, anchor_on=claim.anchor_on),
            )
            for claim, title in claims
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )  # fmt: skip
    made = list(DecisionRequest.objects.filter(demanded_by__run=run).order_by("pk"))
    record_many(
        [
            event(
                action="decision.request", by=None, at=at, target_kind="decision", target_pk=row.pk,
                assignment_pk=row.assignment_id, after={"addressed_to": chair.pk},
            )
            for row in made
        ]
    )  # fmt: skip
    return made


def _claims(run: SweepRun, keys: Iterable[str]) -> QuerySet[Escalation]:
    return Escalation.objects.filter(run=run, rung_key__in=list(keys)).order_by("assignment_id", "pk")


def _one_per_assignment(claims: QuerySet[Escalation]) -> list[Escalation]:
    return list({claim.assignment_id: claim for claim in claims}.values())


def _chair() -> Position:
    chair = Position.objects.filter(role=Role.CHAIR, agency__kind=Agency.Kind.PROVINCE).first()
    if chair is None:
        raise LookupError(say("Chưa có chức danh Chủ tịch UBND tỉnh để báo cáo xin ý kiến chỉ đạo."))
    return chair
