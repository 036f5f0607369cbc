"""Whether this machine and the database agree on the time, before anything is claimed by it (DESIGN §13, R6)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection

from accountability.core import clock
from accountability.core.zone import local


def check_clocks() -> None:
    """Refuse when this machine's clock and PostgreSQL's differ by more than `settings.CLOCKS_MAY_DIFFER`.

    Compares the two machines' own clocks, never the instant that a sweep is asked about (`--at`, the demo clock). SQLite
    has no clock of its own. Raises ValueError in Vietnamese.
    """
    if connection.vendor != "postgresql":
        return
    here, there = clock.system_now(), database_now()
    if abs(here - there) > settings.CLOCKS_MAY_DIFFER:
        raise ValueError(
            f"Đồng hồ của máy ({here:%d/%m/%Y %H:%M:%S}) và của cơ sở dữ liệu ({there:%d/%m/%Y %H:%M:%S}) lệch nhau "
            f"quá {settings.CLOCKS_MAY_DIFFER.total_seconds():.0f} giây; chưa rà soát. Hãy chỉnh lại giờ hệ thống (NTP)."
        )


def database_now() -> datetime:
    """The instant on the clock of the database server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return local(cursor.fetchone()[0])
