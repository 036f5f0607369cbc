"""INSERT ... SELECT from a queryset: rows that follow from rows are written in one statement, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet, Value

# Names of our own tables and columns stand in these texts; every value is a parameter.
_INSERT = "INSERT INTO {table} ({columns}) {rows}"
_CHANGE = "UPDATE {table} SET {settings} WHERE id = %s"
_UPDATE = "UPDATE {table} SET {column} = v.column2 FROM (VALUES {marks}) AS v WHERE {table}.id = v.column1"
# Two parameters per row; SQLite takes 32,766 in one statement.
_PAIRS = 5_000


def column_of(model: type[Model], name: str) -> str:
    """The column of a field."""
    return str(getattr(model._meta.get_field(name), "column"))  # noqa: B009 - the stubs know relations without one


def insert_from(rows: QuerySet[Any], model: type[Model], columns: Mapping[str, Any]) -> int:
    """Write one row of `model` per row of the queryset; how many were written.

    `columns` maps names of fields to an expression over the queryset, or to a constant; fields that are not named get
    their default, as `Model()` would give it. Rows are written in the order of the queryset. No signal is sent and no
    `save` is called, as with `bulk_create`.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    named = {f"column_{number}": _expression(field, columns) for number, field in enumerate(fields)}
    inner, params = rows.annotate(**named).values_list(*named).query.sql_with_params()
    quote = connection.ops.quote_name
    into = ", ".join(quote(column_of(model, field.name)) for field in fields)
    sql = _INSERT.format(table=quote(model._meta.db_table), columns=into, rows=inner)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def _expression(field: Field[Any, Any], columns: Mapping[str, Any]) -> Expression:
    value = columns.get(field.name, field.get_default())
    return value if hasattr(value, "resolve_expression") else Value(value, output_field=field)


def insert_plain(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows of plain values without making an object for each: ten thousand at the price of their statement.

    `names` are fields; every column that is not named must have a default in the database. Values are as drivers take
    them, JSON as its text. As with `bulk_create`, no signal is sent.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column_of(model, name)) for name in names)
    marks = ", ".join(["%s"] * len(names))
    sql = _INSERT.format(table=quote(model._meta.db_table), columns=columns, rows=f"VALUES ({marks})")
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def update_plain(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write plain values into many rows, each its own: per row the values of `names`, then its key. As `insert_plain`."""
    quote = connection.ops.quote_name
    settings = ", ".join(f"{quote(column_of(model, name))} = %s" for name in names)
    sql = _CHANGE.format(table=quote(model._meta.db_table), settings=settings)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def insert_pairs(model: type[Model], names: tuple[str, str], pairs: Sequence[tuple[int, int]]) -> None:
    """Write rows of two keys (links of a many-to-many) without making an object for each."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column_of(model, name)) for name in names)
    for start in range(0, len(pairs), _PAIRS):
        chunk = pairs[start : start + _PAIRS]
        rows = "VALUES " + ", ".join(["(%s, %s)"] * len(chunk))
        sql = _INSERT.format(table=quote(model._meta.db_table), columns=columns, rows=rows)
        with connection.cursor() as cursor:
            cursor.execute(sql, [key for pair in chunk for key in pair])


def put(model: type[Model], name: str, values: Mapping[int, int]) -> None:
    """Write a foreign key or a number into many rows, each its own: one UPDATE ... FROM (VALUES ...) per 5,000 rows."""
    table, column = model._meta.db_table, column_of(model, name)
    quote, pairs = connection.ops.quote_name, list(values.items())
    for start in range(0, len(pairs), _PAIRS):
        chunk = pairs[start : start + _PAIRS]
        marks = ", ".join(["(%s, %s)"] * len(chunk))
        sql = _UPDATE.format(table=quote(table), column=quote(column), marks=marks)
        with connection.cursor() as cursor:
            cursor.execute(sql, [number for pair in chunk for number in pair])
