"""How every act on an assignment goes: the door, the form, the act in one transaction, a message, back to the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import Denied
from accountability.agencies.models import Position
from accountability.assignments.access import access_assignment, may_on
from accountability.assignments.actions import LeaderWord, Refused
from accountability.assignments.actions.sending import Sending, hold, remember, said_before
from accountability.assignments.forms.base import ActForm
from accountability.assignments.models import Assignment, Instruction
from accountability.assignments.rules import State
from accountability.assignments.views import scripted
from accountability.assignments.views.meanwhile import context_of, refuse_when_overtaken
from accountability.assignments.views.sent_once import sending_of, word_of
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.files.actions import keep
from accountability.files.models import StoredFile
from accountability.files.rules import FileRefused


@dataclass
class Doing:
    """One act under way: on what, by whom, when, with what was typed."""

    row: Assignment
    actor: Actor
    at: datetime
    form: Any = None  # A valid form; None for an act of one click.
    subject: Any = None
    request: HttpRequest | None = None
    kept: list[StoredFile] = field(default_factory=list)

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, cleaned."""
        return self.form.cleaned_data if self.form is not None else {}

    def keep(self, uploads: Iterable[UploadedFile]) -> list[StoredFile]:
        """Keep uploads in the act's transaction."""
        made = []
        for upload in uploads:
            made.append(keep(upload, by=self.actor, at=self.at))
            self.kept.append(made[-1])
        return made

    def files(self) -> list[StoredFile]:
        """The files of the form, kept."""
        return self.keep(self.typed.get("files") or [])

    def word(self) -> LeaderWord:
        """The leader's word of a LeaderWordForm: his own, or as recorded for him."""
        typed, seat = self.typed, self.form.own_seat
        text = typed.get("text") or ""
        if seat is not None:
            own = Position.objects.get(pk=seat.position_id)
            return LeaderWord(
                leader=own, decided_on=clock.local(self.at).date(), form=Instruction.Form.SELF, text=text
            )
        scan = self.keep([typed["scan"]])[0] if typed.get("scan") else None
        return LeaderWord(
            leader=typed["leader"], decided_on=typed["decided_on"], form=typed["form"], text=text, scan=scan
        )

    def drop_files(self) -> None:
        """After a failed act: its rows are gone with the transaction, its bytes go now."""
        for file in self.kept:
            file.content.storage.delete(str(file.content.name))


Run = Callable[[Doing], str]


@dataclass(frozen=True)
class Act:
    """One line of the table of acts.

    `address` is the path with `<int:pk>`; the key is that of the assignment, or of `subject` when one is named.
    Any of `permissions` opens the door; `fits` says whether the button makes sense now; `guard` refuses persons.
    `overtaken_by` names the actions that, done since the form was shown, make its sender look again. `keeps_draft`: its form is long,
    so what is typed is kept on the device until it is sent (static/dondoc/drafts.js).
    """

    address: str
    name: str
    permissions: tuple[Permission, ...]
    states: tuple[State, ...]
    button: str
    run: Run
    title: str = ""
    form: type[ActForm] | None = None
    subject: type[models.Model] | None = None
    fits: Callable[[Assignment, datetime], bool] = lambda row, at: True
    guard: Callable[[Actor, Assignment, Any], None] = lambda actor, row, subject: None
    template: str = "assignments/act_form.html"
    more: Callable[[Doing], dict[str, Any]] = lambda doing: {}
    confirm: str = ""
    overtaken_by: tuple[str, ...] = ()
    keeps_draft: bool = False

    def url(self, pk: int) -> str:
        """Where it is done."""
        return reverse(self.name, args=[pk])

    def is_offered(self, row: Assignment, permissions: frozenset[Permission], at: datetime) -> bool:
        """Whether its button stands on the page for somebody with these permissions."""
        return bool(set(self.permissions) & permissions) and row.state in self.states and self.fits(row, at)


def open_door(actor: Actor, pk: int, permissions: Iterable[Permission]) -> Assignment:
    """The assignment for somebody who holds any of these permissions on it; Http404 before PermissionDenied."""
    row = access_assignment(actor, pk, Permission.VIEW)
    verdicts = [may_on(actor, row, permission) for permission in permissions]
    if any(verdicts):
        return row
    denied = next(verdict for verdict in verdicts if isinstance(verdict, Denied))
    raise PermissionDenied(denied.reason)


