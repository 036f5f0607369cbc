"""Sửa, kết thúc: an indicator and what is asked for by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.permissions import Permission
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.spelling import normal, one_line
from accountability.core.text import number_vi
from accountability.directives.form_fields import holds_secret, selectable_agencies
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.indicators.access import access_goal, access_indicator
from accountability.indicators.actions import Refused
from accountability.indicators.changing import change_goal, change_indicator, drop_goal, end_indicator
from accountability.indicators.forms import EndForm, GoalChangeForm, IndicatorForm, ReasonForm
from accountability.indicators.models import Indicator

# A form as the page shows it first (None), or with what was sent.
Made = Callable[[Any], forms.Form]


def _page(
    request: HttpRequest, indicator: Indicator, made: Made, carry_out: Callable[[Any], str], **context: Any
) -> HttpResponse:
    """One form of this room: refused when it bears a secrecy mark, else carried out, else shown with what is wrong."""
    template = "indicators/indicator_change.html"
    context |= {"indicator": indicator}
    if request.method == "POST" and holds_secret(request):
        return render(request, template, context | {"form": made(None), "secret_refused": NOTHING_KEPT})
    form = made(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            said = carry_out(form)
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, said)
            return redirect("indicator-detail", indicator.pk)
    return render(request, template, context | {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa chỉ tiêu."""
    indicator = access_indicator(request.actor, pk, Permission.KEEP_INDICATOR)
    agencies, initial = selectable_agencies(clock.today()), IndicatorForm.initial_of(indicator)

    def carry_out(form: IndicatorForm) -> str:
        changed = change_indicator(pk, form.spec(), by=request.actor, at=clock.now())
        return say("Đã sửa chỉ tiêu.") if changed else say("Chỉ tiêu không có gì thay đổi.")

    return _page(
        request, indicator, lambda data: IndicatorForm(data, agencies=agencies, of=indicator, initial=initial), carry_out,
        title=say("Sửa chỉ tiêu"), submit=say("Lưu thay đổi"),
        text=say("Mã không đổi được. Khi đã có số liệu thì loại, hướng, đơn vị tính, cách tính và nhịp báo cáo cũng không đổi được: kết thúc chỉ tiêu này rồi lập chỉ tiêu mới."),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def indicator_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết thúc chỉ tiêu."""
    indicator = access_indicator(request.actor, pk, Permission.KEEP_INDICATOR)
    initial = {"on": clock.today()}

    def carry_out(form: EndForm) -> str:
        given = form.cleaned_data
        end_indicator(pk, on=given["on"], reason=_one(given["reason"]), by=request.actor, at=clock.now())
        return say("Đã kết thúc chỉ tiêu.")

    return _page(
        request, indicator, lambda data: EndForm(data, initial=initial), carry_out,
        title=say("Kết thúc chỉ tiêu"), submit=say("Kết thúc chỉ tiêu"), danger=True,
        text=say("Các kỳ bắt đầu sau ngày này không nhập số liệu nữa. Số liệu và mức giao đã có vẫn giữ nguyên, vẫn xem được."),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def goal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa mức giao: another row takes its place."""
    goal = access_goal(request.actor, pk)
    initial = {
        "value": number_vi(goal.value), "start_on": goal.start_on, "end_on": goal.end_on, "basis": goal.basis,
    }  # fmt: skip

    def carry_out(form: GoalChangeForm) -> str:
        change_goal(pk, by=request.actor, at=clock.now(), **form.given())
        return say("Đã sửa mức giao cho {whose}.", whose=goal.whose)

    return _page(
        request, goal.indicator, lambda data: GoalChangeForm(data, initial=initial), carry_out,
        title=say("Sửa mức giao"), submit=say("Lưu thay đổi"), goal=goal,
        text=say("Mức cũ vẫn được giữ cùng lý do. Năm sau giao mức khác thì giao mức mới, không sửa mức cũ."),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def goal_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi giao mức."""
    goal = access_goal(request.actor, pk)

    def carry_out(form: ReasonForm) -> str:
        drop_goal(pk, reason=_one(form.cleaned_data["reason"]), by=request.actor, at=clock.now())
        return say("Đã thôi giao mức cho {whose}.", whose=goal.whose)

    return _page(
        request, goal.indicator, ReasonForm, carry_out, title=say("Thôi giao mức"),
        submit=say("Thôi giao mức"), goal=goal, danger=True,
        text=say("Dùng khi giao nhầm. Mức giao đã có số liệu so với nó thì không thôi được: hãy sửa ngày cuối."),
    )  # fmt: skip


def _one(text: str) -> str:
    return one_line(normal(text))
