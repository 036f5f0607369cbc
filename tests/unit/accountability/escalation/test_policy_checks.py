"""What makes a ladder contradict itself."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from accountability.escalation import policy_checks
from accountability.escalation.default_policy import AT_ONCE, RUNGS, URGENT, USUAL
from accountability.escalation.policy_checks import RungDraft, problems
from accountability.escalation.recipients import NAMES
from accountability.escalation.recipients import OFFICE_CLOCKS as CLOCKS_TOLD
from accountability.escalation.recipients import SUPERIORS as SUPERIORS_TOLD

GIVEN = {"unit": "wd", "condition": "not_done", "channel": "act_now"}
KNOWN = {rung["key"]: rung["anchor"] for rung in (*USUAL, *AT_ONCE)}

LATE_1 = RungDraft(
    key="late-1", title="Quá hạn 1 ngày", anchor="deadline", offset=1, to=("lead.head",), **GIVEN
)
LATE_3 = replace(LATE_1, key="late-3", title="Quá hạn 3 ngày", offset=3, to=("chair",), cc=("lead.head",))


def drafts(rungs):
    names = {field.name for field in fields(RungDraft)}
    return [
        RungDraft(**{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in (GIVEN | rung).items() if name in names
        })
        for rung in rungs
    ]  # fmt: skip


def found(*rungs, known=KNOWN):
    return [(one.rung, one.field, one.text) for one in problems(rungs, names=NAMES, known=known)]


@pytest.mark.parametrize(
    "ladder", [RUNGS, USUAL, URGENT, AT_ONCE], ids=["first", "usual", "urgent", "at once"]
)
def test_the_ladders_that_the_system_comes_with_are_sound(ladder):
    assert found(*drafts(ladder)) == []


def test_the_checks_and_the_telling_mean_the_same_superiors():
    assert policy_checks.SUPERIORS == SUPERIORS_TOLD
    assert policy_checks.OFFICE_CLOCKS == CLOCKS_TOLD


def test_a_ladder_needs_a_rung():
    assert found() == [(None, "", "Quy tắc phải có ít nhất một cấp đôn đốc.")]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"key": ""}, "key", "nhập khóa"),
        ({"key": "Trễ 1"}, "key", "không hợp lệ"),
        ({"key": "x" * 31}, "key", "không hợp lệ"),
        ({"title": " "}, "title", "nhập tên"),
        ({"offset": None}, "offset", "số ngày hoặc số giờ"),
        ({"unit": ""}, "unit", "chưa có đơn vị"),
        ({"anchor": "claim", "offset": -1, "key": "moi"}, "offset", "không có cấp trước mốc"),
        ({"citizens_offset": 2}, "citizens_offset", "muộn hơn"),
        ({"repeat_days": 0, "repeat_limit": 2}, "repeat_days", "ít nhất 1"),
        ({"repeat_days": 2}, "repeat_limit", "số lần lặp lại"),
        ({"repeat_days": 2, "repeat_limit": 31}, "repeat_limit", "từ 1 đến 30"),
        ({"repeat_limit": 2}, "repeat_days", "giữa hai lần"),
        ({"condition": "no_progress"}, "condition_days", "phải có số ngày"),
        ({"condition_days": 5}, "condition_days", "Chỉ điều kiện"),
        ({"to": ()}, "to", "chưa có người nhận"),
        ({"to": ("lead.boss",)}, "to", "Không có người nhận “lead.boss”"),
        ({"to": ("coordinating.head",)}, "to", "Đơn vị phối hợp chỉ nhận"),
        ({"cc": ("lead.head",)}, "cc", "vừa ở “Gửi” vừa ở “Đồng gửi”"),
        ({"to": ("chair",)}, "cc", "Thủ trưởng đơn vị chủ trì cũng phải được biết"),
        ({"channel": "weekly_list"}, "channel", "Danh sách tuần"),
        ({"require": "decision"}, "to", "không ai được xin ý kiến"),
        ({"require": "explanation"}, "answer_days", "số ngày làm việc để trả lời"),
        ({"require": "explanation", "answer_days": 3, "to": ("lead.officer",)}, "to", "là người giải trình"),
        ({"answer_days": 3}, "answer_days", "Chỉ cấp yêu cầu giải trình"),
        ({"require": "explanation", "answer_days": 3, "channel": "digest"}, "channel", "thư tổng hợp"),
        ({"anchor": "assigned"}, "anchor", "đã dùng với mốc khác"),
    ],
)
def test_one_rung_alone(changes, field, words):
    given = found(replace(LATE_1, **changes))
    assert [(where, name) for where, name, _ in given] == [(0, field)]
    assert words in given[0][2]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"key": "late-1"}, "key", "Hai cấp cùng khóa “late-1”"),
        ({"offset": 1}, "offset", "chỉ cấp trên được gửi"),
        (
            {"offset": 1, "to": ("lead.head",), "cc": ()},
            "offset",
            "cùng mốc, cùng thời điểm, cùng người nhận",
        ),
        ({"offset": 0}, "offset", "lại đến trước"),
        ({"offset": 3, "unit": "h"}, "offset", "lại đến trước"),
    ],
)
def test_two_rungs_that_contradict_each_other(changes, field, words):
    given = found(LATE_1, replace(LATE_3, **changes))
    assert (1, field) in [(where, name) for where, name, _ in given]
    assert any(words in text for _, _, text in given)


@pytest.mark.parametrize("changes", [{}, {"unit": "d"}, {"condition": "behind_line", "offset": 1}])
def test_rungs_that_follow_each_other_are_fine(changes):
    assert found(LATE_1, replace(LATE_3, **changes)) == []
