"""Setting aside: an assignment leaves the clock without being done or late, and may come back to where it stood.

The bulk of it is written in a number of statements that does not grow with the rows: a withdrawn document may have given
thousands of assignments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.deadlines import close_request
from accountability.assignments.actions.guards import Refused, attach, lock
from accountability.assignments.actions.handing_down import tell_each_all_done
from accountability.assignments.models import (
    Assignment,
    DirectiveEffect,
    Exemption,
    Extension,
    Series,
    SetAside,
)
from accountability.assignments.recurring import set_next_openings
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, State, may_report_nothing
from accountability.assignments.telling import head_of, heads_and_focal_points, office_of, tell
from accountability.audit.record import event, record_many
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.files.models import StoredFile

FREEZABLE = (*OPEN_STATES, State.PAUSED)
# What each state is called in the log: "assignment.drop", and "assignment.drop_back" when it is taken back.
ACTIONS = {
    State.DROPPED: "drop", State.WITHDRAWN: "withdraw", State.ENDED: "end", State.REPLACED: "replace",
    State.NOTHING: "nothing", State.NOT_CONCERNED: "not_concerned",
}  # fmt: skip
# These end a recurring duty as a whole, not only one period of it.
_END_SERIES = (State.ENDED, State.REPLACED, State.NOT_CONCERNED)
_BATCH = 2_000


def set_aside(
    rows: Sequence[Assignment], state: State, *, by: Actor | None, at: datetime, reason: str = "",
    effects: Mapping[int, DirectiveEffect] | None = None, exemption: Exemption | None = None, ends_series: bool = False,
) -> list[SetAside]:  # fmt: skip
    """Set locked rows aside in the caller's transaction; `effects` names by assignment the effect that did it.

    `ends_series`: the recurring duties go as a whole, though the state concerns one period elsewhere (an annex undone).

    Requests that nobody need decide any more are closed. The processes are the caller's to end (`workflows.aside`).
    """
    on = local(at).date()
    series = _end_series(rows, on) if ends_series or state in _END_SERIES else {}
    made = SetAside.objects.bulk_create(
        [
            SetAside(
                assignment=row, state=state, from_state=row.state, reason=reason.strip(), at=at, on=on,
                by_id=by.user_id if by else None, by_title=(by.title if by else "")[:200],
                effect=(effects or {}).get(row.pk), exemption=exemption,
                ended_series=row.series_id in series, series_ends_on=series.get(row.series_id or 0),
            )
            for row in rows
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    _close_requests(rows, state, by=by, at=at)
    record_many([
        event(
            action=f"assignment.{ACTIONS[state]}", by=by, at=at, target_kind="assignment", target_pk=row.pk,
            before={"state": row.state}, after={"state": state.value}, assignment_pk=row.pk,
            directive_pk=row.directive_id, note=reason.strip(),
        )
        for row in rows
    ])  # fmt: skip
    _write_state(dict.fromkeys((row.pk for row in rows), state.value))
    for row in rows:
        row.state = state.value
    tell_each_all_done(rows, at=at)
    return made


def _write_state(states: Mapping[int, str]) -> None:
    grouped: dict[str, list[int]] = defaultdict(list)
    for pk, state in states.items():
        grouped[state].append(pk)
    for state, keys in grouped.items():
        for start in range(0, len(keys), _BATCH):
            Assignment.objects.filter(pk__in=keys[start : start + _BATCH]).update(state=state)


def _end_series(rows: Iterable[Assignment], on: date) -> dict[int, date | None]:
    """End the series of these rows today: series key → until when it was to run before."""
    keys = {row.series_id for row in rows if row.series_id}
    found = Series.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    running = [row for row in found if row.ends_on is None or row.ends_on > on]
    before = {row.pk: row.ends_on for row in running}
    _move_ends(running, dict.fromkeys(before, on))
    return before


def _move_ends(rows: Sequence[Series], ends_on: Mapping[int, date | None]) -> None:
    """Series end on these days now; when their next occurrences open follows from it."""
    for row in rows:
        row.ends_on = ends_on[row.pk]
    set_next_openings(rows)
    Series.objects.bulk_update(rows, ["ends_on", "next_opens_on"], batch_size=_BATCH)


def _close_requests(rows: Sequence[Assignment], state: State, *, by: Actor | None, at: datetime) -> None:
    """Requests for more time and proposals that wait are closed; who asked hears why."""
    known = {row.pk: row for row in rows}
    asked = Extension.objects.filter(state=Extension.State.ASKED, assignment_id__in=list(known))
    for pk in list(asked.values_list("assignment_id", flat=True)):
        close_request(known[pk], why=say("nhiệm vụ chuyển sang “{state}”", state=state.label), by=by, at=at)
    Exemption.objects.filter(state=Exemption.State.ASKED, assignment_id__in=list(known)).update(
        state=Exemption.State.CLOSED,
        answer=say("Nhiệm vụ chuyển sang “{state}”.", state=state.label),
        answered_at=at,
    )


def take_back(
    rows: Sequence[Assignment], *, by: Actor | None, at: datetime, reason: str = ""
) -> list[SetAside]:
    """Bring locked rows back to the state in which they were set aside, in the caller's transaction; what was undone.

    The processes are the caller's to start anew (`workflows.aside`).
    """
    known = {row.pk: row for row in rows}
    undone = list(
        SetAside.objects.select_for_update()
        .filter(assignment_id__in=list(known), back_at=None)
        .order_by("pk")
    )
    SetAside.objects.filter(pk__in=[one.pk for one in undone]).update(
        back_at=at, back_by_id=by.user_id if by else None, back_title=(by.title if by else "")[:200],
        back_reason=reason.strip(),
    )  # fmt: skip
    ran_to = {
        known[one.assignment_id].series_id or 0: one.series_ends_on for one in undone if one.ended_series
    }
    _move_ends(list(Series.objects.select_for_update().filter(pk__in=ran_to).order_by("pk")), ran_to)
    record_many([
        event(
            action=f"assignment.{ACTIONS[State(one.state)]}_back", by=by, at=at, target_kind="assignment",
            target_pk=one.assignment_id, before={"state": one.state}, after={"state": one.from_state},
            assignment_pk=one.assignment_id, directive_pk=known[one.assignment_id].directive_id, note=reason.strip(),
        )
        for one in undone
    ])  # fmt: skip
    _write_state({one.assignment_id: one.from_state for one in undone})
    for one in undone:
        known[one.assignment_id].state = one.from_state
    return undone


# The Office ---------------------------------------------------------------------------------------------------------------


def _lead_people(row: Assignment) -> list[object]:
    return list(heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, []))


def _not_his_own(row: Assignment, by: Actor, verb: str) -> None:
    """Nobody takes his own task off the clock."""
    if row.lead_agency_id in by.works_for:
        raise Refused(
            say("Không ai tự {verb} nhiệm vụ của chính cơ quan mình; cần văn bản của cấp trên.", verb=verb)
        )


@transaction.atomic
def drop_following(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Thôi theo dõi, with a reason: entered by mistake, or no longer needed. Counted neither done nor late."""
    row = lock(pk, states=OPEN_STATES, verb=say("thôi theo dõi"))
    _not_his_own(row, by, say("thôi theo dõi"))
    if not reason.strip():
        raise Refused(say("Vui lòng nêu lý do thôi theo dõi."))
    made = set_aside([row], State.DROPPED, reason=reason, by=by, at=at)[0]
    tell([row], _lead_people(row), kind="changed", text=say("Thôi theo dõi"), fact=f"drop:{made.pk}", at=at)  # type: ignore[arg-type]
    return row


