"""The part of the page of one assignment that says what took it from its course."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.urls import reverse

from accountability.access.actor import Actor
from accountability.access.permissions import Permission as P
from accountability.assignments import access, chain
from accountability.assignments.models import Assignment
from accountability.directives.access import visible_to as visible_directives
from accountability.directives.views.doors import through


def course(row: Assignment, actor: Actor, permissions: frozenset[P], there: Container[str]) -> dict[str, Any]:
    """Why it does not count, later documents, what it replaces, proposals; links only to what one may open."""
    links = chain.effects_on(row) if "effects" in there else []
    replaces = chain.replaced_by(row) if "replaces" in there else []
    open_documents = _documents(actor, {link.document.pk for link in links})
    open_rows = _rows(
        actor, {one.pk for one in replaces} | {link.successor.pk for link in links if link.successor}
    )
    aside = chain.aside_of(row)
    return {
        "aside": aside,
        "aside_late": chain.days_late_when_set_aside(row, aside) if aside else 0,
        "links": [
            {
                "said": link.said, "document": link.document, "note": link.note, "successor": link.successor,
                "url": _url("directive-detail", link.document.pk, open_documents),
                "successor_url": _url("assignment-detail", link.successor.pk, open_rows) if link.successor else "",
            }
            for link in links
        ],
        "replaces": [{"row": one, "url": _url("assignment-detail", one.pk, open_rows)} for one in replaces],
        "exemptions": list(row.exemptions.order_by("-pk")) if "exemptions" in there else [],
        "may_answer_exemption": row.is_open and P.ANSWER_EXEMPTION in permissions and row.lead_agency_id not in actor.works_for,
    }  # fmt: skip


def _url(name: str, pk: int, open_to: set[int]) -> str:
    return reverse(name, args=[pk]) if pk in open_to else ""


def _documents(actor: Actor, keys: set[int]) -> set[int]:
    """Of these documents, those that the person may open."""
    if not keys:
        return set()
    return set(visible_directives(actor, through(actor)).filter(pk__in=keys).values_list("pk", flat=True))


def _rows(actor: Actor, keys: set[int]) -> set[int]:
    """Of these assignments, those that the person may open."""
    if not keys:
        return set()
    return set(access.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
