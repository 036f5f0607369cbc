"""The word that every form of an act carries, and what a sending is told apart by."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.http import HttpRequest

from accountability.assignments.actions.sending import Sending

FIELD = "sent_once"
_LONGEST = 40
# Not what somebody typed: the same words from the page that was opened again are another sending only by their key.
_NOT_TYPED = frozenset({FIELD, "csrfmiddlewaretoken", "seen", "as"})


def word_of(request: HttpRequest) -> str:
    """For the page: the word that came in with the form, else a new one."""
    return request.POST.get(FIELD, "")[:_LONGEST] or secrets.token_urlsafe(18)


def sending_of(request: HttpRequest, *, act: str, assignment: int) -> Sending:
    """What came in. The digest is of names and values, and of names and sizes of files; the words cannot be read from it."""
    parts = [
        (name, value)
        for name, values in sorted(request.POST.lists())
        if name not in _NOT_TYPED
        for value in values
    ]
    files = [
        (name, f"{file.name}:{file.size}")
        for name, some in sorted(request.FILES.lists())
        for file in some
        if hasattr(file, "size")
    ]
    digest = sha256(repr((parts, files)).encode()).hexdigest()
    return Sending(assignment, act, request.POST.get(FIELD, "")[:_LONGEST], digest)
