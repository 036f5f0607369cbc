"""What a query finds among all that one may see: grouped by noun, the best first, a handful of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.http import urlencode

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments.access import directives_through
from accountability.assignments.badges import timing_badge
from accountability.assignments.finding import find, found_for, sees_widely
from accountability.assignments.models import Assignment, AssignmentQuerySet, Evidence
from accountability.assignments.reading import timer, with_facts
from accountability.assignments.rules import OPEN_STATES, State
from accountability.core.finding.matching import matching
from accountability.core.finding.rules import Typed, read, spellings
from accountability.directives import access as directives_access
from accountability.directives.filters import best_first
from accountability.directives.models import Directive


@dataclass(frozen=True)
class Hit:
    """One result: where it leads, what it is called, a line that tells it from others, and for a duty its timing."""

    url: str
    title: str
    note: str = ""
    label: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Group:
    """The results of one noun; `more_url` leads to its whole list when there are more."""

    code: str
    title: str
    icon: str
    hits: list[Hit]
    more_url: str = ""


@dataclass(frozen=True)
class Asked:
    """Who looks for what, and how many of each he is shown."""

    actor: Actor
    typed: Typed
    text: str
    most: int
    at: datetime


def search(actor: Actor, text: str, *, most: int, at: datetime) -> list[Group]:
    """The groups that have results. A number that was typed puts documents first; the number of queries is fixed."""
    typed = read(text)
    if not typed:
        return []
    asked = Asked(actor, typed, text, most, at)
    wide, seen = sees_widely(actor), found_for(actor)
    documents, numbered = _directives(asked, seen)
    duties = _assignments(asked, numbered)
    first = [documents, duties] if typed.numbers else [duties, documents]
    groups = [
        *first,
        _agencies(asked, seen, wide),
        _officers(asked, seen, wide),
        _positions(asked),
        _evidence(asked, seen),
    ]
    return [group for group in groups if group.hits]


def _cut(rows: Iterable[Any], most: int, hit: Callable[[Any], Hit]) -> tuple[list[Hit], bool]:
    """The hits, and whether there are more."""
    found = [hit(row) for row in rows]
    return found[:most], len(found) > most


def _list(name: str, **query: Any) -> str:
    return f"{reverse(name)}?{urlencode(query)}"


# The work ---------------------------------------------------------------------------------------------------------------


def _directives(asked: Asked, seen: AssignmentQuerySet) -> tuple[Group, list[int]]:
    """The documents, and the keys of those whose number was typed."""
    rows = directives_access.visible_to(asked.actor, directives_through(asked.actor, seen))
    found = best_first(matching(rows, asked.typed), asked.typed).select_related("issuer")[: asked.most + 1]
    numbers = {spelling for number in asked.typed.numbers for spelling in spellings(number)}
    shown = list(found)

    def hit(row: Directive) -> Hit:
        note = f"{row.issuer_text or row.issuer.short_name} · {row.abstract}"
        return Hit(reverse("directive-detail", args=[row.pk]), row.cited, note)

    hits, more = _cut(shown, asked.most, hit)
    url = _list("directive-list", q=asked.text) if more else ""
    return Group("directives", "Văn bản chỉ đạo", "document", hits, url), [
        row.pk for row in shown if row.number in numbers
    ]


def _assignments(asked: Asked, numbered: list[int]) -> Group:
    """Duties: those of a document whose number was typed first, then the words one after the other, then what goes on."""
    found = find(asked.actor, asked.typed)
    rows = with_facts(found.rows.exclude(state=State.DRAFT)).select_related(
        "directive", "lead_agency", "lead_position"
    )
    if found.few:
        rank = Case(
            When(directive__in=numbered, then=Value(0)),
            When(search_text__contains=" " + " ".join(asked.typed.words), then=Value(1)),
            default=Value(2), output_field=IntegerField(),
        )  # fmt: skip
        going_on = Case(
            When(state__in=OPEN_STATES, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        shown = list(rows.order_by(rank, going_on, "due_on", "pk")[: asked.most + 1])
    else:  # What many rows have: those of the documents found, then by deadline, as far as needed.
        shown = (
            list(rows.filter(directive__in=numbered).order_by("rank", "pk")[: asked.most + 1])
            if numbered
            else []
        )
        if len(shown) <= asked.most:
            rest = rows.exclude(pk__in=[row.pk for row in shown]).order_by("due_on", "pk")
            shown += rest[: asked.most + 1 - len(shown)]
    of = timer(asked.at)

    def hit(row: Assignment) -> Hit:
        badge = timing_badge(of(row), row.state)
        note = f"{row.lead_name} · {row.directive.cited}"
        return Hit(reverse("assignment-detail", args=[row.pk]), row.title, note, badge.label, badge.tone)

    hits, more = _cut(shown, asked.most, hit)
    return Group(
        "assignments", "Nhiệm vụ", "list", hits, _list("assignment-list", q=asked.text) if more else ""
    )


def _evidence(asked: Asked, seen: AssignmentQuerySet) -> Group:
    """Files of evidence by their names; each leads to its duty."""
    rows = Evidence.objects.filter(Exists(seen.filter(pk=OuterRef("assignment"))))
    found = matching(rows, asked.typed).select_related("file", "assignment__lead_agency").order_by("-pk")

    def hit(row: Evidence) -> Hit:
        note = f"{row.assignment.lead_agency.short_name} · {row.assignment.title}"
        return Hit(reverse("assignment-detail", args=[row.assignment_id]), row.file.name, note)

    hits, _ = _cut(found[: asked.most + 1], asked.most, hit)
    return Group("evidence", "Tệp minh chứng", "paperclip", hits)


# Who does it ------------------------------------------------------------------------------------------------------------


def _agencies(asked: Asked, seen: AssignmentQuerySet, wide: bool) -> Group:
    """Agencies lead to their duties. Whoever sees widely finds all that may lead, another those of his own rows."""
    rows = Agency.objects.that_can_lead()
    if not wide:
        rows = Agency.objects.filter(pk__in=seen.exclude(state=State.DRAFT).order_by().values("lead_agency"))
    found = rows.filter(search_text__reads=asked.typed.words).order_by(*_names(asked.typed), "rank", "pk")

    def hit(row: Agency) -> Hit:
        return Hit(
            _list("assignment-list", agency=row.pk),
            row.short_name,
            row.name if row.name != row.short_name else "",
        )

    hits, _ = _cut(found[: asked.most + 1], asked.most, hit)
    return Group("agencies", "Cơ quan – các nhiệm vụ chủ trì", "agency", hits)


def _officers(asked: Asked, seen: AssignmentQuerySet, wide: bool) -> Group:
    """Persons who were named to work on a duty that one may see."""
    given = seen.exclude(state=State.DRAFT).order_by()
    mine = Q(Exists(given.filter(officer=OuterRef("pk")))) if wide else Q(pk__in=given.values("officer"))
    found = User.objects.filter(mine, search_text__reads=asked.typed.words).order_by("display_name", "pk")

    def hit(row: User) -> Hit:
        return Hit(
            _list("assignment-list", officer=row.pk), str(row), "Các nhiệm vụ được phân công thực hiện"
        )

    hits, _ = _cut(found[: asked.most + 1], asked.most, hit)
    return Group("officers", "Người thực hiện", "user", hits)


def _positions(asked: Asked) -> Group:
    """Positions, for who may read the list of agencies; each leads to the duties of its agency."""
    rows: QuerySet[Position] = Position.objects.none()
    if may(asked.actor, Permission.VIEW_AGENCIES):
        rows = Position.objects.filter(search_text__reads=asked.typed.words).select_related("agency")

    def hit(row: Position) -> Hit:
        phone = f" · {row.phone}" if row.phone else ""
        return Hit(
            _list("assignment-list", agency=row.agency_id), row.title, f"{row.agency.short_name}{phone}"
        )

    ordered = rows.order_by(*_names(asked.typed), "rank", "pk")
    hits, _ = _cut(ordered[: asked.most + 1], asked.most, hit)
    return Group("positions", "Chức danh", "users", hits)


def _names(typed: Typed) -> tuple[Case]:
    """Names in which the words follow each other first."""
    phrase = When(search_text__contains=" " + " ".join(typed.words), then=Value(0))
    return (Case(phrase, default=Value(1), output_field=IntegerField()),)
