"""Từ văn bản: a text is pasted, uploaded, or taken from the file of the directive, and read into proposals."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.actor import Actor
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import secrecy_mark
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS
from accountability.directives.views.presenting import facts
from accountability.intake import actions
from accountability.intake.access import access_cutting
from accountability.intake.extracting import judged
from accountability.intake.forms import TextForm
from accountability.intake.models import Extraction, Proposal
from accountability.intake.readable import readable_file
from accountability.intake.reading import Secret, Unreadable, read_document
from accountability.intake.views.prefilling import Prefiller

# The button that reads the directive's own file; that form carries nothing else.
STORED = "tep"


@contextmanager
def on_disk(file: IO[bytes] | UploadedFile[Any]) -> Iterator[Path]:
    """The bytes of an open file under a path that the reading child can open; gone afterwards."""
    with tempfile.NamedTemporaryFile(prefix="boc-tach-") as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.flush()
        yield Path(copy.name)


@login_required
@require_http_methods(["GET", "POST"])
def intake_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, what was read before, and the way to the directive's own file."""
    directive = access_cutting(request.actor, pk)
    if request.method != "POST":
        return _page(request, directive, TextForm())
    form = TextForm() if STORED in request.POST else TextForm(request.POST, request.FILES)
    if any(secrecy_mark(text) for text in request.POST.values() if isinstance(text, str)):
        return _page(request, directive, TextForm(), secret=NOTHING_KEPT)
    if form.is_bound and not form.is_valid():
        return _page(request, directive, form)
    at = clock.now()
    try:
        source = _source(directive, form)
        made, is_new = read_into_proposals(directive, source, by=request.actor, at=at)
    except Secret:
        return _page(request, directive, TextForm(), secret=NOTHING_KEPT)
    except (Unreadable, *REFUSALS) as error:
        if not form.is_bound:
            messages.error(request, as_said(error))
            return redirect("intake-read", pk)
        form.add_error("file" if form.cleaned_data.get("file") else None, as_said(error))
        return _page(request, directive, form)
    _tell(request, made, is_new)
    return redirect("intake-extraction", pk, made.pk)


def _source(directive: Directive, form: TextForm) -> actions.Source:
    """What is to be read: the words typed, or those of a file, read in the child. Raises Unreadable."""
    on = directive.issued_on
    if not form.is_bound:
        if directive.file is None:
            raise Unreadable(say("Văn bản này chưa có tệp; vui lòng dán nội dung hoặc tải tệp lên."))
        with directive.file.content.open("rb") as stored:
            return _of_file(stored, directive.file.name, on)
    upload = form.cleaned_data.get("file")
    if upload is None:
        return actions.Source(text=form.cleaned_data["text"], dictionary_on=on)
    return _of_file(upload, str(upload.name), on)


def _of_file(file: IO[bytes] | UploadedFile[Any], name: str, on: date) -> actions.Source:
    with on_disk(file) as path:
        found = read_document(path, name)
    return actions.Source(text=found["text"], dictionary_on=on, name=name, notes=found["notes"])


def read_into_proposals(
    directive: Directive, source: actions.Source, *, by: Actor, at: datetime
) -> tuple[Extraction, bool]:
    """What the text gives, kept with the directive; whether it was read for the first time."""
    prefiller = Prefiller(directive, at.date())
    drafts = [prefiller.draft(one) for one in judged(source.text, source.dictionary_on)]
    return actions.read(directive.pk, source, drafts, by=by, at=at)


def _tell(request: HttpRequest, made: Extraction, is_new: bool) -> None:
    if not is_new:
        messages.info(
            request, say("Văn bản này đã được đọc trước đây; dưới đây là các đề xuất cùng việc đã xử lý.")
        )
        return
    count = made.proposals.filter(state=Proposal.State.PROPOSED).count()
    if count:
        messages.success(
            request, say("Đã đọc văn bản: {count} đề xuất nhiệm vụ. Chưa có gì được ghi.", count=count)
        )
    else:
        messages.warning(request, say("Đã đọc văn bản, không thấy câu nào giao nhiệm vụ."))


def _page(request: HttpRequest, directive: Directive, form: TextForm, *, secret: str = "") -> HttpResponse:
    waiting = Count("proposals", filter=Q(proposals__state=Proposal.State.PROPOSED))
    written = Count("proposals", filter=Q(proposals__state=Proposal.State.CONFIRMED))
    context = {
        "directive": directive,
        "form": form,
        "facts": facts(directive),
        "stored_name": readable_file(directive),
        "former": Extraction.objects.filter(directive=directive)
        .annotate(waiting=waiting, written=written)
        .order_by("-pk"),
        "open_to_change": directive.state == Directive.State.SPLITTING,
        "again": bool(request.FILES) and bool(form.errors),
        "secret_refused": secret,
    }
    return render(request, "intake/read.html", context)
