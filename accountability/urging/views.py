"""Đôn đốc hàng loạt: choose, see who gets what, confirm, see what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accountability.assignments.ageing import ageing, overdue
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import number_vi
from accountability.directives.actions import Refused
from accountability.urging.access import (
    access_round,
    access_round_to_stop,
    access_rounds,
    access_urgeable,
    may_stop_round,
)
from accountability.urging.actions import AT_ONCE, NOBODY, Sent, urge
from accountability.urging.forms import LateFilter, SendForm, picked
from accountability.urging.leads import leads_of
from accountability.urging.models import Urging
from accountability.urging.reading import (
    counted,
    late_rows,
    left_out,
    letters_of,
    with_last_urging,
    with_outcome,
)
from accountability.urging.stopping import call_off_round

PAGE_SIZE = 50
ROUNDS_SHOWN = 7


def _crumbs(*further: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"title": title, "url": url} for title, url in ((say("Văn phòng"), reverse("office-page")), *further)
    ]


@login_required
@require_GET
def select(request: HttpRequest) -> HttpResponse:
    """What is overdue in the fields that one follows, longest first; tick some, or take all that is shown."""
    rows, at = access_urgeable(request.actor), clock.now()
    late = overdue(rows, at)
    form = LateFilter(request.GET, rows=rows, today=at.date())
    found = with_last_urging(form.narrow(late)).select_related("directive", "lead_agency", "lead_position")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = late_rows(page.object_list, at.date())
    context = {
        "form": form, "page_obj": page, "at": at, "bands": ageing(late, at.date()),
        "rounds": counted(access_rounds(request.actor)[:ROUNDS_SHOWN], rows),
        "crumbs": _crumbs(), "filtered": any(request.GET.get(name) for name in form.fields),
        "kept": [(name, request.GET[name]) for name in form.fields if request.GET.get(name)],
    }  # fmt: skip
    return render(request, "urging/select.html", context)


def _chosen(
    request: HttpRequest, as_of: datetime | None = None
) -> tuple[QuerySet[Any], list[str], list[tuple[str, str]]]:
    """The rows that were chosen, in words, and as hidden fields for the next step.

    `as_of` is the moment of a preview: what became overdue after it was not shown, and is not urged.
    """
    rows, at = access_urgeable(request.actor), clock.now()
    if as_of is not None and as_of < at:
        rows, at = rows.filter(assigned_at__lte=as_of), as_of
    late, keys = overdue(rows, at), picked(request.POST)
    if keys is not None:
        return late.filter(pk__in=keys), [], [("viec", str(pk)) for pk in keys]
    form = LateFilter(request.POST, rows=rows, today=at.date())
    hidden = [(name, request.POST[name]) for name in form.fields if request.POST.get(name)]
    return form.narrow(late), form.words(), [("tat_ca", "1"), *hidden]


@login_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Who receives what, before anything is written; an urging cannot be taken back."""
    if request.POST.get("van_ban") in ("urge", "explain"):
        return _on_paper(request)
    late, words, hidden = _chosen(request)
    form = SendForm(initial={"token": uuid4(), "shown_at": clock.now().isoformat()})
    return _show_preview(request, form, late, words, hidden)


def _on_paper(request: HttpRequest) -> HttpResponse:
    """A letter on paper about what was ticked, in place of mails."""
    access_urgeable(request.actor)  # The door before anything is said of the choice.
    keys = picked(request.POST)
    if not keys:
        messages.warning(request, say("Vui lòng đánh dấu việc cần nêu trong văn bản."))
        return redirect("urging-select")
    query = QueryDict(mutable=True)
    query["loai"] = request.POST["van_ban"]
    query.setlist("viec", [str(key) for key in keys])
    return redirect(f"{reverse('document-new')}?{query.urlencode()}")


