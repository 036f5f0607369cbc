"""Many rows by few statements: INSERT ... SELECT from a queryset for rows that follow from rows, and rows of plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet, Value

# Names of our own tables and columns stand in these texts; every value is a parameter.
_INSERT = "INSERT INTO {table} ({columns}) {rows}"
_CHANGE = "UPDATE {table} SET {settings} WHERE id = %s"
_UPDATE = "UPDATE {table} SET {column} = v.column2 FROM (VALUES {marks}) AS v WHERE {table}.id = v.column1"
_KNOWN = " ON CONFLICT DO NOTHING"
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


def insert_rows(
    model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]], *, skip_known: bool = False
) -> int:
    """Write rows of plain values, in the order of `names`, without making an object for each; how many were written.

    `names` are attributes of the model (`mail_id`, not `mail`); fields that are not named get their default. With
    `skip_known` rows that a unique key forbids are left out.

    PostgreSQL takes them by COPY, a tenth of what `bulk_create` costs; it cannot skip what it knows, so such rows come as
    whole columns in arrays. Bytes would be written out several times over in either, so such rows go one by one; so does
    SQLite, where a statement costs nothing.
    """
    if not rows:
        return 0
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    given = [fields.pop(name) for name in names]
    columns = [_stored(field, values) for field, values in zip(given, zip(*rows, strict=True), strict=True)]
    rest = list(fields.values())
    same = [field.get_db_prep_save(field.get_default(), connection) for field in rest]
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    into = ", ".join(quote(str(field.column)) for field in (*given, *rest))
    in_bulk = connection.vendor == "postgresql" and not any(isinstance(value, bytes) for value in rows[0])
    if in_bulk and not skip_known:
        return _copied(f"COPY {table} ({into}) FROM STDIN", columns, same)
    source = (
        _from_arrays(given, rest) if in_bulk else f"VALUES ({', '.join(['%s'] * (len(given) + len(rest)))})"
    )
    sql = _INSERT.format(table=table, columns=into, rows=source) + _KNOWN * skip_known
    with connection.cursor() as cursor:
        if in_bulk:
            cursor.execute(sql, [*same, *map(list, columns)])
        else:
            cursor.executemany(sql, [(*row, *same) for row in zip(*columns, strict=True)])
        return int(cursor.rowcount)


def _copied(sql: str, columns: Sequence[Sequence[Any]], same: Sequence[Any]) -> int:
    """Send the rows as PostgreSQL's own stream, part of the transaction like any statement; how many were written.

    psycopg writes such a row in C; an array it writes in Python, text by text, for ten times as long.
    """
    with connection.cursor() as cursor:
        # Django translates the errors of its own methods only.
        with connection.wrap_database_errors, cursor.copy(sql) as stream:
            for row in zip(*columns, strict=True):
                stream.write_row((*row, *same))
        return int(cursor.rowcount)


def _stored(field: Field[Any, Any], values: Sequence[Any]) -> Sequence[Any]:
    """The values as the database takes them; numbers and texts are that already."""
    if {type(value) for value in values} <= {int, str, bool, bytes, type(None)}:
        return values
    return [field.get_db_prep_save(value, connection) for value in values]


def _from_arrays(given: Sequence[Field[Any, Any]], rest: Sequence[Field[Any, Any]]) -> str:
    """One row per place of the arrays; each kind without its length, which a cast would cut to."""
    kinds = [str(field.db_type(connection)).partition("(")[0] for field in (*given, *rest)]
    arrays = ", ".join(f"%s::{kind}[]" for kind in kinds[: len(given)])
    same = "".join(f", %s::{kind}" for kind in kinds[len(given) :])
    return f"SELECT given.*{same} FROM UNNEST({arrays}) AS given"  # noqa: S608 - marks and kinds of our own columns


def update_plain(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write plain values into many rows, each its own: per row the values of `names`, then its key. JSON as its text."""
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
