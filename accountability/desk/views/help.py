"""Trợ giúp, and the card of first steps."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accountability.accounts import actions
from accountability.core import clock
from accountability.core.saying import say
from accountability.desk.help import BY_SLUG, PAGES, HelpPage
from accountability.desk.reading.help import own_page


@login_required
@require_GET
def help_own(request: HttpRequest) -> HttpResponse:
    """The page of one's own role; `?viec=<address name>` goes to the act that a form asked about."""
    own = own_page(request.actor)
    if wanted := request.GET.get("viec"):
        return redirect(_act_address(own, wanted))
    return _page(request, own, own)


@login_required
@require_GET
def help_role(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of any role: what others do is no secret."""
    page = BY_SLUG.get(slug)
    if page is None:
        raise Http404(say("Không có trang trợ giúp này."))
    return _page(request, page, own_page(request.actor))


def _act_address(own: HelpPage, address_name: str) -> str:
    """One's own page first, then any that explains the act; the top of one's own when none does."""
    for page in (own, *PAGES):
        if (act := page.act_of(address_name)) is not None:
            return f"{reverse('help-role', args=[page.slug])}#{act.key}"
    return reverse("help")


def _page(request: HttpRequest, page: HelpPage, own: HelpPage) -> HttpResponse:
    others = [one for one in (own, *(one for one in PAGES if one != own)) if one != page]
    return render(request, "desk/help.html", {"page": page, "is_own": page == own, "others": others})


@login_required
@require_GET
def step(request: HttpRequest, key: str) -> HttpResponse:
    """Mark a step as taken and go there. By GET, since a step is a link; all it changes is one's own mark."""
    found = next((one for one in own_page(request.actor).first if one.key == key), None)
    if found is None:
        raise Http404(say("Không có bước này."))
    actions.take_step(user_id=request.actor.user_id, step=key)
    return redirect(found.address)


@login_required
@require_POST
def skip_steps(request: HttpRequest) -> HttpResponse:
    """Bỏ qua."""
    actions.close_steps(user_id=request.actor.user_id, at=clock.now())
    messages.success(request, say("Đã ẩn các bước đầu tiên. Muốn xem lại: Hồ sơ của tôi."))
    return redirect("home")


@login_required
@require_POST
def steps_again(request: HttpRequest) -> HttpResponse:
    """Xem lại, from the profile."""
    actions.show_steps_again(user_id=request.actor.user_id)
    return redirect("home")
