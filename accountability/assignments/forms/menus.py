"""What the menus of the list's filter offer: to whoever sees widely all agencies and programs, to others what is in their rows.

`rows` are those among which a value that was sent must be; `offered` are the pairs of the menu, read in a few statements
when it is drawn. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Exists, OuterRef, QuerySet

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.models import CANNOT_LEAD, Agency, Position
from accountability.assignments.models import AssignmentQuerySet, Coordination
from accountability.core.lookups import one_of
from accountability.core.menus import Pairs
from accountability.core.saying import say
from accountability.directives.models import Directive, Program

_LEADERS = (Role.CHAIR, Role.VICE_CHAIR)
_LONGEST = 110
# The fields of the filter that have such a menu.
NAMES = ("agency", "coordinating", "program", "directive", "officer", "supervisor")


class Menus(Protocol):
    """The menus of one person."""

    def rows(self, name: str) -> QuerySet[Any]:
        """The rows that may be chosen there."""

    def offered(self, name: str) -> Pairs:
        """The keys of these rows with their labels, in the order of the menu."""


def _supervisors() -> QuerySet[Position]:
    return Position.objects.filter(role__in=_LEADERS)


def _titles(rows: QuerySet[Any]) -> Pairs:
    return tuple((str(key), title) for key, title in rows.values_list("pk", "title"))


class WideMenus:
    """Agencies and programs are no secret; a document or a person must stand in a row that one may see."""

    def __init__(self, given: Callable[[], AssignmentQuerySet]) -> None:
        self._given = given

    def rows(self, name: str) -> QuerySet[Any]:
        """See `Menus`."""
        found: dict[str, Callable[[], QuerySet[Any]]] = {
            "agency": Agency.objects.that_can_lead,
            "coordinating": lambda: Agency.objects.exclude(kind=Agency.Kind.PROVINCE),
            "program": self._programs,
            "directive": lambda: Directive.objects.filter(Exists(self._given().filter(directive=OuterRef("pk")))),
            "officer": lambda: User.objects.filter(Exists(self._given().filter(officer=OuterRef("pk")))),
            "supervisor": _supervisors,
        }  # fmt: skip
        return found[name]()

    def _programs(self) -> QuerySet[Program]:
        """By their documents: the first row of one that may be seen ends the search for it."""
        given = self._given().filter(directive=OuterRef("pk"))
        return Program.objects.filter(Exists(Directive.objects.filter(Exists(given), program=OuterRef("pk"))))

    def offered(self, name: str) -> Pairs:
        """See `Menus`. Documents and persons are too many for a menu."""
        if name == "agency":
            return tuple((key, title) for key, title, kind in self._agencies if kind not in CANNOT_LEAD)
        if name == "coordinating":
            return tuple((key, title) for key, title, kind in self._agencies if kind != Agency.Kind.PROVINCE)
        return _titles(self.rows(name)) if name in ("program", "supervisor") else ()

    @cached_property
    def _agencies(self) -> list[tuple[str, str, str]]:
        rows = Agency.objects.values_list("pk", "short_name", "kind")
        return [(str(key), title, kind) for key, title, kind in rows]


class NearMenus:
    """What stands in one's own rows."""

    def __init__(self, given: Callable[[], AssignmentQuerySet]) -> None:
        self._read_given = given

    @cached_property
    def _given(self) -> AssignmentQuerySet:
        return self._read_given()

    def rows(self, name: str) -> QuerySet[Any]:
        """See `Menus`."""
        models: dict[str, Any] = {
            "agency": Agency, "coordinating": Agency, "program": Program, "directive": Directive, "officer": User,
        }  # fmt: skip
        if name == "supervisor":
            return _supervisors()
        return models[name]._default_manager.filter(one_of("pk", self._keys(name)))

    def offered(self, name: str) -> Pairs:
        """See `Menus`."""
        if name == "supervisor":
            return _titles(_supervisors())
        keys = self._keys(name)
        if not keys:
            return ()
        if name in ("agency", "coordinating"):
            return tuple((str(key), title) for key, title in self._agencies if key in keys)
        if name == "program":
            return _titles(self.rows(name))
        if name == "directive":
            return tuple(
                (str(key), say("{cited} – {abstract}", cited=one.cited, abstract=one.abstract)[:_LONGEST])
                for key, one in self._directives.items()
            )
        return tuple((str(one.pk), str(one)) for one in self.rows(name).order_by("display_name", "pk"))

    def _keys(self, name: str) -> frozenset[int]:
        if name == "coordinating":
            return self._helping
        if name == "program":
            return _known(one.program_id for one in self._directives.values())
        place = ("agency", "directive", "officer").index(name)
        return _known(row[place] for row in self._standing)

    @cached_property
    def _standing(self) -> list[tuple[int, int, int | None]]:
        """Which agencies, documents and persons stand in the rows: few, however many rows they are."""
        return list(self._given.values_list("lead_agency_id", "directive_id", "officer_id").distinct())

    @cached_property
    def _helping(self) -> frozenset[int]:
        parts = Coordination.objects.filter(assignment__in=self._given.values("pk")).order_by()
        return frozenset(parts.values_list("agency_id", flat=True).distinct())

    @cached_property
    def _directives(self) -> dict[int, Directive]:
        keys = _known(row[1] for row in self._standing)
        wanted = ("kind", "number", "symbol", "issued_on", "noticed_on", "abstract", "program")
        return (
            {one.pk: one for one in Directive.objects.filter(one_of("pk", keys)).only(*wanted)}
            if keys
            else {}
        )

    @cached_property
    def _agencies(self) -> list[tuple[int, str]]:
        keys = self._keys("agency") | self._helping
        return list(Agency.objects.filter(one_of("pk", keys)).values_list("pk", "short_name")) if keys else []


def _known(keys: Iterable[int | None]) -> frozenset[int]:
    return frozenset(key for key in keys if key is not None)
