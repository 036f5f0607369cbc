"""Statements whose plan PostgreSQL keeps: sent once, parsed and planned once, afterwards run by name with other values.

Django puts the values into the text, so that the server parses and plans each statement anew; of a page of ours that is half.
Here the values go apart from the text. What is the same at every run stays in the text: the planner sees the states
that a partial index is made of, and the number of rows that are wanted.

A statement is sent by name from its third run on a connection on; the server makes its first five plans for the very values,
and keeps one for all values only where that is estimated to cost no more. Whoever puts a pool before the server that
hands out connections by transaction turns it off (DATABASE_PLANS=0): then everything is as Django does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import NotSupportedError, connection

# A plan takes some fifty kilobytes of the server's process for that connection.
MOST_PLANS = 250
_MARK = re.compile(r"%%|%s")


def plans_are_kept() -> bool:
    """Whether the database of the settings keeps plans, and may."""
    return connection.vendor == "postgresql" and bool(
        connection.settings_dict["OPTIONS"].get("prepare_threshold")
    )


@contextmanager
def _planned_cursor() -> Iterator[Any]:
    """A cursor of Django's, wrapped and watched as any, that lets the server keep the plan of what it executes."""
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw = connection.connection
    raw.prepared_max = MOST_PLANS
    usual, raw.cursor_factory = raw.cursor_factory, ServerBindingCursor
    try:
        cursor = connection.cursor()
    finally:
        raw.cursor_factory = usual
    with cursor:
        yield cursor


def rows_of(sql: str, params: Sequence[Any], *, planned: bool) -> list[Any]:
    """What the statement finds; `planned` keeps its plan.

    Where a column got another type since, the server refuses the plan that it kept: outside a transaction the connection
    is opened anew and asked again; within one the error is raised, and the connection does not outlive the request.
    """
    if not planned:
        return _found(connection.cursor(), sql, params)
    try:
        return _found(_planned_cursor(), sql, params)
    except NotSupportedError:
        if connection.in_atomic_block:
            connection.close_at = 0
            raise
        connection.close()
        return _found(_planned_cursor(), sql, params)


def _found(opened: AbstractContextManager[Any], sql: str, params: Sequence[Any]) -> list[Any]:
    with opened as cursor:
        cursor.execute(sql, params)
        rows: list[Any] = cursor.fetchall()
        return rows


def with_constants(sql: str, params: Sequence[Any], values: frozenset[int]) -> str:
    """The statement with everything but its values written into the text; `values`: the places of these among `params`."""
    places = iter(range(len(params)))

    def text_of(mark: re.Match[str]) -> str:
        if mark[0] == "%%" or (place := next(places)) in values:
            return mark[0]
        text = connection.ops.compose_sql("%s", [params[place]])  # type: ignore[attr-defined]  # Of PostgreSQL.
        return str(text).replace("%", "%%")

    return _MARK.sub(text_of, sql)
