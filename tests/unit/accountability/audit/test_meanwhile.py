"""The number that a form carries, and how what happened meanwhile reads."""

from __future__ import annotations

from datetime import datetime

import pytest

from accountability.audit.meanwhile import Happened, shown
from accountability.core.zone import LOCAL


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("17", 17), (str(2**63 - 1), 2**63 - 1)])
def test_a_form_carries_the_number_that_was_shown(typed, number):
    assert shown({"seen": typed}) == number


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "x", "١٢", str(2**63), " 7"])
def test_nonsense_is_no_number(typed):
    assert shown({"seen": typed}) is None


def test_a_form_without_it_is_not_compared():
    assert shown({}) is None


def test_an_event_reads_as_what_who_and_when():
    one = Happened("Phân công người thực hiện", "Giám đốc Sở", datetime(2022, 11, 8, 9, 0, tzinfo=LOCAL))
    assert one.line == "Phân công người thực hiện – Giám đốc Sở, 09:00 ngày 08/11/2022"
