"""What changed since the last report, what a text may name, and frozen figures that read back as they were."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from accountability.reports.rules import (
    BUCKET_LABELS,
    AssignmentRow,
    IndicatorRow,
    Places,
    ReportFigures,
    SectionError,
    changes_between,
    places_of,
    suggested,
    thaw,
)
from tests.unit.accountability.reports.test_figures import MORNING_AFTER, figures_of, row

Drawn = dict[int, tuple[str, int]]
ROWS = st.dictionaries(
    st.integers(1, 12), st.tuples(st.sampled_from(sorted(BUCKET_LABELS)), st.integers(1, 3)), max_size=12
)


def rows_of(drawn: Drawn) -> list[AssignmentRow]:
    return [
        row(pk=pk, bucket=code, lead_order=lead, lead_name=f"Sở {lead}") for pk, (code, lead) in drawn.items()
    ]


@given(ROWS, ROWS)
@settings(max_examples=60)
def test_buckets_agencies_and_lists_add_up(before: Drawn, now: Drawn) -> None:
    found = changes_between(rows_of(before), rows_of(now), since="kỳ trước", data_at=MORNING_AFTER)
    overdue = next(one for one in found.buckets if one.label == BUCKET_LABELS["overdue"])
    assert overdue.before + len(found.newly_overdue) - len(found.settled) == overdue.now
    assert (
        sum(one.total_before for one in found.agencies)
        == len(before)
        == sum(one.before for one in found.buckets)
    )
    assert sum(one.total for one in found.agencies) == len(now) == sum(one.now for one in found.buckets)
    assert sum(one.overdue for one in found.agencies) == overdue.now
    then_late, late = (
        {pk for pk, (code, _) in drawn.items() if code == "overdue"} for drawn in (before, now)
    )
    assert {line.pk for line in found.newly_overdue} == late - then_late
    assert {line.pk for line in found.settled} == then_late - late
    assert not changes_between(rows_of(now), rows_of(now), since="", data_at=MORNING_AFTER).agencies_moved


def test_frozen_figures_read_back_as_they_were() -> None:
    made = figures_of(
        row(
            bucket="overdue", days_overdue=7, due_on=date(2022, 11, 9), duty_key="chung", obstacle="Thiếu máy"
        ),
        row(bucket="done_on_time", done_on=date(2022, 11, 9), progress="Xong", coordinating=("Sở A", "Sở B")),
        indicators=[
            IndicatorRow("Tỷ lệ", target=Decimal("50"), actual=Decimal("12.75"), data_on=date(2022, 10, 31))
        ],
        aside=[("Thu hồi", 2)],
        ageing=[("1–30", 1)],
    )
    assert thaw(ReportFigures, json.loads(json.dumps(asdict(made), cls=DjangoJSONEncoder))) == made


def test_words_name_figures_and_never_type_them() -> None:
    before, now = row(pk=1, bucket="overdue", days_overdue=3), row(pk=1, bucket="done_late")
    late = row(pk=2, bucket="overdue", days_overdue=12)
    changes = changes_between([before], [now, late], since="kỳ trước", data_at=MORNING_AFTER)
    places = places_of(figures_of(now, late), changes)
    assert places.fill("Còn {Quá  hạn}, mới {mới quá hạn}, xong {đã giải quyết}; tỷ lệ {tỷ lệ đúng hạn}") == (
        "Còn 01, mới 01, xong 01; tỷ lệ 0%"
    )
    assert places.paragraphs("Một {tổng số}.\n\n  Hai. ") == ("Một 02.", "Hai.")
    for text in suggested(figures_of(now, late), changes).values():
        places.check(text)
        assert "{" not in places.fill(text)
    assert places_of(figures_of(now), None).fill("{mới quá hạn}") == "–"


@pytest.mark.parametrize("text", ["{số khác}", "còn {quá hạn", "quá hạn}", "{{quá hạn}}", "{}"])
def test_what_names_no_figure_is_refused(text: str) -> None:
    with pytest.raises(SectionError):
        Places({"quá hạn": "01"}).check(text)
