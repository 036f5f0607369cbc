"""Agencies and positions by their keys, as pages name them: kept until one of them changes (ADR 40).

Values are kept, not rows: whoever asks gets instances of his own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from django.db import connection

from accountability.agencies.models import Agency, Position
from accountability.reference.keeping import kept_while

Body = TypeVar("Body", Agency, Position)


@kept_while("agencies")
def short_names() -> Mapping[int, str]:
    """Key of an agency → its short name, of all there are: some six hundred."""
    return MappingProxyType(dict(Agency.objects.order_by().values_list("pk", "short_name")))


def agencies_of(pks: Iterable[int]) -> dict[int, Agency]:
    """Key → the agency, with its parent."""
    found = _made_of(Agency, pks)
    above = _made_of(Agency, (row.parent_id for row in found.values() if row.parent_id))
    for row in found.values():
        row.parent = above[row.parent_id] if row.parent_id else None
    return found


def positions_of_keys(pks: Iterable[int]) -> dict[int, Position]:
    """Key → the position."""
    return _made_of(Position, pks)


def _made_of(model: type[Body], pks: Iterable[int]) -> dict[int, Body]:
    wanted, columns = tuple(sorted(set(pks))), _columns(model)
    if not wanted:
        return {}
    found = {}
    for values in _values_of(model, wanted):
        # The lists among them are one's own, too.
        row = model.from_db(connection.alias, columns, [copy(value) for value in values])
        found[row.pk] = row
    return found


# What stands at the head of an assignment, of as many as are opened in an hour.
@kept_while("agencies", most=1_000)
def _values_of(model: type[Agency | Position], pks: tuple[int, ...]) -> tuple[tuple[Any, ...], ...]:
    return tuple(model._default_manager.filter(pk__in=pks).order_by().values_list(*_columns(model)))


@cache
def _columns(model: type[Agency | Position]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)
