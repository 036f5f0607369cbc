"""The acts that take an assignment off the clock, and back; a part of the table of `views.acts`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission as P
from accountability.assignments.forms import aside as forms
from accountability.assignments.models import Assignment, Exemption
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, State, may_report_nothing
from accountability.assignments.views.acting import Act, Doing
from accountability.core.prepared import prepared
from accountability.core.saying import say
from workflows import aside

_LEAD_STATES = (State.ASSIGNED, *WORK_STATES)


def _drop(doing: Doing) -> str:
    aside.drop_following(doing.row.pk, reason=doing.typed["reason"], by=doing.actor, at=doing.at)
    return say("Đã thôi theo dõi nhiệm vụ; nhiệm vụ vẫn xem được, không tính tiến độ.")


def _follow_again(doing: Doing) -> str:
    aside.follow_again(doing.row.pk, reason=doing.typed["reason"], by=doing.actor, at=doing.at)
    return say("Đã theo dõi lại nhiệm vụ.")


def _nothing(doing: Doing) -> str:
    reason = doing.typed["reason"]
    aside.report_nothing(doing.row.pk, reason=reason, files=doing.files(), by=doing.actor, at=doing.at)
    return say("Đã báo cáo không phát sinh; nhiệm vụ kết thúc, tính riêng.")


def _reopen(doing: Doing) -> str:
    aside.reopen_nothing(doing.row.pk, reason=doing.typed["reason"], by=doing.actor, at=doing.at)
    return say("Đã mở lại nhiệm vụ; thời hạn vẫn có hiệu lực.")


def _ask(doing: Doing) -> str:
    aside.ask_exemption(doing.row.pk, reason=doing.typed["reason"], by=doing.actor, at=doing.at)
    return say("Đã gửi đề nghị; trong khi chờ Văn phòng trả lời, thời hạn vẫn có hiệu lực.")


def _answer(doing: Doing) -> str:
    agreed = doing.typed["answer"] == "yes"
    text = doing.typed["reason"]
    aside.answer_exemption(doing.subject.pk, agreed=agreed, text=text, by=doing.actor, at=doing.at)
    return (
        say("Đã đồng ý: không thuộc đối tượng.")
        if agreed
        else say("Đã trả lời: vẫn thuộc đối tượng thực hiện.")
    )


def _is_followed_for_others(row: Assignment, at: datetime) -> bool:
    """Nobody takes his own task off the clock: the Office's own have no such button."""
    return row.lead_agency.code != "VPUBND"


def _can_be_nothing(row: Assignment, at: datetime) -> bool:
    return may_report_nothing(is_occurrence=row.series_id is not None, title=row.title, product=row.product)


def _is_not_asked(row: Assignment, at: datetime) -> bool:
    return not _asked(assignment=row.pk)


@prepared
def _asked(*, assignment: int) -> QuerySet[Any]:
    return Exemption.objects.filter(assignment=assignment, state=Exemption.State.ASKED).values_list("pk")[:1]


def _not_his_own(actor: Actor, row: Assignment, subject: Any) -> None:
    if row.lead_agency_id in actor.works_for:
        raise PermissionDenied(say("Không ai tự đưa nhiệm vụ của chính cơ quan mình ra ngoài theo dõi."))


_PK = "nhiem-vu/<int:pk>/"
ASIDE_ACTS = (
    Act(_PK + "khong-phat-sinh/", "assignment-nothing", (P.REPORT_NOTHING,), _LEAD_STATES, say("Không phát sinh"), _nothing,
        form=forms.NothingForm, fits=_can_be_nothing, title=say("Báo cáo không phát sinh")),
    Act(_PK + "khong-thuoc-doi-tuong/", "assignment-exemption", (P.ASK_EXEMPTION,), _LEAD_STATES,
        say("Không thuộc đối tượng"), _ask, form=forms.ExemptionForm, fits=_is_not_asked,
        title=say("Đề nghị không thuộc đối tượng")),
    Act(_PK + "thoi-theo-doi/", "assignment-drop-following", (P.DROP_FOLLOWING,), OPEN_STATES, say("Thôi theo dõi"), _drop,
        form=forms.DropForm, fits=_is_followed_for_others, guard=_not_his_own),
    Act(_PK + "theo-doi-lai/", "assignment-follow-again", (P.DROP_FOLLOWING,), (State.DROPPED,), say("Theo dõi lại"),
        _follow_again, form=forms.BackForm, guard=_not_his_own),
    Act(_PK + "mo-lai/", "assignment-reopen", (P.VERIFY,), (State.NOTHING,), say("Mở lại"), _reopen, form=forms.BackForm,
        title=say("Mở lại: chưa chấp nhận không phát sinh")),
)  # fmt: skip
ASIDE_PARTS = (
    Act("khong-thuoc-doi-tuong/<int:pk>/tra-loi/", "exemption-answer", (P.ANSWER_EXEMPTION,), OPEN_STATES,
        say("Trả lời đề nghị"), _answer, form=forms.ExemptionAnswerForm, subject=Exemption, guard=_not_his_own,
        title=say("Đề nghị không thuộc đối tượng")),
)  # fmt: skip
