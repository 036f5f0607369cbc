"""Chữ ký số of a file of ours: by whom it is signed, by the office's key, or as brought back from another tool.

The rooms whose files they are have the addresses and the doors; they hand the page here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.files.forms import SignedUploadForm
from accountability.files.models import SignedCopy, StoredFile
from accountability.files.rules import FileRefused
from accountability.files.signed import check_signed, copies_of, keep_signed, sign_kept
from accountability.printing.signing import SigningFailed, signing_key


@dataclass(frozen=True)
class SignedPaper:
    """A file that may be signed: what it is in words, its issuer's code, its own page, and where it is fetched."""

    original: StoredFile
    title: str
    issuer: str
    page: str
    fetch: str


def signatures_page(request: HttpRequest, paper: SignedPaper) -> HttpResponse:
    """The signatures that it bears, and the two ways to add one. Nothing is lost where a way fails: it can be tried again."""
    form = SignedUploadForm()
    if request.method == "POST":
        by_key = request.POST.get("way") == "key"
        form = form if by_key else SignedUploadForm(request.POST, request.FILES)
        if (by_key or form.is_valid()) and _added(request, paper, form, by_key):
            return redirect(paper.page)
    copies = copies_of(paper.original)
    context: dict[str, Any] = {
        "paper": paper, "form": form, "copies": copies, "has_key": signing_key(paper.issuer) is not None,
        "bears_key": any(one.how == SignedCopy.How.KEY for one in copies),
    }  # fmt: skip
    return render(request, "files/signatures.html", context)


def _added(request: HttpRequest, paper: SignedPaper, form: SignedUploadForm, by_key: bool) -> bool:
    at = clock.now()
    try:
        if by_key:
            made = sign_kept(paper.original, at, issuer=paper.issuer)
        else:
            made = check_signed(paper.original, form.cleaned_data["file"])
        keep_signed(paper.original, made, by=request.actor, at=at)
    except (FileRefused, SigningFailed) as error:
        if by_key:
            messages.error(request, as_said(error))
        else:
            form.add_error("file", as_said(error))
        return False
    messages.success(request, say("Đã ký số: {who}.", who=made.signatures[-1].name))
    return True
