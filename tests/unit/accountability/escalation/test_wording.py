"""The sentences of the ladder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from accountability.core.zone import LOCAL
from accountability.escalation import wording
from accountability.escalation.rules import Anchor, Channel, Condition, RungFacts

AT = datetime(2022, 12, 26, 8, 0, tzinfo=LOCAL)
RUNG = RungFacts(
    key="late-3", title="Quá hạn 3 ngày làm việc", rank=1, anchor=Anchor.DEADLINE, offset=3, unit="wd",
    condition=Condition.NOT_DONE, to=("lead.head",), cc=(), channel=Channel.ACT_NOW,
)  # fmt: skip


@pytest.mark.parametrize(
    ("anchor", "anchor_on", "words"),
    [
        ("deadline", date(2022, 12, 31), "còn 5 ngày đến hạn"),
        ("deadline", date(2022, 12, 26), "đến hạn hôm nay"),
        ("deadline", date(2022, 12, 21), "quá hạn 5 ngày"),
        ("coordination", date(2022, 12, 21), "phần phối hợp quá hạn 5 ngày"),
        ("claim", date(2022, 12, 21), "đã trình 5 ngày, chờ xác nhận, xem xét"),
        ("review", date(2022, 12, 21), "quá kỳ rà soát 5 ngày"),
    ],
)
def test_days_are_told_as_calendar_days(anchor, anchor_on, words):
    assert wording.standing(replace(RUNG, anchor=Anchor(anchor)), anchor_on=anchor_on, at=AT) == words


@pytest.mark.parametrize("anchor", list(Anchor))
def test_every_anchor_has_its_words(anchor):
    assert wording.standing(replace(RUNG, anchor=anchor), anchor_on=AT.date(), at=AT)


@pytest.mark.parametrize(
    ("hours", "words"),
    [(4, "quá hạn 4 giờ"), (-4, "còn 4 giờ đến hạn"), (0, "đến hạn lúc 08:00"), (72, "quá hạn 3 ngày")],
)
def test_what_counts_in_hours_is_told_in_hours(hours, words):
    due_at = AT - timedelta(hours=hours)
    hourly = replace(RUNG, unit="h")
    assert wording.standing(hourly, anchor_on=due_at.date(), at=AT, anchor_at=due_at) == words


def test_a_group_is_told_with_its_laggards_and_a_cap():
    names = [f"UBND xã {n}" for n in range(12)]
    assert wording.of_group(35, 460, names[:2]) == "35/460 đơn vị chưa xong: UBND xã 0, UBND xã 1"
    assert wording.of_group(12, 460, names).endswith("UBND xã 9 và 2 đơn vị khác")


def test_the_top_of_the_ladder_says_so():
    assert wording.next_line(None, on=None, names=()) == "Sau cấp này không còn cấp đôn đốc nào khác."
