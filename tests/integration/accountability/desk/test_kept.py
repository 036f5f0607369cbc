"""Sums are kept for a minute, of the page's own clock, by what the reader may see; rows never are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.safestring import SafeString

from accountability.access.actor import eyes_of
from accountability.accounts.models import User
from accountability.assignments.access import led_by, visible_to
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.audit.record import record
from accountability.calendars.models import DemoClock
from accountability.core.zone import LOCAL
from accountability.desk.reading import kept as keeping
from accountability.desk.reading.summary import scope_key
from tests.cast import actor
from tests.given import SignIn, on
from workflows import acts

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
LATER = timedelta(seconds=30)


@dataclass(frozen=True)
class Sums:
    at: datetime


@pytest.fixture(autouse=True)
def _kept_for_a_minute(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.FIGURES_KEPT_SECONDS, settings.DEMO = 60, False
    keeping.forget()
    yield
    keeping.forget()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is read takes long."""
    monkeypatch.setattr(keeping, "LONG_SECONDS", 0)


Stand = Callable[[str], datetime]


@pytest.fixture
def stand(go_to: object) -> Stand:
    """Set the clock to that time of 17/11/2022, two days after the deadline."""

    def at(hour: str) -> datetime:
        DemoClock.objects.update(now_at=on("2022-11-17", hour))
        return on("2022-11-17", hour)

    return at


def asked(at: datetime, key: str = "k") -> datetime:
    """The moment of the sums that a page of that moment shows."""
    return keeping.kept(key, at, lambda: Sums(at)).at


def an_act() -> None:
    record(action="directive.register", by=None, at=AT, target_kind="directive", target_pk=1)


def test_sums_of_the_last_minute_are_shown_with_their_own_moment() -> None:
    asked(AT)
    assert asked(AT + timedelta(seconds=60)) == AT
    assert asked(AT + timedelta(seconds=61)) == AT + timedelta(seconds=61)


def test_another_reader_has_his_own() -> None:
    asked(AT)
    assert asked(AT + LATER, "other") == AT + LATER


def test_when_the_clock_jumps_no_sums_of_another_day_are_shown() -> None:
    asked(AT)
    assert asked(AT + timedelta(days=1)) == AT + timedelta(days=1)
    assert asked(AT) == AT


def test_what_is_read_quickly_falls_with_the_next_act() -> None:
    asked(AT)
    an_act()
    assert asked(AT + LATER) == AT + LATER


def test_what_takes_long_stands_for_its_minute_whatever_is_done(slow: None) -> None:
    asked(AT)
    an_act()
    assert asked(AT + LATER) == AT
    assert asked(AT + timedelta(seconds=61)) == AT + timedelta(seconds=61)


def test_in_a_demo_every_act_is_seen_at_once_though_its_clock_stands_still(slow: None, settings: Any) -> None:
    settings.DEMO = True
    reads = []

    def read() -> Sums:
        reads.append(1)
        return Sums(AT)

    for _ in range(3):
        keeping.kept("k", AT, read)
    an_act()
    keeping.kept("k", AT, read)
    assert len(reads) == 2


def test_nothing_is_kept_where_it_is_switched_off(slow: None, settings: Any) -> None:
    settings.FIGURES_KEPT_SECONDS = 0
    asked(AT)
    assert asked(AT + LATER) == AT + LATER


def test_what_is_drawn_of_sums_is_drawn_once_and_falls_with_them(slow: None) -> None:
    drawn = []

    def draw() -> SafeString:
        drawn.append(1)
        return SafeString(f"<b>{len(drawn)}</b>")

    def page(at: datetime) -> str:
        return keeping.drawn(keeping.kept("k", at, lambda: Sums(at)), "part", draw)

    assert [page(AT), page(AT + LATER), page(AT + timedelta(minutes=2))] == [
        "<b>1</b>",
        "<b>1</b>",
        "<b>2</b>",
    ]


# Pages ------------------------------------------------------------------------------------------------------------------


def _of_another_field(row: Assignment) -> None:
    """The Chair sees it, a Vice-chair does not."""
    Assignment.objects.filter(pk=row.pk).update(field="??", supervisor=None)


def overdue_of(client: Client, address: str) -> int:
    """The first of the six buckets."""
    context = client.get(address).context
    figures = context["page"].figures if "page" in context else context["figures"]
    return int(figures[0]["count"])


