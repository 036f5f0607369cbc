"""What waits for a leader's word, with all that he needs to decide; never the words of an explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.assignments.access import visible_to
from accountability.assignments.badges import timing_badge
from accountability.assignments.models import Assignment, Coordination, Instruction
from accountability.assignments.reading import with_facts
from accountability.assignments.rules import Bucket
from accountability.core.prepared import prepared
from accountability.core.saying import joined, say
from accountability.core.zone import local
from accountability.desk import links
from accountability.desk.reading.calls import Call, calls_for
from accountability.desk.reading.common import Moment
from accountability.desk.reading.waiting import Duties
from accountability.escalation.models import DecisionRequest, Explanation, OfficeOpinion
from accountability.reports.queries import extensions_of, open_obstacles_of
from accountability.reports.rules import DecisionItem

_DATED = (Bucket.OVERDUE, Bucket.DUE_SOON)


@dataclass(frozen=True)
class Decision:
    """An item for the page (`card`, as `components/decision.html` takes it) and for paper (`item`)."""

    item: DecisionItem
    card: dict[str, Any]
    is_assumed: bool


def fresh_opinions() -> QuerySet[OfficeOpinion]:
    """What the Office proposes now: opinions since which no leader has decided anything on the assignment."""
    word = (
        Instruction.objects.filter(assignment=OuterRef("assignment"), corrects=None)
        .order_by()
        .values("assignment")
        .annotate(last=Max("entered_at"))
        .values("last")
    )
    return OfficeOpinion.objects.annotate(last_word_at=Subquery(word)).filter(
        Q(last_word_at=None) | Q(last_word_at__lte=F("given_at"))
    )


def decisions_of(
    parts: Iterable[tuple[Sequence[DecisionRequest], Duties]], moment: Moment
) -> list[list[Decision]]:
    """The requests of each part with what belongs to each; the number of statements does not grow with them.

    The duties of a part say of how many agencies an item stands for the first, when the others are left out.
    """
    given = list(parts)
    requests = [request for of_part, _ in given for request in of_part]
    if not requests:
        return [[] for _ in given]
    make = _maker(requests, moment)
    return [[make(request, duties) for request in of_part] for of_part, duties in given]


def _maker(
    requests: Sequence[DecisionRequest], moment: Moment
) -> Callable[[DecisionRequest, Duties], Decision]:
    """Read all that these requests need."""
    pks = [request.assignment_id for request in requests]
    facts = {row.pk: row for row in _facts(pks=pks)}
    helping: dict[int, list[str]] = defaultdict(list)
    for pk, name in _helping(pks=pks):
        helping[pk].append(name)
    extensions, hindered = extensions_of(pks), open_obstacles_of(pks)
    opinions = {row.assignment_id: row for row in _opinions(pks=pks)}
    explained = {row.assignment_id: row for row in _explanations(pks=pks)}
    decidable = set(_allowed(Permission.DECIDE, eyes=moment.eyes, pks=pks))
    recordable = set(_allowed(Permission.RECORD_FOR_LEADER, eyes=moment.eyes, pks=pks))
    calls = calls_for(facts.values(), moment.today)

    def make(request: DecisionRequest, duties: Duties) -> Decision:
        pk = request.assignment_id
        row, explanation = facts[pk], explained.get(pk)
        return _decision(
            request, row, moment, calls=calls[pk], helping=tuple(helping[pk]), extensions=extensions.get(pk, 0),
            obstacle=hindered.get(pk), opinion=opinions.get(pk), explanation=_explanation_note(explanation),
            committed_on=_committed_on(explanation), may_decide=pk in decidable, may_enter=pk in decidable | recordable,
            others=duties.get((row.duty_key, row.due_on), 1) - 1,
        )  # fmt: skip

    return make


@prepared
def _facts(*, pks: list[int]) -> QuerySet[Assignment]:
    rows = with_facts(Assignment.objects.filter(pk__in=pks))
    return rows.select_related("directive__program", "lead_agency__parent", "lead_position")


@prepared
def _helping(*, pks: list[int]) -> QuerySet[Any]:
    rows = Coordination.objects.filter(assignment__in=pks)
    return rows.values_list("assignment_id", "agency__short_name")


@prepared
def _opinions(*, pks: list[int]) -> QuerySet[OfficeOpinion]:
    return fresh_opinions().filter(assignment__in=pks).order_by("pk")


@prepared
def _allowed(permission: Permission, *, eyes: Actor, pks: list[int]) -> QuerySet[Any]:
    return visible_to(eyes, permission).filter(pk__in=pks).values_list("pk", flat=True)


@prepared
def _explanations(*, pks: list[int]) -> QuerySet[Explanation]:
    """Only whether and when: the words are not even read."""
    rows = Explanation.objects.filter(assignment__in=pks, tenure__to_at=None, withdrawn_at=None).order_by(
        "pk"
    )
    return rows.only("assignment_id", "answered_at", "answer_by_on", "committed_on")


def _explanation_note(row: Explanation | None) -> str:
    if row is None:
        return say("Chưa yêu cầu giải trình")
    if row.answered_at is not None:
        return say("Đã có giải trình ngày {answered_at:%d/%m/%Y}", answered_at=local(row.answered_at))
    return say(
        "Chưa có giải trình (phải giải trình trước ngày {answer_by_on:%d/%m/%Y})",
        answer_by_on=row.answer_by_on,
    )


def _committed_on(row: Explanation | None) -> date | None:
    return row.committed_on if row is not None else None


def _commitment_note(committed_on: date | None, today: date) -> str:
    """The day that the head named, on the leader's screen only: an explanation goes into no export (DESIGN §15)."""
    if committed_on is None:
        return ""
    gone = (today - committed_on).days
    passed = say(", đã quá {gone} ngày", gone=gone) if gone > 0 else ""
    return say(
        "; cam kết hoàn thành ngày {committed_on:%d/%m/%Y}{passed}", committed_on=committed_on, passed=passed
    )


