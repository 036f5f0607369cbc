"""What stands above a filtered list: the filters in use, each with its way out, kept searches, export."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, QueryDict

from accountability.search.access import own_searches
from accountability.search.lists import said
from accountability.search.models import SavedSearch
from accountability.search.rules import meant

# A search of this list, or one of everything.
_SHOWN = 50


@dataclass(frozen=True)
class Mark:
    """One filter in use, and the address of the list without it."""

    text: str
    without: str


@dataclass(frozen=True)
class FilterBar:
    """`query` is what the filter means, `here` the whole address; `saved` are the kept searches of this list."""

    path: str
    query: str
    marks: list[Mark]
    saved: list[SavedSearch]

    @property
    def here(self) -> str:
        """The address to hand on."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def known(self) -> SavedSearch | None:
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


def filter_bar(request: HttpRequest, form: forms.Form) -> FilterBar:
    """The bar of the list that is shown. One query."""
    saved = own_searches(request.actor).filter(address__startswith=request.path)[:_SHOWN]
    return FilterBar(
        request.path, meant(request.META.get("QUERY_STRING", "")), marks_of(request, form), list(saved)
    )
