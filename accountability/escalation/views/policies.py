"""Quy tắc nhắc việc, đôn đốc: the list, one policy, its editor with the rehearsal of what is not saved yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments.actions import Refused
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.escalation import policy_drafts as drafts
from accountability.escalation.access import access_policies, access_policy
from accountability.escalation.forms.policies import LadderForm, NewPolicyForm
from accountability.escalation.models import Policy, PolicyVersion
from accountability.escalation.policy_drafts import Contradictory
from accountability.escalation.policy_reading import policy_lines, rung_lines
from accountability.escalation.rehearsal import Busy, Rehearsed, as_read_by, rehearse
from accountability.escalation.views.sheet import as_csv

CHECK, SAVE, ENFORCE, PREVIEW, DOWNLOAD = "kiem-tra", "luu", "ban-hanh", "xem-truoc", "tai-ve"


@login_required
@require_GET
def policy_list(request: HttpRequest) -> HttpResponse:
    """All policies with what they are for and the version in force."""
    lines = policy_lines(access_policies(request.actor), clock.now())
    context = {
        "lines": [line for line in lines if not line.is_retired],
        "retired": [line for line in lines if line.is_retired],
        "may_edit": bool(may(request.actor, Permission.EDIT_POLICY)),
    }
    return render(request, "escalation/policy_list.html", context)


@login_required
@require_GET
def policy_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One policy: its ladder in force in words, what is coming, its versions."""
    policy, at = access_policy(request.actor, pk), clock.now()
    line = policy_lines([policy], at)[0]
    number = _number(request.GET.get("phien-ban"))
    wanted = policy.versions.filter(number=number).first() if number is not None else None
    version = wanted or line.in_force or line.coming or line.draft
    context = {
        "policy": policy, "line": line, "version": version, "rungs": rung_lines(version) if version else [],
        "versions": policy.versions.select_related("enforced_by", "drafted_by").order_by("-number"),
        "may_edit": bool(may(request.actor, Permission.EDIT_POLICY)) and not line.is_retired,
    }  # fmt: skip
    return render(request, "escalation/policy_detail.html", context)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 9 else None


