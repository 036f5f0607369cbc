"""The addressee's word on a report: recorded on his behalf, corrected by him, followed by assignments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.assignments.actions import LeaderWord
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.spelling import normal
from accountability.directives.access import may_on as may_on_directive
from accountability.directives.access import visible_to
from accountability.directives.form_fields import holds_secret
from accountability.directives.forms import SpeakForm
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, through
from accountability.directives.views.registering import (
    after_registering,
    kept_with_its_row,
    may_speak,
    refuse_secret,
    seats_speaking,
    speak_options,
    write_down,
)
from accountability.files.serving import serve
from accountability.intake.actions import Source
from accountability.intake.models import Extraction
from accountability.intake.views.reading import read_into_proposals
from accountability.reports.cycle_access import access_cycle, access_word, check_on, may_correct
from accountability.reports.cycle_forms import RecordForm, WordForm
from accountability.reports.models import CycleStep, ReportCycle, ReportWord, WordDirective
from accountability.reports.word_actions import follow_with, set_right
from workflows import reporting

_MOST_OF_ABSTRACT = 500


@dataclass(frozen=True)
class StepLine:
    """One step on the page: what was done; of a word also its sentence, what came of it, and what the reader may do."""

    step: CycleStep
    word: ReportWord | None = None
    is_corrected: bool = False
    may_correct: bool = False
    may_follow: bool = False
    directives: tuple[Directive, ...] = ()


def steps_of(actor: Actor, cycle: ReportCycle) -> list[StepLine]:
    """The steps, the last one first; directives that came of a word only as far as the actor knows them."""
    rows = list(
        cycle.steps.select_related("word__leader", "word__scan", "word__corrected_by").order_by("-pk")
    )
    words = [step.word for step in rows if hasattr(step, "word")]
    if not words:
        return [StepLine(step) for step in rows]
    links = WordDirective.objects.filter(
        word__in=words,
        directive__in=visible_to(actor, through(actor)).order_by().values("pk"),
    )
    came = [(link.word_id, link.directive) for link in links.select_related("directive")]
    speaks = may_speak(actor)
    return [_line(step, actor, speaks, came) for step in rows]


def _line(step: CycleStep, actor: Actor, speaks: bool, came: list[tuple[int, Directive]]) -> StepLine:
    word = getattr(step, "word", None)
    if word is None:
        return StepLine(step)
    is_corrected = hasattr(word, "corrected_by")
    return StepLine(
        step, word, is_corrected, may_correct(actor, word), speaks and not is_corrected and bool(step.note),
        tuple(directive for key, directive in came if key == word.pk),
    )  # fmt: skip


# Recorded on his behalf -----------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def cycle_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi ý kiến thay: by the block in charge, with form, date and scan."""
    cycle = access_cycle(request.actor, pk)
    check_on(request.actor, cycle, Permission.RECORD_FOR_LEADER)
    if cycle.state != ReportCycle.State.SUBMITTED:
        messages.info(
            request, say("Báo cáo không ở bước chờ ý kiến: {state}.", state=cycle.get_state_display())
        )
        return redirect("cycle-detail", pk)
    fresh = {"decided_on": clock.today()}
    form = RecordForm(request.POST or None, request.FILES or None, initial=fresh)
    context: dict[str, Any] = {"cycle": cycle, "form": form, "again": bool(request.FILES)}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": RecordForm(initial=fresh), "secret_refused": NOTHING_KEPT}
    elif request.method == "POST" and form.is_valid():
        try:
            _record(cycle, form.cleaned_data, by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            who = cycle.kind.addressee.title
            messages.success(request, say("Đã ghi ý kiến của {who}; lãnh đạo được báo.", who=who))
            return redirect("cycle-detail", pk)
    return render(request, "reports/cycle_record.html", context)


def _record(cycle: ReportCycle, given: dict[str, Any], *, by: Actor, at: datetime) -> None:
    with kept_with_its_row(given["scan"], by=by, at=at) as scan:
        word = LeaderWord(
            cycle.kind.addressee, given["decided_on"], form=given["form"], text=normal(given["text"]).strip(), scan=scan
        )  # fmt: skip
        reporting.record_word_on_report(cycle.pk, word, by=by, at=at)


@login_required
@require_GET
def word_scan(request: HttpRequest, pk: int, word_pk: int) -> HttpResponseBase:
    """The scan of a word that was recorded."""
    word = access_word(request.actor, pk, word_pk)
    if word.scan is None:
        raise Http404(say("Ý kiến này không có bản chụp."))
    return serve(word.scan)


# Corrected by himself -------------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def word_correct(request: HttpRequest, pk: int, word_pk: int) -> HttpResponse:
    """Đính chính, by the leader in whose name it stands."""
    word = access_word(request.actor, pk, word_pk)
    if word.leader_id not in request.actor.position_ids:
        raise PermissionDenied(say("Chỉ lãnh đạo đã chỉ đạo được đính chính ý kiến ghi thay mình."))
    label = say("Nội dung đúng")
    form = WordForm(request.POST or None, label=label, required=True, initial={"text": word.step.note})
    context: dict[str, Any] = {"cycle": word.step.cycle, "word": word, "form": form}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": WordForm(label=label, required=True), "secret_refused": NOTHING_KEPT}
    elif request.method == "POST" and form.is_valid():
        try:
            set_right(word_pk, text=normal(form.cleaned_data["text"]), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã đính chính; ý kiến ghi trước vẫn được lưu."))
            return redirect("cycle-detail", pk)
    return render(request, "reports/word_correct.html", context)


# Followed by assignments ----------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def word_follow(request: HttpRequest, pk: int, word_pk: int) -> HttpResponse:
    """Giao nhiệm vụ theo ý kiến: its words, leader, form and day stand in the form already; the directive is linked to the report."""
    word = access_word(request.actor, pk, word_pk)
    seats = seats_speaking(request.actor)
    if not seats:
        raise PermissionDenied(say("Chỉ lãnh đạo UBND tỉnh và Văn phòng được ghi ý kiến chỉ đạo."))
    options = speak_options(request.actor, seats)
    fresh = _known(word)
    if request.method == "POST" and holds_secret(request):
        blank = SpeakForm(initial=fresh, **options)
        return refuse_secret(request, "directives/directive_speak.html", blank, word=word)
    form = SpeakForm(request.POST or None, request.FILES or None, initial=fresh, **options)
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        try:
            made = _follow(word, form.cleaned_data, by=request.actor, at=at)
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            return _on_to_cutting(request, word, made, at)
    context = {"form": form, "word": word, "again": bool(request.FILES)}
    return render(request, "directives/directive_speak.html", context)


def _known(word: ReportWord) -> dict[str, Any]:
    """What the form begins with. A word given on the screen is a note on the report that was submitted: bút phê."""
    kind, form = word.step.cycle.kind, word.form
    return {
        "leader": word.leader_id, "issued_on": word.decided_on, "field": kind.field, "program": kind.program_id,
        "spoken_form": form if word.is_recorded else Directive.SpokenForm.NOTE,
        "abstract": Truncator(word.step.note).chars(_MOST_OF_ABSTRACT),
    }  # fmt: skip


def _follow(word: ReportWord, given: dict[str, Any], *, by: Actor, at: datetime) -> Directive:
    with transaction.atomic():
        made = write_down(given, by=by, at=at, known_scan=word.scan)
        follow_with(word, made, by=by, at=at)
    return made


def _on_to_cutting(request: HttpRequest, word: ReportWord, made: Directive, at: datetime) -> HttpResponse:
    """To what the whole words propose, for who may cut; without a proposal to the page where assignments are written."""
    said = say("Đã ghi ý kiến chỉ đạo. Nhiệm vụ bóc từ ý kiến này là Tạm giao.")
    found = _read(made, word.step.note, made.issued_on, request.actor, at)
    if found is None or not found.proposals.exists():
        return after_registering(request, made, said)
    messages.success(request, said)
    return redirect("intake-extraction", made.pk, found.pk)


def _read(made: Directive, text: str, on: date, by: Actor, at: datetime) -> Extraction | None:
    if not may_on_directive(by, made, Permission.SPLIT_DIRECTIVE):
        return None
    try:
        return read_into_proposals(made, Source(text=text, dictionary_on=on), by=by, at=at)[0]
    except REFUSALS:  # The directive stands; its assignments are then written by hand.
        return None
