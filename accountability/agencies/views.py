"""The list of agencies with their positions and who holds them; a head's delegations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.permissions import Permission
from accountability.access.roles import Role
from accountability.access.rules import Denied, may
from accountability.agencies import actions
from accountability.agencies.access import access_agencies
from accountability.agencies.forms import AgencyFilter, DelegationForm
from accountability.agencies.models import Agency, Delegation, Incumbency, Position
from accountability.agencies.reading import holders, positions_of
from accountability.core import clock

PAGE_SIZE = 50


@login_required
@require_GET
def agency_list(request: HttpRequest) -> HttpResponse:
    """Agencies of today, to be found under any of their names."""
    today = clock.today()
    form = AgencyFilter(request.GET)
    found = form.narrow(access_agencies(request.actor, today=today))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "rows": _rows(list(page), today)}
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
            form.add_error(None, str(error))
        else:
            messages.success(
                request, "Đã ghi ủy quyền; người được ủy quyền làm việc theo chức danh trong thời gian đó."
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
