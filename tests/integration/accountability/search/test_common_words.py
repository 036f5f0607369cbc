"""How common words are decides about the way to the rows, never about what is found or in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accountability.accounts.models import User
from accountability.assignments import finding, walking
from accountability.assignments.finding import sees_widely
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.core import prepared
from accountability.core.finding import commonness as commonness_module
from accountability.core.finding import matching
from accountability.core.finding.commonness import NOTHING_COUNTED
from accountability.core.finding.rules import read
from accountability.search.reading import Group, search
from tests.cast import actor
from tests.given import on

pytestmark = pytest.mark.django_db

only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts no words")
AT = on("2022-11-08")
MOST = 4
# Each reads other rows: all, those of a section, of an agency, one's own, of a place, of a party, none.
READERS = (
    "chair", "specialist", "labour_head", "labour_officer", "coordinating_officer", "district_chair", "commune_chair",
    "party_secretary", "outsider",
)  # fmt: skip
TYPED = (
    "nang ty le",
    "ty le",
    "trực tuyến",
    "tuyen truc",
    "801",
    "801 ho so",
    "lao dong",
    "viec 17",
    "khong co",
    "tai khoan",
)
# What makes each way the cheapest one.
WAYS: dict[str, list[tuple[Any, str, float]]] = {
    "as counted": [],
    "the rare by the index, the others read": [
        (matching, "MANY", 5),
        (finding, "MANY", 5),
        (finding, "_RARE", 10**9),
    ],
    "one's own rows": [(finding, "MANY", 0)],
    "by deadline": [(walking, "_MOST_ROWS", 0)],
}


@pytest.fixture
def rows(
    written_anew: None,
    assignments: list[Assignment],
    many: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Some hundred assignments of some agencies, as long done as going on, some of which share no word with the others."""
    monkeypatch.setattr(commonness_module, "_read", {})
    many(240)
    more = list(Assignment.objects.filter(title__startswith="Việc thêm").order_by("pk"))
    for place, row in enumerate(more):
        row.due_on = on(f"2022-12-{1 + place * 7 % 28:02}").date() if place % 11 else None
        row.state = State.WORKING if place % 3 else State.PAUSED
        row.search_text = (
            f" viec {place} nang ty le ho so " if place % 5 else f" viec {place} ho so truc tuyen "
        )
    Assignment.objects.bulk_update(more, ["due_on", "state", "search_text"])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE assignments_assignment")


def everything_found(cast: dict[str, User]) -> dict[tuple[str, str], list[Group]]:
    return {
        (name, text): search(actor(user), text, most=MOST, at=AT)
        for name, user in cast.items()
        if name in READERS
        for text in TYPED
    }


def test_the_same_is_found_whichever_way_is_taken(
    rows: None, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as nothing_known:
        nothing_known.setattr(matching, "commonness", lambda table, column: NOTHING_COUNTED)
        before = everything_found(cast)
    # Somebody found more than a page shows, and an outsider none of it.
    assert any(group.more_url for groups in before.values() for group in groups)
    assert not any(before["outsider", text] for text in TYPED[:2])
    # Of many rows whoever sees widely gets the first by deadline: that is another order.
    narrowly = [key for key in before if not sees_widely(actor(cast[key[0]]))]
    assert len(TYPED) <= len(narrowly) < len(before)
    for way, limits in WAYS.items():
        with monkeypatch.context() as taken:
            for module, name, value in limits:
                taken.setattr(module, name, value)
            prepared._kept.clear()
            found = everything_found(cast)
            compared = narrowly if finding.MANY == 0 else list(before)
        assert [key for key in compared if found[key] != before[key]] == [], way


@only_postgresql
def test_the_database_has_counted_the_words(rows: None) -> None:
    known = matching.counted(Assignment)
    total = Assignment.objects.count()
    assert known.rows == total
    with_words = Assignment.objects.filter(search_text__like="% ho so %").count()
    assert known.at_least(["ho", "so"]) == pytest.approx(with_words, abs=1)
    assert known.at_most("khongco") == 0


@only_postgresql
def test_what_most_rows_have_is_read_as_far_as_it_is_shown(rows: None, cast: dict[str, User]) -> None:
    head = actor(cast["labour_head"])
    with CaptureQueriesContext(connection) as asked:
        first = walking.first_open(head, read("ho so"), MOST)
    assert first is not None
    assert len(first) == MOST
    assert sum("LIMIT 4" in one["sql"] for one in asked) == 1
    assert walking.first_open(head, read("so ho"), MOST) is None  # Nobody has them in that order.
    assert walking.first_open(head, read("tai khoan"), MOST) is None  # Too few have them.


@only_postgresql
def test_it_is_counted_once_in_a_while(rows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    matching.counted(Assignment)
    with CaptureQueriesContext(connection) as again:
        matching.counted(Assignment)
    assert not again
    monkeypatch.setattr(commonness_module, "KEPT_SECONDS", -1)
    with CaptureQueriesContext(connection) as later:
        matching.counted(Assignment)
    assert len(later) == 1
