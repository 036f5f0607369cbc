"""Drawings say what the figures say: places, sizes, marks, and the table beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accountability.core.charts import Bar, Chart, Line, Scale, Shape, columns, lines, ranking, scale_to


def shapes_of(chart: Chart, tag: str, look: str = "") -> list[dict[str, str]]:
    found = [dict(shape.attributes) for shape in chart.shapes if shape.tag == tag]
    return [one for one in found if look in one["class"].split()] if look else found


def words_of(chart: Chart) -> list[str]:
    return [shape.text for shape in chart.shapes if shape.tag == "text"]


def ageing(*values: int) -> Chart:
    bars = [Bar(f"nhóm {place}", value, url=f"/n/{place}/") for place, value in enumerate(values)]
    return columns(bars, key="k", title="T", description="D", head=("Nhóm", "Số việc"))


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (97, [0, 50, 100]),
        (180, [0, 50, 100, 150, 200]),
        (999_999, [0, 500_000, 1_000_000]),
    ],
)
def test_an_axis_has_round_steps_and_holds_the_largest(largest: int, ticks: list[int]) -> None:
    assert scale_to(largest).ticks == ticks


def test_columns_are_as_high_as_their_figures_and_stand_on_one_ground() -> None:
    bars = shapes_of(ageing(10, 5, 0), "rect")
    heights = [float(bar["height"]) for bar in bars]
    feet = {round(float(bar["y"]) + float(bar["height"]), 1) for bar in bars}

    assert heights[0] == 2 * heights[1]
    assert 0 < heights[2] < heights[1] / 10
    assert len(feet) == 1


def test_every_figure_is_written_beside_its_column_and_in_the_table() -> None:
    chart = ageing(1_234, 5)

    assert {"1.234", "5", "nhóm 0", "nhóm 1"} <= set(words_of(chart))
    assert chart.table.lines == [("nhóm 0", "/n/0/", ("1.234",)), ("nhóm 1", "/n/1/", ("5",))]


def test_columns_without_any_figure_stand_on_the_ground() -> None:
    assert len(shapes_of(ageing(0, 0), "rect")) == 2
    assert ageing().is_empty


def test_a_ranking_keeps_its_order_and_cuts_a_long_name_in_the_drawing_only() -> None:
    name = "Sở Lao động - Thương binh và Xã hội"
    bars = [Bar(name, Decimal(25), "25 %"), Bar("Sở Y tế", Decimal(50), "50 %"), Bar("Sở Nội vụ", None, "–")]
    chart = ranking(bars, key="k", title="T", description="D", head=("Đơn vị", "Tỷ lệ"))
    wide = [float(bar["width"]) for bar in shapes_of(chart, "rect", "pillar")]

    assert wide[1] == pytest.approx(2 * wide[0], abs=0.2)
    assert len(wide) == 2  # Without a figure there is no bar.
    assert name not in words_of(chart)
    assert chart.table.rows[0] == (name, "25 %")


def test_a_line_is_broken_where_a_figure_is_missing() -> None:
    drawn = Line("Tỷ lệ", (10, 20, None, 30, 40))
    chart = lines(
        list("abcde"), [drawn], key="k", title="T", description="D", head="Tuần", scale=Scale(100, 25)
    )

    assert len(shapes_of(chart, "polyline")) == 2
    assert len(shapes_of(chart, "circle")) == 4
    assert [row[1] for row in chart.table.rows] == ["10", "20", "–", "30", "40"]


def test_a_higher_figure_is_drawn_higher_and_never_outside() -> None:
    chart = lines(["a", "b", "c"], [Line("x", (0, 50, 400))], key="k", title="T", description="D", head="h",
                  scale=Scale(100, 25))  # fmt: skip
    heights = [float(mark["cy"]) for mark in shapes_of(chart, "circle")]

    assert heights == sorted(heights, reverse=True)
    assert all(0 <= y <= chart.height for y in heights)


def test_two_lines_differ_without_colours_and_are_named() -> None:
    drawn = [Line("Thực tế", (3, 1)), Line("Theo thời hạn", (3, 2), tone="none", dashed=True)]
    chart = lines(["a", "b"], drawn, key="k", title="T", description="D", head="h", now=1)
    dashes = ["stroke-dasharray" in line for line in shapes_of(chart, "polyline")]

    assert dashes == [False, True]
    assert [one.label for one in chart.legend] == ["Thực tế", "Theo thời hạn"]
    assert "hôm nay" in words_of(chart)


def test_a_line_has_one_value_per_moment() -> None:
    with pytest.raises(ValueError, match="values"):
        lines(["a", "b"], [Line("x", (1,))], key="k", title="T", description="D", head="h")


def test_one_moment_alone_is_drawn() -> None:
    chart = lines(["a"], [Line("x", (1,))], key="k", title="T", description="D", head="h", now=0)
    assert len(shapes_of(chart, "circle")) == 1


def test_every_shape_has_a_colour_of_its_own_for_papers_without_style_sheets() -> None:
    for shape in ageing(3, 1).shapes:
        painted = dict(shape.attributes)
        assert painted["fill"] != "none" or painted.get("stroke"), shape
    assert isinstance(ageing(1).shapes[0], Shape)
