"""Hồ sơ nhiệm vụ: everything about one assignment in the order in which it happened, as a page, as a PDF and as XML.

A course of some events is drawn while the reader waits; a long one by the engine, which tells when the file is there.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.agencies.reading import the_province
from accountability.assignments.access import access_assignment, permissions_on
from accountability.assignments.file_xml import xml_of
from accountability.assignments.views.detail import page_of
from accountability.assignments.views.diagram import drawn as diagram_drawn
from accountability.assignments.views.pieces import EVIDENCE_OF, contents_of, in_time_order
from accountability.assignments.views.there import there_on
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import number_vi
from accountability.documents.reading import given_about
from accountability.printing.pdf import PdfError, print_html
from accountability.search.papers import NoPaper, Paper, Step, register_paper

TEMPLATE = "reports/print/assignment_file.html"
FONT = "Tinos Don Doc"
NAME = "ho-so-nhiem-vu"
# Icons of the site are drawn from a file that paper does not fetch; they say nothing that words do not.
_ICONS = re.compile(r'<svg class="icon".*?</svg>', re.DOTALL)
# Where links lead on the site, they lead nowhere from a file. What people typed is escaped, so this meets our markup only.
_LINKS = re.compile(r'(<a\b[^>]*?) href="[^"]*"')
# An event costs some 17 ms to draw; nobody should wait for more than two or three seconds.
MOST_AT_ONCE = 100
# The engine draws while nobody waits, but an event also costs memory: 1,000 took 17 s and 0.4 GB, 3,000 49 s and 1 GB.
MOST_DRAWN = 1_500
LARGE = say(
    "Hồ sơ có {events} sự kiện, vẽ thành PDF mất hơn vài giây; bấm “Lập tệp PDF” để bộ máy lập ở phía "
    "sau, khi xong sẽ có thông báo."
)
TOO_LARGE = say(
    "Hồ sơ có {events} sự kiện; mỗi tệp PDF vẽ được tối đa {most} sự kiện. Đề nghị in hồ sơ từ trình duyệt."
)


@login_required
@require_GET
def assignment_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file with nothing to press, made for paper."""
    at = clock.now()
    context = content(request.actor, pk, at)
    events = len(context["pieces"])
    if request.GET.get("xml"):
        return _sent(_as_xml(context, at), "application/xml; charset=utf-8", f"{NAME}-{pk}-{at:%Y-%m-%d}.xml")
    if not request.GET.get("pdf"):
        return render(request, "assignments/file.html", context | {"drawn_behind": events > MOST_AT_ONCE})
    try:
        if events > MOST_AT_ONCE:
            raise PdfError(LARGE.format(events=number_vi(events)))
        data = drawn(context, at)
    except PdfError as failure:
        messages.error(request, as_said(failure))
        return redirect("assignment-file", pk)
    return _sent(data, "application/pdf", f"{NAME}-{pk}-{at:%Y-%m-%d}.pdf", how="inline")


def _sent(data: bytes, media_type: str, name: str, *, how: str = "attachment") -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _as_xml(context: dict[str, Any], at: datetime) -> bytes:
    """The same content for programs; it costs no drawing, so it is never made behind."""
    row = context["assignment"]
    return xml_of(
        row,
        context["pieces"],
        state=context["state"],
        timing=context["timing"],
        helpers=row.coordinations.all(),
        at=at,
    )


def content(actor: Actor, pk: int, at: datetime) -> dict[str, Any]:
    """What the file shows to this person. Raises Http404 and PermissionDenied as the door of the assignment does."""
    row = access_assignment(actor, pk, Permission.VIEW)
    there = there_on(pk)
    context = page_of(actor, row, permissions_on(actor, row), at, there)
    context["letters"] = given_about(actor, pk) if "documents" in there else []
    files = row.evidence.select_related("file").order_by("added_at", "pk")
    return context | {
        "pieces": in_time_order(context["timeline"], contents_of(context)),
        "files": [{"evidence": one, "kind": EVIDENCE_OF.get(one.kind, "")} for one in files],
        "province": the_province().name, "printed_at": at, "open_folds": True, "only_reads": True,
        "may_answer_exemption": False,
    }  # fmt: skip


def drawn(context: dict[str, Any], at: datetime) -> bytes:
    """The content as a PDF. Raises PdfError."""
    process = context["assignment"].process_id
    diagram = diagram_drawn(process, font=FONT) if process else ""
    markup = render_to_string(TEMPLATE, context | {"diagram": diagram, "at": at, "is_demo": settings.DEMO})
    return print_html(_LINKS.sub(r"\1", _ICONS.sub("", markup))).data


# By the engine ----------------------------------------------------------------------------------------------------------


def register_file() -> None:
    """Make the file known as a paper; called when the room is ready."""
    register_paper(
        Paper("assignment-file", say("Hồ sơ nhiệm vụ"), NAME, size=_size, draw=_draw, unit=say("sự kiện"))
    )


def _size(actor: Actor, pk: int, query: QueryDict, at: datetime) -> int:
    events = len(content(actor, pk, at)["pieces"])
    if events > MOST_DRAWN:
        raise NoPaper(TOO_LARGE.format(events=number_vi(events), most=number_vi(MOST_DRAWN)))
    return events


def _draw(actor: Actor, pk: int, query: QueryDict, at: datetime, step: Step) -> bytes:
    return drawn(content(actor, pk, at), at)
