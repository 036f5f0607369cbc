"""Screens of what the ladder asks for: explanation, the Office's opinion, the leader's decision, Báo cáo ngay."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission as P
from accountability.access.rules import seats_with
from accountability.agencies.models import Position
from accountability.assignments.access import may_on, relations
from accountability.assignments.actions import LeaderWord, Refused
from accountability.assignments.forms.leader import LEADERS
from accountability.assignments.models import Assignment, Instruction
from accountability.assignments.rules import OPEN_STATES, State
from accountability.assignments.views.acting import Act, Doing
from accountability.audit.models import AuditEvent
from accountability.core import clock
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.escalation import actions
from accountability.escalation.actions import Decision, ExplanationSpec
from accountability.escalation.forms import acts as forms
from accountability.escalation.models import Explanation, OfficeOpinion
from workflows import acts


def _explain(doing: Doing) -> str:
    acts.explain(doing.subject.pk, ExplanationSpec(**doing.typed), by=doing.actor, at=doing.at)
    return say("Đã gửi giải trình.")


def _opinion(doing: Doing) -> str:
    typed = {"act": doing.typed["act"], "text": doing.typed["text"]} | doing.form.details()
    actions.give_opinion(doing.row.pk, by=doing.actor, at=doing.at, **typed)
    return say("Đã ghi ý kiến của Văn phòng.")


def _decide(doing: Doing) -> str:
    decision = Decision(act=doing.typed["act"], **doing.form.details())
    made = acts.decide(doing.row.pk, decision, word=doing.word(), by=doing.actor, at=doing.at)
    return say("Đã ghi ý kiến chỉ đạo: {act}.", act=made.get_act_display())


def latest_opinion(row: Assignment) -> OfficeOpinion | None:
    """What the Office proposes now: its last opinion, unless a leader has decided since."""
    # The audit knows which came last; instants do not tell while the clock of the demo stands still.
    if _last_words(assignment=row.pk) != ["assignment.opinion"]:
        return None
    return OfficeOpinion.objects.filter(assignment=row).select_related("new_lead").order_by("-pk").first()


@prepared
def _last_words(*, assignment: int) -> QuerySet[AuditEvent, str]:
    """The last opinion or decision, as its action; at most one."""
    acts_on_it = ("assignment.opinion", "assignment.decide")
    rows = AuditEvent.objects.filter(assignment_pk=assignment, action__in=acts_on_it)
    return rows.order_by("-pk").values_list("action", flat=True)[:1]


def _agree(doing: Doing) -> str:
    opinion = latest_opinion(doing.row)
    shown = doing.request.GET.get("opinion", "") if doing.request else ""
    if opinion is None or (shown and shown != str(opinion.pk)):
        raise Refused(
            say(
                "Ý kiến của Văn phòng đã thay đổi hoặc đã được quyết định; vui lòng xem lại trước khi đồng ý."
            )
        )
    seats = seats_with(doing.actor, relations(doing.actor, doing.row), P.DECIDE)
    own = Position.objects.get(pk=next(seat.position_id for seat in seats if seat.role in LEADERS))
    word = LeaderWord(
        leader=own, decided_on=clock.local(doing.at).date(), form=Instruction.Form.SELF,
        text=say("Đồng ý như Văn phòng đề xuất: {opinion_text}", opinion_text=opinion.text),
    )  # fmt: skip
    acts.decide(doing.row.pk, actions.agree(opinion), word=word, by=doing.actor, at=doing.at)
    return say("Đã đồng ý như Văn phòng đề xuất: {act}.", act=opinion.get_act_display().lower())


def _at_once(doing: Doing) -> str:
    made = acts.report_at_once(doing.row.pk, by=doing.actor, at=doing.at, **doing.typed)
    return say("Đã báo cáo ngay {addressed_to}.", addressed_to=made.addressed_to.title)


def _only_that_lead(actor: Actor, row: Assignment, subject: Explanation) -> None:
    """The head of the agency of whom it was demanded; a later lead does not explain for an earlier one."""
    if subject.tenure.agency_id != row.lead_agency_id:
        raise PermissionDenied(say("Yêu cầu giải trình này gửi cơ quan chủ trì trước."))


def _dossier(doing: Doing) -> dict[str, Any]:
    """What a leader wants to see beside the form; explanations only for those who may read them."""
    row = doing.row
    reads = bool(may_on(doing.actor, row, P.VIEW_EXPLANATION))
    answered = Explanation.objects.filter(assignment=row).exclude(answered_at=None).order_by("-pk")
    return {
        "opinion": latest_opinion(row),
        "explanation": answered.first() if reads else None,
        "obstacle": row.obstacles.order_by("-pk").first(),
    }


def _deadline_note(doing: Doing) -> dict[str, Any]:
    return {"answer_by": date_vi(doing.subject.answer_by_on)}


_PK = "nhiem-vu/<int:pk>/"
# A leader who decides has read lead, deadline and proposal: when one of them moved meanwhile, he reads again.
_SINCE_DECIDED_OTHERWISE = (
    "assignment.decide",
    "assignment.deadline",
    "assignment.reassign",
    "assignment.opinion",
)

ACTS = (
    Act(_PK + "cho-y-kien/", "assignment-decide", (P.DECIDE, P.RECORD_FOR_LEADER), (*OPEN_STATES, State.PAUSED), say("Cho ý kiến"),
        _decide, form=forms.DecisionForm, template="escalation/decision_form.html", more=_dossier,
        title=say("Ý kiến chỉ đạo"), overtaken_by=_SINCE_DECIDED_OTHERWISE),
    Act(_PK + "y-kien-van-phong/", "assignment-opinion", (P.GIVE_OPINION,), OPEN_STATES, say("Ý kiến của Văn phòng"), _opinion,
        form=forms.OpinionForm, template="escalation/decision_form.html", more=_dossier,
        overtaken_by=("assignment.opinion", "assignment.decide")),
    Act(_PK + "bao-cao-ngay/", "assignment-at-once", (P.REPORT_AT_ONCE,), OPEN_STATES, say("Báo cáo ngay"), _at_once,
        form=forms.AtOnceForm, title=say("Báo cáo ngay Chủ tịch UBND tỉnh")),
)  # fmt: skip

PARTS = (
    Act("giai-trinh/<int:pk>/", "explanation-write", (P.EXPLAIN,), tuple(State), say("Giải trình"), _explain,
        form=forms.ExplanationForm, subject=Explanation, guard=_only_that_lead, more=_deadline_note,
        template="escalation/explanation_form.html", keeps_draft=True),
    Act(_PK + "dong-y-de-xuat/", "decision-agree", (P.DECIDE,), (*OPEN_STATES, State.PAUSED), say("Đồng ý như Văn phòng đề xuất"),
        _agree),
)  # fmt: skip
