"""The parts of the page of one assignment, gathered from the rooms that hold them."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission as P
from accountability.assignments.actions.hindering import most_owed
from accountability.assignments.explaining import explanation_of, is_derived
from accountability.assignments.leaders import deciders_of
from accountability.assignments.models import (
    Assignment,
    Completion,
    DeadlineVersion,
    Evidence,
    Extension,
    Instruction,
    Milestone,
    Obstacle,
    ProgressReport,
    Submission,
)
from accountability.assignments.projection import next_review_of
from accountability.assignments.rules import Level, State
from accountability.assignments.timeline import Claimed
from accountability.assignments.views.acting import Act
from accountability.assignments.views.acts import ACTS
from accountability.assignments.views.acts_aside import ASIDE_ACTS
from accountability.assignments.views.passing import PASS_ON
from accountability.assignments.views.there import There
from accountability.calendars.reading import load_calendar
from accountability.calendars.rules import working_days_between
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.desk.reading.common import waiting_words
from accountability.escalation import reading as ladder
from accountability.escalation.models import DecisionRequest, Escalation, Explanation
from accountability.escalation.views import ACTS as LADDER_ACTS
from accountability.escalation.views import latest_opinion
from accountability.indicators.rules import Direction, Line, is_reached

# What a leader says on an explanation is read by those who may read explanations.
ON_EXPLANATIONS = (Instruction.Act.EXPLAIN, Instruction.Act.ACCEPT)
ALL_ACTS = (*ACTS[:3], LADDER_ACTS[0], *ACTS[3:], PASS_ON, *LADDER_ACTS[1:], *ASIDE_ACTS)


def buttons(row: Assignment, permissions: frozenset[P], at: datetime) -> list[Act]:
    """The acts that fit this person and this state, the main one first."""
    found = [act for act in ALL_ACTS if act.is_offered(row, permissions, at)]
    if P.DECIDE in permissions:
        return found
    # Who only records a leader's word has his own work first.
    own = [act for act in found if not _is_a_leaders(act, row)]
    return own + [
        replace(act, button=say("Ghi ý kiến lãnh đạo: {button}", button=act.button))
        for act in found
        if act not in own
    ]


def _is_a_leaders(act: Act, row: Assignment) -> bool:
    """Whether only a leader's word does it; a returned assignment the Office moves by itself."""
    moves = act.name == "assignment-reassign" and row.state != State.RETURNED
    return moves or P.RECORD_FOR_LEADER in act.permissions


# The deadline ---------------------------------------------------------------------------------------------------------------


@prepared
def _versions(*, assignment: int) -> QuerySet[DeadlineVersion]:
    rows = DeadlineVersion.objects.filter(assignment=assignment)
    return rows.select_related("document").order_by("number")


def versions_of(row: Assignment) -> list[DeadlineVersion]:
    """Every deadline that it had, the first one first."""
    return _versions(assignment=row.pk)


def deadline(row: Assignment, versions: list[DeadlineVersion]) -> dict[str, Any]:
    """The deadline in force, its history, and how it came about: day by day, or as a sentence."""
    explained = explanation_of(row)
    if explained and explained.due_on not in {version.due_on for version in versions}:
        explained = None  # Another date was named, and the calendar has changed since.
    named = "" if is_derived(versions) or row.due_on is None else _NAMED.format(due_on=date_vi(row.due_on))
    return {
        "versions": versions,
        "original": versions[0] if versions else None,
        "extensions": sum(version.is_extension for version in versions),
        "missed": any(version.after_expiry for version in versions),
        "excused_on": row.due_on + timedelta(days=row.owed_days) if row.due_on and row.excused_time else None,
        "lines": explained.days if explained else (),
        "notes": explained.notes if explained else (),
        "sentence": say(
            "{sentence}{named}", sentence=explained.sentence if explained else _sentence(row), named=named
        ),
    }


_NAMED = say(" Thời hạn hiện nay ({due_on}) là thời hạn sau khi gia hạn hoặc theo ý kiến chỉ đạo.")


