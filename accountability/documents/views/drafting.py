"""Soạn and sửa a draft: what it speaks of is ticked, its places are filled when it is saved."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accountability.assignments.models import Assignment
from accountability.core import clock
from accountability.core.saying import as_said, joined, say
from accountability.directives.actions import Refused
from accountability.directives.form_fields import holds_secret, selectable_agencies
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.documents.access import access_document, access_drafting, documents_of
from accountability.documents.actions import Unread, change, write, write_each
from accountability.documents.annex import annex_rows
from accountability.documents.forms.drafting import DraftForm, PartiesForm
from accountability.documents.models import OutgoingDocument
from accountability.documents.proposing import Proposal, again, most_in, proposed
from accountability.documents.rules import KINDS, PLACES, Kind, State, Verb
from accountability.documents.wordings import values_for, wording_of

# More lines to tick than these stand folded, so that the words come into sight.
FEW = 12
# Without a choice of assignments, agency or parties there is nothing to write about yet.
_ASKS_FOR = {
    Kind.URGE: say("Chọn việc ở trang Đôn đốc việc quá hạn, ở trang nhiệm vụ hoặc ở danh sách cơ quan."),
    Kind.EXPLAIN: say("Chọn việc ở trang Đôn đốc việc quá hạn, ở trang nhiệm vụ hoặc ở danh sách cơ quan."),
    Kind.EXTRACT: say("Chọn cơ quan ở trang Cơ quan, chức danh."),
    Kind.CONCLUSION: say("Mở văn bản chỉ đạo đã giao nhiệm vụ rồi bấm “Thông báo kết luận”."),
    Kind.REMIND: say("Mở nhiệm vụ có chỉ đạo của Chủ tịch giao Văn phòng tham mưu văn bản rồi bấm “Soạn văn bản”."),
    Kind.CRITICISE: say("Mở nhiệm vụ có chỉ đạo của Chủ tịch giao Văn phòng tham mưu văn bản rồi bấm “Soạn văn bản”."),
}  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def document_new(request: HttpRequest) -> HttpResponse:
    """A new draft; the address says of which kind and about what."""
    access_drafting(request.actor)
    code = request.GET.get("loai", "")
    if not code:
        return render(request, "documents/document_kinds.html", {"kinds": _kinds()})
    if code not in set(Kind):
        raise Http404(say("Không có loại văn bản này."))
    kind, at = Kind(code), clock.now()
    if kind == Kind.HANDOVER and (page := _parties(request)) is not None:
        return page
    proposal = proposed(kind, request.actor, request.GET, at)
    if not proposal.offered:
        text = say("Chưa có nhiệm vụ nào để đưa vào văn bản.")
        messages.warning(request, joined(" ", [text, _ASKS_FOR[kind]]) if kind in _ASKS_FOR else text)
        return redirect("document-new")
    written = _written_already(request, proposal)
    if request.method == "GET" and written is not None:
        messages.info(request, say("Chỉ đạo này đã có văn bản."))
        return redirect("document-detail", written.pk)
    wording, template = wording_of(kind)
    initial = _initial(proposal) | {
        "token": uuid4(), "abstract": wording.abstract, "body": wording.body, "recipients": wording.recipients,
    }  # fmt: skip
    form = _form(request, proposal, initial, is_new=True)
    if request.method == "POST" and not form.secret and form.is_valid():
        try:
            specs = form.specs(template, at)
            token, by = form.cleaned_data["token"], request.actor
            if len(specs) == 1:
                made = [write(specs[0], token=token, by=by, at=at)]
            else:
                made = write_each(specs, token=token, by=by, at=at)
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            return _written(request, made)
    return _page(request, form, proposal, say("Soạn {kind}", kind=KINDS[kind].title.lower()))


def _parties(request: HttpRequest) -> HttpResponse | None:
    """The question who hands over to whom, until it is answered."""
    agency = request.GET.get("co_quan", "")
    key = int(agency) if agency.isascii() and agency.isdecimal() and len(agency) < 19 else None
    asked = request.GET if "ben_giao" in request.GET else None
    form = PartiesForm(asked, agency=key)
    if asked is not None and form.is_valid():
        return None
    return render(request, "documents/document_parties.html", {"form": form, "agency": agency if key else ""})


def _written_already(request: HttpRequest, proposal: Proposal) -> OutgoingDocument | None:
    """The document that carries out the order, where the actor may read it."""
    if proposal.order is None:
        return None
    rows = documents_of(request.actor).filter(order=proposal.order).exclude(state=State.DROPPED)
    return rows.first()


def _written(request: HttpRequest, made: list[OutgoingDocument]) -> HttpResponse:
    if len(made) == 1:
        messages.success(request, say("Đã lưu dự thảo."))
        return redirect("document-detail", made[0].pk)
    messages.success(request, say("Đã lưu {n} dự thảo, mỗi nơi gửi một văn bản.", n=len(made)))
    return redirect(
        f"{reverse('document-list')}?{urlencode({'loai': made[0].kind, 'trang_thai': made[0].state})}"
    )


@login_required
@require_http_methods(["GET", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words, addressees and assignments of a draft."""
    row = access_document(request.actor, pk, Verb.CHANGE)
    at = clock.now()
    proposal = again(row, request.actor, at)
    initial = _initial(proposal) | {
        "token": row.token, "revision": row.revision, "abstract": row.abstract, "body": row.body,
        "recipients": row.recipients, "urgency": row.urgency, "signs_for_all": row.signs_for_all,
        "to_head": any(position for _, position in proposal.addressees),
    }  # fmt: skip
    form = _form(request, proposal, initial, is_new=False)
    if request.method == "POST" and not form.secret and form.is_valid():
        try:
            spec, revision = form.specs(row.template, at)[0], form.cleaned_data["revision"]
            change(pk, spec, revision=revision, by=request.actor, at=at)
        except Unread:
            return _overtaken(request, row.pk, proposal)
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã lưu dự thảo."))
            return redirect("document-detail", pk)
    return _page(request, form, proposal, say("Sửa dự thảo"), row)


