"""The bands of what is overdue partition the days."""

from __future__ import annotations

import pytest

from accountability.assignments.ageing import BANDS, band_of


@pytest.mark.parametrize(
    ("days", "label"),
    [(0, "1–30"), (1, "1–30"), (30, "1–30"), (31, "31–60"), (60, "31–60"), (61, "61–90"), (90, "61–90"),
     (91, "91–120"), (120, "91–120"), (121, "> 120"), (4_000, "> 120")],
)  # fmt: skip
def test_every_number_of_days_lies_in_one_band(days: int, label: str) -> None:
    assert [band.label for band in BANDS if band.holds(days)] == [label]


def test_a_band_is_found_by_the_code_of_its_address() -> None:
    assert [band_of(band.code) for band in BANDS] == list(BANDS)
    assert band_of("khong-co") is None
