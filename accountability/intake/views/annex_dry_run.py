"""Xem trước: what each row comes to, corrected in place; then all of it is written, or nothing; and undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import Denied
from accountability.agencies.models import Agency
from accountability.assignments.actions import Refused
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.audit.meanwhile import Overtaken
from accountability.core import clock
from accountability.core.long_work import GOES_ON
from accountability.core.saying import as_said, say
from accountability.directives.access import may_on
from accountability.directives.form_fields import holds_secret
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.intake import actions
from accountability.intake.access import access_annex
from accountability.intake.models import AnnexImport, AnnexMade, AnnexRow
from accountability.intake.packing import places_of, seen_as, unpacked_layout
from accountability.intake.rules.verdicts import OUTSIDE, Status
from accountability.intake.views.annex_alike import alike_of_rows
from accountability.intake.views.annex_new import STATE_TONES
from accountability.intake.views.annex_rows import (
    WRITTEN,
    answers_for_all,
    badge_of,
    seen_rows,
    shown_rows,
    typed_corrections,
)
from workflows.aside import undo_annex

PAGE_SIZE = 50
ONLY_PROBLEMS = "van-de"


@login_required
@require_http_methods(["GET", "POST"])
def annex_detail(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    """The rows of the annex, fifty at a time; sent back, they are corrections of these rows."""
    annex = access_annex(request.actor, pk, annex_pk)
    page = _rows_of_page(request, annex)
    if request.method == "GET":
        return _page(request, annex, page)
    if holds_secret(request):
        return _page(request, annex, page, secret=True)
    places = places_of(unpacked_layout(annex.layout))
    sent = annex.rows.filter(
        number__in=[int(one) for one in request.POST.getlist("dong") if one.isdecimal()][:PAGE_SIZE]
    )
    typed = typed_corrections(request.POST, sent, places)
    everywhere = _everywhere(annex, answers_for_all(request.POST, typed), typed)
    seen = seen_rows(request.POST, typed) | {number: seen_as(row) for number, (row, _) in everywhere.items()}
    put = typed | {number: one for number, (_, one) in everywhere.items()}
    try:
        actions.correct_rows(annex.pk, put, by=request.actor, at=clock.now(), seen=seen)
    except (Overtaken, Refused) as error:
        status = 409 if isinstance(error, Overtaken) else 200
        return _page(request, annex, page, typed=typed, refused=as_said(error), status=status)
    messages.success(request, say("Đã lưu sửa đổi; các dòng dưới đây được đọc lại."))
    return redirect(_address(annex, request))


def _everywhere(
    annex: AnnexImport, answers: Mapping[str, str], typed: Mapping[int, Mapping[str, str]]
) -> dict[int, tuple[AnnexRow, dict[str, str]]]:
    """The other rows that ask about a body for which an answer was given for all of them, with that answer put over."""
    if not answers:
        return {}
    found = {}
    for row in annex.rows.filter(status=Status.REFUSED).exclude(number__in=list(typed)):
        own = {
            name: answers[name]
            for text in row.found.get("outside", ())
            if (name := OUTSIDE + text) in answers
        }
        if own:
            found[row.number] = (row, own | row.corrections)
    return found


def _address(annex: AnnexImport, request: HttpRequest) -> str:
    kept = {name: request.GET[name] for name in ("loc", "page") if request.GET.get(name)}
    address = reverse("annex-detail", args=[annex.directive_id, annex.pk])
    return f"{address}?{urlencode(kept)}" if kept else address


def _rows_of_page(request: HttpRequest, annex: AnnexImport) -> Page[AnnexRow]:
    rows = annex.rows.order_by("number").prefetch_related("made")
    if request.GET.get("loc") == ONLY_PROBLEMS:
        rows = rows.filter(status=Status.REFUSED)
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def _page(
    request: HttpRequest, annex: AnnexImport, page: Page[AnnexRow], *, typed: Mapping[int, Mapping[str, str]] | None = None,
    refused: str = "", secret: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    counts = dict(annex.rows.order_by().values_list("status").annotate(Count("pk")))
    places = places_of(unpacked_layout(annex.layout))
    is_open = annex.state in (AnnexImport.State.PREVIEW, AnnexImport.State.UNDONE)
    writing = annex.works.filter(state__in=GOES_ON).first() if is_open else None
    is_open = is_open and writing is None
    alike = alike_of_rows(page.object_list, request.actor) if is_open else {}
    context = {
        "directive": annex.directive, "annex": annex, "tone": STATE_TONES[AnnexImport.State(annex.state)],
        "rows": shown_rows(page.object_list, places, typed, alike), "page_obj": page, "counts": counts,
        "tiles": _tiles(annex, counts), "is_open": is_open, "writing": writing, "refused": refused,
        "secret_refused": NOTHING_KEPT if secret else "", "only_problems": request.GET.get("loc") == ONLY_PROBLEMS,
        "may_write": is_open and annex.directive.state == Directive.State.SPLITTING,
        "waiting": counts.get(Status.REFUSED, 0), "fresh": counts.get(Status.CREATE, 0),
        "agencies": Agency.objects.on(annex.directive.issued_on).that_can_lead() if is_open else (),
        "parts": Agency.objects.on(annex.directive.issued_on).exclude(kind=Agency.Kind.PROVINCE) if is_open else (),
        "made": AnnexMade.objects.filter(row__annex=annex).count(),
        "given": _given(annex),
        "may_undo_given": bool(may_on(request.actor, annex.directive, Permission.DROP_FOLLOWING)),
    }  # fmt: skip
    return render(request, "intake/annex_detail.html", context, status=status)


def _tiles(annex: AnnexImport, counts: Mapping[str, int]) -> list[dict[str, object]]:
    """How many rows of each status; the refused ones lead to their filter."""
    address = reverse("annex-detail", args=[annex.directive_id, annex.pk])
    written = annex.state == AnnexImport.State.COMMITTED
    always = () if written else (Status.CREATE, Status.REFUSED)
    return [
        {
            "label": WRITTEN.label if written and status == Status.CREATE else badge_of(status).label,
            "value": counts.get(status, 0),
            "tone": badge_of(status).tone if counts.get(status) else "",
            "url": f"{address}?loc={ONLY_PROBLEMS}"
            if status == Status.REFUSED and counts.get(status)
            else "",
        }
        for status in Status
        if counts.get(status) or status in always
    ]


def _act(request: HttpRequest, annex: AnnexImport, act: Callable[[], str]) -> HttpResponse:
    """Do it and say so, or say why not; back to the annex."""
    try:
        messages.success(request, act())
    except Refused as error:
        messages.error(request, as_said(error))
    return redirect("annex-detail", annex.directive_id, annex.pk)


@login_required
@require_POST
def annex_commit(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    """Ghi nhiệm vụ: all rows that are not there yet, in one transaction; very many by the engine."""
    annex = access_annex(request.actor, pk, annex_pk)
    if annex.rows.filter(status=Status.CREATE).count() > actions.large_annexes.WRITE_AT_ONCE:
        return _written_behind(request, annex)

    def act() -> str:
        actions.commit_annex(annex.pk, by=request.actor, at=clock.now())
        made = AnnexMade.objects.filter(row__annex=annex).count()
        return say("Đã ghi {made} nhiệm vụ vào bản bóc tách. Có thể hoàn tác khi chưa giao.", made=made)

    return _act(request, annex, act)


def _written_behind(request: HttpRequest, annex: AnnexImport) -> HttpResponse:
    try:
        work = actions.ask_to_write(annex, by=request.actor, at=clock.now())
    except Refused as error:
        messages.error(request, as_said(error))
        return redirect("annex-detail", annex.directive_id, annex.pk)
    return redirect("annex-work", annex.directive_id, work.pk)


@login_required
@require_POST
def annex_undo(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    """Hoàn tác: the drafts go, the annex with its corrections stays."""
    annex = access_annex(request.actor, pk, annex_pk)
    if holds_secret(request):
        messages.error(request, NOTHING_KEPT)
        return redirect("annex-detail", pk, annex_pk)

    def act() -> str:
        if _given(annex):
            _may_drop_following(request.actor, annex)
        given = undo_annex(annex.pk, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
        if given:
            return say(
                "Đã hoàn tác: {n} nhiệm vụ chuyển sang “Thôi theo dõi”; các cơ quan chủ trì được báo.",
                n=len(given),
            )
        return say(
            "Đã hoàn tác: các nhiệm vụ ghi từ phụ lục này được bỏ khỏi bản bóc tách; nội dung đã sửa vẫn "
            "còn ở đây."
        )

    return _act(request, annex, act)


def _given(annex: AnnexImport) -> bool:
    """Whether something of the annex was given to agencies."""
    return Assignment.objects.filter(annex_row__row__annex=annex).exclude(state=State.DRAFT).exists()


def _may_drop_following(actor: Actor, annex: AnnexImport) -> None:
    """What agencies were given is taken off the clock by those only who may do so. Raises Refused with the reason."""
    verdict = may_on(actor, annex.directive, Permission.DROP_FOLLOWING)
    if isinstance(verdict, Denied):
        raise Refused(say("Nhiệm vụ đã được giao. {reason}", reason=verdict.reason))


@login_required
@require_POST
def annex_discard(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    """Bỏ bản đọc."""
    annex = access_annex(request.actor, pk, annex_pk)
    try:
        actions.discard_annex(annex.pk, by=request.actor, at=clock.now())
    except Refused as error:
        messages.error(request, as_said(error))
        return redirect("annex-detail", pk, annex_pk)
    messages.success(request, say("Đã bỏ bản đọc phụ lục."))
    return redirect("annex-new", pk)
