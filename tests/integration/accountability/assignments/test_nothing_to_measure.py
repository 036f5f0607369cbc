"""Không phát sinh hồ sơ: a target without a case is neither reached nor missed, and in no average."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accountability.assignments.models import Assignment, Target, TargetReading
from accountability.core.zone import LOCAL
from accountability.desk.reading.targets import lagging
from accountability.escalation.models import Escalation
from accountability.reports.queries import indicator_rows
from config.jobs import run_sweep

pytestmark = pytest.mark.django_db
SOON = datetime(2022, 11, 30, 8, 0, tzinfo=LOCAL)


def report(client, row: Assignment, target: Target, **more: str):
    typed = {"text": "Trong kỳ không có hồ sơ", "data_on": "2022-11-08", f"nothing_{target.pk}": "on"} | more
    return client.post(reverse("assignment-progress", args=[row.pk]), typed)


def test_it_is_reported_with_a_tick_and_stands_on_the_page(as_, working):
    target = working.targets.get()
    assert report(as_("labour_head"), working, target).status_code == 302
    reading = TargetReading.objects.get()
    assert (reading.value, reading.is_empty) == (None, True)
    page = as_("specialist").get(reverse("assignment-detail", args=[working.pk])).content.decode()
    assert "không phát sinh hồ sơ" in page


def test_a_tick_and_a_figure_contradict(as_, working):
    target = working.targets.get()
    answer = report(as_("labour_head"), working, target, **{f"target_{target.pk}": "12"})
    assert "thì không nhập số liệu" in answer.content.decode()
    assert not TargetReading.objects.exists()


def test_it_lags_behind_nothing_and_stands_in_no_average(as_, working):
    target = working.targets.get()
    rows = Assignment.objects.filter(pk=working.pk)
    assert [lag.text for lag in lagging(rows, SOON)] == ["chưa có số liệu / ≥ 50\u00a0%"]
    report(as_("labour_head"), working, target)
    assert lagging(rows, SOON) == []
    assert [row.source for row in indicator_rows(rows, SOON)] == ["không phát sinh hồ sơ"]


def test_among_several_agencies_it_is_counted_apart(give):
    from accountability.assignments.actions.specs import TargetSpec

    targets = [TargetSpec("Tỷ lệ trực tuyến", Decimal(50))]
    rows = [give(f"Việc {number}", targets=targets) for number in range(3)]
    facts = {"data_on": date(2022, 11, 8), "reported_at": SOON}
    TargetReading.objects.create(target=rows[0].targets.get(), value=None, is_empty=True, **facts)
    TargetReading.objects.create(target=rows[1].targets.get(), value=Decimal(60), **facts)
    found = indicator_rows(Assignment.objects.all(), SOON)
    assert [row.source for row in found] == [
        "3 đơn vị: 1 có số liệu, 1 đạt, 1 không phát sinh; nêu mức thấp nhất"
    ]
    assert [lag.text for lag in lagging(Assignment.objects.all(), SOON)] == [
        "1/2 đơn vị đạt ≥ 50\u00a0%, 1 chưa có số liệu"
    ]


def test_no_rung_of_figures_fires_for_it(as_, working):
    report(as_("labour_head"), working, working.targets.get())
    run_sweep(datetime(2022, 12, 15, 8, 0, tzinfo=LOCAL))
    assert not Escalation.objects.filter(occasion__startswith="reading:").exists()


def test_a_reading_says_a_figure_or_that_there_is_none(working):
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetReading.objects.create(
            target=working.targets.get(), value=None, data_on=SOON.date(), reported_at=SOON
        )
