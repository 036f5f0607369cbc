"""A condition of many keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.lookups import In


class _OneOf(In):
    """IN, which PostgreSQL takes as one array: hundreds of marks are split, filled and parsed one by one on either side."""

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """`key = ANY(array)`, which is what PostgreSQL makes of IN."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, list(self.rhs)]


def one_of(name: str, keys: Iterable[int]) -> In:
    """The rows whose key is among these; for `filter`."""
    return _OneOf(F(name), list(keys))
