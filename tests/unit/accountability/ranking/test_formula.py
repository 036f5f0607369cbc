"""The formula: between 0 and 100, monotone, blind to size, and what the explanation says is what comes out."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.ranking.rules import (
    Band,
    Formula,
    Standing,
    Step,
    Tally,
    average_to_show,
    band_of,
    explained,
    places,
    rounded,
    score,
)

PUBLISHED = Formula()
BANDS = (Band(Decimal(90), "khen"), Band(Decimal(80), ""), Band(Decimal(50), "nhắc"), Band(Decimal(0), "xem"))


@st.composite
def tallies(draw: st.DrawFn, *, least: int = 1) -> Tally:
    """What can be counted: parts of what was due, with weights of hundredths."""
    on_time, late, never = (draw(st.integers(0, 60)) for _ in range(3))
    due = on_time + late + never + least
    weight = draw(st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.25")]))
    returned, unexplained = draw(st.integers(0, due)), draw(st.integers(0, due))
    return Tally(*(weight * one for one in (due, on_time, late, returned, unexplained)))


formulas = st.builds(
    Formula,
    late_share=st.decimals(0, 1, places=2),
    returned_points=st.decimals(0, 50, places=1),
    unexplained_points=st.decimals(0, 50, places=1),
)


def _exact(counted: Tally, by: Formula) -> Fraction:
    found = score(counted, by)
    assert found is not None
    return found


@given(tallies(), formulas)
def test_a_score_is_between_0_and_100(counted: Tally, by: Formula) -> None:
    assert 0 <= _exact(counted, by) <= 100


@given(tallies(), formulas, st.integers(1, 200))
def test_so_many_copies_of_all_tasks_give_the_same_score(counted: Tally, by: Formula, copies: int) -> None:
    assert _exact(counted.times(copies), by) == _exact(counted, by)


@given(tallies(), formulas)
def test_one_more_in_time_never_harms_and_one_more_fault_never_helps(counted: Tally, by: Formula) -> None:
    """The tally leaves room for one task that was not done."""
    one, before = min(Decimal(1), counted.due), _exact(counted, by)
    assert _exact(replace(counted, on_time=counted.on_time + one), by) >= before if one == 1 else True
    assert _exact(replace(counted, returned=counted.returned + one), by) <= before
    assert _exact(replace(counted, unexplained=counted.unexplained + one), by) <= before
    done_late = replace(counted, late_done=counted.late_done + Decimal("0.25"))
    assert before <= _exact(done_late, by)
    assert _exact(done_late, by) <= _exact(replace(counted, on_time=counted.on_time + Decimal("0.25")), by)


def _again(step: Step) -> Fraction:
    """The sum of a line, done again from what is printed."""
    tokens = re.findall(r"[0-9]+(?:,[0-9]+)?|[()+×:−]", step.sum)
    signs = {"×": "*", ":": "/", "−": "-"}
    python = [
        f"Fraction('{token.replace(',', '.')}')" if token[0].isdigit() else signs.get(token, token)
        for token in tokens
    ]
    return Fraction(eval("".join(python), {"Fraction": Fraction}))


def _read(value: str) -> Fraction:
    return Fraction(value.replace(".", "").replace(",", ".").replace("−", "-"))


@given(tallies(), formulas)
def test_whoever_follows_the_lines_by_hand_gets_the_score(counted: Tally, by: Formula) -> None:
    steps = explained(counted, by)
    for step in steps[:4]:
        assert _again(step) == _read(step.value), step
    quotient = _again(steps[4])
    assert abs(quotient - _read(steps[4].value)) <= Fraction(1, 200)
    assert max(Fraction(0), _read(steps[-1].value)) == Fraction(rounded(_exact(counted, by)))


def test_the_example_of_the_published_text() -> None:
    """18 tasks, 12 in time, 3 late, 2 returned, 1 unexplained: (1.350 − 20 − 20) : 18."""
    counted = Tally(*map(Decimal, (18, 12, 3, 2, 1)))
    assert _exact(counted, PUBLISHED) == Fraction(1310, 18)
    assert [(step.sum, step.value) for step in explained(counted, PUBLISHED)] == [
        ("100 × (12 + 0,5 × 3)", "1350"), ("10 × 2", "20"), ("20 × 1", "20"), ("1350 − 20 − 20", "1310"), ("1310 : 18", "72,78"),
    ]  # fmt: skip


def test_nothing_due_is_no_score_and_faults_alone_are_zero() -> None:
    assert score(Tally(), PUBLISHED) is None
    assert explained(Tally(), PUBLISHED) == ()
    nothing_done = Tally(*map(Decimal, (5, 0, 0, 3, 5)))
    assert score(nothing_done, PUBLISHED) == 0
    assert explained(nothing_done, PUBLISHED)[-1].value == "0,00"


@pytest.mark.parametrize(("exact", "shown"), [("200/3", "66.67"), ("1/200", "0.01"), ("1/201", "0.00"), ("100", "100.00")])  # fmt: skip
def test_a_half_goes_up(exact: str, shown: str) -> None:
    assert rounded(Fraction(exact)) == Decimal(shown)


@pytest.mark.parametrize(("on_time", "due", "proposal"), [(9, 10, "khen"), (899, 1000, ""), (1, 2, "nhắc"), (0, 7, "xem")])  # fmt: skip
def test_a_band_begins_at_its_share_exactly(on_time: int, due: int, proposal: str) -> None:
    band = band_of(on_time, due, BANDS)
    assert band is not None
    assert band.proposal == proposal


def test_no_band_where_nothing_was_due() -> None:
    assert band_of(0, 0, BANDS) is None


@pytest.mark.parametrize("wrong", [{"late_share": Decimal("1.01")}, {"simple_weight": Decimal(0)}, {"returned_points": Decimal(-1)}, {"min_tasks": 0}])  # fmt: skip
def test_weights_that_leave_the_scale_are_refused(wrong: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="phải|không"):
        Formula(**wrong)  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.decimals(0, 100, places=2), st.integers(5, 50)), max_size=30))
def test_places_follow_score_then_tasks_and_equals_share(rows: list[tuple[Decimal, int]]) -> None:
    standings = {key: Standing(*row) for key, row in enumerate(rows)}
    found = places(standings)
    for one, mine in standings.items():
        better = sum((other.score, other.tasks) > (mine.score, mine.tasks) for other in standings.values())
        assert found[one] == better + 1


def test_an_average_that_would_give_another_away_is_not_shown() -> None:
    assert average_to_show([Decimal(80), Decimal(90)]) is None
    assert average_to_show([Decimal(80), Decimal(90), Decimal("71.01")]) == Decimal("80.34")
