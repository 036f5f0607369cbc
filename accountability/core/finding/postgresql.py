"""What only PostgreSQL knows: an index of words (GIN over `to_tsvector`, no extension), and the condition that uses it.

The words are folded already, so the dictionary "simple" keeps each as it is. The index is one over an expression: the
database keeps it with every row, whoever writes it, in bulk or one by one.
"""

from __future__ import annotations

from typing import Any

from accountability.core.finding.rules import whole

_EXPRESSION = "to_tsvector('simple', {column})"


def condition(column: str) -> str:
    """The condition on a column, with one parameter: the value of `query`."""
    return _EXPRESSION.format(column=column) + " @@ to_tsquery('simple', %s)"


def query(words: tuple[str, ...]) -> str:
    """The words as `to_tsquery` takes them; they are letters and digits only, so nothing needs to be escaped."""
    return " & ".join(word if whole(word) else f"{word}:*" for word in words)


def create_index(schema_editor: Any, table: str, column: str, name: str) -> None:
    """Put the index of words on; nothing on another database."""
    if schema_editor.connection.vendor != "postgresql":
        return
    quote = schema_editor.connection.ops.quote_name
    expression = _EXPRESSION.format(column=quote(column))
    schema_editor.execute(f"CREATE INDEX {quote(name)} ON {quote(table)} USING gin ({expression})")


def drop_index(schema_editor: Any, name: str) -> None:
    """Take it off."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {schema_editor.connection.ops.quote_name(name)}")
