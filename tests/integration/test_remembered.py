"""What tests do once is inserted again where every row that it found is there again, and only there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import transaction

from accountability.calendars.models import CalendarDay
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from tests.cast import Province
from tests.remembered import remembered
from workflows import acts

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 8, 9, 0, tzinfo=LOCAL)
done: list[str] = []


@remembered
def register(number: str) -> Directive:
    """A plan of that number."""
    from accountability.agencies.models import Agency

    done.append(number)
    spec = DirectiveSpec(
        kind="KH", issuer=Agency.objects.get(code="UBND"), issued_on=date(2022, 11, 7), abstract="Kế hoạch", field="VX",
        reference=Reference(number, "KH-UBND"),
    )  # fmt: skip
    return acts.register_directive(spec, by=None, at=AT)


@pytest.fixture
def once(province: Province) -> Directive:
    """It was registered, and taken back."""
    with transaction.atomic():
        made = register("870")
        transaction.set_rollback(True)
    assert not Directive.objects.exists()
    done.clear()
    return made


def change_the_calendar() -> None:
    CalendarDay.objects.create(on=date(2022, 11, 9), kind="off", title="Nghỉ bão", document="Công điện")


def register_another() -> None:
    register.__wrapped__("871")  # type: ignore[attr-defined]
    done.clear()


def test_on_the_same_rows_it_is_inserted_as_it_was(once: Directive) -> None:
    again = register("870")
    assert done == []
    assert (again.pk, again.number, again.process_id) == (once.pk, "870", once.process_id)
    assert again.process is not None
    assert again.process.task_set.exists()


@pytest.mark.parametrize("change", [change_the_calendar, register_another])
def test_where_a_row_has_changed_it_is_done(once: Directive, change: Callable[[], None]) -> None:
    change()
    register("870")
    assert done == ["870"]


def test_with_another_argument_it_is_done(once: Directive) -> None:
    register("872")
    assert done == ["872"]


def test_in_a_program_that_the_test_has_changed_it_is_done(
    once: Directive, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = acts.register_directive
    monkeypatch.setattr(
        acts, "register_directive", lambda spec, **rest: real(replace(spec, abstract="Văn bản khác"), **rest)
    )
    assert register("870").abstract == "Văn bản khác"
