"""What the Office and the leaders type on an assignment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accountability.access.actor import Seat
from accountability.access.permissions import Permission
from accountability.access.rules import seats_with
from accountability.agencies.models import Agency, Position
from accountability.assignments.access import relations
from accountability.assignments.actions.hindering import most_owed
from accountability.assignments.forms.base import ActForm, line, words
from accountability.assignments.forms.leader import LEADERS, LeaderWordForm, lead_choices
from accountability.assignments.leaders import deciders_of
from accountability.assignments.rules import State
from accountability.core.saying import say
from accountability.core.text import date_vi


class YesOrNoForm(ActForm):
    """A choice of two, where "no" needs words."""

    missing = say("Vui lòng nêu nội dung cần bổ sung.")

    def clean(self) -> dict[str, Any]:
        """Words are there when the answer is no."""
        cleaned = super().clean()
        if (
            cleaned.get("answer") == "no"
            and not (cleaned.get("reason") or "").strip()
            and "reason" not in self.errors
        ):
            self.add_error("reason", self.missing)
        return cleaned


def answer(yes: str, no: str) -> forms.ChoiceField:
    """The two radio buttons."""
    return forms.ChoiceField(
        label=say("Kết quả"),
        choices=[("yes", yes), ("no", no)],
        widget=forms.RadioSelect,
        error_messages={"required": say("Vui lòng chọn kết quả.")},
    )


class ReviewForm(YesOrNoForm):
    """What became of a submitted product."""

    answer = answer(say("Đã được ký ban hành"), say("Yêu cầu hoàn thiện, trình lại"))
    reason = words(say("Nội dung cần hoàn thiện"), required=False)


class VerifyForm(YesOrNoForm):
    """Xác nhận hoàn thành, or more is asked for."""

    answer = answer(say("Xác nhận hoàn thành"), say("Yêu cầu bổ sung, thực hiện lại"))
    reason = words(say("Nội dung yêu cầu bổ sung (hoặc ghi chú khi xác nhận)"), required=False)


class ExtensionDecisionForm(LeaderWordForm):
    """Đồng ý gia hạn đến …, or not."""

    permission = Permission.DECIDE_EXTENSION
    text_label = say("Ý kiến (bắt buộc khi không đồng ý)")
    answer = forms.ChoiceField(
        label=say("Quyết định"),
        widget=forms.RadioSelect,
        error_messages={"required": say("Vui lòng chọn đồng ý hoặc không đồng ý.")},
    )
    field_order = ("answer", "text", "leader", "form", "decided_on", "scan")

    def leaders(self) -> QuerySet[Position]:
        """Who may decide on the n-th request."""
        return deciders_of(self.row, self.subject.level)  # type: ignore[union-attr]

    def find_own_seat(self) -> Seat | None:
        """By a seat that may decide on the n-th request."""
        may = set(self.leaders().values_list("pk", flat=True))
        seats = seats_with(self.actor, relations(self.actor, self.row), self.permission)
        return next((seat for seat in seats if seat.position_id in may), None)

    def prepare(self) -> None:
        """The date that is asked for stands in the answer."""
        super().prepare()
        until = date_vi(self.subject.new_due_on)  # type: ignore[union-attr]
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            ("yes", say("Đồng ý gia hạn đến {until}", until=until)),
            ("no", say("Không đồng ý")),
        ]

    def clean(self) -> dict[str, Any]:
        """A refusal has a reason."""
        cleaned = super().clean()
        if (
            cleaned.get("answer") == "no"
            and not (cleaned.get("text") or "").strip()
            and "text" not in self.errors
        ):
            self.add_error("text", say("Vui lòng nêu lý do không đồng ý."))
        return cleaned


class AnswerForm(LeaderWordForm):
    """The answer to an obstacle, by him to whom it was addressed, or recorded for him."""

    permission = Permission.ANSWER_OBSTACLE
    text_label = say("Ý kiến trả lời")
    text_required = True
    field_order = ("text", "leader", "form", "decided_on", "scan")

    def find_own_seat(self) -> Seat | None:
        """A leader, the addressee himself, or his colleague in the same agency."""
        to: Position = self.subject.addressed_to  # type: ignore[union-attr]
        for seat in seats_with(self.actor, relations(self.actor, self.row), self.permission):
            if seat.role in LEADERS or seat.position_id == to.pk or seat.agency_id == to.agency_id:
                return seat
        return None

    def leaders(self) -> QuerySet[Position]:
        """Also the addressee."""
        return super().leaders() | Position.objects.filter(pk=self.subject.addressed_to_id)  # type: ignore[union-attr]


class OwedForm(ActForm):
    """Xác nhận số ngày thuộc trách nhiệm cấp trên."""

    days = forms.IntegerField(
        label=say("Số ngày thuộc trách nhiệm cấp trên"),
        min_value=1,
        error_messages={
            "required": say("Vui lòng nhập số ngày."),
            "invalid": say("Vui lòng nhập số ngày bằng chữ số."),
            "min_value": say("Số ngày phải từ 1 trở lên."),
        },
    )

    def prepare(self) -> None:
        """All days of waiting are proposed; more there cannot be."""
        most = most_owed(self.subject)  # type: ignore[arg-type]
        self.initial.setdefault("days", most or None)
        self.fields["days"].help_text = say(
            "Từ ngày nêu đến ngày trả lời: {most} ngày. Số ngày xác nhận không tính là quá hạn của cơ "
            "quan chủ trì; thời hạn không thay đổi.",
            most=most,
        )


class OngoingForm(ActForm):
    """Thường xuyên, with its rhythm; the Office only."""

    review_days = forms.IntegerField(
        label=say("Rà soát mỗi (ngày)"),
        min_value=1,
        max_value=366,
        help_text=say(
            "30 là hằng tháng. Kỳ rà soát tính từ hôm nay; mỗi kỳ cơ quan chủ trì cập nhật kết quả ít "
            "nhất một lần."
        ),
        error_messages={
            "required": say("Vui lòng nhập số ngày."),
            "invalid": say("Vui lòng nhập số ngày bằng chữ số."),
            "min_value": say("Nhịp rà soát phải từ 1 ngày trở lên."),
            "max_value": say("Nhịp rà soát dài nhất là 366 ngày."),
        },
    )

    def prepare(self) -> None:
        """The rhythm of now."""
        self.initial.setdefault("review_days", self.row.review_days or 30)


class ReassignForm(LeaderWordForm):
    """Chuyển cơ quan chủ trì; the Office's own act only after a return."""

    permission = Permission.REASSIGN
    text_label = say("Ý kiến chỉ đạo (nếu có)")
    to = forms.ModelChoiceField(
        label=say("Cơ quan chủ trì mới"),
        queryset=Agency.objects.none(),
        error_messages={"required": say("Vui lòng chọn cơ quan chủ trì mới.")},
    )
    cause = line(say("Lý do chuyển"))
    field_order = ("to", "cause", "text", "leader", "form", "decided_on", "scan")

    def prepare(self) -> None:
        """Without a leader's word when the Office answers a return."""
        super().prepare()
        self.fields["to"].queryset = lead_choices(self.row, self.today)  # type: ignore[attr-defined]
        self.by_office = self.own_seat is None and self.row.state == State.RETURNED
        if self.by_office:
            for name in ("text", "leader", "form", "decided_on", "scan"):
                del self.fields[name]


class DemandForm(LeaderWordForm):
    """Yêu cầu giải trình by a leader."""

    text_label = say("Nội dung yêu cầu giải trình")
    field_order = ("text", "leader", "form", "decided_on", "scan")


class CorrectForm(ActForm):
    """Đính chính by the leader himself."""

    text = words(
        say("Nội dung đúng"), help_text=say("Bản ghi cũ được giữ nguyên; nội dung đính chính đứng cạnh.")
    )