def _sentence(row: Assignment) -> str:
    if row.due_on is None:
        return say("Nhiệm vụ này không có thời hạn; không tính quá hạn.")
    if row.period_start is not None:
        return say("Nhiệm vụ định kỳ: hạn là ngày cuối kỳ, kể cả khi rơi vào ngày nghỉ.")
    hour = say(" và đến {due_time:%H:%M} của ngày đó", due_time=row.due_time) if row.due_time else ""
    return say(
        "Ngày ghi trong văn bản được tính là trong hạn{hour}, không dời khi rơi vào ngày nghỉ; từ "
        "ngày sau đó là quá hạn.",
        hour=hour,
    )


# Its parts ------------------------------------------------------------------------------------------------------------------


def _obstacle(
    one: Obstacle, row: Assignment, actor: Actor, permissions: frozenset[P], at: datetime
) -> dict[str, Any]:
    """An obstacle with its buttons; how long it lies with the superior is for him and the Office only, and neutral."""
    waits = one.answered_at is None
    sees_wait = P.GIVE_OPINION in permissions or one.addressed_to_id in actor.position_ids
    today = local(at).date()
    days = (
        working_days_between(one.raised_on, today, load_calendar(one.raised_on.year, today.year))
        if waits
        else 0
    )
    return {
        "obstacle": one,
        "may_answer": waits and P.ANSWER_OBSTACLE in permissions,
        "may_mark": waits and row.is_open and one.within_powers_on is None and P.GIVE_OPINION in permissions,
        "may_confirm": one.owed_days is None and most_owed(one) > 0 and P.CONFIRM_OWED_DAYS in permissions,
        "waiting": waiting_words(days) if waits and one.within_powers_on is not None and sees_wait else "",
    }


def _extension(one: Extension, row: Assignment, actor: Actor, permissions: frozenset[P]) -> dict[str, Any]:
    """A request with its button for who decides on the n-th one, or records for him."""
    waits = row.is_open and one.state == Extension.State.ASKED
    may = set(deciders_of(row, one.level).values_list("pk", flat=True)) if waits else set()
    decides = bool(may & actor.position_ids) and P.DECIDE_EXTENSION in permissions
    return {
        "extension": one, "level": Level(one.level).label,
        "may_decide": waits and (decides or P.RECORD_FOR_LEADER in permissions),
    }  # fmt: skip


def review(row: Assignment, at: datetime) -> dict[str, Any] | None:
    """The rhythm of an ongoing duty, from its facts: when the next update is due, and whether it is late."""
    due_on = next_review_of(row)
    if due_on is None or not row.is_open:
        return None
    late = (local(at).date() - due_on).days
    return {"due_on": due_on, "days_late": max(0, late)}


def parts(
    row: Assignment, actor: Actor, permissions: frozenset[P], at: datetime, there: Container[str]
) -> dict[str, Any]:
    """What the lead, the coordinating agencies and the leaders wrote; only what is `there` is read."""
    files = _by_report(row) if "evidence" in there else {}

    def read(name: str) -> list[Any]:
        return _written(name, assignment=row.pk) if name in there else []

    return {
        "coordinations": [
            {"part": part, "files": files.get(("coordination", part.pk), []),
             "may_report": row.is_open and P.REPORT_COORDINATION in permissions and part.agency_id in actor.works_for}
            for part in row.coordinations.all()
        ],
        "milestones": read("milestones"),
        "targets": [_target(one) for one in row.targets.prefetch_related("readings")] if "targets" in there else [],
        "reports": [
            {"report": report, "files": files.get(("progress", report.pk), [])} for report in read("reports")
        ],
        "obstacles": [_obstacle(one, row, actor, permissions, at) for one in read("obstacles")],
        "extensions": [_extension(one, row, actor, permissions) for one in read("extensions")],
        "submissions": [
            {"submission": one, "files": files.get(("submission", one.pk), [])} for one in read("submissions")
        ],
        "completions": [
            {"completion": one, "files": files.get(("completion", one.pk), [])} for one in read("completions")
        ],
    }  # fmt: skip