@pytest.mark.parametrize(("who", "address"), [("chair", "/dieu-hanh/"), ("labour_head", "/don-vi/")])
def test_a_page_says_of_which_moment_its_sums_are_while_its_rows_are_of_now(
    who: str, address: str, slow: None, assignments: list[Assignment], sign_in: SignIn, stand: Stand
) -> None:
    stand("08:00:05")
    client = sign_in(who)
    before = overdue_of(client, address)
    row = assignments[0]
    Assignment.objects.filter(pk=row.pk).update(state=State.DONE, done_on="2022-11-15", title="Đã đổi tên")

    stand("08:00:45")
    page = client.get(address)
    assert "số liệu lúc 08:00:05" in page.content.decode()
    assert overdue_of(client, address) == before > 0
    if who == "labour_head":
        assert row.title not in [line.title for line in page.context["inbox"]]

    stand("08:01:30")
    assert "số liệu lúc 08:01:30" in client.get(address).content.decode()
    assert overdue_of(client, address) == before - 1


def test_an_act_is_seen_at_once_in_the_list_beside_older_sums(
    slow: None, assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, stand: Stand
) -> None:
    stand("08:00:05")
    chair = sign_in("chair")
    assert chair.get("/dieu-hanh/").context["page"].at_once.items == []
    row = assignments[3]
    acts.report_at_once(
        row.pk, ground="Nguy cơ", by=actor(cast["standing_head"]), at=on("2022-11-17", "08:00:20")
    )

    stand("08:00:30")
    page = chair.get("/dieu-hanh/")
    assert [one.item.pk for one in page.context["page"].at_once.items] == [row.pk]
    assert "số liệu lúc 08:00:05" in page.content.decode()


def test_cells_of_a_matrix_are_of_now_beside_the_sums_of_all_its_pages(
    slow: None, assignments: list[Assignment], sign_in: SignIn, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountability.desk.views.matrix.columns_per_page", lambda rows: 1)
    chair, row = sign_in("chair"), assignments[0]
    address = f"/van-ban/{row.directive_id}/bang-tong-hop/"
    stand("08:00:05")
    before = chair.get(address).context["matrix"].whole.done
    Assignment.objects.filter(pk=row.pk).update(state=State.DONE, done_on="2022-11-15")

    stand("08:00:45")
    page = chair.get(address)
    matrix = page.context["matrix"]
    assert {cell.worst.pk: cell.worst.ended for cell in matrix.cells.values()}[row.pk]
    assert matrix.whole.done == before
    assert "số liệu lúc 08:00:05" in page.content.decode()

    stand("08:01:30")
    assert chair.get(address).context["matrix"].whole.done == before + 1


def test_sums_of_what_one_may_not_know_come_from_nobody_elses_page(
    slow: None, assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, stand: Stand
) -> None:
    at = stand("08:00:05")
    _of_another_field(assignments[3])
    totals = {}
    for who in ("chair", "vice_chair", "labour_head", "district_chair"):
        address = "/dieu-hanh/" if "chair" in who and who != "district_chair" else "/don-vi/"
        context = sign_in(who).get(address).context
        figures = context["page"].figures if "page" in context else context["figures"]
        totals[who] = sum(figure["count"] for figure in figures)
    for who, total in totals.items():
        rows = visible_to(actor(cast[who], at.date())).real()
        if who in ("labour_head", "district_chair"):
            rows = rows.filter(lead_agency__in=actor(cast[who], at.date()).works_for)
        assert total == rows.count(), who
    assert totals["chair"] > totals["labour_head"]


def test_with_one_key_for_all_the_chairs_sums_would_be_shown_to_a_vice_chair(
    slow: None, assignments: list[Assignment], sign_in: SignIn, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test above guards against, seen: without the scope in the key it would fail."""
    stand("08:00:05")
    _of_another_field(assignments[3])
    own = sign_in("vice_chair").get("/dieu-hanh/").context["page"].counts.total
    keeping.forget()
    monkeypatch.setattr("accountability.desk.reading.summary.scope_key", lambda actor: "all")
    everything = sign_in("chair").get("/dieu-hanh/").context["page"].counts.total
    assert everything > own
    assert sign_in("vice_chair").get("/dieu-hanh/").context["page"].counts.total == everything


def test_the_key_tells_apart_all_who_see_differently(cast: dict[str, User]) -> None:
    found: dict[str, set[int]] = {}
    for user in cast.values():
        person = actor(user)
        seen = set(visible_to(person).values_list("pk", flat=True))
        assert found.setdefault(scope_key(person), seen) == seen


# Doors of prepared statements -------------------------------------------------------------------------------------------


def test_eyes_see_what_their_owner_sees_and_what_his_agencies_lead_is_part_of_it(
    assignments: list[Assignment], cast: dict[str, User]
) -> None:
    for name, user in cast.items():
        person = actor(user)
        seen = set(visible_to(person).values_list("pk", flat=True))
        assert set(visible_to(eyes_of(person)).values_list("pk", flat=True)) == seen, name
        for agencies in (person.works_for, person.works_for | {assignments[0].lead_agency_id}):
            by_all = visible_to(person).filter(lead_agency__in=agencies).exclude(state=State.DRAFT)
            assert set(led_by(person, agencies)) == set(by_all), name
