"""The steps of a period as one table: from which state, who, with which words, and what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.spelling import normal
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.printing.pdf import PdfError
from accountability.reports.cycle_access import access_cycle, check_on, may_on
from accountability.reports.cycle_actions import Refused
from accountability.reports.cycle_forms import WordForm
from accountability.reports.large import AT_ONCE
from accountability.reports.models import ReportCycle, ReportFile, ReportIssue
from accountability.reports.papers import lacks_signature, make_files
from accountability.reports.views.answering import moved_on, of_another, shown
from workflows import reporting

_State = ReportCycle.State
Do = Callable[[int, str, Actor, datetime], str]


@dataclass(frozen=True)
class Step:
    """One step. `label` asks for words (`needed`: not without); without it a confirmed button is enough.

    `warns` tells what went wrong beside it, of which the step itself does not depend.
    """

    name: str
    button: str
    of: _State
    permission: Permission
    do: Do
    label: str = ""
    help_text: str = ""
    needed: bool = False
    confirm: str = ""
    main: bool = False
    warns: Callable[[int], str] | None = None


def _send(pk: int, text: str, by: Actor, at: datetime) -> str:
    reporting.send_report(pk, by=by, at=at)
    return say("Đã trình Văn phòng thẩm tra.")


def _withdraw(pk: int, text: str, by: Actor, at: datetime) -> str:
    reporting.withdraw_report(pk, by=by, at=at)
    return say("Đã rút lại; báo cáo trở về bước soạn.")


def _return(pk: int, text: str, by: Actor, at: datetime) -> str:
    reporting.return_report(pk, remarks=text, by=by, at=at)
    return say("Đã trả lại cơ quan soạn.")


def _submit(pk: int, text: str, by: Actor, at: datetime) -> str:
    return say("Đã trình {who}.", who=reporting.submit_report(pk, by=by, at=at).kind.addressee.title)


def _instruct(pk: int, text: str, by: Actor, at: datetime) -> str:
    reporting.instruct_report(pk, text=text, by=by, at=at)
    return say("Đã ghi ý kiến chỉ đạo.")


def _issue(pk: int, text: str, by: Actor, at: datetime) -> str:
    """A large report leaves its files to the engine, and so does one whose drawing fails: it has its number already."""
    made = reporting.issue_report(pk, by=by, at=at)
    told = say("Đã phát hành báo cáo số {number:02d}/{symbol}.", number=made.number, symbol=made.symbol)
    if made.snapshot.assignments <= AT_ONCE:
        try:
            make_files(made, at=at)
        except PdfError:
            return say("{told} Các tệp đang được lập.", told=told)
    return told


def _unsigned(pk: int) -> str:
    """A key that should have signed the report and did not."""
    made = ReportIssue.objects.filter(snapshot__cycle=pk, files__format=ReportFile.Format.PDF).first()
    lacks = made is not None and lacks_signature(made)
    return say("Chưa ký số được tệp PDF: bấm nút Chữ ký số trên trang này để ký lại.") if lacks else ""


def _correct(pk: int, text: str, by: Actor, at: datetime) -> str:
    reporting.correct_report(pk, reason=text, by=by, at=at)
    return say("Đã chốt số liệu mới cho bản đính chính; bản đã phát hành vẫn giữ nguyên.")


STEPS = {
    step.name: step
    for step in (
        Step(
            "send", say("Trình Văn phòng thẩm tra"), _State.DRAFT, Permission.DRAFT_REPORT, _send,
            confirm=say("Trình Văn phòng thẩm tra? Trong lúc thẩm tra không sửa được lời báo cáo; rút lại được."), main=True,
        ),
        Step(
            "withdraw", say("Rút lại để sửa"), _State.IN_REVIEW, Permission.DRAFT_REPORT, _withdraw,
            confirm=say("Rút báo cáo về bước soạn?"),
        ),
        Step(
            "submit", say("Đồng ý, trình"), _State.IN_REVIEW, Permission.REVIEW_REPORT, _submit,
            confirm=say("Trình báo cáo này? Sau khi trình, lời báo cáo không sửa được nữa."), main=True,
        ),
        Step(
            "return", say("Trả lại"), _State.IN_REVIEW, Permission.REVIEW_REPORT, _return,
            label=say("Nội dung cần sửa"), needed=True,
        ),
        Step(
            "instruct", say("Cho ý kiến"), _State.SUBMITTED, Permission.INSTRUCT_REPORT, _instruct,
            label=say("Ý kiến chỉ đạo"), help_text=say("Để trống là đã xem, không có ý kiến thêm."), main=True,
        ),
        Step(
            "issue", say("Phát hành, lưu"), _State.INSTRUCTED, Permission.ISSUE_REPORT, _issue,
            confirm=say("Lấy số tiếp theo của sổ báo cáo và phát hành? Số đã lấy không trả lại được."), main=True,
            warns=_unsigned,
        ),
        Step(
            "correct", say("Lập bản đính chính"), _State.ARCHIVED, Permission.DRAFT_REPORT, _correct,
            label=say("Lý do đính chính"), needed=True,
            help_text=say("Số liệu được chốt lại lúc này thành một bản mới; bản đã phát hành và các tệp của nó giữ nguyên."),
        ),
    )
}  # fmt: skip


def offered_acts(actor: Actor, cycle: ReportCycle) -> list[Step]:
    """The steps that the actor may take now, the main one first."""
    found = [
        step for step in STEPS.values() if step.of == cycle.state and may_on(actor, cycle, step.permission)
    ]
    return sorted(found, key=lambda step: not step.main)


@login_required
@require_http_methods(["GET", "POST"])
def cycle_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One step: with a form for its words, else at once from the button of the page."""
    if refused := of_another(request):
        return refused
    step, cycle = STEPS[act], access_cycle(request.actor, pk)
    check_on(request.actor, cycle, step.permission)
    given = request.POST if request.method == "POST" else None
    label = step.label or step.button
    form = WordForm(given, label=label, help_text=step.help_text, required=step.needed)
    context: dict[str, Any] = {"cycle": cycle, "step": step, "form": form}
    if given is not None and holds_secret(request):
        form = WordForm(label=label, help_text=step.help_text, required=step.needed)
        return shown(
            request, "reports/cycle_act.html", context | {"form": form, "secret_refused": NOTHING_KEPT}
        )
    if given is not None and form.is_valid():
        try:
            told = step.do(pk, normal(form.cleaned_data["text"]).strip(), request.actor, clock.now())
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, told)
            if step.warns is not None and (wrong := step.warns(pk)):
                messages.warning(request, wrong)
            return moved_on(request, pk)
    return shown(request, "reports/cycle_act.html", context)
