"""Puts the person at work on the request, once, for every door."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accountability.access.actor import Actor
from accountability.agencies.reading import actor_for
from accountability.core import clock

NOBODY = Actor(user_id=0)


class ActorMiddleware:
    """Sets `request.actor`: the signed-in person with the positions of today, or nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Build the actor before the view; doors take it from the request."""
        if request.user.is_authenticated:
            address = request.META.get("REMOTE_ADDR", "")
            request.actor = actor_for(request.user, today=clock.today(), address=address)
        else:
            request.actor = NOBODY
        return self.get_response(request)
