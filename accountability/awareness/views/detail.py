"""Ai đã biết: the page, and the card of it on the directive's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.awareness.access import access_awareness, received_within
from accountability.awareness.models import ReadingDuty, Receipt
from accountability.awareness.reading import AgencyLine, Summary, lines, own_duties, summary
from accountability.core import clock
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.directives.views.doors import through

PAGE_SIZE = 100
# So many who are waited for are named on the directive's page; the others are a number and a link.
NAMED = 8


@dataclass(frozen=True)
class Card:
    """What the directive's page shows: sums, who is waited for, and what this person has to do himself."""

    shown: bool
    summary: Summary
    waited_for: list[AgencyLine]
    waiting: int
    to_confirm: list[Receipt]
    to_read: list[ReadingDuty]
    may_brief: bool

    @property
    def more(self) -> int:
        """How many of those who are waited for are not named."""
        return self.waiting - len(self.waited_for)


def card(actor: Actor, directive: Directive, at: datetime) -> Card:
    """The card of this directive for this person. A fixed number of queries."""
    within = received_within(actor, directive, Permission.VIEW_AWARENESS)
    shown = within.everything or bool(within.agencies)
    found = lines(directive, within, local(at).date()) if shown else []
    waiting = [line for line in found if not line.is_settled]
    confirms = received_within(actor, directive, Permission.CONFIRM_RECEIPT)
    withdrawn = directive.state == Directive.State.WITHDRAWN
    return Card(
        shown=shown and bool(found),
        summary=summary(found),
        waited_for=waiting[:NAMED],
        waiting=len(waiting),
        to_confirm=[
            line.receipt
            for line in found
            if line.receipt.confirmed_at is None and confirms.covers(line.agency.pk) and not withdrawn
        ],
        to_read=list(own_duties(actor.position_ids).filter(directive=directive)),
        may_brief=bool(received_within(actor, directive, Permission.RECORD_BRIEFING).agencies)
        and not withdrawn,
    )


@login_required
@require_GET
def awareness_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Agency by agency: receipt, briefing, who has read and who has not; `?loc=chua` keeps those waited for."""
    actor = request.actor
    directive, within = access_awareness(actor, pk, Permission.VIEW_AWARENESS, through)
    found = lines(directive, within, clock.today())
    only_waiting = request.GET.get("loc") == "chua"
    shown = [line for line in found if not line.is_settled] if only_waiting else found
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    names = received_within(actor, directive, Permission.NAME_READERS)
    context = {
        "directive": directive, "summary": summary(found), "page_obj": page, "only_waiting": only_waiting,
        "waiting": sum(not line.is_settled for line in found),
        "may_name": names.everything or bool(names.agencies), "names": names,
        "may_withdraw": [line.agency.pk for line in page.object_list if names.covers(line.agency.pk)],
        "may_brief": bool(received_within(actor, directive, Permission.RECORD_BRIEFING).agencies),
        "withdrawn": directive.state == Directive.State.WITHDRAWN,
    }  # fmt: skip
    return render(request, "awareness/awareness_detail.html", context)
