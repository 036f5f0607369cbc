"""Figures are computed, asked about and held against the line as the rules say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.indicators.rules import (
    Before,
    Direction,
    Doubt,
    Figure,
    Kind,
    Limits,
    Line,
    Span,
    Standing,
    State,
    Words,
    figure_of,
    is_reached,
    moved,
    period_of,
    periods_until,
    questions,
    ratio,
    standing_of,
    told,
)
from accountability.indicators.rules.typing import Percent, read_figure, read_pasted, share_asked

LIMITS = Limits(points=Decimal(20), percent=Decimal(50))
YEAR = (date(2022, 1, 1), date(2022, 12, 31))
counts = st.integers(min_value=0, max_value=10**9).map(Decimal)
values = st.decimals(min_value=0, max_value=10**6, places=2)
days = st.dates(min_value=date(2021, 1, 1), max_value=date(2024, 12, 31))


def asked(kind: Kind, figure: Figure, before: str | None = None, later: str | None = None) -> set[Doubt]:
    around = Before(Decimal(before) if before else None, Decimal(later) if later else None)
    return {one.doubt for one in questions(kind, figure, around, LIMITS)}


def share(value: str | None, top: str | None = None, below: str | None = None) -> Figure:
    parts = [None if text is None else Decimal(text) for text in (value, top, below)]
    return figure_of(Kind.RATIO, value=parts[0], numerator=parts[1], denominator=parts[2])


def amount(value: str, kind: Kind = Kind.AMOUNT) -> Figure:
    return figure_of(kind, value=Decimal(value))


# Computing ------------------------------------------------------------------------------------------------------------


def test_a_ratio_that_is_left_out_is_computed_half_up() -> None:
    assert share(None, "562", "10000").value == Decimal("5.62")
    assert share(None, "1", "800").value == Decimal("0.13")  # 0,125


@given(top=counts, below=counts)
def test_a_computed_ratio_never_contradicts_its_parts(top: Decimal, below: Decimal) -> None:
    if not below:
        return
    figure = figure_of(Kind.CUMULATIVE, value=top)
    assert figure.value == top
    if ratio(top, below) < Decimal(10) ** 16:
        found = asked(Kind.RATIO, figure_of(Kind.RATIO, numerator=top, denominator=below))
        assert found == ({Doubt.PARTS} if top > below else set())


def test_no_cases_at_all_are_nothing_and_not_zero() -> None:
    assert share(None, "0", "0") == Figure(State.NOTHING)
    assert told(share(None, "0", "0"), "%") == "không phát sinh hồ sơ"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"value": Decimal(-1)}, "âm"),
        ({"value": Decimal("1.234")}, "hai chữ số"),
        ({"numerator": Decimal(1)}, "cùng nhau"),
        ({"numerator": Decimal(1), "denominator": Decimal(0)}, "Mẫu số bằng 0"),
        ({"state": State.UNKNOWN, "value": Decimal(1)}, "không nhập số"),
        ({}, "nhập số liệu"),
    ],
)
def test_what_is_no_figure_is_refused_with_a_reason(typed: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        figure_of(Kind.RATIO, **typed)  # type: ignore[arg-type]


def test_a_rank_is_a_whole_place_and_no_percentage() -> None:
    assert told(amount("58", Kind.RANK), "", Kind.RANK) == "hạng 58"
    with pytest.raises(ValueError, match="số nguyên"):
        amount("5.5", Kind.RANK)


# Asking ---------------------------------------------------------------------------------------------------------------


def test_a_numerator_above_its_denominator_is_asked_about_once() -> None:
    assert asked(Kind.RATIO, share(None, "11", "10")) == {Doubt.PARTS}


def test_a_ratio_that_is_not_the_computed_one_is_asked_about() -> None:
    assert asked(Kind.RATIO, share("6", "562", "10000")) == {Doubt.COMPUTED}
    assert asked(Kind.RATIO, share("5.63", "562", "10000")) == set()  # Rounded by hand.


def test_more_than_everything_is_asked_about() -> None:
    assert asked(Kind.RATIO, share("100.01")) == {Doubt.OVER}
    assert asked(Kind.RATIO, share("100")) == set()


def test_a_total_that_falls_is_asked_about_on_either_side() -> None:
    assert asked(Kind.CUMULATIVE, amount("99", Kind.CUMULATIVE), before="100") == {Doubt.FALLS}
    assert asked(Kind.CUMULATIVE, amount("101", Kind.CUMULATIVE), before="90", later="100") == {Doubt.FALLS}
    assert asked(Kind.AMOUNT, amount("99"), before="100") == set()


@pytest.mark.parametrize(
    ("kind", "value", "before", "jumps"),
    [
        (Kind.RATIO, "25", "5", False), (Kind.RATIO, "25.01", "5", True), (Kind.RATIO, "5", "25.01", True),
        (Kind.RANK, "30", "51", True), (Kind.RANK, "30", "50", False), (Kind.AMOUNT, "150", "100", False),
        (Kind.AMOUNT, "151", "100", True), (Kind.AMOUNT, "1000", "0", False),
    ],
)  # fmt: skip
def test_a_jump_begins_beyond_the_limit(kind: Kind, value: str, before: str, jumps: bool) -> None:
    assert asked(kind, amount(value, kind), before=before) == ({Doubt.JUMPS} if jumps else set())


@given(value=values)
def test_the_same_figure_again_is_never_asked_about(value: Decimal) -> None:
    for kind in (Kind.AMOUNT, Kind.CUMULATIVE):
        figure = figure_of(kind, value=value)
        assert questions(kind, figure, Before(value, value), LIMITS) == ()


# The line -------------------------------------------------------------------------------------------------------------


def line(goal: str, direction: Direction = Direction.AT_LEAST, base: str | None = None) -> Line:
    return Line(Decimal(goal), direction, *YEAR, Decimal(base) if base else None)


@given(goal=values, base=values, day=days, direction=st.sampled_from(Direction))
def test_the_line_lies_between_baseline_and_goal_and_ends_at_the_goal(
    goal: Decimal, base: Decimal, day: date, direction: Direction
) -> None:
    wanted = Line(goal, direction, *YEAR, base)
    assert min(base, goal) <= wanted.on(day) <= max(base, goal)
    assert wanted.on(YEAR[1]) == wanted.on(YEAR[1] + timedelta(days=400)) == goal


@given(goal=values, base=values, value=values, day=days, direction=st.sampled_from(Direction))
def test_who_reached_the_goal_is_never_behind(
    goal: Decimal, base: Decimal, value: Decimal, day: date, direction: Direction
) -> None:
    found = standing_of(Figure(State.VALUE, value), day, Line(goal, direction, *YEAR, base))
    assert (found == Standing.REACHED) == is_reached(value, goal, direction)


@given(goal=values, base=values, value=values, day=days)
def test_lower_is_better_mirrors_higher_is_better(
    goal: Decimal, base: Decimal, value: Decimal, day: date
) -> None:
    top = Decimal(10**6)
    up = standing_of(Figure(State.VALUE, value), day, Line(goal, Direction.AT_LEAST, *YEAR, base))
    down = standing_of(
        Figure(State.VALUE, top - value), day, Line(top - goal, Direction.AT_MOST, *YEAR, top - base)
    )
    assert up == down


def test_half_way_through_the_year_half_of_the_way_is_asked_for() -> None:
    wanted = line("50", base="10")
    middle = date(2022, 7, 2)  # 182 of 364 days are gone.
    assert wanted.on(middle) == Decimal(30)
    assert standing_of(Figure(State.VALUE, Decimal("29.99")), middle, wanted) == Standing.BEHIND
    assert standing_of(Figure(State.VALUE, Decimal(30)), middle, wanted) == Standing.ON_LINE


def test_at_the_end_what_is_not_reached_is_missed() -> None:
    assert standing_of(Figure(State.VALUE, Decimal(49)), YEAR[1], line("50")) == Standing.MISSED


def test_having_no_figure_is_not_being_behind() -> None:
    assert standing_of(None, None, line("50")) == Standing.UNKNOWN
    assert standing_of(Figure(State.UNKNOWN), date(2022, 6, 1), line("50")) == Standing.UNKNOWN
    assert standing_of(Figure(State.NOTHING), date(2022, 6, 1), line("50")) == Standing.NOTHING
    assert standing_of(Figure(State.VALUE, Decimal(5)), date(2022, 6, 1), None) == Standing.NOT_ASKED


# Periods --------------------------------------------------------------------------------------------------------------

RHYTHMS = st.sampled_from(["half_month", "every_15_days", "month", "quarter", "half_year", "year"])


@given(rhythm=RHYTHMS, day=days)
def test_periods_hold_their_day_and_follow_each_other_without_gaps(rhythm: str, day: date) -> None:
    anchor = date(2021, 1, 1)
    found = period_of(rhythm, day, anchor)
    following = period_of(rhythm, found.end_on + timedelta(days=1), anchor)
    assert found.start_on <= day <= found.end_on
    assert following.start_on == found.end_on + timedelta(days=1)
    assert period_of(rhythm, found.end_on, anchor) == period_of(rhythm, found.start_on, anchor) == found


def test_periods_are_offered_from_the_newest_down_to_the_first() -> None:
    found = periods_until("month", date(2022, 3, 10), date(2022, 1, 1), 12)
    assert [one.label for one in found] == ["tháng 3/2022", "tháng 2/2022", "tháng 1/2022"]


def test_a_period_is_called_as_people_call_it() -> None:
    assert Span(date(2022, 10, 1), date(2022, 12, 31), "quarter").label == "quý IV/2022"
    assert Span(date(2022, 7, 1), date(2022, 12, 31), "half_year").label == "6 tháng II/2022"
    assert Span(date(2022, 11, 1), date(2022, 11, 15), "half_month").label == "01/11/2022–15/11/2022"


# Typing ---------------------------------------------------------------------------------------------------------------


def test_words_may_stand_where_a_figure_would() -> None:
    assert read_figure(Kind.RATIO, "Chưa có số liệu") == Figure(State.UNKNOWN)
    assert read_figure(Kind.RATIO, "không phát sinh") == Figure(State.NOTHING)
    assert read_figure(Kind.RATIO, "5,62 %") == Figure(State.VALUE, Decimal("5.62"))
    assert read_figure(Kind.RATIO, "") is None


def test_a_pasted_table_is_read_with_headings_and_numbers_passed_over() -> None:
    rows = read_pasted("STT\tĐơn vị\tTỷ lệ\n1\tVinh\t5,62\n2\tDiễn Châu\t\t562\t10.000\n", Kind.RATIO)
    assert [(row.number, row.agency, row.figure.value if row.figure else None) for row in rows] == [
        (2, "Vinh", Decimal("5.62")),
        (3, "Diễn Châu", Decimal("5.62")),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Vinh\t5.62", "dấu phẩy"), ("Vinh\t", "không có số liệu"), ("Vinh\t1\t2\t3\t4", "quá nhiều cột"),
        ("Vinh\t\t5", "cùng nhau"), ("\t5", "thiếu tên"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_row(line: str, problem: str) -> None:
    (row,) = read_pasted(line, Kind.RATIO)
    assert problem in row.problem
    assert row.figure is None


@pytest.mark.parametrize(
    ("column", "example"),
    [
        (["0,0562", "0,5", "1"], "0.5"),
        (["0,0562", "chưa có số liệu"], "0.0562"),
        (["0,0562", "12,5"], None),
        (["0,0562 %"], None),
        (["0", "1"], None),
        ([], None),
    ],
)
def test_a_column_that_could_be_shares_is_asked_about(column: list[str], example: str | None) -> None:
    found = share_asked(
        "Đơn vị\tTỷ lệ\n" + "\n".join(f"{n}\tXã {n}\t{text}" for n, text in enumerate(column))
    )
    assert found == (None if example is None else Decimal(example))


@pytest.mark.parametrize(("percent", "value"), [(Percent.SHARE, "5.62"), (Percent.AS_IS, "0.06")])
def test_the_answer_says_what_a_share_is(percent: Percent, value: str) -> None:
    (row,) = read_pasted("Vinh\t0,0562", Kind.RATIO, percent)
    assert row.figure == share(value)
    (parts,) = read_pasted("Vinh\t\t562\t10.000", Kind.RATIO, percent)
    assert parts.figure == share(None, "562", "10000")


@pytest.mark.parametrize(
    ("now", "before", "label", "tone"),
    [
        ("58", "60", "Tăng 2 bậc", "done"),
        ("60", "58", "Giảm 2 bậc", "soon"),
        ("1", "1", "Giữ nguyên hạng", "none"),
    ],
)
def test_a_place_in_a_ranking_moves(now: str, before: str, label: str, tone: str) -> None:
    assert moved(Decimal(now), Decimal(before)) == Words(label, tone)


def test_a_number_longer_than_any_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="quá lớn"):
        read_figure(Kind.AMOUNT, "9" * 30)
