"""Roll-ups of the tree of a directive, without a database."""

from __future__ import annotations

from collections import Counter

import pytest

from accountability.assignments.rules import Bucket
from accountability.desk.rules.matrix import ASIDE
from accountability.desk.rules.tree import GLANCE, Branch, RollUp, tree_of, unfold

LATE, SOON, IN_TIME, DONE = (
    Bucket.OVERDUE.value, Bucket.DUE_SOON.value, Bucket.IN_TIME.value, Bucket.DONE_ON_TIME.value,
)  # fmt: skip


def rolled(**numbers: int) -> RollUp:
    found = RollUp()
    for look, number in numbers.items():
        found.add(look, number, ended=look == DONE)
    return found


def test_a_roll_up_says_in_words_what_its_bar_shows() -> None:
    one = rolled(done_on_time=4, overdue=1, due_soon=2, aside=3)
    assert (one.total, one.late, one.aside, one.tone) == (7, 1, 3, "overdue")
    assert one.words == "04/07 xong · quá hạn 1 · sắp đến hạn 2 · không tính tiến độ 3"
    assert [segment.tone for segment in one.segments] == ["done", "soon", "overdue"]


def test_the_segments_fill_the_bar_without_gaps() -> None:
    segments = rolled(done_on_time=1, in_time=1, overdue=1).segments
    ends = [float(one.start) + float(one.width) for one in segments]
    assert [float(one.start) for one in segments[1:]] == pytest.approx(ends[:-1], abs=0.02)
    assert ends[-1] == pytest.approx(100, abs=0.05)


def test_what_was_set_aside_alone_has_an_empty_bar() -> None:
    one = rolled(aside=2)
    assert (one.segments, one.total, one.words) == ([], 0, "00/00 xong · không tính tiến độ 2")


def test_headings_sum_up_their_duties_and_laggards_come_first_on_both_floors() -> None:
    quiet = Branch("Việc đúng hạn", 1, rank=1, roll_up=rolled(done_on_time=1))
    late = Branch(
        "Việc chậm",
        2,
        rank=2,
        roll_up=rolled(overdue=1, in_time=1),
        marks=Counter({"Gia hạn": 1}),
        parts=2,
        parts_owed=1,
    )
    later = Branch("Việc chậm nhất", 3, rank=3, roll_up=rolled(overdue=3))
    first, second = tree_of([quiet, late, later], {1: "A", 2: "B", 3: "B"})
    assert (first.title, second.title) == ("B", "A")
    assert [duty.title for duty in first.branches] == ["Việc chậm nhất", "Việc chậm"]
    assert (first.roll_up.late, first.roll_up.total, first.parts, first.parts_owed) == (4, 5, 2, 1)
    assert first.mark_words == ["Gia hạn 1"]
    assert Branch("", roll_up=rolled(**{ASIDE: 1}), marks=Counter({"Thay thế": 1})).mark_words == ["Thay thế"]


def test_of_a_large_tree_the_first_heading_is_open_and_the_one_that_was_asked_for() -> None:
    branches = [
        Branch(name, branches=[Branch("", pk) for pk in range(first, first + GLANCE)])
        for name, first in (("A", 0), ("B", 100), ("C", 200))
    ]
    unfold(branches, 205)
    assert [group.is_open for group in branches] == [True, False, True]
    unfold(branches[1:2], None)
    assert branches[1].is_open
