"""The wordings of documents: which is in use, change it, see how it would read, return to our own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi
from accountability.directives.actions import Refused
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.documents.access import access_wordings
from accountability.documents.actions import Overtaken, keep_wording, return_to_ours
from accountability.documents.forms.drafting import WordingForm
from accountability.documents.models import DocumentTemplate
from accountability.documents.rules import KINDS, PLACES, Kind
from accountability.documents.rules.own_wording import OWN, Wording
from accountability.documents.wordings import filled, wording_of


@login_required
@require_GET
def wording_list(request: HttpRequest) -> HttpResponse:
    """Each kind with the version in use."""
    access_wordings(request.actor)
    latest: dict[str, DocumentTemplate] = {}
    for row in DocumentTemplate.objects.order_by("kind", "version"):
        latest[row.kind] = row
    rows = [(rule, latest.get(rule.code)) for rule in KINDS.values()]
    return render(request, "documents/wording_list.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def wording_edit(request: HttpRequest, kind: str) -> HttpResponse:
    """The wording with its places; a preview by invented values, or the next version."""
    _known(kind)
    keeps = bool(may(request.actor, Permission.KEEP_WORDING))
    access_wordings(
        request.actor, Permission.KEEP_WORDING if request.method == "POST" else Permission.DRAFT_DOCUMENT
    )
    wording, found = wording_of(kind)
    secret = request.method == "POST" and holds_secret(request)
    initial = {
        "seen": found.version if found else 0, "abstract": wording.abstract, "body": wording.body,
        "recipients": wording.recipients,
    }  # fmt: skip
    form = WordingForm(request.POST if request.method == "POST" and not secret else None, initial=initial)
    preview, theirs = _example(wording), None
    if request.method == "POST" and not secret and form.is_valid():
        if "xem" in request.POST:
            preview = _example(form.wording())
        else:
            try:
                made = keep_wording(
                    kind, form.wording(), seen=form.cleaned_data["seen"], by=request.actor, at=clock.now()
                )
            except Overtaken as refusal:
                theirs, form = wording, _on_top(request, found, refusal)
            except Refused as refusal:
                form.add_error(None, as_said(refusal))
            else:
                messages.success(request, say("Đã lưu mẫu, lần sửa {version}.", version=made.version))
                return redirect("wording-list")
    context = {
        "form": form, "rule": KINDS[Kind(kind)], "found": found, "keeps": keeps, "preview": preview, "theirs": theirs,
        "places": [(f"{{{{{name}}}}}", label) for name, label in PLACES.items()],
        "history": DocumentTemplate.objects.filter(kind=kind).select_related("made_by").order_by("-version")[:20],
        "is_own": found is None or wording == OWN[Kind(kind)], "secret_refused": NOTHING_KEPT if secret else "",
    }  # fmt: skip
    return render(request, "documents/wording_edit.html", context, status=409 if theirs else 200)


def _on_top(request: HttpRequest, found: DocumentTemplate | None, refusal: Overtaken) -> WordingForm:
    """What was typed, to be kept on top of the version that somebody else made meanwhile."""
    typed = request.POST.copy()
    typed["seen"] = str(found.version if found else 0)
    form = WordingForm(typed)
    form.is_valid()
    form.add_error(None, as_said(refusal))
    return form


@login_required
@require_POST
def wording_ours(request: HttpRequest, kind: str) -> HttpResponse:
    """Trở về mẫu gốc: our own wording as the next version."""
    _known(kind)
    access_wordings(request.actor, Permission.KEEP_WORDING)
    seen = request.POST.get("seen", "")
    try:
        version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else -1
        return_to_ours(kind, seen=version, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, as_said(refusal))
    else:
        messages.success(request, say("Đã trở về mẫu gốc."))
    return redirect("wording-edit", kind)


def _known(kind: str) -> None:
    if kind not in set(Kind):
        raise Http404(say("Không có loại văn bản này."))


def _example(wording: Wording) -> Wording:
    """How it reads, by invented values."""
    values = {
        "don_vi": "Sở Mẫu", "chuc_danh": "Giám đốc Sở Mẫu", "so_viec": "04", "ten_viec": "Xây dựng kế hoạch mẫu",
        "van_ban": "Kế hoạch số 00/KH-UBND", "thoi_han": "15/11/2022", "qua_han_lau_nhat": "22",
        "ngay": f"ngày {date_vi(clock.today())}", "ben_giao": "Chuyên viên A", "ben_nhan": "Chuyên viên B",
    }  # fmt: skip
    return filled(wording, values)
