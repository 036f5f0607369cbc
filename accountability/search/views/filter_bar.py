"""What stands above a filtered list: the filters in use, each with its way out, kept searches, export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from accountability.core.prepared import prepared
from accountability.search.lists import said
from accountability.search.models import SavedSearch
from accountability.search.rules import meant


@dataclass(frozen=True)
class Mark:
    """One filter in use, and the address of the list without it."""

    text: str
    without: str


class Kept(NamedTuple):
    """A kept search of this list."""

    title: str
    address: str


@dataclass(frozen=True)
class FilterBar:
    """`query` is what the filter means, `here` the whole address; `saved` are the kept searches of this list."""

    path: str
    query: str
    marks: list[Mark]
    saved: list[Kept]

    @property
    def here(self) -> str:
        """The address to hand on."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def known(self) -> Kept | None:
        """The kept search that is shown now."""
        return next((one for one in self.saved if one.address == self.here), None)


def marks_of(request: HttpRequest, form: forms.Form) -> list[Mark]:
    """The filters in use; the order of the list is none."""
    found = []
    for name, text in said(form):
        if name != "sort":
            rest = QueryDict(meant(request.META.get("QUERY_STRING", "")), mutable=True)
            rest.pop(name, None)
            found.append(Mark(text, f"?{rest.urlencode()}" if rest else request.path))
    return found


@prepared
def _own(*, user: int) -> QuerySet[Any, Any]:
    return SavedSearch.objects.filter(user_id=user, deleted_at=None).values_list("title", "address")


def filter_bar(request: HttpRequest, form: forms.Form) -> FilterBar:
    """The bar of the list that is shown. One query, of one's own searches: no more than `MOST_SAVED`."""
    kept = (Kept(*row) for row in _own(user=request.actor.user_id))
    saved = [one for one in kept if one.address.startswith(request.path)]
    return FilterBar(
        request.path, meant(request.META.get("QUERY_STRING", "")), marks_of(request, form), saved
    )
