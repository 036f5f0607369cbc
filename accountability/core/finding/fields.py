"""The column in which a row keeps its words, and the two conditions on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.lookups import Lookup

from accountability.core.finding import postgresql
from accountability.core.finding.rules import whole


class WordsField(models.TextField):  # type: ignore[type-arg]
    """The words of a row without diacritics (`rules.kept`), for the search alone; nothing is shown of it.

    With `of`, a function of the row, the words are written with the row itself, by `save` and by `bulk_create`: there is
    no way to forget them. Without it the room's verbs write them. `save(update_fields=[...])` must name the column.
    """

    def __init__(self, *args: Any, of: Callable[[Any], str] | None = None, **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("blank", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The words as they are to be written."""
        if self.of is not None:
            setattr(model_instance, self.attname, self.of(model_instance))
        return super().pre_save(model_instance, add)


def pattern(word: str) -> str:
    """What `like` takes for a word: it stands there, whole or as the beginning of one."""
    if connection.vendor == "sqlite":
        return f" {word} " if whole(word) else f" {word}"
    return f"% {word} %" if whole(word) else f"% {word}%"


def phrase(words: Sequence[str]) -> str:
    """The same for words that follow each other."""
    following = " ".join(words)
    return f" {following}" if connection.vendor == "sqlite" else f"% {following}%"


@WordsField.register_lookup
class LikeWord(Lookup):
    """`search_text__like=pattern(word)`: one word, by reading the column; the SQL is the same whatever the word."""

    lookup_name = "like"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """By LIKE."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*params, self.rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """By comparing bytes, as below."""
        column, params = self.process_lhs(compiler, connection)
        return f"instr({column}, %s) > 0", (*params, self.rhs)


@WordsField.register_lookup
class InIndex(Lookup):
    """`search_text__in_index=postgresql.query(words)`: all words of that query, by the index of words. PostgreSQL alone."""

    lookup_name = "in_index"
    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """By the index."""
        column, params = self.process_lhs(compiler, connection)
        return postgresql.condition(column), (*params, self.rhs)


class _Words(Lookup):
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Each word somewhere, by reading the column: on SQLite, and where an index would not help."""
        column, params = self.process_lhs(compiler, connection)
        found: list[Any] = []
        for word in self.rhs:
            found += [*params, pattern(word)]
        return " AND ".join([f"{column} LIKE %s"] * len(self.rhs)) or "1 = 1", tuple(found)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The same by comparing bytes: both sides are folded already, and LIKE would fold each letter again."""
        column, params = self.process_lhs(compiler, connection)
        found: list[Any] = []
        for word in self.rhs:
            found += [*params, pattern(word)]
        return " AND ".join([f"instr({column}, %s) > 0"] * len(self.rhs)) or "1 = 1", tuple(found)


@WordsField.register_lookup
class ReadsWords(_Words):
    """`search_text__reads=words`: each of them is there, told by reading the text of every row in question."""

    lookup_name = "reads"


@WordsField.register_lookup
class HasWords(_Words):
    """`search_text__has=words`: the same, by the index of words where there is one."""

    lookup_name = "has"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """By the index."""
        column, params = self.process_lhs(compiler, connection)
        if not self.rhs:
            return "TRUE", []
        return postgresql.condition(column), [*params, postgresql.query(tuple(self.rhs))]
