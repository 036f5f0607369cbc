"""Figures are taken all or none, asked about when doubtful, and corrected without losing what was there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accountability.accounts.models import User
from accountability.audit.models import AuditEvent
from accountability.indicators.actions import (
    Asked,
    Entry,
    IndicatorSpec,
    Refused,
    define_indicator,
    record_readings,
    set_goal,
)
from accountability.indicators.models import Indicator, Reading, ReadingDoubt
from accountability.indicators.rules import Figure, State
from tests.cast import Province, actor
from tests.given import on
from tests.integration.accountability.indicators.conftest import AT, Tell, month

pytestmark = pytest.mark.django_db


def test_a_correction_is_a_new_reading_and_the_old_one_stays(indicator: Indicator, tell: Tell) -> None:
    (first,) = tell({"H412": "20"})
    (second,) = tell({"H412": "21"})
    assert second.corrects == first
    first.refresh_from_db()
    assert first.value == Decimal(20)
    assert list(Reading.objects.current()) == [second]


def test_the_same_figure_again_writes_nothing(indicator: Indicator, tell: Tell) -> None:
    tell({"H412": "20"})
    before = AuditEvent.objects.count()
    assert tell({"H412": "20"}) == []
    assert (Reading.objects.count(), AuditEvent.objects.count()) == (1, before)


def test_one_event_tells_what_was_entered(indicator: Indicator, tell: Tell) -> None:
    made = tell({"H412": "20", "H425": "không phát sinh"})
    event = AuditEvent.objects.get(action="indicator.read")
    assert event.after == {
        "period": "2022-10-01", "readings": [row.pk for row in made], "corrected": 0, "asked": 0,
    }  # fmt: skip


def test_a_doubtful_figure_stops_all_of_them_until_a_word_confirms_it(
    indicator: Indicator, tell: Tell, province: Province
) -> None:
    tell({"H412": "20"}, number=9)
    with pytest.raises(Asked) as asked:
        tell({"H412": "60", "H425": "5"})
    assert list(asked.value.found) == [province.agency("H412").pk]
    assert Reading.objects.filter(period_start=month(10).start_on).count() == 0

    tell({"H412": "60", "H425": "5"}, answer="Đã đối chiếu với Cổng")

    (kept,) = ReadingDoubt.objects.all()
    assert kept.reading.agency.code == "H412"
    assert "từ 20 thành 60" in kept.question
    assert kept.answer == "Đã đối chiếu với Cổng"


def test_no_figure_yet_and_nothing_arose_are_values_of_their_own(indicator: Indicator, tell: Tell) -> None:
    made = tell({"H412": "chưa có số liệu", "H425": "|0|0"})
    assert [row.figure for row in made] == [Figure(State.UNKNOWN), Figure(State.NOTHING)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"data_on": date(2022, 11, 9)}, "sau hôm nay"), ({"data_on": date(2022, 9, 30)}, "trước khi kỳ"),
        ({"source": " "}, "ghi nguồn"), ({"seen": 99}, "vừa được người khác nhập"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(
    indicator: Indicator, cast: dict[str, User], province: Province, change: dict[str, object], reason: str
) -> None:
    good = Entry(province.agency("H425"), Figure(State.VALUE, Decimal(5)), date(2022, 10, 31), "Báo cáo")
    facts = {"agency": province.agency("H412"), "figure": good.figure, "data_on": good.data_on, "source": "x"}
    wrong = Entry(**facts | change)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=reason):
        record_readings(indicator.pk, [good, wrong], period=month(10), by=actor(cast["standing_head"]), at=AT)
    assert not Reading.objects.exists()


def test_a_period_that_has_not_begun_takes_nothing(indicator: Indicator, tell: Tell) -> None:
    with pytest.raises(Refused, match="chưa bắt đầu"):
        tell({"H412": "5"}, number=12)


def test_the_database_keeps_one_first_reading_and_one_correction_of_each(
    indicator: Indicator, tell: Tell
) -> None:
    (first,) = tell({"H412": "20"})
    (second,) = tell({"H412": "21"})
    for corrects in (None, first):
        second.pk, second._state.adding, second.corrects = None, True, corrects
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save(force_insert=True)


def test_goals_of_one_agency_do_not_overlap(
    indicator: Indicator, cast: dict[str, User], province: Province
) -> None:
    by = actor(cast["specialist"])
    year = {"value": Decimal(20), "end_on": date(2023, 12, 31), "by": by, "at": AT}
    with pytest.raises(Refused, match="không được trùng"):
        set_goal(indicator.pk, agency_kind="HU", start_on=date(2022, 12, 31), **year)
    set_goal(indicator.pk, agency_kind="HU", start_on=date(2023, 1, 1), **year)
    set_goal(indicator.pk, agency=province.agency("H412"), start_on=date(2022, 12, 31), **year)
    assert AuditEvent.objects.filter(action="indicator.goal").count() == 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "DVC-TRUC-TUYEN"}, "Đã có"), ({"baseline": Decimal(1)}, "cùng nhau"),
        ({"kind": "rank"}, "càng thấp"), ({"kind": "amount", "numerator": "x"}, "tử số"), ({"name": " "}, "tên"),
    ],
)  # fmt: skip
def test_an_indicator_that_means_nothing_is_refused(
    indicator: Indicator, province: Province, change: dict[str, object], reason: str
) -> None:
    facts: dict[str, object] = {"code": "MOI", "name": "Chỉ tiêu", "owner": province.agency("CAT")}
    with pytest.raises(Refused, match=reason):
        define_indicator(IndicatorSpec(**facts | change), by=None, at=AT)  # type: ignore[arg-type]


def test_instants_are_kept(indicator: Indicator, tell: Tell) -> None:
    (made,) = tell({"H412": "20"}, at="2022-11-09")
    assert made.reported_at == on("2022-11-09")
