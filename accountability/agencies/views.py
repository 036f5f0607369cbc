"""The list of agencies with their positions and who holds them; the Office's named lists; a head's delegations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.access.roles import Role
from accountability.access.rules import Denied, may
from accountability.agencies import actions, lists
from accountability.agencies.access import access_agencies, access_lists
from accountability.agencies.forms import AgencyFilter, DelegationForm, ListForm
from accountability.agencies.models import Agency, AgencyList, Delegation, Incumbency, Position
from accountability.agencies.reading import holders, positions_of
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.documents.access import drafts_some

PAGE_SIZE = 50


@login_required
@require_GET
def agency_list(request: HttpRequest) -> HttpResponse:
    """Agencies of today, to be found under any of their names."""
    today = clock.today()
    form = AgencyFilter(request.GET)
    found = form.narrow(access_agencies(request.actor, today=today))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": _rows(list(page), today),
        "drafts": drafts_some(request.actor),
    }
    return render(request, "agencies/agency_list.html", context)


def _rows(agencies: list[Agency], today: date) -> list[dict[str, Any]]:
    """Each agency with its positions in their order, and each position with its holders."""
    by_role = positions_of([agency.pk for agency in agencies], Role)
    of_agency: dict[int, list[Any]] = {agency.pk: [] for agency in agencies}
    for (agency_pk, _role), positions in by_role.items():
        of_agency[agency_pk] += positions
    held = holders([position.pk for positions in of_agency.values() for position in positions], today=today)
    return [
        {
            "agency": agency,
            "positions": [
                {"position": position, "holders": held.get(position.pk, [])}
                for position in sorted(
                    of_agency[agency.pk], key=lambda position: (position.rank, position.pk)
                )
            ],
        }
        for agency in agencies
    ]


# Named lists ----------------------------------------------------------------------------------------------------------


@login_required
@require_GET
def list_list(request: HttpRequest) -> HttpResponse:
    """Danh sách cơ quan: those in use, with who is in them; those that have ended below."""
    today = clock.today()
    found = access_lists(request.actor, Permission.VIEW_AGENCIES)
    using = list(found.filter(Q(to_on=None) | Q(to_on__gte=today)))
    members = lists.members_on(using, today)
    context = {
        "rows": [{"list": row, "members": members.get(row.pk, [])} for row in using],
        "ended": found.filter(to_on__lt=today),
        "may_edit": bool(may(request.actor, Permission.EDIT_LISTS)),
    }
    return render(request, "agencies/list_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def list_new(request: HttpRequest) -> HttpResponse:
    """Lập danh sách."""
    access_lists(request.actor, Permission.EDIT_LISTS)
    return _list_form(request, None, {"kind": AgencyList.Kind.SAVED})


@login_required
@require_http_methods(["GET", "POST"])
def list_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa danh sách: from today on."""
    row = get_object_or_404(access_lists(request.actor, Permission.EDIT_LISTS), pk=pk)
    inside = lists.members_on([row], clock.today()).get(row.pk, [])
    names = "\n".join(agency.short_name for agency in inside)
    return _list_form(
        request, row, {"title": row.title, "kind": row.kind, "basis": row.basis, "members": names}
    )


def _list_form(request: HttpRequest, row: AgencyList | None, initial: dict[str, Any]) -> HttpResponse:
    at = clock.now()
    agencies = Agency.objects.on(clock.local(at).date()).order_by("rank", "pk")
    secret = request.method == "POST" and holds_secret(request)
    form = ListForm(None if secret else request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and not secret and form.is_valid():
        try:
            if row is None:
                lists.create_list(form.spec(), by=request.actor, at=at)
            else:
                lists.edit_list(row.pk, form.spec(), by=request.actor, at=at)
        except ValueError as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(request, say("Đã lưu danh sách; nhiệm vụ đã giao trước đó không thay đổi."))
            return redirect("list-list")
    context = {"form": form, "list": row, "secret_refused": NOTHING_KEPT if secret else ""}
    return render(request, "agencies/list_form.html", context)


@login_required
@require_POST
def list_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ngừng dùng danh sách."""
    row = get_object_or_404(access_lists(request.actor, Permission.EDIT_LISTS), pk=pk)
    try:
        lists.end_list(row.pk, by=request.actor, at=clock.now())
    except ValueError as error:
        messages.error(request, as_said(error))
    else:
        messages.success(
            request, say("Danh sách “{row}” không còn được chọn khi giao việc từ ngày mai.", row=row.title)
        )
    return redirect("list-list")


# Delegations ----------------------------------------------------------------------------------------------------------


def _held_positions(request: HttpRequest, today: date) -> list[Position]:
    """The head positions that the person himself holds today: who only stands in does not delegate further."""
    verdict = may(request.actor, Permission.DELEGATE)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    heads = Incumbency.objects.filter(
        user_id=request.actor.user_id,
        from_on__lte=today,
        position__role__in=[Role.AGENCY_HEAD, Role.OFFICE_CHIEF],
    ).select_related("position__agency")
    return [row.position for row in heads if row.to_on is None or row.to_on >= today]


@login_required
@require_http_methods(["GET", "POST"])
def delegation_list(request: HttpRequest) -> HttpResponse:
    """Ủy quyền: a head lets somebody of his agency act for his position between two days."""
    at = clock.now()
    today = clock.local(at).date()
    positions = _held_positions(request, today)
    form = DelegationForm(request.POST or None, positions=positions, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.delegate(**form.cleaned_data, by=request.actor, at=at)
        except ValueError as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(
                request,
                say("Đã ghi ủy quyền; người được ủy quyền làm việc theo chức danh trong thời gian đó."),
            )
            return redirect("delegation-list")
    rows = (
        Delegation.objects.filter(position__in=positions)
        .select_related("position", "user")
        .order_by("-from_on")
    )
    return render(
        request, "agencies/delegation_list.html", {"form": form, "rows": rows, "positions": positions}
    )
