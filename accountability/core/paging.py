"""Pages of a list that may be very long: nobody counts a million rows to show fifty."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

# Counted up to here, and then up to the page after the one asked for.
COUNTED = 1_000


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than needed: `count` is exact unless `is_more` says that there are more."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, page: str | int | None = None) -> None:
        super().__init__(rows, per_page)
        wanted = int(str(page)) if str(page).isascii() and str(page).isdecimal() and len(str(page)) < 7 else 1
        self._most = max(COUNTED, wanted * per_page)

    @cached_property
    def _found(self) -> int:
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return int(rows.order_by().values("pk")[: self._most + 1].count())

    @property
    def count(self) -> int:
        """How many there are, or one more than was looked at."""
        return self._found

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self._found > self._most

    @property
    def counted(self) -> int:
        """The number to say: "hơn 1.000" when there are more."""
        return min(self._found, self._most)


def page_of(rows: QuerySet[Any], per_page: int, page: str | int | None) -> Page:  # type: ignore[type-arg]
    """That page of the rows; a page that is not there is the nearest that is."""
    return CappedPaginator(rows, per_page, page=page).get_page(page)