@transaction.atomic
def follow_again(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Theo dõi lại: the assignment goes on where it stood; its deadline is the one that it had."""
    return _back(pk, State.DROPPED, say("Theo dõi lại"), "drop-back", reason=reason, by=by, at=at)


@transaction.atomic
def reopen_nothing(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """The Office does not take "không phát sinh" for an answer: the duty goes on, its deadline in force."""
    return _back(pk, State.NOTHING, say("Mở lại: chưa chấp nhận không phát sinh"), "nothing-back", reason=reason, by=by, at=at)  # fmt: skip


def _back(pk: int, state: State, text: str, fact: str, *, reason: str, by: Actor, at: datetime) -> Assignment:
    row = lock(pk, states=[state], verb=text.split(":")[0].lower())
    _not_his_own(row, by, say("mở lại"))
    if row.directive.state == Directive.State.WITHDRAWN:
        raise Refused(
            say(
                "{cited} đã bị thu hồi; nhiệm vụ của văn bản này không mở lại được.",
                cited=row.directive.cited,
            )
        )
    if not reason.strip():
        raise Refused(say("Vui lòng nêu lý do."))
    undone = take_back([row], reason=reason, by=by, at=at)[0]
    tell([row], _lead_people(row), kind="changed", text=text, fact=f"{fact}:{undone.pk}", at=at)  # type: ignore[arg-type]
    return row


# The lead -----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def report_nothing(
    pk: int, *, reason: str, by: Actor, at: datetime, files: Iterable[StoredFile] = ()
) -> Assignment:
    """Không phát sinh: one act closes the period, or the duty to report; counted as its own thing, not as done.

    Raises Refused for a duty that is neither a period of a series nor a report.
    """
    row = lock(pk, states=[State.ASSIGNED, *WORK_STATES], verb=say("báo cáo không phát sinh"))
    if not may_report_nothing(is_occurrence=row.series_id is not None, title=row.title, product=row.product):
        raise Refused(say("Chỉ nhiệm vụ định kỳ hoặc nhiệm vụ báo cáo mới có thể báo cáo không phát sinh."))
    if not reason.strip():
        raise Refused(say("Vui lòng nêu nội dung báo cáo không phát sinh."))
    made = set_aside([row], State.NOTHING, reason=reason, by=by, at=at)[0]
    attach(row, files, kind="nothing", row_pk=made.pk, at=at)
    tell([row], [*office_of(row), *(head_of(row.verifier_id) if row.verifier.code not in ("VPUBND", "UBND") else [])],
         kind="changed", text=say("{short_name} báo cáo không phát sinh", short_name=row.lead_agency.short_name), fact=f"nothing:{made.pk}", at=at)  # fmt: skip
    return row
