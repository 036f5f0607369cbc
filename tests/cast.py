"""The cast of our tests: Nghệ An as of November 2022 with an account per position (DESIGN §13).

It is loaded in earnest once per test process and kept in tables beside the real ones (tests/kept.py); tests get copies of
the rows, in some thousandths of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests import kept
from tests.remembered import made_once

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


@pytest.fixture
def seeded(db: None, request: pytest.FixtureRequest) -> None:
    """The rows that migrations wrote (calendar, ladder) and the province, also after a test that emptied its tables."""
    kept.put_back("seeded")
    if "no_province" in request.fixturenames:
        kept.take_away("province")
    else:
        kept.put_back("province")


@pytest.fixture
def province(seeded: None) -> Province:
    """Nghệ An as of November 2022: agencies, positions, accounts, and the program DA06; no directive yet."""
    return Province()


@pytest.fixture
def no_province(seeded: None) -> None:
    """No agency and no account, as after the migrations of a fresh installation."""


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

    made_once("story", lambda: load(at=STARTS_AT))


@pytest.fixture
def demo_time(settings: Any) -> None:
    """The clock is the demo's (08:00 of 08/11/2022 until moved), outside demo mode."""
    settings.CLOCK = settings.DEMO_CLOCK


@pytest.fixture
def demo_mode(settings: Any, demo_time: None) -> None:
    """Demo mode with its clock."""
    settings.DEMO = True


def load() -> None:
    """Write the province into an empty database, as an installation does."""
    from accountability.agencies.loading import load_accounts, load_province
    from accountability.calendars.demo_clock import STARTS_AT
    from accountability.directives.loading import load_program

    load_province(as_of=TODAY, at=STARTS_AT)
    load_accounts(as_of=TODAY, at=STARTS_AT, password=PASSWORD)
    load_program(STARTS_AT)
