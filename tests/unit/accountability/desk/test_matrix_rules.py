"""Cells, sums and orders of the matrix, without a database."""

from __future__ import annotations

import pytest

from accountability.assignments.rules import Bucket, State
from accountability.desk.rules.matrix import (
    ASIDE,
    LAGS,
    LOOKS,
    Body,
    Given,
    Sum,
    agency_sums,
    cells_of,
    column_sums,
    columns_per_page,
    grouped,
    is_ended,
    whole_of,
)
from accountability.desk.views.matrix_markup import Addresses, body_markup

LATE, SOON, DONE = Bucket.OVERDUE.value, Bucket.DUE_SOON.value, Bucket.DONE_ON_TIME.value
ADDRESSES = Addresses(("/nhiem-vu/", "/"), ("/nhiem-vu/?agency=", ""))


def given(pk: int, look: str = DONE, *, agency: int = 1, column: int = 0, **more) -> Given:
    return Given(pk, agency, column, look, LOOKS[look].label, ended=look == DONE, **more)


def test_every_bucket_has_a_look_of_its_own() -> None:
    assert set(LOOKS) == {*(bucket.value for bucket in Bucket), ASIDE, LAGS}
    assert len({look.letter for look in LOOKS.values()}) == len(LOOKS)


def test_several_in_one_cell_are_a_count_with_the_worst_of_them() -> None:
    (cell,) = cells_of(
        [given(1), given(2, LATE, days_late=3), given(3, LATE, days_late=9), given(4, SOON)]
    ).values()
    assert (cell.number, cell.worst.pk, cell.text) == (4, 3, "×4")


def test_a_cell_shows_its_figure_else_its_days() -> None:
    figure, days, plain = cells_of(
        [
            given(1, LATE, figure="12/50", days_late=4),
            given(2, LATE, column=1, days_late=4),
            given(3, column=2),
        ]
    ).values()
    assert (figure.text, days.text, plain.text) == ("12/50", "4", "")


@pytest.mark.parametrize("order", [1, -1])
def test_who_leads_and_helps_in_one_duty_is_shown_as_leading(order: int) -> None:
    (cell,) = cells_of([given(1, LATE, helps=True), given(2, DONE)][::order]).values()
    assert (cell.worst.pk, cell.number) == (2, 1)


def test_sums_leave_out_what_was_set_aside_and_the_parts_of_helpers() -> None:
    rows = [given(1), given(2, LATE, column=1), given(3, ASIDE), given(4, agency=2), given(5, helps=True)]
    assert agency_sums(rows) == {1: Sum(1, 2, 1), 2: Sum(1, 1, 0)}
    assert column_sums(rows) == {0: Sum(2, 2, 0), 1: Sum(0, 1, 1)}
    assert whole_of(agency_sums(rows).values()) == whole_of(column_sums(rows).values()) == Sum(2, 3, 1)
    assert Sum(4, 5).words == "04/05"
    assert is_ended(State.HANDED_OVER)
    assert not is_ended(State.CLAIMED)


def test_departments_come_first_and_in_each_group_who_lags_most() -> None:
    bodies = [
        Body(1, "Xã A", "XA", 5),
        Body(2, "Sở B", "CM", 1),
        Body(3, "Sở C", "CM", 2),
        Body(4, "Huyện D", "HU", 3),
    ]
    sums = {2: Sum(3, 5, 0), 3: Sum(0, 5, 2)}
    names = [[body.name for body in rows] for _, rows in grouped(bodies, sums)]
    assert names == [["Sở C", "Sở B"], ["Huyện D"], ["Xã A"]]
    assert [body.pk for body in grouped(bodies, sums, by_name=True)[0][1]] == [2, 3]


def test_equally_late_the_smaller_share_done_comes_first() -> None:
    bodies = [Body(1, "A", "CM", 1), Body(2, "B", "CM", 2)]
    assert [body.pk for body in grouped(bodies, {1: Sum(4, 5, 1), 2: Sum(1, 5, 1)})[0][1]] == [2, 1]


@pytest.mark.parametrize(("rows", "columns"), [(0, 50), (41, 50), (130, 50), (481, 13), (5_000, 10)])
def test_a_page_keeps_to_some_thousand_cells(rows: int, columns: int) -> None:
    assert columns_per_page(rows) == columns


def test_what_people_typed_is_escaped() -> None:
    body = Body(1, "<b>Sở</b>", "CM", 1)
    cell = cells_of([Given(7, 1, 0, LATE, 'Quá "hạn" <i>', figure="<u>")])
    text = body_markup(grouped([body], {}), cell, 1, {}, ADDRESSES)
    assert "<b>Sở" not in text
    assert "<i>" not in text
    assert "<u>" not in text
    assert 'href="/nhiem-vu/7/"' in text
    assert 'title="Quá &quot;hạn&quot; &lt;i&gt;"' in text


def test_several_lead_to_the_list_and_a_part_of_a_helper_is_dashed() -> None:
    body = Body(1, "Sở", "CM", 1)
    several = body_markup(grouped([body], {}), cells_of([given(1), given(2)]), 1, {}, ADDRESSES)
    assert '<a href="/nhiem-vu/?agency=1" title="2 nhiệm vụ, trong đó: Hoàn thành đúng hạn"' in several
    helping = body_markup(grouped([body], {}), cells_of([given(1, LATE, helps=True)]), 1, {}, ADDRESSES)
    assert "<td class=op>" in helping
