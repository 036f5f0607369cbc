"""The share of online files of DA06: owned by the police, asked of every district (50 % in 2022), 10 % at the year's start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.core.zone import local
from accountability.directives.models import Program
from accountability.indicators.actions import (
    Entry,
    IndicatorSpec,
    define_indicator,
    record_readings,
    set_goal,
)
from accountability.indicators.models import Indicator, Reading
from accountability.indicators.rules import Kind, Span, period_of
from accountability.indicators.rules.typing import read_figure
from tests.cast import Province, actor
from tests.given import assignments, go_to, many, on, sign_in

__all__ = ["assignments", "go_to", "many", "sign_in"]

AT = on("2022-11-08")
Tell = Callable[..., list[Reading]]


def month(number: int, year: int = 2022) -> Span:
    """That month as a period."""
    day = date(year, number, 1)
    return period_of("month", day, day)


@pytest.fixture
def indicator(cast: dict[str, User], province: Province, go_to: object) -> Indicator:
    by = actor(cast["specialist"])
    spec = IndicatorSpec(
        code="DVC-TRUC-TUYEN", name="Tỷ lệ hồ sơ trực tuyến", owner=province.agency("CAT"),
        numerator="hồ sơ nộp trực tuyến", denominator="hồ sơ tiếp nhận", baseline=Decimal(10),
        baseline_on=date(2022, 1, 1), program=Program.objects.get(code="DA06"), group="Dịch vụ công",
    )  # fmt: skip
    made = define_indicator(spec, by=by, at=AT)
    set_goal(
        made.pk, value=Decimal(50), start_on=date(2022, 1, 1), end_on=date(2022, 12, 31), agency_kind="HU", by=by,
        at=AT,
    )  # fmt: skip
    return made


@pytest.fixture
def tell(cast: dict[str, User], indicator: Indicator) -> Tell:
    """Report figures of a month as the owner does: agency code → what is typed."""

    def record(
        figures: dict[str, str], *, number: int = 10, day: date | None = None, answer: str = "", at: str = "2022-11-08"
    ) -> list[Reading]:  # fmt: skip
        period = month(number)
        entries = []
        for code, typed in figures.items():
            figure = read_figure(Kind(indicator.kind), *typed.split("|"))
            assert figure is not None
            data_on = day or min(period.end_on, local(on(at)).date())
            entries.append(Entry(Agency.objects.get(code=code), figure, data_on, "Cổng dịch vụ công", answer))
        by = actor(cast["standing_head"])
        return record_readings(indicator.pk, entries, period=period, by=by, at=on(at))

    return record
