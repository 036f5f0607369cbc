"""Registering: a document, or a leader's instruction given by word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.actor import Actor, Seat
from accountability.access.permissions import Permission
from accountability.access.roles import Relation
from accountability.access.rules import Denied, may, seats_with
from accountability.agencies.reading import the_province
from accountability.assignments.actions import LeaderWord, instruct
from accountability.assignments.models import Instruction
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.access import may_on, visible_to
from accountability.directives.actions import DirectiveSpec
from accountability.directives.form_fields import holds_secret, selectable_agencies
from accountability.directives.forms import RegisterForm, SpeakForm
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, through
from accountability.files import actions as files
from accountability.files.models import StoredFile
from workflows import acts


@contextmanager
def kept_with_its_row(upload: UploadedFile | None, *, by: Actor, at: datetime) -> Iterator[StoredFile | None]:
    """One transaction for the file and what is written with it; a refusal leaves nothing on the disk either."""
    kept = None
    try:
        with transaction.atomic():
            kept = files.keep(upload, by=by, at=at) if upload else None
            yield kept
    except Exception:
        if kept is not None:
            kept.content.storage.delete(str(kept.content.name))
        raise


def after_registering(request: HttpRequest, made: Directive, said: str) -> HttpResponse:
    """On to cutting for who may; else to the directive, or to the list when its field is another's."""
    messages.success(request, said)
    if may_on(request.actor, made, Permission.SPLIT_DIRECTIVE):
        return redirect("directive-split", made.pk)
    if visible_to(request.actor, through(request.actor)).filter(pk=made.pk).exists():
        return redirect("directive-detail", made.pk)
    return redirect("directive-list")


# A document -----------------------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def directive_register(request: HttpRequest) -> HttpResponse:
    """Đăng ký văn bản."""
    verdict = may(request.actor, Permission.REGISTER_DIRECTIVE)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    at = clock.now()
    options: dict[str, Any] = {"agencies": selectable_agencies(at.date()), "province": the_province()}
    if request.method == "POST" and holds_secret(request):
        return refuse_secret(request, "directives/directive_register.html", RegisterForm(**options))
    form = RegisterForm(request.POST or None, request.FILES or None, **options)
    if request.method == "POST" and form.is_valid():
        try:
            with kept_with_its_row(form.cleaned_data["file"], by=request.actor, at=at) as file:
                made = acts.register_directive(_spec(form.cleaned_data, file), by=request.actor, at=at)
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            return after_registering(request, made, say("Đã đăng ký {cited}.", cited=made.cited))
    return render(request, "directives/directive_register.html", {"form": form, "again": bool(request.FILES)})


def refuse_secret(request: HttpRequest, template: str, blank: Any, **more: Any) -> HttpResponse:
    """An empty form and the reason: nothing of what was sent comes back."""
    return render(request, template, {"form": blank, "secret_refused": NOTHING_KEPT, **more})


def _spec(given: dict[str, Any], file: StoredFile | None) -> DirectiveSpec:
    return DirectiveSpec(
        kind=given["kind"], issuer=given["issuer"], issuer_text=given["issuer_text"], issued_on=given["issued_on"],
        abstract=given["abstract"], field=given["field"], reference=given["reference"], origin=given["origin"],
        signer=given["signer"], signer_form=given["signer_form"], urgency=given["urgency"],
        program=given["program"], file=file,
    )  # fmt: skip


# An instruction by word -----------------------------------------------------------------------------------------------


def seats_speaking(actor: Actor) -> tuple[Seat, ...]:
    """By which positions the actor may write an instruction down: a leader his own, the Office on his behalf."""
    related = {seat.position_id: [Relation.IN_FIELD] for seat in actor.seats}
    own = seats_with(actor, related, Permission.DECIDE)
    return own or seats_with(actor, related, Permission.RECORD_FOR_LEADER)


def may_speak(actor: Actor) -> bool:
    """Whether the actor may write down a leader's instruction."""
    return bool(seats_speaking(actor))


def speak_options(actor: Actor, seats: tuple[Seat, ...]) -> dict[str, Any]:
    """What its form may offer: fields of work, and a leader's own positions."""
    every = any(not seat.fields for seat in seats)
    leads = seats_with(actor, {seat.position_id: [Relation.IN_FIELD] for seat in seats}, Permission.DECIDE)
    return {
        "fields_of_work": None if every else {name for seat in seats for name in seat.fields},
        "own": [seat.position_id for seat in leads],
    }


@login_required
@require_http_methods(["GET", "POST"])
def directive_speak(request: HttpRequest) -> HttpResponse:
    """Ghi ý kiến chỉ đạo given in a meeting, by telephone, on paper."""
    seats = seats_speaking(request.actor)
    if not seats:
        raise PermissionDenied(say("Chỉ lãnh đạo UBND tỉnh và Văn phòng được ghi ý kiến chỉ đạo."))
    at = clock.now()
    options = speak_options(request.actor, seats)
    if request.method == "POST" and holds_secret(request):
        return refuse_secret(request, "directives/directive_speak.html", SpeakForm(**options))
    form = SpeakForm(request.POST or None, request.FILES or None, **options)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_down(form.cleaned_data, by=request.actor, at=at)
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            return after_registering(
                request, made, say("Đã ghi ý kiến chỉ đạo. Nhiệm vụ bóc từ ý kiến này là Tạm giao.")
            )
    return render(request, "directives/directive_speak.html", {"form": form, "again": bool(request.FILES)})


def write_down(
    given: dict[str, Any], *, by: Actor, at: datetime, known_scan: StoredFile | None = None
) -> Directive:
    """The directive and the leader's word behind it, in one transaction; `known_scan` is kept already, for who sends none."""
    leader, himself = given["leader"], given["leader"].pk in by.position_ids
    with kept_with_its_row(given["file"], by=by, at=at) as sent:
        scan = sent or known_scan
        spec = DirectiveSpec(
            kind=Directive.Kind.SPOKEN, issuer=the_province(), issued_on=given["issued_on"],
            abstract=given["abstract"], field=given["field"], origin=Directive.Origin.SPOKEN, signer=leader,
            spoken_form=given["spoken_form"], urgency=given["urgency"], program=given["program"], file=scan,
        )  # fmt: skip
        made = acts.register_directive(spec, by=by, at=at)
        word = LeaderWord(
            leader=leader, decided_on=given["issued_on"], text=given["abstract"], scan=scan,
            form=Instruction.Form.SELF if himself else given["spoken_form"],
        )  # fmt: skip
        instruct(word, act=Instruction.Act.ASSIGN, by=by, at=at, directive=made)
    return made
