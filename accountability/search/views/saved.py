"""Kept searches: save, rename, delete, bring back. Each answers with the page from which it came."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.search.access import access_search, own_searches
from accountability.search.actions import Refused, delete, rename, restore, save
from accountability.search.lists import list_at
from accountability.search.models import SavedSearch
from accountability.search.rules import meant


def _address(given: str) -> str:
    """The address as it is kept, when it is one of our searches; else ""."""
    parts = urlsplit(given)
    if parts.scheme or parts.netloc or not (parts.path == reverse("search-page") or list_at(parts.path)):
        return ""
    query = meant(parts.query)
    return f"{parts.path}?{query}" if query else parts.path


def _back(request: HttpRequest) -> str:
    """The name of the page on which the kept search was touched: one's profile lists them too."""
    return "profile" if "profile" in (request.GET.get("ve"), request.POST.get("ve")) else "search-page"


def just_deleted(request: HttpRequest) -> SavedSearch | None:
    """The kept search that was deleted by the click before, which can be brought back."""
    key = request.GET.get("da-xoa", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    return own_searches(request.actor, deleted=True).filter(pk=int(key)).first()


@login_required
@require_POST
def save_search(request: HttpRequest) -> HttpResponse:
    """Keep the address that the form carries; on a refusal the form comes back with what was typed."""
    address, title = _address(request.POST.get("address", "")), request.POST.get("title", "")
    if not address:
        messages.error(request, say("Địa chỉ này không phải là một danh sách lưu được."))
        return redirect("search-page")
    try:
        row = save(title=title, address=address, by=request.actor, at=clock.now())
    except Refused as refusal:
        context = {"refusal": as_said(refusal), "title": title, "address": address}
        return render(request, "search/save_form.html", context)
    messages.success(request, say("Đã lưu bộ lọc “{row}”.", row=row.title))
    return redirect(address)


@login_required
@require_http_methods(["GET", "POST"])
def rename_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one's search another name."""
    row = access_search(request.actor, pk)
    refusal, title = "", row.title
    if request.method == "POST":
        title = request.POST.get("title", "")
        try:
            rename(row, title=title, by=request.actor, at=clock.now())
            messages.success(request, say("Đã đổi tên thành “{row}”.", row=row.title))
            return redirect(_back(request))
        except Refused as refused:
            refusal = as_said(refused)
    return render(
        request,
        "search/save_form.html",
        {"refusal": refusal, "title": title, "row": row, "back": _back(request)},
    )


@login_required
@require_POST
def delete_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's search off the list; the page offers to bring it back."""
    row = access_search(request.actor, pk)
    delete(row, by=request.actor, at=clock.now())
    return redirect(f"{reverse(_back(request))}?da-xoa={row.pk}")


@login_required
@require_POST
def restore_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring back what was deleted."""
    row = access_search(request.actor, pk, deleted=True)
    try:
        restore(row, by=request.actor, at=clock.now())
        messages.success(request, say("Đã lấy lại bộ lọc “{row}”.", row=row.title))
    except Refused as refusal:
        messages.error(request, as_said(refusal))
    return redirect(_back(request))