_WRITTEN = {
    "milestones": Milestone.objects.order_by("rank", "pk"),
    "reports": ProgressReport.objects.select_related("reported_by", "tenure__agency").order_by("-pk"),
    "obstacles": Obstacle.objects.select_related("addressed_to", "answer__leader").order_by("-pk"),
    "extensions": Extension.objects.select_related("decision__leader").order_by("-pk"),
    "submissions": Submission.objects.order_by("-pk"),
    "completions": Completion.objects.order_by("-pk"),
    "evidence": Evidence.objects.select_related("file"),
}


@prepared
def _written(name: str, *, assignment: int) -> QuerySet[Any]:
    return _WRITTEN[name].filter(assignment=assignment)


def _by_report(row: Assignment) -> dict[tuple[str, int], list[Evidence]]:
    found: dict[tuple[str, int], list[Evidence]] = {}
    for one in _written("evidence", assignment=row.pk):
        found.setdefault((one.kind, one.row_pk), []).append(one)
    return found


def _target(target: Any) -> dict[str, Any]:
    readings = list(target.readings.all())
    last = readings[-1] if readings else None
    known = last is not None and last.value is not None
    return {
        "target": target,
        "last": last,
        "reached": target.is_reached(last.value) if last and known else None,
        "behind": known and _is_behind(target, last),
    }


def _is_behind(target: Any, last: Any) -> bool:
    """Whether the figure lags the straight line to the deadline (`assignments.lagging` asks the same in SQL)."""
    row = target.assignment
    if row.due_on is None or row.assigned_on is None or row.due_on <= row.assigned_on:
        return target.direction == target.Direction.AT_MOST and not target.is_reached(last.value)
    direction = Direction(target.direction)
    line = Line(target.value, direction, row.assigned_on, row.due_on, target.from_value)
    return not is_reached(last.value, line.on(last.data_on), direction)


def instructions(
    row: Assignment, actor: Actor, reads_explanations: bool, there: Container[str]
) -> list[dict[str, Any]]:
    """What leaders said, with who entered it; on explanations only for those who may read them."""
    if "instructions" not in there:
        return []
    rows = row.instructions.select_related("leader", "scan", "corrects").prefetch_related("corrected_by")
    return [
        {
            "instruction": one,
            "text": one.text if reads_explanations or one.act not in ON_EXPLANATIONS else "",
            "may_correct": one.is_recorded
            and one.leader_id in actor.position_ids
            and not hasattr(one, "corrected_by"),
        }
        for one in rows.order_by("-pk")
    ]


# The ladder -----------------------------------------------------------------------------------------------------------------


def escalation(
    row: Assignment, permissions: frozenset[P], at: datetime, there: There, claims: Collection[Escalation]
) -> dict[str, Any]:
    """Rungs passed and to come, explanations, what waits for a decision, the Office's opinion."""
    reads = P.VIEW_EXPLANATION in permissions
    explanations = _explanations(assignment=row.pk) if "explanations" in there else []
    waiting = _waiting(assignment=row.pk) if "decisions" in there else []
    advises = bool({P.GIVE_OPINION, P.DECIDE} & permissions)
    opinion = latest_opinion(row) if advises else None
    return {
        "steps": ladder.ladder_of(row, at, claims, lead_since=there.lead_since) if row.is_open else [],
        "explanations": explanations,
        "reads_explanations": reads,
        "may_explain": P.EXPLAIN in permissions,
        "waiting": next(iter(waiting), None),
        "reads_ground": advises or reads or P.REPORT_AT_ONCE in permissions,
        "opinion": opinion,
        "may_agree": opinion is not None and P.DECIDE in permissions and row.is_open,
    }


@prepared
def _explanations(*, assignment: int) -> QuerySet[Explanation]:
    return Explanation.objects.filter(assignment=assignment).select_related("tenure__agency").order_by("-pk")


@prepared
def _waiting(*, assignment: int) -> QuerySet[DecisionRequest]:
    rows = DecisionRequest.objects.filter(assignment=assignment, decided_at=None)
    return rows.select_related("addressed_to").order_by("pk")[:1]


def claimed(rows: Collection[Escalation]) -> list[Claimed]:
    """The claims of the ladder, for the timeline."""
    titles = ladder.claim_titles(rows)
    return [Claimed(one.pk, one.claimed_at, titles[one.pk], one.merged) for one in rows]
