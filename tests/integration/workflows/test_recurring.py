"""Recurring duties in months: windows, names, outages, groups, edits of what is to come, the end."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.agencies.models import Agency
from accountability.assignments.actions import (
    AssignmentSpec,
    Refused,
    SeriesSpec,
    draft,
    edit_series,
    end_series,
    open_due,
)
from accountability.assignments.actions.drafting_series import Recurrence
from accountability.assignments.actions.specs import TargetSpec
from accountability.assignments.models import Assignment, DeadlineVersion, Series
from accountability.assignments.recurring import last_given, next_opening
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from tests.cast import Province, actor
from tests.remembered import remembered
from workflows import acts
from workflows.acts import live_task
from workflows.flows import AssignmentFlow
from workflows.series import open_due_occurrences

pytestmark = pytest.mark.django_db

GIVEN_AT = datetime(2022, 11, 8, 8, tzinfo=LOCAL)


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T08:00").replace(tzinfo=LOCAL)


@pytest.fixture
def recurring(province: Province, demo_time: None) -> Any:
    """Give a recurring duty: `recurring("quarter", "ngày 06 của tháng cuối quý")`; its directive."""

    @remembered
    def give(rhythm: str, words: str = "", leads: list[Agency] | None = None, **how: Any) -> Directive:
        spec = DirectiveSpec(
            kind="KH", issuer=province.agency("UBND"), issued_on=date(2022, 11, 7), abstract="Kế hoạch", field="VX",
            reference=Reference(str(860 + Directive.objects.count()), "KH-UBND"),
        )  # fmt: skip
        row = acts.register_directive(spec, by=None, at=GIVEN_AT)
        draft(
            row,
            AssignmentSpec(
                "Báo cáo giải ngân", leads or [province.agency("SLDTBXH")], duration="fixed", rhythm=rhythm,
                product="Báo cáo", series_from=how.pop("series_from", date(2022, 11, 8)), recurrence=Recurrence(words, **how),
                targets=[TargetSpec("Tỷ lệ giải ngân", Decimal(95))],
            ), by=None, at=GIVEN_AT,
        )  # fmt: skip
        acts.send_to_review(row.pk, by=None, at=GIVEN_AT)
        acts.approve_directive(row.pk, by=None, at=GIVEN_AT)
        return row

    return give


def dues() -> list[tuple[str, date | None]]:
    rows = Assignment.objects.exclude(state="draft").order_by("period_start", "pk")
    return [(row.title.removeprefix("Báo cáo giải ngân "), row.due_on) for row in rows]


# What opens when ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "words", "how", "found"),
    [
        ("month", "", {}, [("(kỳ tháng 11/2022)", date(2022, 11, 30)), ("(kỳ tháng 12/2022)", date(2022, 12, 31))]),
        # The window of November has passed when the duty begins.
        ("month", "từ ngày 1 đến ngày 5 hằng tháng", {},
         [("(kỳ tháng 12/2022)", date(2022, 12, 5)), ("(kỳ tháng 01/2023)", date(2023, 1, 5))]),
        ("month", "trước ngày 10 tháng sau", {},
         [("(kỳ tháng 11/2022)", date(2022, 12, 10)), ("(kỳ tháng 12/2022)", date(2023, 1, 10))]),
        ("month", "ngày 15 hằng tháng", {"closing": 15},
         [("(kỳ tháng 11/2022)", date(2022, 11, 15)), ("(kỳ tháng 12/2022)", date(2022, 12, 15))]),
        ("quarter", "ngày 06 của tháng cuối quý", {},
         [("(kỳ quý IV/2022)", date(2022, 12, 6)), ("(kỳ quý I/2023)", date(2023, 3, 6))]),
        ("half_year", "", {}, [("(kỳ 6 tháng cuối năm 2022)", date(2022, 12, 31)), ("(kỳ 6 tháng đầu năm 2023)", date(2023, 6, 30))]),
        ("year", "trước ngày 25/11", {}, [("(kỳ năm 2022)", date(2022, 11, 25)), ("(kỳ năm 2023)", date(2023, 11, 25))]),
    ],
)  # fmt: skip
def test_each_rhythm_opens_its_periods_with_their_window(
    recurring: Any, rhythm: str, words: str, how: dict[str, Any], found: list[Any]
) -> None:
    recurring(rhythm, words, **how)
    assert dues() == found[:1]
    open_due_occurrences(at=at("2023-01-01"))
    assert [one for one in found if one in dues()] == dues()[: len(found)]


def test_a_window_opens_on_its_first_day_and_not_before(recurring: Any) -> None:
    recurring("month", "từ ngày 3 đến ngày 8 hằng tháng")
    assert open_due_occurrences(at=at("2022-12-02")) == 0
    assert open_due_occurrences(at=at("2022-12-03")) == 1


def test_an_occurrence_is_an_assignment_of_its_own_with_process_deadline_parts_and_targets(
    recurring: Any,
) -> None:
    recurring("month")
    open_due_occurrences(at=at("2022-12-01"))
    first, second = Assignment.objects.order_by("period_start")
    assert second.process_id not in (None, first.process_id)
    assert live_task(second.process_id, AssignmentFlow.acknowledge) is not None
    assert DeadlineVersion.objects.get(assignment=second).due_on == date(2022, 12, 31)
    assert second.targets.get().value == Decimal(95)
    assert (second.state, second.product, second.deadline_note) == ("assigned", "Báo cáo", "")


def test_a_pattern_names_the_occurrences(recurring: Any) -> None:
    recurring("quarter", title_pattern="{nội dung} quý {quý} năm {năm}")
    assert Assignment.objects.get().title == "Báo cáo giải ngân quý IV năm 2022"


def test_after_three_months_of_silence_each_missed_period_is_owed_once_and_says_so(recurring: Any) -> None:
    recurring("month")
    moment = at("2023-02-20")
    assert open_due_occurrences(at=moment) == 3
    assert open_due_occurrences(at=moment) == 0
    december = Assignment.objects.get(period_start=date(2022, 12, 1))
    assert december.due_on == date(2022, 12, 31), "a rhythm is printed; its deadline does not move"
    assert december.deadline_note == "Kỳ mở muộn 81 ngày (lẽ ra ngày 01/12/2022)"
    february = Assignment.objects.get(period_start=date(2023, 2, 1))
    assert february.deadline_note == "Kỳ mở muộn 19 ngày (lẽ ra ngày 01/02/2023)"
    open_due_occurrences(at=at("2023-03-01"))
    assert Assignment.objects.get(period_start=date(2023, 3, 1)).deadline_note == ""


def test_a_period_is_there_once_whatever_the_engine_believes(recurring: Any) -> None:
    recurring("month")
    open_due_occurrences(at=at("2022-12-01"))
    Series.objects.update(next_opens_on=date(2022, 12, 1))  # As if the projection had not been written.
    assert open_due_occurrences(at=at("2022-12-02")) == 0
    assert Series.objects.get().next_opens_on == date(2023, 1, 1), (
        "the facts are right, and what was stored is mended"
    )
    assert Assignment.objects.count() == 2
    row = Assignment.objects.first()
    row.pk, row.process_id, row._state.adding = None, None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_next_opening_is_what_the_facts_say(recurring: Any) -> None:
    for rhythm in Series.Rhythm:
        recurring(rhythm.value)
    for day in ("2022-11-16", "2022-12-20", "2023-04-02"):
        open_due_occurrences(at=at(day))
        last = {
            row.series_id: row.period_start for row in last_given(Series.objects.values_list("pk", flat=True))
        }
        for series in Series.objects.all():
            assert series.next_opens_on == next_opening(series, last[series.pk]), (series, day)


def test_a_withdrawn_document_opens_nothing(recurring: Any) -> None:
    row = recurring("month")
    Directive.objects.filter(pk=row.pk).update(state=Directive.State.WITHDRAWN)
    assert open_due_occurrences(at=at("2022-12-01")) == 0


def test_an_end_that_is_known_ends_it(recurring: Any) -> None:
    recurring("month", ends_on=date(2022, 12, 15))
    assert open_due_occurrences(at=at("2023-03-01")) == 1
    assert Series.objects.get().next_opens_on is None


# Groups ---------------------------------------------------------------------------------------------------------------


def test_a_group_has_a_series_each_and_statements_do_not_grow_with_it(recurring: Any) -> None:
    communes = list(Agency.objects.filter(kind="XA").order_by("pk"))

    def statements(leads: list[Agency]) -> int:
        recurring("month", leads=leads)
        with CaptureQueriesContext(connection) as captured:
            assert open_due_occurrences(at=at("2022-12-01")) == len(leads)
        return len(captured)

    few, many = statements(communes[:10]), statements(communes[10:160])
    assert Series.objects.count() == 160
    # Rows of one kind go by batches of what the database binds at once: not fifteen times as many.
    assert many - few < 40


# The Office -----------------------------------------------------------------------------------------------------------


def test_edits_are_for_the_occurrences_to_come_of_the_whole_group(recurring: Any, cast: Any) -> None:
    wards = list(Agency.objects.filter(parent__code="H412")[:3])
    recurring("month", leads=wards)
    first = Series.objects.first()
    spec = SeriesSpec(
        "Báo cáo giải ngân vốn", window_words="trước ngày 20 hằng tháng", product="Báo cáo, phụ lục"
    )
    edit_series(first.pk, spec, whole=True, by=actor(cast["section_head"]), at=GIVEN_AT)
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {date(2022, 11, 30)}
    open_due_occurrences(at=at("2022-12-01"))
    new = Assignment.objects.filter(period_start=date(2022, 12, 1))
    assert set(new.values_list("title", "due_on", "product")) == {
        ("Báo cáo giải ngân vốn (kỳ tháng 12/2022)", date(2022, 12, 20), "Báo cáo, phụ lục")
    }
    assert AuditEvent.objects.filter(action="series.edit").count() == 3


def test_an_ended_series_opens_nothing_more_and_what_is_open_goes_on(recurring: Any, cast: Any) -> None:
    wards = list(Agency.objects.filter(parent__code="H412")[:3])
    recurring("month", leads=wards)
    one, office = Series.objects.first(), actor(cast["section_head"])
    with pytest.raises(Refused, match="lý do"):
        end_series(one.pk, reason=" ", last_on=date(2022, 11, 30), whole=False, by=office, at=GIVEN_AT)
    end_series(
        one.pk, reason="Đã có phần mềm", last_on=date(2022, 11, 30), whole=False, by=office, at=GIVEN_AT
    )
    assert open_due_occurrences(at=at("2022-12-01")) == 2
    assert Assignment.objects.get(series=one).state == "assigned"
    with pytest.raises(Refused, match="đã kết thúc"):
        end_series(one.pk, reason="x", last_on=date(2022, 11, 30), whole=False, by=office, at=GIVEN_AT)
    event = AuditEvent.objects.get(action="series.end")
    assert event.note == "Đã có phần mềm"


def test_short_rhythms_have_no_window(recurring: Any, cast: Any) -> None:
    with pytest.raises(Refused, match="ngày cuối kỳ"):
        recurring("half_month", "ngày 5 hằng tháng")


def test_the_page_lists_duties_with_their_next_occurrence(recurring: Any, client: Any, cast: Any) -> None:
    wards = list(Agency.objects.filter(parent__code="H412")[:3])
    recurring("month", "trước ngày 20 hằng tháng", leads=wards)
    recurring("quarter", "ngày 06 của tháng cuối quý")
    client.force_login(cast["section_head"])
    page = unescape(client.get(reverse("series-list")).content.decode())
    assert "3 cơ quan" in page
    assert "tháng 12/2022" in page
    assert "mở 01/12/2022, hạn 20/12/2022" in page
    assert "hằng quý, ngày 06 của tháng cuối quý" in page
    first = Series.objects.order_by("pk").first()
    client.post(
        reverse("series-end", args=[first.pk]),
        {"last_on": "2022-11-30", "reason": "Đã có phần mềm", "whole": "on"},
    )
    assert Series.objects.filter(ended_at=None).count() == 1
    assert "Đã có phần mềm" in unescape(
        client.get(reverse("series-list") + "?trang_thai=xong").content.decode()
    )
    assert client.get(reverse("series-edit", args=[first.pk])).status_code == 200


def test_the_page_of_an_edit_refuses_words_that_cannot_be_read_and_keeps_them(
    recurring: Any, client: Any, cast: Any
) -> None:
    recurring("quarter")
    client.force_login(cast["section_head"])
    address = reverse("series-edit", args=[Series.objects.get().pk])
    typed = {
        "title": "Báo cáo",
        "title_pattern": "",
        "product": "",
        "window_words": "ngày 6 hằng quý",
        "ends_on": "",
    }
    page = unescape(client.post(address, typed).content.decode())
    assert "Chưa rõ tháng nào" in page
    assert "ngày 6 hằng quý" in page
    assert "{tuần}" in unescape(client.post(address, typed | {"title_pattern": "{tuần}"}).content.decode())
    client.post(address, typed | {"window_words": "ngày 6 tháng cuối quý"})
    assert Series.objects.get().due_month == 3


def test_a_lead_sees_its_own_series_and_may_not_change_them(recurring: Any, client: Any, cast: Any) -> None:
    recurring("month")
    series = Series.objects.get()
    client.force_login(cast["labour_head"])
    page = client.get(reverse("series-list")).content.decode()
    assert "Báo cáo giải ngân" in unescape(page)
    assert "Kết thúc chuỗi" not in unescape(page)
    assert client.get(reverse("series-end", args=[series.pk])).status_code == 403
    client.force_login(cast["outsider"])
    assert "Báo cáo giải ngân" not in unescape(client.get(reverse("series-list")).content.decode())
    assert client.get(reverse("series-end", args=[series.pk])).status_code == 404


def test_two_rounds_at_once_find_nothing_left(recurring: Any) -> None:
    recurring("month")
    moment = at("2022-12-01")
    assert len(open_due(at=moment)) == 1
    assert open_due(at=moment) == []
