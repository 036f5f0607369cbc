"""Pages of a list that may be very long: nobody counts a million rows to show fifty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

# Counted up to here, and then up to the page after the one asked for.
COUNTED = 1_000


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than needed: `count` is exact unless `is_more` says that there are more."""

    def __init__(self, rows: Any, per_page: int, *, page: str | int | None = None) -> None:
        super().__init__(rows, per_page)
        wanted = int(str(page)) if str(page).isascii() and str(page).isdecimal() and len(str(page)) < 7 else 1
        self._most = max(COUNTED, wanted * per_page)

    @cached_property
    def _found(self) -> int:
        return _count(self.object_list, self._most + 1)  # type: ignore[arg-type]

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


def _count(rows: QuerySet[Any], most: int) -> int:
    return int(rows.order_by().values("pk")[:most].count())


class Part(Protocol):
    """Rows in an order, of which keys are read."""

    def keys(self, first: int, last: int) -> list[int]:
        """The keys from one place to another."""

    def count(self, most: int) -> int:
        """How many there are, `most` at most."""


@dataclass(frozen=True)
class QueriedPart:
    """A queryset as a part."""

    rows: QuerySet[Any]

    def keys(self, first: int, last: int) -> list[int]:
        """See `Part`."""
        return list(self.rows.values_list("pk", flat=True)[first:last])

    def count(self, most: int) -> int:
        """See `Part`."""
        return _count(self.rows, most)


class _KeysPaginator(CappedPaginator):
    """Pages of keys, of parts that follow each other.

    Of few rows the keys that are counted are those that are shown: one statement for both. Of many, and far behind, the rows
    are counted and those of the page alone are read: asked for fifty in order PostgreSQL walks along an index, asked for a
    thousand it rather reads all there are and sorts them.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        per_page: int,
        *,
        page: str | int | None = None,
        few: bool,
    ) -> None:
        super().__init__([], per_page, page=page)
        self._parts, self._few = parts, few

    @cached_property
    def _near(self) -> list[int] | None:
        if self._most > COUNTED or not self._few:
            return None
        return self._read(0, self._most + 1)

    @cached_property
    def _counts(self) -> list[int]:
        found: list[int] = []
        for part in self._parts:
            found.append(part.count(max(0, self._most + 1 - sum(found))))
        return found

    @cached_property
    def _found(self) -> int:
        return len(self._near) if self._near is not None else sum(self._counts)

    def _read(self, bottom: int, top: int) -> list[int]:
        """The keys from one place to another, as if the parts were one list; a part is left alone when others fill it."""
        found: list[int] = []
        for place, part in enumerate(self._parts):
            before = sum(self._counts[:place]) if bottom else len(found)
            first, last = max(0, bottom - before), top - before
            if last > first and len(found) < top - bottom:
                found += part.keys(first, last)
        return found

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]
        """The keys of that page. Raises InvalidPage, as Django's."""
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        top = min(bottom + self.per_page, self.count)
        keys = self._near[bottom:top] if self._near is not None else self._read(bottom, top)
        return Page(keys, number, self)


def page_of(rows: QuerySet[Any], per_page: int, page: str | int | None) -> Page:  # type: ignore[type-arg]
    """That page of the rows; a page that is not there is the nearest that is."""
    return CappedPaginator(rows, per_page, page=page).get_page(page)


def page_of_keys(
    parts: Sequence[Part],
    per_page: int,
    page: str | int | None,
    *,
    few: bool,
) -> Page:  # type: ignore[type-arg]
    """That page of the keys of these parts, one after the other; each row belongs to one of them.

    `few` says that reading a thousand of them costs hardly more than reading a page.
    """
    return _KeysPaginator(parts, per_page, page=page, few=few).get_page(page)
