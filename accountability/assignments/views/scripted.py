"""The answers to a form that a script sends (static/dondoc/drafts.js): the same act, told in a few words instead of a page.

The script keeps what was typed until it hears `url`; `forget` tells it to keep nothing (a secrecy mark).
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from accountability.assignments.forms.base import ActForm
from accountability.core.saying import say

HEADER, WORD = "X-Dondoc", "draft"
REFUSED, OF_ANOTHER = 422, 409


def by_script(request: HttpRequest) -> bool:
    """Whether a script asks; a page of another site cannot set the header."""
    return request.method == "POST" and request.headers.get(HEADER) == WORD


def of_another(request: HttpRequest) -> JsonResponse | None:
    """A draft that another account wrote on the same device: refused before anything is read of it."""
    if not by_script(request) or request.POST.get("as") == str(request.user.pk):
        return None
    said = say("Bản nháp này của tài khoản khác; không gửi được bằng tài khoản đang đăng nhập.")
    return _private({"errors": [("", said)]}, status=OF_ANOTHER)


def done(request: HttpRequest, said: str, assignment_pk: int) -> JsonResponse | None:
    """The act was done, or had been done by the same form before; None for a browser that wants a page."""
    if not by_script(request):
        return None
    return _private({"said": said, "url": reverse("assignment-detail", args=[assignment_pk])})


def refused(request: HttpRequest, form: ActForm) -> JsonResponse | None:
    """What was wrong, as (field, sentence); a sentence on the whole form has no field."""
    if not by_script(request):
        return None
    errors = [
        (name if name in form.fields else "", sentence)
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
    return _private({"errors": errors, "forget": form.holds_secret}, status=REFUSED)


def _private(answer: dict[str, object], status: int = 200) -> JsonResponse:
    response = JsonResponse(answer, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
