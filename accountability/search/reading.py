"""What a query finds among all that one may see: grouped by noun, the best first, a handful of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.http import urlencode

from accountability.access.actor import Actor, eyes_of
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments.access import directives_through, visible_to
from accountability.assignments.badges import timing_badge
from accountability.assignments.finding import find, found_for, sees_widely
from accountability.assignments.lines import Line, addresses, lines_of
from accountability.assignments.models import AssignmentQuerySet, Evidence
from accountability.assignments.reading import timer
from accountability.assignments.rules import OPEN_STATES, State
from accountability.assignments.walking import first_open
from accountability.core.finding.fields import pattern, phrase
from accountability.core.finding.matching import among_hits, hits
from accountability.core.finding.rules import Typed, read, spellings
from accountability.core.lookups import among, named, one_of
from accountability.core.prepared import prepared, prepared_by_value
from accountability.core.saying import say
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
    wide: bool

    def given(self) -> AssignmentQuerySet:
        """What the actor may see, of what was given."""
        return found_for(self.actor, wide=self.wide).exclude(state=State.DRAFT).order_by()


def search(actor: Actor, text: str, *, most: int, at: datetime) -> list[Group]:
    """The groups that have results. A number that was typed puts documents first; the number of queries is fixed.

    Words are looked for first, and who may see what they found is asked only where there is something.
    """
    typed = read(text)
    if not typed:
        return []
    asked = Asked(actor, typed, text, most, at, sees_widely(actor))
    documents, numbered = _directives(asked)
    duties = _assignments(asked, numbered)
    first: list[Group | None] = [documents, duties] if typed.numbers else [duties, documents]
    keys = _named(typed)
    of_names = {"agencies": _agencies, "officers": _officers, "positions": _positions}
    groups = [
        *first,
        *(of(asked, keys[kind]) for kind, of in of_names.items() if keys[kind]),
        _evidence(asked),
    ]
    return [group for group in groups if group is not None and group.hits]


def _cut(rows: Iterable[Any], most: int, hit: Callable[[Any], Hit]) -> tuple[list[Hit], bool]:
    """The hits, and whether there are more."""
    found = [hit(row) for row in rows]
    return found[:most], len(found) > most


def _list(name: str, **query: Any) -> str:
    return f"{reverse(name)}?{urlencode(query)}"


# The work ---------------------------------------------------------------------------------------------------------------

_DOCUMENT = ("kind", "number", "symbol", "issued_on", "noticed_on")


def _directives(asked: Asked) -> tuple[Group | None, list[int]]:
    """The documents, and the keys of those whose number was typed."""
    found = hits(Directive, asked.typed)
    if not found:
        return None, []
    seen = found_for(asked.actor, wide=asked.wide)
    rows = directives_access.visible_to(asked.actor, directives_through(asked.actor, seen))
    ordered = best_first(among_hits(rows, found, asked.typed), asked.typed)
    shown = list(
        ordered.values_list("pk", "issuer_text", "issuer__short_name", "abstract", *_DOCUMENT)[
            : asked.most + 1
        ]
    )
    numbers = {spelling for number in asked.typed.numbers for spelling in spellings(number)}
    address = addresses("directive-detail")

    def hit(row: tuple[Any, ...]) -> Hit:
        key, issuer_text, issuer, abstract, *document = row
        cited = Directive(**dict(zip(_DOCUMENT, document, strict=True))).cited
        return Hit(address(key), cited, f"{issuer_text or issuer} · {abstract}")

    shown_hits, more = _cut(shown, asked.most, hit)
    url = _list("directive-list", q=asked.text) if more else ""
    of_number = [row[0] for row in shown if row[4 + _DOCUMENT.index("number")] in numbers]
    return Group("directives", say("Văn bản chỉ đạo"), "document", shown_hits, url), of_number


def _assignments(asked: Asked, numbered: list[int]) -> Group:
    """Duties: those of a document whose number was typed first, then the words one after the other, then what goes on."""
    keys = _best_keys(asked, numbered)
    of, address = timer(asked.at), addresses("assignment-detail")

    def hit(line: Line) -> Hit:
        badge = timing_badge(of(line), line.state)
        return Hit(
            address(line.pk),
            line.title,
            say("{lead_name} · {cited}", lead_name=line.lead_name, cited=line.cited),
            badge.label,
            badge.tone,
        )

    url = _list("assignment-list", q=asked.text) if len(keys) > asked.most else ""
    return Group(
        "assignments", say("Nhiệm vụ"), "list", [hit(line) for line in lines_of(keys[: asked.most])], url
    )


def _best_keys(asked: Asked, numbered: list[int]) -> list[int]:
    """The first of them in that order, and one more than are shown where there are more."""
    most, given = asked.most + 1, {"numbered": named(numbered), "phrase": phrase(asked.typed.words)}
    first = None if asked.wide or numbered else first_open(asked.actor, asked.typed, most)
    if first is not None:
        best = _best_among(most, eyes=eyes_of(asked.actor), keys=named(first), **given)
        if len(best) == most:
            return best
    found = find(asked.actor, asked.typed, wide=asked.wide)
    if found.few:
        if found.keys is not None:
            return _best_among(most, eyes=eyes_of(asked.actor), keys=named(found.keys), **given)
        return list(_best_first(found.rows, **given)[:most])
    # What many rows have: those of the documents found, then by deadline, as far as needed.
    of_number, rows = Q(directive__in=numbered), found.rows.exclude(state=State.DRAFT)
    parts = [rows.filter(of_number).order_by("rank", "pk")] if numbered else []
    parts.append(rows.exclude(of_number).order_by("due_on", "pk"))
    keys: list[int] = []
    for part in parts:
        if len(keys) < most:
            keys += part.values_list("pk", flat=True)[: most - len(keys)]
    return keys


def _best_first(rows: AssignmentQuerySet, *, numbered: str, phrase: str) -> QuerySet[Any, int]:
    rank = Case(
        When(among("directive_id", numbered), then=Value(0)),
        When(search_text__like=phrase, then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    going_on = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1), output_field=IntegerField())
    given = rows.exclude(state=State.DRAFT)
    return given.order_by(rank, going_on, "due_on", "pk").values_list("pk", flat=True)


@prepared
def _best_among(most: int, *, eyes: Actor, keys: str, numbered: str, phrase: str) -> QuerySet[Any, int]:
    rows = visible_to(eyes).filter(among("pk", keys))
    return _best_first(rows, numbered=numbered, phrase=phrase)[:most]


def _evidence(asked: Asked) -> Group | None:
    """Files of evidence by their names; each leads to its duty."""
    found = hits(Evidence, asked.typed)
    if not found:
        return None
    seen = found_for(asked.actor, wide=asked.wide).filter(pk=OuterRef("assignment"))
    rows = among_hits(Evidence.objects.filter(Exists(seen)), found, asked.typed).order_by("-pk")
    columns = ("assignment", "file__name", "assignment__lead_agency__short_name", "assignment__title")
    address = addresses("assignment-detail")

    def hit(row: tuple[Any, ...]) -> Hit:
        key, name, agency, title = row
        return Hit(address(key), name, f"{agency} · {title}")

    found_hits, _ = _cut(rows.values_list(*columns)[: asked.most + 1], asked.most, hit)
    return Group("evidence", say("Tệp minh chứng"), "paperclip", found_hits)


# Who does it ------------------------------------------------------------------------------------------------------------

_NAMED: tuple[tuple[str, Any], ...] = (("agencies", Agency), ("officers", User), ("positions", Position))


def _named(typed: Typed) -> dict[str, list[int]]:
    """The keys of agencies, persons and positions that have the words, whoever may see them: some thousand rows. One query."""
    patterns = {f"word{place}": pattern(word) for place, word in enumerate(typed.words)}
    found: dict[str, list[int]] = {kind: [] for kind, _ in _NAMED}
    for kind, key in _keys_named(**patterns):
        found[kind].append(key)
    return found


@prepared_by_value
def _keys_named(**patterns: str) -> QuerySet[Any, Any]:
    has_all = Q(*(Q(search_text__like=one) for one in patterns.values()))
    parts = [
        model._default_manager.filter(has_all)
        .order_by()
        .values_list(Value(kind, output_field=CharField()), "pk")
        for kind, model in _NAMED
    ]
    return parts[0].union(*parts[1:], all=True)


def _agencies(asked: Asked, keys: list[int]) -> Group:
    """Agencies lead to their duties. Whoever sees widely finds all that may lead, another those of his own rows."""
    rows = Agency.objects.that_can_lead().filter(one_of("pk", keys))
    if not asked.wide:
        leads = asked.given().filter(one_of("lead_agency_id", keys)).values("lead_agency")
        rows = Agency.objects.filter(pk__in=leads)
    found = rows.order_by(*_names(asked.typed), "rank", "pk").values_list("pk", "short_name", "name")

    def hit(row: tuple[Any, ...]) -> Hit:
        key, short_name, name = row
        return Hit(_list("assignment-list", agency=key), short_name, name if name != short_name else "")

    found_hits, _ = _cut(found[: asked.most + 1], asked.most, hit)
    return Group("agencies", say("Cơ quan – các nhiệm vụ chủ trì"), "agency", found_hits)


def _officers(asked: Asked, keys: list[int]) -> Group:
    """Persons who were named to work on a duty that one may see."""
    working = asked.given().filter(one_of("officer_id", keys))
    mine = (
        Exists(working.filter(officer=OuterRef("pk"))) if asked.wide else Q(pk__in=working.values("officer"))
    )
    rows = User.objects.filter(one_of("pk", keys)).filter(mine).order_by("display_name", "pk")

    def hit(row: User) -> Hit:
        return Hit(
            _list("assignment-list", officer=row.pk), str(row), say("Các nhiệm vụ được phân công thực hiện")
        )

    found_hits, _ = _cut(rows[: asked.most + 1], asked.most, hit)
    return Group("officers", say("Người thực hiện"), "user", found_hits)


def _positions(asked: Asked, keys: list[int]) -> Group | None:
    """Positions, for who may read the list of agencies; each leads to the duties of its agency."""
    if not may(asked.actor, Permission.VIEW_AGENCIES):
        return None
    found = Position.objects.filter(one_of("pk", keys)).order_by(*_names(asked.typed), "rank", "pk")

    def hit(row: tuple[Any, ...]) -> Hit:
        agency_id, title, agency, phone = row
        more = f" · {phone}" if phone else ""
        return Hit(_list("assignment-list", agency=agency_id), title, f"{agency}{more}")

    columns = ("agency", "title", "agency__short_name", "phone")
    found_hits, _ = _cut(found.values_list(*columns)[: asked.most + 1], asked.most, hit)
    return Group("positions", say("Chức danh"), "users", found_hits)


def _names(typed: Typed) -> tuple[Case]:
    """Names in which the words follow each other first."""
    phrase = When(search_text__contains=" " + " ".join(typed.words), then=Value(0))
    return (Case(phrase, default=Value(1), output_field=IntegerField()),)
