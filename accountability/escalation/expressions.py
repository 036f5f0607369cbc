"""SQL that Django has no words for, alike on SQLite and PostgreSQL: the instant of a deadline."""

from __future__ import annotations

from typing import Any

from django.db.models import DateTimeField, Func

# Vietnam has kept UTC+7 since 1975; SQLite knows no zones and stores instants in UTC.
_ZONE = "Asia/Ho_Chi_Minh"
_TO_UTC = "'-7 hours'"


class DueInstant(Func):
    """The instant at which a deadline passes: its hour on its day, without an hour the end of the day.

    Arguments: the date, and the column of the hour where there is one.
    """

    output_field = DateTimeField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL: the 24th hour of a day is the next midnight."""
        day, hour, params = self._parts(compiler)
        return f"(({day} + COALESCE({hour}, TIME '24:00')) AT TIME ZONE '{_ZONE}')", params

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite: text, as Django writes instants."""
        day, hour, params = self._parts(compiler)
        ends = f"CASE WHEN {hour} IS NULL THEN '+24 hours' ELSE '+0 hours' END"
        return f"datetime({day} || ' ' || COALESCE({hour}, '00:00:00'), {ends}, {_TO_UTC})", params

    def _parts(self, compiler: Any) -> tuple[str, str, list[Any]]:
        day, params = compiler.compile(self.source_expressions[0])
        # A column has no parameters, so it may stand in the text more than once.
        hour = compiler.compile(self.source_expressions[1])[0] if self.source_expressions[1:] else "NULL"
        return day, hour, list(params)
