"""Engines at once on PostgreSQL close each period once; without the key and the claim they would not."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from accountability.accounts.models import User
from accountability.agencies.models import Position
from accountability.directives.models import Program
from accountability.reports import closing
from accountability.reports.kind_actions import KindTerms, add_kind
from accountability.reports.models import ReportCycle, Snapshot, SnapshotRow
from tests.given import on

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
ENGINES = 4
AT = on("2023-02-10")


@pytest.fixture
def owed(cast: dict[str, User]) -> None:
    """Seven half-months are owed."""
    terms = KindTerms("Báo cáo 15 ngày", 1, "VX", Position.objects.get(code="chutich"))
    add_kind(
        Program.objects.get(code="DA06"), terms, rhythm="half_month", window=1, starts_on=date(2022, 11, 1), by=None,
        at=on("2022-11-08"),
    )  # fmt: skip


def at_once() -> list[object]:
    """What each of the engines closed, or how it failed."""
    together = Barrier(ENGINES)

    def engine(_: int) -> object:
        try:
            together.wait(timeout=60)
            return closing.close_periods(at=AT, started=lambda cycle: None)
        except IntegrityError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(ENGINES) as pool:
        return list(pool.map(engine, range(ENGINES)))


def test_four_engines_close_each_period_once(owed: None) -> None:
    closed = at_once()
    assert sum(int(str(one)) for one in closed) == 6, closed
    assert ReportCycle.objects.count() == Snapshot.objects.count() == 6


def test_without_the_key_and_the_claim_periods_are_doubled(
    owed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: all engines have read that nothing is there before one of them writes."""
    (key,) = (one for one in ReportCycle._meta.constraints if one.name == "report_cycle_once")
    together, wait = Barrier(ENGINES), closing.periods_closed_between

    def read_first(*args: object) -> object:
        together.wait(timeout=60)
        return wait(*args)  # type: ignore[arg-type]

    with connection.schema_editor() as editor:
        editor.remove_constraint(ReportCycle, key)
    try:
        monkeypatch.setattr(closing, "periods_closed_between", read_first)
        at_once()
        assert max(Counter(ReportCycle.objects.values_list("from_on", flat=True)).values()) > 1
    finally:
        Snapshot.objects.all().update(since=None)
        SnapshotRow.objects.all().delete()
        Snapshot.objects.all().delete()
        ReportCycle.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(ReportCycle, key)
