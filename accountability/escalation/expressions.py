"""SQL that Django has no words for, alike on SQLite and PostgreSQL: the instant of a deadline, days between dates."""

from __future__ import annotations

from typing import Any

from django.db.models import DateTimeField, Func, IntegerField

# Vietnam has kept UTC+7 since 1975; SQLite knows no zones and stores instants in UTC.
_ZONE = "Asia/Ho_Chi_Minh"
_TO_UTC = "'-7 hours'"


class DueInstant(Func):
    """The instant at which a deadline passes: its hour on its day, without an hour the end of the day.

    Arguments: the date and the time (or NULL).
    """

    arity = 2
    output_field = DateTimeField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL: the 24th hour of a day is the next midnight."""
        day, hour, params = self._parts(compiler)
        return f"(({day} + COALESCE({hour}, TIME '24:00')) AT TIME ZONE '{_ZONE}')", params

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite: text, as Django writes instants."""
        day, hour, params = self._parts(compiler)
        ends = f"CASE WHEN {hour} IS NULL THEN '+24 hours' ELSE '+0 hours' END"
        # The hour stands three times in the text, its parameters (it is a column) nowhere.
        return f"datetime({day} || ' ' || COALESCE({hour}, '00:00:00'), {ends}, {_TO_UTC})", params

    def _parts(self, compiler: Any) -> tuple[str, str, list[Any]]:
        day, day_params = compiler.compile(self.source_expressions[0])
        hour, hour_params = compiler.compile(self.source_expressions[1])
        if hour_params:
            raise ValueError("DueInstant takes a column as its hour.")
        return day, hour, list(day_params)


class DaysBetween(Func):
    """How many days lie from the first date to the second."""

    arity = 2
    output_field = IntegerField()
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def __init__(self, start: Any, end: Any) -> None:
        super().__init__(end, start)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps dates as text."""
        return self.as_sql(
            compiler, connection, template="CAST(julianday(%(expressions)s) AS INTEGER)",
            arg_joiner=") - julianday(", **context,
        )  # fmt: skip
