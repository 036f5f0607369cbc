"""Numbers of documents: from 01, per issuer, year and series; no gap and no double, however many ask at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.audit.models import AuditEvent
from accountability.directives.actions import DirectiveSpec, Refused, register
from accountability.directives.rules import Reference
from accountability.documents import numbering
from accountability.documents.models import NumberSeries, TakenNumber
from accountability.documents.numbering import go_on_from, is_taken, take_number
from tests.cast import Province, actor
from tests.given import on

NOW = on("2022-11-08")
ASKING = 8


def office() -> Agency:
    return Agency.objects.get(code="VPUBND")


def take(series: str = "CV", year: int = 2022, issuer: Agency | None = None) -> int:
    with transaction.atomic():
        return take_number(issuer or office(), year, series, at=NOW)


@pytest.mark.django_db
def test_each_series_begins_at_one_each_year_for_each_issuer(province: Province) -> None:
    assert [take(), take(), take()] == [1, 2, 3]
    assert take("TB") == 1
    assert take(year=2023) == 1
    assert take(issuer=province.agency("UBND")) == 1
    assert take() == 4


@pytest.mark.django_db
def test_a_number_goes_back_with_the_act_that_needed_it(province: Province) -> None:
    take()
    with transaction.atomic():
        assert take_number(office(), 2022, "CV", at=NOW) == 2
        transaction.set_rollback(True)
    assert take() == 2
    assert list(TakenNumber.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_we_go_on_where_the_paper_register_stands(province: Province, cast: dict[str, User]) -> None:
    clerk = actor(cast["clerk"])
    go_on_from(office(), 2022, "CV", paper_last=57, by=clerk, at=NOW)
    assert take() == 58
    with pytest.raises(Refused, match="đã đến số 58; sổ giấy phải ở số lớn hơn, nếu không sẽ trùng số"):
        go_on_from(office(), 2022, "CV", paper_last=58, by=clerk, at=NOW)
    with pytest.raises(Refused, match="phải từ 1 đến"):
        go_on_from(office(), 2022, "TB", paper_last=0, by=clerk, at=NOW)
    assert AuditEvent.objects.get(action="document.go_on_from").after == {
        "series": "CV", "year": 2022, "last": 57,
    }  # fmt: skip


@pytest.mark.django_db
def test_a_number_that_a_registered_document_bears_is_passed_over(province: Province) -> None:
    spec = DirectiveSpec(
        kind="CV", issuer=province.agency("UBND"), issued_on=date(2022, 11, 1), abstract="Việc đã giao", field="VX",
        reference=Reference("02", "UBND-VX"),
    )  # fmt: skip
    made = register(spec, by=None, at=NOW)
    assert [take(issuer=made.issuer), take(issuer=made.issuer)] == [1, 3]
    assert TakenNumber.objects.get(number=2).title == made.cited
    assert is_taken(made.issuer, 2022, "CV", "03")
    assert not is_taken(made.issuer, 2022, "CV", "04")
    assert not is_taken(made.issuer, 2022, "CV", "4a")


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_inside_the_act_that_needs_it(province: Province) -> None:
    with pytest.raises(RuntimeError):
        take_number(office(), 2022, "CV", at=NOW)


def ask_at_once(asking: int) -> list[int | str]:
    """So many threads ask together, the first number of the series included; what each got, or its error's name."""
    issuer, start, got = office(), threading.Barrier(asking), []

    def run() -> None:
        try:
            start.wait(10)
            got.append(take(issuer=issuer))
        except Exception as error:  # shown by the assertion on what was got
            got.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(asking)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return got


@pytest.mark.django_db(transaction=True)
def test_whoever_asks_at_once_gets_a_number_of_his_own_and_none_is_left_out(province: Province) -> None:
    assert sorted(ask_at_once(ASKING), key=str) == [*range(1, ASKING + 1)]
    assert NumberSeries.objects.get().last == TakenNumber.objects.count() == ASKING


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time")
def test_without_the_lock_two_are_given_the_same_number(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the number would be double, and only the table's own key refuses the second."""
    take()
    together = threading.Barrier(2)

    def unguarded(issuer: Agency, year: int, series: str) -> NumberSeries:
        found = NumberSeries.objects.get(issuer=issuer, year=year, series=series)
        together.wait(10)  # both have looked
        return found

    monkeypatch.setattr(numbering, "_hold", unguarded)
    assert sorted(ask_at_once(2), key=str) == [2, IntegrityError.__name__]
