"""Narrowing a list to the rows that have the words, by the way that is the cheaper one."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from accountability.core.finding import postgresql
from accountability.core.finding.commonness import Commonness, commonness
from accountability.core.finding.fields import pattern
from accountability.core.finding.rules import Typed
from accountability.core.lookups import one_of
from accountability.core.prepared import prepared_by_value

T = TypeVar("T", bound=Model)

# Up to so many hits of an index their keys are handed on; more are "many", and the list is read in its own order.
MANY = 3_000


def matching(rows: QuerySet[T], typed: Typed, *, column: str = "search_text") -> QuerySet[T]:
    """Of these rows those that have every word; all when nothing is typed.

    Rare words are looked up in the index: their rows are few, however many somebody may see. Words that more than
    3,000 rows have need no index: whoever reads in the order of the list meets them soon. `rows` must be rows of the
    model itself, whoever may see them.
    """
    if not typed:
        return rows
    if connection.vendor == "postgresql":
        return among_hits(rows, hits(rows.model, typed, column=column), typed, column=column)
    return rows.filter(**{f"{column}__reads": typed.words})


def among_hits(
    rows: QuerySet[T], keys: list[int], typed: Typed, *, column: str = "search_text"
) -> QuerySet[T]:
    """Of these rows those that have every word: `keys` are the `hits`, which tell it when they are few."""
    if len(keys) <= MANY:
        return rows.filter(one_of("pk", keys))
    return rows.filter(**{f"{column}__reads": typed.words})


def hits(model: type[Model], typed: Typed, *, column: str = "search_text") -> list[int]:
    """The keys of rows that have the words, by the index and whoever may see them; `MANY` + 1 when there are more.

    The lists that an index has of common words are as long as the table. So the rare ones are looked up in it, and the
    others read in the rows that these give. Where all are common, all are looked up: together they may be rare.
    """
    if connection.vendor == "postgresql" and typed.words:
        known = counted(model, column)
        rare = tuple(word for word in typed.words if known.at_most(word) <= MANY) or typed.words
        others = [word for word in typed.words if word not in rare]
        patterns = {f"word{place}": pattern(word) for place, word in enumerate(others)}
        return _hits(model, column, words=postgresql.query(rare), **patterns)
    found = model._default_manager.filter(**{f"{column}__has": typed.words}).order_by()
    return list(found.values_list("pk", flat=True)[: MANY + 1])


def counted(model: type[Model], column: str = "search_text") -> Commonness:
    """How common words are among all rows of that model."""
    return commonness(model._meta.db_table, column)


@prepared_by_value
def _hits(model: type[Model], column: str, *, words: str, **patterns: str) -> QuerySet[Any, Any]:
    found = model._default_manager.filter(**{f"{column}__in_index": words}).order_by()
    for one in patterns.values():
        found = found.filter(**{f"{column}__like": one})
    return found.values_list("pk", flat=True)[: MANY + 1]
