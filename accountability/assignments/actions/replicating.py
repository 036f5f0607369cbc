"""Nhân rộng: a duty that some have, tried out, goes to others with the same content, product and targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from secrets import token_hex

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.actions.drafting import draft
from accountability.assignments.actions.drafting_series import Recurrence
from accountability.assignments.actions.guards import Refused, log
from accountability.assignments.actions.specs import AssignmentSpec, Own, Part, TargetSpec
from accountability.assignments.duties import family, of_family
from accountability.assignments.models import Assignment
from accountability.assignments.rules import Duration, State
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.models import Directive


def who_have_it(source: Assignment) -> set[int]:
    """The keys of the agencies that the duty was given to or drafted for, in whatever document."""
    if not source.duty_key:
        return {source.lead_agency_id}
    rows = of_family(
        Assignment.objects.exclude(state__in=[State.WITHDRAWN, State.DROPPED, State.ENDED]), source.duty_key
    )
    return set(rows.order_by().values_list("lead_agency_id", flat=True))


@transaction.atomic
def replicate(
    source_pk: int, directive: Directive, leads: Sequence[Agency], *, due_on: date | None, by: Actor, at: datetime,
    own: Mapping[int, Own] | None = None,
) -> list[Assignment]:  # fmt: skip
    """Draft the duty of `source_pk` for those of `leads` that do not have it, in a directive that is being cut.

    `due_on` is the deadline of the others, for a duty that is due on a day. Raises Refused when all have it, and for
    what `draft` refuses.
    """
    source = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("series", "lead_position", "supervisor", "specialist", "verifier")
        .get(pk=source_pk)
    )
    if source.state == State.DRAFT:
        raise Refused(say("Việc này chưa được giao; chỉ nhân rộng việc đã giao."))
    having = who_have_it(source)
    wanted = [agency for agency in leads if agency.pk not in having]
    if not wanted:
        raise Refused(say("Các cơ quan đã chọn đều đã được giao việc này."))
    key = f"{_root(source, by=by, at=at)}.{directive.pk}"
    spec = _spec(source, wanted, due_on=due_on, own=own or {}, today=local(at).date(), duty_key=key)
    return draft(directive, spec, by=by, at=at)


def _root(source: Assignment, *, by: Actor, at: datetime) -> str:
    """The key of the duty; a single assignment that is tried out gets one now."""
    if not source.duty_key:
        source.duty_key = token_hex(8)
        source.save(update_fields=["duty_key"])
        log(source, "replicate", by=by, at=at, after={"duty": source.duty_key})
    return family(source.duty_key)


def _spec(
    source: Assignment, leads: Sequence[Agency], *, due_on: date | None, own: Mapping[int, Own], today: date,
    duty_key: str,
) -> AssignmentSpec:  # fmt: skip
    """What the source was given as, for others. Its milestones have passed, and its named position was its own."""
    series = source.series
    given = {agency.pk for agency in leads}
    parts = source.coordinations.select_related("agency")
    fixed = source.duration == Duration.FIXED and series is None
    return AssignmentSpec(
        title=series.title if series else source.title, leads=leads, product=source.product, group=source.group,
        coordinating=[Part(part.agency, part.duty) for part in parts if part.agency_id not in given],
        duration=Duration(source.duration), due_on=due_on if fixed else None, days=source.duration_days,
        due_time=source.due_time if fixed else None, review_days=source.review_days,
        rhythm=series.rhythm if series else "", series_from=max(series.starts_on, today) if series else None,
        recurrence=Recurrence(series.window_words, series.closing, series.title_pattern, series.ends_on)
        if series else Recurrence(),
        targets=[TargetSpec(one.name, one.value, one.unit, one.direction) for one in source.targets.all()],
        supervisor=source.supervisor, specialist=source.specialist, verifier=None if source.verifier.kind == Agency.Kind.PROVINCE else source.verifier,
        needs_submission=source.needs_submission, affects_citizens=source.affects_citizens,
        is_assumed=source.is_assumed, own=own, duty_key=duty_key,
    )  # fmt: skip
