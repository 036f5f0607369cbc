"""Puts on the request, once, for every door: from which address it comes, at what moment, and the person at work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accountability.access.actor import Actor
from accountability.agencies.reading import actor_for
from accountability.core import clock
from accountability.core.proxies import client_address, networks
from accountability.core.saying import OURS, read_in
from accountability.reference.keeping import marks_held

NOBODY = Actor(user_id=0)
# What is asked by them changes nothing that others share.
_READING = frozenset({"GET", "HEAD"})


class ClientAddressMiddleware:
    """Makes REMOTE_ADDR the caller's own address, so that the audit and the sign-in limit see it behind a proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusted = networks(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Believe X-Forwarded-For as far as our own proxies wrote it."""
        if self.trusted:
            request.META["REMOTE_ADDR"] = client_address(
                request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", ""), self.trusted
            )
        return self.get_response(request)


class LanguageMiddleware:
    """Draws pages in the language that the reader chose; whoever chose none reads Vietnamese.

    What his browser asks for does not count: many machines of Vietnamese offices were installed in English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.others = {code for code, _ in settings.LANGUAGES} - {OURS}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take the language from the cookie that `django.views.i18n.set_language` sets."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, OURS)
        if chosen not in self.others:
            return self.get_response(request)
        with translation.override(chosen), read_in(chosen):
            return self.get_response(request)


class ActorMiddleware:
    """Sets `request.actor`: the signed-in person with the positions of today, or nobody; the clock stands meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Build the actor before the view; doors take it from the request."""
        with clock.held(), marks_held() if request.method in _READING else nullcontext():
            request.actor = self._actor(request)
            return self.get_response(request)

    @staticmethod
    def _actor(request: HttpRequest) -> Actor:
        if not request.user.is_authenticated:
            return NOBODY
        address = request.META.get("REMOTE_ADDR", "")
        return actor_for(request.user, today=clock.today(), address=address)