def _subject_and_row(act: Act, actor: Actor, pk: int) -> tuple[Any, Assignment]:
    if act.subject is None:
        return None, open_door(actor, pk, act.permissions)
    subject = act.subject._default_manager.filter(pk=pk).first()
    if subject is None or subject.assignment_id is None:
        raise Http404(say("Không có nội dung này."))
    return subject, open_door(actor, subject.assignment_id, act.permissions)


@login_required
@require_http_methods(["GET", "POST"])
def perform(request: HttpRequest, pk: int, act: Act) -> HttpResponse:
    """The view of every act."""
    at = clock.now()
    subject, row = _subject_and_row(act, request.actor, pk)
    act.guard(request.actor, row, subject)
    doing = Doing(row=row, actor=request.actor, at=at, subject=subject, request=request)
    if act.form is None:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return _in_one_click(doing, act)
    if request.method == "GET" and row.state not in act.states:
        label = State(row.state).label
        messages.warning(
            request,
            say(
                "Nhiệm vụ đang ở trạng thái “{label}”; hiện chưa {button} được.",
                label=label,
                button=act.button.lower(),
            ),
        )
        return redirect("assignment-detail", row.pk)
    if (answer := scripted.of_another(request)) is not None:
        return answer
    form = _form(act, doing, at.date())
    doing.form = form
    if request.method == "POST" and (said := _sent(doing, act)) is not None:
        messages.success(request, said)
        return scripted.done(request, said, row.pk) or redirect("assignment-detail", row.pk)
    if (answer := scripted.refused(request, form)) is not None:
        return answer
    if form.is_bound and request.FILES:
        form.add_error(None, say("Các tệp đã chọn chưa được lưu; vui lòng chọn lại tệp rồi gửi."))
    context = {"act": act, "assignment": row, "form": form, "subject": subject} | act.more(doing)
    context["sent_once"] = word_of(request)
    context |= context_of(row, doing.actor, request.POST if request.method == "POST" else None)
    overtaken = bool(context["meanwhile"]) and bool(form.non_field_errors())
    return render(request, act.template, context, status=409 if overtaken else 200)


def _form(act: Act, doing: Doing, today: date) -> ActForm:
    assert act.form is not None  # noqa: S101 - asked by the caller
    assert doing.request is not None  # noqa: S101 - set by the caller
    data = (doing.request.POST, doing.request.FILES) if doing.request.method == "POST" else ()
    # A button may lead to one act of several: "?viec=call_in".
    initial = {"act": doing.request.GET["viec"]} if "viec" in doing.request.GET else {}
    return act.form(
        *data, row=doing.row, actor=doing.actor, today=today, subject=doing.subject, initial=initial
    )


def _sent(doing: Doing, act: Act) -> str | None:
    """What the form led to, now or when it was sent before; None when something stands on the form.

    What was sent before is asked first: since then the form may not be valid any more.
    """
    assert doing.request is not None  # noqa: S101 - set by the caller
    sending = sending_of(doing.request, act=act.name, assignment=doing.row.pk)
    try:
        said = said_before(sending, by=doing.actor)
    except Refused as refusal:
        if doing.form.is_valid():
            doing.form.add_error(None, as_said(refusal))
        return None
    return said if said is not None or not doing.form.is_valid() else _carry_out(doing, act, sending)


def _carry_out(doing: Doing, act: Act, sending: Sending) -> str | None:
    """Files and act in one transaction; a refusal stands on the form, and nothing is left of it."""
    try:
        with transaction.atomic():
            assert doing.request is not None  # noqa: S101 - set by the caller
            hold(sending)
            if (said := said_before(sending, by=doing.actor)) is not None:
                return said
            refuse_when_overtaken(doing.row, doing.request.POST, actions=act.overtaken_by)
            said = act.run(doing)
            remember(sending, said, by=doing.actor, at=doing.at)
            return said
    except FileRefused as refusal:
        doing.drop_files()
        name = "files" if "files" in doing.form.fields else "scan"
        doing.form.add_error(name, as_said(refusal))
    except ValueError as refusal:
        doing.drop_files()
        doing.form.add_error(None, as_said(refusal))
    except BaseException:
        doing.drop_files()
        raise
    return None


def _in_one_click(doing: Doing, act: Act) -> HttpResponse:
    request = doing.request
    assert request is not None  # noqa: S101 - set by the caller
    try:
        messages.success(request, act.run(doing))
    except ValueError as refusal:
        messages.error(request, as_said(refusal))
    return redirect("assignment-detail", doing.row.pk)


def addresses(acts: Iterable[Act]) -> list[URLPattern]:
    """One address per act."""
    return [path(act.address, partial(perform, act=act), name=act.name) for act in acts]