@login_required
@require_http_methods(["GET", "POST"])
def policy_new(request: HttpRequest) -> HttpResponse:
    """A policy for a scope of its own, with the rungs of another to start from."""
    access_policies(request.actor, Permission.EDIT_POLICY)
    form = NewPolicyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["copied_from"] = given["copied_from"].versions.latest("number")
        try:
            made = drafts.create_policy(**given, by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã tạo quy tắc với bản thảo chép sẵn; sửa các cấp rồi ban hành."))
            return redirect("policy-edit", made.pk)
    return render(request, "escalation/policy_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def policy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version: typed, checked, rehearsed, kept as a draft, put in force from a day."""
    policy, at = access_policy(request.actor, pk, Permission.EDIT_POLICY), clock.now()
    known = drafts.known_keys()
    button = request.POST.get("lam", CHECK)
    if request.method == "GET":
        return _editor(request, policy, _first(policy, at, known), drafts.stamp(policy))
    if ":" in button or button == "them":
        return _editor(request, policy, LadderForm.changed(request.POST, button, known=known))
    form = LadderForm.posted(request.POST, known=known)
    if not form.is_valid():
        return _editor(request, policy, form)
    try:
        return _DOING.get(button, _check)(request, policy, form, at)
    except Contradictory as wrong:
        form.mark(wrong.found)
    except (Refused, Busy) as refusal:
        form.whole.append(as_said(refusal))
    return _editor(request, policy, form)


def _first(policy: Policy, at: datetime, known: Any) -> LadderForm:
    """The draft; without one, the last version."""
    version = drafts.draft_of(policy) or policy.versions.order_by("-number").first()
    rungs = drafts.rungs_of(version) if version else []
    note = version.note if version and version.in_force_at is None else ""
    return LadderForm(rungs, initial={"note": note, "from_on": clock.local(at).date()}, known=known)


def _editor(
    request: HttpRequest, policy: Policy, form: LadderForm, seen: str | None = None, *,
    rehearsed: Rehearsed | None = None, sound: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {
        "policy": policy, "form": form, "seen": request.POST.get("seen", "") if seen is None else seen,
        "rehearsed": rehearsed, "sound": sound, "draft": drafts.draft_of(policy),
        "line": policy_lines([policy], clock.now())[0],
    }  # fmt: skip
    return render(request, "escalation/policy_edit.html", context)


def _check(request: HttpRequest, policy: Policy, form: LadderForm, at: datetime) -> HttpResponse:
    drafts.check(form.drafts())
    return _editor(request, policy, form, sound=True)


def _save(request: HttpRequest, policy: Policy, form: LadderForm, at: datetime) -> HttpResponse:
    note, seen = form.head.cleaned_data["note"], request.POST.get("seen", "")
    drafts.save_draft(policy.pk, form.drafts(), note=note, seen=seen, by=request.actor, at=at)
    messages.success(request, say("Đã lưu bản thảo; quy tắc đang có hiệu lực chưa thay đổi."))
    return redirect("policy-edit", policy.pk)


def _enforce(request: HttpRequest, policy: Policy, form: LadderForm, at: datetime) -> HttpResponse:
    head, seen = form.head.cleaned_data, request.POST.get("seen", "")
    if head["from_on"] is None:
        form.head.add_error("from_on", say("Vui lòng nhập ngày có hiệu lực."))
        return _editor(request, policy, form)
    version = drafts.put_in_force(
        policy.pk,
        form.drafts(),
        from_on=head["from_on"],
        note=head["note"],
        seen=seen,
        by=request.actor,
        at=at,
    )
    messages.success(
        request,
        say(
            "Đã ban hành phiên bản {version_number}, có hiệu lực từ {head:%d/%m/%Y}.",
            version_number=version.number,
            head=head["from_on"],
        ),
    )
    return redirect("policy-detail", policy.pk)


def _rehearsal(request: HttpRequest, policy: Policy, form: LadderForm, at: datetime) -> Rehearsed:
    from_on = form.head.cleaned_data["from_on"]
    found = rehearse(policy, form.drafts(), at=at, from_on=from_on, goes_on=_until_budget())
    return as_read_by(request.actor, found)


def _until_budget() -> Callable[[], bool]:
    """Whether the time that a rehearsal may hold its locks is not over; by the machine's clock."""
    ends = clock.system_now() + timedelta(seconds=settings.REHEARSAL_SECONDS)
    return lambda: clock.system_now() < ends


def _preview(request: HttpRequest, policy: Policy, form: LadderForm, at: datetime) -> HttpResponse:
    return _editor(request, policy, form, rehearsed=_rehearsal(request, policy, form, at))


def _download(request: HttpRequest, policy: Policy, form: LadderForm, at: datetime) -> HttpResponse:
    return as_csv(_rehearsal(request, policy, form, at), name=policy.code)


_DOING = {CHECK: _check, SAVE: _save, ENFORCE: _enforce, PREVIEW: _preview, DOWNLOAD: _download}


@login_required
@require_GET
def policy_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Who receives what in the coming days by the versions that are in force or coming; no draft."""
    policy = access_policy(request.actor, pk)
    rehearsed: Rehearsed | None = None
    trouble = ""
    try:
        found = rehearse(policy, None, at=clock.now(), goes_on=_until_budget())
        rehearsed = as_read_by(request.actor, found)
    except (Busy, LookupError) as failure:
        trouble = as_said(failure)
    if rehearsed is not None and request.GET.get("dang") == "csv":
        return as_csv(rehearsed, name=policy.code)
    context = {"policy": policy, "rehearsed": rehearsed, "trouble": trouble}
    return render(request, "escalation/policy_preview.html", context)


@login_required
@require_POST
def policy_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop the draft."""
    policy = access_policy(request.actor, pk, Permission.EDIT_POLICY)
    try:
        drafts.discard_draft(policy.pk, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, as_said(refusal))
        return redirect("policy-detail", pk)
    messages.success(request, say("Đã bỏ bản thảo."))
    return (
        redirect("policy-detail", pk)
        if PolicyVersion.objects.filter(policy=pk).exists()
        else redirect("policy-list")
    )


@login_required
@require_POST
def policy_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """The policy applies no more."""
    policy = access_policy(request.actor, pk, Permission.EDIT_POLICY)
    try:
        drafts.retire(policy.pk, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, as_said(refusal))
    else:
        messages.success(
            request, say("Quy tắc đã thôi áp dụng; văn bản thuộc phạm vi này theo quy tắc rộng hơn.")
        )
    return redirect("policy-detail", pk)
