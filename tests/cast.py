"""The cast of our tests: Nghệ An as of November 2022 with an account per position (DESIGN §13).

The first test that asks for `province` loads it in earnest; later ones get copies of the rows, in some hundredths of a
second. Rows that migrations wrote are put back as well, since a test with real transactions flushes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from accountability.access.actor import Actor
    from accountability.accounts.models import User
    from accountability.agencies.models import Agency, Position

PASSWORD = "mat-khau-cua-kiem-thu-2022"
TODAY = date(2022, 11, 8)

# Name in the cast → user name, which is the code of the position, too.
CAST = {
    "chair": "chutich",
    "vice_chair": "phochutich",
    "office_deputy": "phochanhvanphong",
    "section_head": "truongphong",
    "specialist": "chuyenvien",
    "clerk": "vanthu",
    "standing_head": "congan",
    "labour_head": "ldtbxh",
    "labour_focal": "ldtbxh-daumoi",
    "labour_officer": "ldtbxh-chuyenvien",
    "coordinating_officer": "nhnn-chuyenvien",
    "district_chair": "vinh",
    "party_secretary": "bithu-vinh",
    "outsider": "ngoaicuoc",
}


def actor(user: User, today: date = TODAY) -> Actor:
    """The person with the positions of that day."""
    from accountability.agencies.reading import actor_for

    return actor_for(user, today=today)


@dataclass(frozen=True)
class Province:
    """The loaded province, with what tests ask of it."""

    def agency(self, code: str) -> Agency:
        """The agency of that code."""
        from accountability.agencies.models import Agency

        return Agency.objects.get(code=code)

    def position(self, code: str) -> Position:
        """The position of that code (= user name)."""
        from accountability.agencies.models import Position

        return Position.objects.select_related("agency").get(code=code)

    def user(self, username: str) -> User:
        """The account of that name."""
        from accountability.accounts.models import User

        return User.objects.get(username=username)


# Fixtures -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _seeded(django_db_setup: None, django_db_blocker: Any) -> _Rows:
    """What the migrations wrote, before any test."""
    with django_db_blocker.unblock():
        rows = _Rows.taken(_own_tables())
    return rows


@pytest.fixture(scope="session")
def _loaded() -> _Rows:
    """The rows of the province; empty until the first test loads it."""
    return _Rows()


@pytest.fixture
def seeded(db: None, _seeded: _Rows) -> None:
    """The rows that migrations wrote (calendar, ladder), also after a test that flushed them."""
    _seeded.put_back()


@pytest.fixture
def province(seeded: None, _loaded: _Rows) -> Province:
    """Nghệ An as of November 2022: agencies, positions, accounts, and the program DA06; no directive yet."""
    from django.contrib.auth.models import Group

    from accountability.accounts.models import User

    alone = not User.objects.exists() and not Group.objects.exists()
    if alone and _loaded.of:
        _loaded.put_back()
        return Province()
    _load()
    if alone:
        _loaded.of.update(_Rows.taken(_province_tables()).of)
    return Province()


@pytest.fixture
def cast(province: Province) -> dict[str, User]:
    """Who is who: name in the cast → account. `commune_chair` heads the first commune of Vinh."""
    from accountability.accounts.models import User
    from accountability.agencies.models import Agency

    ward = Agency.objects.filter(parent__code="H412").order_by("rank").first()
    assert ward is not None
    usernames = CAST | {"commune_chair": ward.slug}
    users = {user.username: user for user in User.objects.filter(username__in=usernames.values())}
    return {name: users[username] for name, username in usernames.items()}


@pytest.fixture
def story(province: Province) -> None:
    """The demo's directives on top of the province: the conference of 7 November 2022 and what it gave."""
    from accountability.calendars.demo_clock import STARTS_AT
    from accountability.desk.demo_story import load

    load(at=STARTS_AT)


@pytest.fixture
def demo_time(settings: Any) -> None:
    """The clock is the demo's (08:00 of 08/11/2022 until moved), outside demo mode."""
    settings.CLOCK = settings.DEMO_CLOCK


@pytest.fixture
def demo_mode(settings: Any, demo_time: None) -> None:
    """Demo mode with its clock."""
    settings.DEMO = True


# Rows kept in memory --------------------------------------------------------------------------------------------------


def _load() -> None:
    from accountability.agencies.loading import load_accounts, load_province
    from accountability.calendars.demo_clock import STARTS_AT
    from accountability.directives.loading import load_program

    load_province(as_of=TODAY, at=STARTS_AT)
    load_accounts(as_of=TODAY, at=STARTS_AT, password=PASSWORD)
    load_program(STARTS_AT)


def _own_tables() -> list[str]:
    from django.apps import apps

    own = [
        config
        for config in apps.get_app_configs()
        if config.name.startswith(("accountability.", "workflows"))
    ]
    return [model._meta.db_table for config in own for model in config.get_models(include_auto_created=True)]


def _province_tables() -> list[str]:
    rooms = ("audit_", "accounts_", "agencies_", "directives_")
    return ["auth_group", *(table for table in _own_tables() if table.startswith(rooms))]


@dataclass
class _Rows:
    """Rows by table, as the database driver gives them."""

    of: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = field(default_factory=dict)

    @classmethod
    def taken(cls, tables: list[str]) -> _Rows:
        """The rows that stand in these tables now."""
        from django.db import connection

        found, codenames = cls(), _codenames()
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"SELECT * FROM {table}")
                names = [column[0] for column in cursor.description]
                if rows := [tuple(row) for row in cursor.fetchall()]:
                    found.of[table] = (names, _exchange(rows, names, codenames))
        return found

    def put_back(self) -> None:
        """Insert them where the table is empty; all foreign keys hold, since they held when the rows were taken."""
        from django.db import connection, transaction

        keys = {codename: pk for pk, codename in _codenames().items()}
        with transaction.atomic(), connection.cursor() as cursor, _unchecked(cursor):
            for table, (names, rows) in self.of.items():
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
                if not cursor.fetchone():
                    _write(cursor, table, names, _exchange(rows, names, keys))


@contextmanager
def _unchecked(cursor: Any) -> Iterator[None]:
    """PostgreSQL would look up every foreign key of thousands of rows, and again when the test ends."""
    if cursor.db.vendor != "postgresql":
        yield
        return
    cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    cursor.execute("SET LOCAL session_replication_role = origin")


def _write(cursor: Any, table: str, names: list[str], rows: list[tuple[Any, ...]]) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    if cursor.db.vendor != "postgresql":
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        return
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    if "id" in names:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
        )


def _codenames() -> dict[int, str]:
    from django.contrib.auth.models import Permission

    return dict(Permission.objects.filter(content_type__app_label="agencies").values_list("pk", "codename"))


def _exchange(rows: list[tuple[Any, ...]], names: list[str], words: dict[Any, Any]) -> list[tuple[Any, ...]]:
    """Permissions get new keys when a database is flushed: grants are kept by name, and written by key."""
    if "permission_id" not in names:
        return rows
    place = names.index("permission_id")
    return [(*row[:place], words[row[place]], *row[place + 1 :]) for row in rows]