def _decision(
    request: DecisionRequest, row: Assignment, moment: Moment, *, calls: list[Call], helping: tuple[str, ...], extensions: int, obstacle: Any,
    opinion: OfficeOpinion | None, explanation: str, committed_on: date | None, may_decide: bool, may_enter: bool, others: int,
) -> Decision:  # fmt: skip
    timing = moment.timing(row)
    badge = timing_badge(timing, row.state)
    same = say("{others} đơn vị khác cùng nhiệm vụ này cũng chờ ý kiến", others=others) if others else ""
    item = DecisionItem(
        pk=row.pk, title=row.title, directive_ref=row.directive.cited,
        agency=say("{lead_name} (còn {same})", lead_name=row.lead_name, same=same) if same else row.lead_name,
        days_overdue=timing.days_overdue, due_on=row.due_on, original_due_on=getattr(row, "original_due_on", None),
        extensions=extensions, overran=getattr(row, "overran", False), coordinating=helping,
        obstacle=obstacle.text if obstacle else "", proposal=obstacle.proposal if obstacle else "",
        opinion=_proposed(opinion) if opinion else "", opinion_by=opinion.given_title if opinion else "",
        explanation_note=explanation, ground=_ground(request),
    )  # fmt: skip
    card = {
        "title": item.title, "dossier_url": links.dossier(row.pk), "days_late": item.days_overdue,
        "late_label": badge.label if badge.code in _DATED else say("Chờ ý kiến"),
        "tone": badge.tone, "source": item.directive_ref, "original_due_on": item.original_due_on,
        "extensions": extensions, "lead": say("{lead_name} · còn {same}", lead_name=row.lead_name, same=same) if same else row.lead_name, "coordinating": ", ".join(item.coordinating),
        "ground": item.ground, "obstacle": item.obstacle or ("" if item.ground else say("Đơn vị chưa báo cáo")), "calls": calls,
        "explanation": explanation + _commitment_note(committed_on, moment.today), "proposal": item.proposal,
        "opinion": item.opinion, "opinion_by": item.opinion_by,
        "opinion_url": links.address("assignment-decide", row.pk) if may_enter else "",
        "others": _others(row.pk) if may_enter else [],
        **(_agreeing(opinion, moment) if may_decide and opinion else {}),
    }  # fmt: skip
    return Decision(item, card, row.is_assumed or row.directive.is_assumed)


def _proposed(opinion: OfficeOpinion) -> str:
    """What agreeing would do, then the Office's words; a plain opinion has its words only."""
    if opinion.act == OfficeOpinion.Act.OPINION:
        return opinion.text
    return say("{proposed}. {opinion_text}", proposed=opinion.proposed, opinion_text=opinion.text)


def _ground(request: DecisionRequest) -> str:
    """The ground of Báo cáo ngay with who reported; a rung's ground says nothing new."""
    if not request.raised_by_id:
        return ""
    parts = [part.strip().rstrip(".") for part in request.ground.split("\n") if part.strip()]
    return say("{parts} ({raised_title})", parts=joined(". ", parts), raised_title=request.raised_title)


def _others(pk: int) -> list[dict[str, str]]:
    """Ý kiến khác: what a leader may order instead, each with its form filled in as far as it goes."""
    return [
        {"label": say("Yêu cầu giải trình"), "url": links.address("assignment-explain-demand", pk)},
        {"label": say("Mời làm việc"), "url": links.address("assignment-decide", pk, viec="call_in")},
        {
            "label": say("Giao Văn phòng tham mưu văn bản"),
            "url": links.address("assignment-decide", pk, viec="draft"),
        },
    ]


def _agreeing(opinion: OfficeOpinion, moment: Moment) -> dict[str, str]:
    """The button that agrees with the Office; none once a date proposed has come."""
    what = say("Đồng ý như Văn phòng đề xuất")
    if opinion.new_due_on is not None:
        if opinion.new_due_on <= moment.today:
            return {}
        what = say("Đồng ý gia hạn đến {new_due_on:%d/%m/%Y}", new_due_on=opinion.new_due_on)
    if opinion.meets_at is not None and opinion.meets_at <= moment.at:
        return {}
    if opinion.letter_due_on is not None and opinion.letter_due_on < moment.today:
        return {}
    return {
        "agree_url": links.address("decision-agree", opinion.assignment_id, opinion=opinion.pk),
        "agree_confirm": say(
            "{what}? Văn phòng đề xuất: {opinion_text}", what=what, opinion_text=opinion.text
        ),
    }