def _show_preview(
    request: HttpRequest, form: SendForm, late: QuerySet[Any], words: list[str], hidden: list[tuple[str, str]]
) -> HttpResponse:
    leads = leads_of(late, clock.today())
    told = [lead for lead in leads if lead.people]
    if not told:
        picked_none = request.POST.get("tat_ca") is None and not request.POST.getlist("viec")
        messages.warning(
            request, say("Vui lòng chọn ít nhất một việc để đôn đốc.") if picked_none else NOBODY
        )
        return redirect(_back(hidden))
    assignments, readers = sum(lead.count for lead in told), sum(len(lead.people) for lead in told)
    form.initial["shown"] = assignments
    context = {
        "form": form, "words": words, "hidden": hidden, "leads": told, "back": _back(hidden),
        "silent": [lead for lead in leads if not lead.people], "assignments": assignments, "readers": readers,
        "at_once": AT_ONCE,
        "crumbs": _crumbs((say("Đôn đốc việc quá hạn"), _back(hidden))),
    }  # fmt: skip
    return render(request, "urging/preview.html", context)


def _back(hidden: list[tuple[str, str]]) -> str:
    """The list with the filter that was used."""
    query = QueryDict(mutable=True)
    for name, value in hidden:
        if name not in ("viec", "tat_ca"):
            query[name] = value
    return reverse("urging-select") + (f"?{query.urlencode()}" if query else "")


@login_required
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send the letters, once per page that was shown."""
    access_urgeable(request.actor)  # The door before anything is said of the form.
    form = SendForm(request.POST)
    is_valid = form.is_valid()
    if "token" in form.errors or "shown_at" in form.errors or "shown" in form.errors:
        messages.error(request, say("Trang xác nhận không còn dùng được; vui lòng chọn lại."))
        return redirect("urging-select")
    late, words, hidden = _chosen(request, form.cleaned_data["shown_at"])
    if not is_valid:
        return _show_preview(request, form, late, words, hidden)
    typed = form.cleaned_data
    try:
        sent = urge(late, token=typed["token"], note=typed["note"], by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, as_said(refusal))
        return redirect("urging-select")
    _say(request, sent, typed["shown"] or 0)
    return redirect("urging-detail", sent.round.pk)


def _say(request: HttpRequest, sent: Sent, shown: int) -> None:
    """What became of it; also of what the preview showed and is not urged any more."""
    if sent.again:
        messages.info(request, say("Lượt đôn đốc này đã gửi trước đó; không gửi lần hai."))
        return
    about = say(
        "{assignments} việc quá hạn, {letters} thư",
        assignments=number_vi(sent.assignments),
        letters=number_vi(sent.letters),
    )
    if sent.round.goes_on:
        messages.success(
            request,
            say(
                "Đã ghi nhận lượt đôn đốc {about}. Bộ máy đang lập thư; khi xong sẽ có thông báo.",
                about=about,
            ),
        )
    else:
        messages.success(request, say("Đã đôn đốc {about}. Thư đi trong giờ làm việc.", about=about))
    if gone := max(0, shown - sent.assignments):
        text = say(
            "{gone} việc có trong bản xem trước không gửi nữa vì đã kết thúc hoặc thay đổi trong lúc xem.",
            gone=number_vi(gone),
        )
        messages.info(request, text)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: how far it is while it goes on, who was written to, whether the letter arrived, what was left out and why."""
    made, rows = access_round(request.actor, pk), access_urgeable(request.actor)
    if request.GET.get("partial"):
        answer = render(request, "urging/_progress.html", {"made": made})
        if not made.goes_on:  # It has ended: the whole page has the letters.
            answer["HX-Refresh"] = "true"
        return answer
    urged = rows.filter(urgings__round=made).select_related("directive", "lead_agency", "lead_position")
    shown = with_outcome(urged, made)
    page = Paginator(shown.order_by("lead_agency__rank", "due_on", "pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    crumbs = _crumbs((say("Đôn đốc việc quá hạn"), reverse("urging-select")))
    context = {
        "made": made, "letters": letters_of(made, rows), "page_obj": page, "crumbs": crumbs,
        "left_out": left_out(made, rows), "outcomes": Urging.Outcome.choices,
        "may_stop": made.goes_on and may_stop_round(request.actor, made),
    }  # fmt: skip
    return render(request, "urging/detail.html", context)


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the round off half-way; its page says what went out and what did not."""
    made = access_round_to_stop(request.actor, pk)
    if call_off_round(made, by=request.actor, at=clock.now()):
        messages.success(
            request,
            say("Đã dừng lượt đôn đốc. Thư đã lập vẫn được gửi; những việc ghi “chưa gửi” không có thư nào."),
        )
    else:
        messages.info(request, say("Lượt đôn đốc này đã kết thúc trước đó."))
    return redirect("urging-detail", pk)