def _overtaken(request: HttpRequest, pk: int, proposal: Proposal) -> HttpResponse:
    """Somebody else changed the draft meanwhile: what was typed stays, and a second click puts it in place of that."""
    row = OutgoingDocument.objects.get(pk=pk)
    last = row.steps.filter(verb=Verb.CHANGE).last()
    typed = request.POST.copy()
    typed["revision"] = str(row.revision)
    form = DraftForm(typed, proposal=proposal, agencies=selectable_agencies(clock.today()), is_new=False)
    form.is_valid()
    form.add_error(
        None,
        say(
            "Trong lúc đang nhập, {who} đã sửa dự thảo này. Nội dung vừa nhập còn nguyên; xem bản hiện tại, rồi lưu lại nếu "
            "vẫn thay bằng nội dung vừa nhập.",
            who=last.by_title if last else say("người khác"),
        ),
    )
    return _page(request, form, proposal, say("Sửa dự thảo"), row, overtaken=True)


def _initial(proposal: Proposal) -> dict[str, Any]:
    return {
        "issuer": proposal.issuer.pk if proposal.issuer else "", "signer": proposal.signer, "field": proposal.field,
        "urgency": OutgoingDocument.Urgency.NORMAL, "to": [str(one.pk) for one, _ in proposal.addressees],
        "tasks": [str(row.pk) for row in proposal.offered[: proposal.chosen_count]], "from_position": proposal.from_position,
        "to_position": proposal.to_position, "each": "each",
    }  # fmt: skip


def _form(request: HttpRequest, proposal: Proposal, initial: dict[str, Any], *, is_new: bool) -> DraftForm:
    """The form; what bears a secrecy mark is forgotten, and the page says so."""
    secret = request.method == "POST" and holds_secret(request)
    data = request.POST if request.method == "POST" and not secret else None
    agencies = selectable_agencies(clock.today())
    form = DraftForm(data, proposal=proposal, agencies=agencies, is_new=is_new, initial=initial)
    form.secret = secret
    return form


def _page(
    request: HttpRequest, form: DraftForm, proposal: Proposal, title: str, row: OutgoingDocument | None = None,
    *, overtaken: bool = False,
) -> HttpResponse:  # fmt: skip
    keys = [one.pk for one in (*proposal.offered[: proposal.chosen_count], *proposal.unseen)]
    rows = annex_rows(Assignment.objects.filter(pk__in=keys), clock.now()) if keys else []
    parties = (proposal.from_position, proposal.to_position)
    values = values_for(rows, proposal.addressees, today=clock.today(), parties=parties)
    context = {
        "form": form, "title": title, "document": row, "proposal": proposal, "rule": KINDS[proposal.kind], "most": most_in(proposal.kind),
        "places": [
            (f"{{{{{name}}}}}", label, values.get(name, "")) for name, label in PLACES.items()
            if name not in ("ben_giao", "ben_nhan") or proposal.kind == Kind.HANDOVER
        ],
        "secret_refused": NOTHING_KEPT if form.secret else "", "overtaken": overtaken,
        "folds_tasks": len(proposal.offered) > FEW, "folds_addressees": len(proposal.addressees) > FEW,
    }  # fmt: skip
    return render(request, "documents/document_form.html", context, status=409 if overtaken else 200)


def _kinds() -> list[tuple[Any, str]]:
    """The kinds with where they begin; minutes of hand-over begin here."""
    return [(rule, _ASKS_FOR.get(code, "")) for code, rule in KINDS.items()]
