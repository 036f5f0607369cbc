"""A condition of many keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Lookup
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


class _Among(Lookup):
    """The key is one of those that a text names; the SQL is the same however many they are."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """SQLite reads the text as JSON."""
        column, params = self.process_lhs(compiler, connection)
        named_ones = "(SELECT value FROM json_each('[' || %s || ']'))"
        return f"{column} IN {named_ones}", (*params, self.rhs)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """PostgreSQL takes the text apart once, and only when it runs.

        Were the array a constant of the plan, one for three keys would always seem to cost less than one for any keys, and the
        statement would be planned anew at every run.
        """
        column, params = self.process_lhs(compiler, connection)
        named_ones = "ARRAY(SELECT unnest(string_to_array(%s, ','))::bigint)"
        return f"{column} = ANY({named_ones})", (*params, self.rhs)


def among(name: str, keys: str) -> Lookup:
    """The rows whose key is among those that `named` wrote; for a query of `core.prepared`."""
    return _Among(F(name), keys)


def named(keys: Iterable[int]) -> str:
    """Keys as the text that `among` takes."""
    return ",".join(map(str, keys))
