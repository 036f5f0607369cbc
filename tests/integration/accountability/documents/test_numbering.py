"""Numbers of documents: from 01, per issuer, year and series; no gap and no double, however many ask at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.audit.models import AuditEvent
from accountability.directives.actions import DirectiveSpec, Refused, register
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.documents import numbering
from accountability.documents.models import NumberSeries, TakenNumber
from accountability.documents.numbering import go_on_from, is_taken, take_number
from tests.cast import Province, actor
from tests.given import on
from workflows import acts

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


@pytest.mark.django_db
def test_a_directive_is_not_issued_with_a_number_that_an_outgoing_document_has(
    province: Province, cast: dict[str, User]
) -> None:
    spec = DirectiveSpec(
        kind="CV", issuer=province.agency("UBND"), issued_on=date(2022, 11, 1), abstract="Việc sẽ giao", field="VX",
        origin=Directive.Origin.HERE,
    )  # fmt: skip
    made = register(spec, by=None, at=NOW)
    Directive.objects.filter(pk=made.pk).update(state=Directive.State.SIGNED)
    assert take(issuer=made.issuer) == 1
    with pytest.raises(Refused, match="Số 01 của sổ năm 2022 đã cấp cho văn bản khác"):
        acts.issue_directive(made.pk, reference=Reference("01", "UBND-VX"), by=actor(cast["clerk"]), at=NOW)
    made.refresh_from_db()
    assert (made.state, made.number) == (Directive.State.SIGNED, "")


@pytest.mark.django_db
def test_a_document_is_not_registered_under_a_number_that_we_gave(
    province: Province, cast: dict[str, User]
) -> None:
    ubnd, clerk = province.agency("UBND"), actor(cast["clerk"])
    assert take(issuer=ubnd) == 1
    with pytest.raises(Refused, match="Số 01 của sổ năm 2022 đã cấp cho văn bản khác"):
        acts.register_directive(registered("01"), by=clerk, at=NOW)
    # Another year, another series and another issuer have numbers of their own.
    acts.register_directive(registered("01", issued_on=date(2021, 11, 1)), by=clerk, at=NOW)
    acts.register_directive(registered("01", kind="KH"), by=clerk, at=NOW)
    acts.register_directive(registered("02"), by=clerk, at=NOW)
    assert take(issuer=ubnd) == 3
    # What was passed over is no document of ours: the same number with another symbol, as old registers have it.
    acts.register_directive(registered("02", symbol="UBND-TH"), by=clerk, at=NOW)
    # Nothing is shown of a series that was only locked.
    assert not NumberSeries.objects.filter(series="KH").exists()


def registered(number: str, *, symbol: str = "UBND-VX", **facts: object) -> DirectiveSpec:
    """A document of the province that is only kept to be cited."""
    own = {
        "kind": "CV", "issuer": Agency.objects.get(code="UBND"), "issued_on": date(2022, 11, 1), "abstract": "Việc đã giao",
        "field": "VX", "reference": Reference(number, symbol), "keep_only": True,
    }  # fmt: skip
    return DirectiveSpec(**(own | facts))  # type: ignore[arg-type]


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


# A registered document and one of ours at the same instant --------------------------------------------------------------


def both_at_once(clerk: Actor) -> tuple[list[str], list[int]]:
    """One registers 01, another takes the next number of the same series; numbers of either, each in use once."""
    ubnd, start, failed = Agency.objects.get(code="UBND"), threading.Barrier(2), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            act()
        except Exception as error:  # shown by the assertion
            failed.append(type(error).__name__)
        finally:
            connection.close()

    spec = registered("01")
    threads = [
        threading.Thread(target=run, args=(lambda: acts.register_directive(spec, by=clerk, at=NOW),)),
        threading.Thread(target=run, args=(lambda: take(issuer=ubnd),)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed in ([], ["Refused"])
    ours = TakenNumber.objects.filter(title="").values_list("number", flat=True)
    return list(Directive.objects.values_list("number", flat=True)), list(ours)


@pytest.mark.django_db(transaction=True)
def test_a_registered_document_and_ours_never_bear_one_number(
    province: Province, cast: dict[str, User]
) -> None:
    """Whoever is first has 01: ours then goes on with 02, or the registration is refused.

    On PostgreSQL the row of the series is the lock; on SQLite the transactions themselves come one after the other.
    """
    take(series="TB")  # As an office in use: the process has met every table.
    assert both_at_once(actor(cast["clerk"])) in ((["01"], [1, 2]), ([], [1, 1]))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time")
def test_without_the_one_lock_both_bear_the_same_number(
    province: Province, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: each looks before the other writes."""
    clerk, together = actor(cast["clerk"]), threading.Barrier(2)
    looked = numbering._bearer, numbering.is_taken
    take(series="TB")

    def slow_bearer(*asked: Any) -> Directive | None:
        found = looked[0](*asked)
        together.wait(10)
        return found

    def slow_taken(*asked: Any) -> bool:
        found = looked[1](*asked)
        together.wait(10)
        return found

    unlocked = NumberSeries.objects.create(issuer=Agency.objects.get(code="UBND"), year=2022, series="CV")
    monkeypatch.setattr(numbering, "_hold", lambda *asked: NumberSeries.objects.get(pk=unlocked.pk))
    monkeypatch.setattr(numbering, "_bearer", slow_bearer)
    monkeypatch.setattr(numbering, "is_taken", slow_taken)
    assert both_at_once(clerk) == (["01"], [1, 1])
