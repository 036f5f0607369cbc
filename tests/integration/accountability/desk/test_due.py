"""Lịch đến hạn: month, week, agenda and day, of what one may see."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, Coordination, Milestone
from accountability.calendars.models import CalendarDay

pytestmark = pytest.mark.django_db

DAY = date(2022, 11, 24)


@pytest.fixture
def as_(client, cast):
    def sign_in(name: str):
        client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def page(as_, story, demo_time):
    def get(query: str = "", name: str = "specialist") -> str:
        response = as_(name).get(reverse("due-calendar") + query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return get


@pytest.fixture
def due(story):
    """So many open assignments more that are due on a day, of the first communes."""

    def add(number: int, on: date = DAY, **changes) -> list[Assignment]:
        first = Assignment.objects.exclude(duty_key="").order_by("pk").first()
        columns = [
            one.attname for one in Assignment._meta.concrete_fields if one.name not in ("id", "process")
        ]
        communes = list(Agency.objects.filter(kind=Agency.Kind.COMMUNE).order_by("rank")[:40])
        rows = []
        for place in range(number):
            row = Assignment(**{name: getattr(first, name) for name in columns})
            row.title, row.due_on, row.lead_agency = (
                f"Việc thêm {place:04d}",
                on,
                communes[place % len(communes)],
            )
            row.state, row.duty_key, row.series_id, row.period_start = "working", "", None, None
            for name, value in changes.items():
                setattr(row, name, value)
            rows.append(row)
        return Assignment.objects.bulk_create(rows)

    return add


def test_a_day_shows_three_and_says_how_many_more_there_are(page, due) -> None:
    due(45)
    text = page("?xem=thang&ngay=2022-11-08")
    cell = text[text.index('<time datetime="2022-11-24">') :]
    cell = cell[: cell.index("</td>")]
    assert cell.count('class="due-entry') == 3
    assert "còn 42 việc" in cell
    listed = page("?xem=ngay&ngay=2022-11-24")
    assert "1–45 trong 45 việc" in listed
    assert "Việc thêm 0044" in listed


def test_a_week_and_an_agenda_show_more_of_a_day(page, due) -> None:
    due(9)
    for view in ("tuan", "danh-sach"):
        text = page(f"?xem={view}&ngay=2022-11-24")
        assert "Việc thêm 0006" in text, view
        assert "Việc thêm 0007" not in text, view
        assert "còn 2 việc" in text, view
    assert "Tuần 21/11/2022 – 27/11/2022" in page("?xem=tuan&ngay=2022-11-24")


def test_without_a_choice_month_and_agenda_both_come_for_the_screen_to_choose(page, due) -> None:
    due(1)
    text = page("?ngay=2022-11-24")
    assert "view-auto" in text
    assert text.count("Việc thêm 0000") == 2


def test_what_is_done_or_set_aside_is_due_no_more(page, due) -> None:
    due(1, state="done", done_on=date(2022, 11, 20), title="Việc đã xong")
    due(1, state="withdrawn", title="Việc thu hồi")
    due(1, state="claimed", title="Việc chờ xác nhận")
    text = page("?ngay=2022-11-24")
    assert "Việc đã xong" not in text
    assert "Việc thu hồi" not in text
    assert "Việc chờ xác nhận" in text


def test_days_off_stand_in_it_with_their_reason(page) -> None:
    CalendarDay.objects.create(on=date(2022, 11, 25), kind="off", title="Nghỉ vì bão", document="Công điện")
    text = page("?ngay=2022-11-24")
    assert 'class="due-why">' in text
    assert "Nghỉ vì bão" in text


def test_program_and_agency_narrow_it_and_stay_in_the_links(page, due) -> None:
    rows = due(2)
    mine = page(f"?xem=thang&ngay=2022-11-24&agency={rows[0].lead_agency_id}")
    assert "Việc thêm 0000" in mine
    assert "Việc thêm 0001" not in mine
    assert f"?xem=thang&ngay=2022-12-01&agency={rows[0].lead_agency_id}" in mine
    assert f"?xem=tuan&ngay=2022-11-24&agency={rows[0].lead_agency_id}" in mine
    nothing = page("?xem=danh-sach&ngay=2022-11-24&agency=999999")
    assert "Không có lựa chọn này trong danh sách." in nothing
    assert "Không có việc đến hạn" in nothing


def test_a_wrong_day_or_view_is_today(page) -> None:
    assert "Tháng 11/2022" in page("?ngay=hôm-qua&xem=x")
    assert page("?ngay=0001-01-01")
    assert page("?ngay=9999-12-31&xem=tuan")


def test_one_sees_ones_own_deadlines_only(page, due, cast) -> None:
    rows = due(2)
    mine = Agency.objects.get(positions__incumbencies__user=cast["commune_chair"])
    Assignment.objects.filter(pk=rows[0].pk).update(lead_agency=mine)
    Assignment.objects.filter(pk=rows[1].pk).update(lead_agency=Agency.objects.get(code="SNV"))
    text = page("?ngay=2022-11-24", name="commune_chair")
    assert "Việc thêm 0000" in text
    assert "Việc thêm 0001" not in text
    assert "Sở Nội vụ" not in text


# Milestones and parts ---------------------------------------------------------------------------------------------------


def with_milestone(row: Assignment, title: str = "Trình dự thảo", on: date = DAY, **changes) -> Milestone:
    return Milestone.objects.create(assignment=row, title=title, due_on=on, **changes)


def with_part(
    row: Assignment, code: str, duty: str = "Cấp dữ liệu", on: date | None = DAY, **changes
) -> Coordination:
    agency = Agency.objects.get(code=code)
    return Coordination.objects.create(assignment=row, agency=agency, duty=duty, due_on=on, **changes)


@pytest.mark.parametrize("view", ["thang", "tuan", "danh-sach", "ngay"])
def test_milestones_and_parts_stand_there_by_word_and_symbol(page, due, view) -> None:
    (row,) = due(1, date(2022, 12, 20))
    with_milestone(row)
    with_part(row, "SNV")
    text = page(f"?xem={view}&ngay=2022-11-24")
    for words, symbol, title in (("Mốc", "flag", "Trình dự thảo"), ("Phối hợp", "users", "Cấp dữ liệu")):
        line = text[: text.index(f"{title} – Việc thêm 0000")].rpartition("<a ")[2]
        assert f"{words}</span>" in line
        assert f"#{symbol}" in line
    assert "Sở Nội vụ" in text


def test_a_part_without_a_day_of_its_own_is_due_with_its_assignment(page, due) -> None:
    (row,) = due(1)
    with_part(row, "SNV", on=None)
    assert "Cấp dữ liệu" not in page("?xem=ngay&ngay=2022-11-24")


def test_what_is_done_reported_or_of_an_ended_assignment_is_due_no_more(page, due) -> None:
    open_row, ended = *due(1, date(2022, 12, 20)), *due(1, date(2022, 12, 20), state="withdrawn")
    with_milestone(open_row, "Mốc đã xong", done_on=date(2022, 11, 20))
    with_part(open_row, "SNV", "Phần đã báo cáo", state="reported")
    with_milestone(ended, "Mốc của việc thu hồi")
    with_part(ended, "SNV", "Phần của việc thu hồi")
    text = page("?ngay=2022-11-24")
    for words in ("Mốc đã xong", "Phần đã báo cáo", "Mốc của việc thu hồi", "Phần của việc thu hồi"):
        assert words not in text, words


def test_one_sees_the_milestones_and_parts_of_what_one_may_see_only(page, due, cast) -> None:
    mine, others = due(2, date(2022, 12, 20))
    Assignment.objects.filter(pk=others.pk).update(lead_agency=Agency.objects.get(code="SNV"))
    Assignment.objects.filter(pk=mine.pk).update(
        lead_agency=Agency.objects.get(positions__incumbencies__user=cast["commune_chair"])
    )
    with_milestone(mine, "Mốc của mình")
    with_part(mine, "SNV", "Phần của việc mình")
    with_milestone(others, "Mốc của Sở")
    with_part(others, "STP", "Phần của Sở khác")
    text = page("?ngay=2022-11-24", name="commune_chair")
    assert "Mốc của mình" in text
    assert "Phần của việc mình" in text
    assert "Mốc của Sở" not in text
    assert "Phần của Sở khác" not in text


def test_an_agency_is_asked_for_its_parts_in_the_work_of_others_too(page, due) -> None:
    first, second = due(2, date(2022, 12, 20))
    with_part(first, "SNV", "Phần của Nội vụ")
    with_part(second, "STP", "Phần của Tư pháp")
    lead = Agency.objects.get(code="SNV")
    Assignment.objects.filter(pk=second.pk).update(lead_agency=lead)
    text = page(f"?xem=thang&ngay=2022-11-24&agency={lead.pk}")
    assert "Phần của Nội vụ" in text
    assert "Phần của Tư pháp" not in text


def test_a_full_day_counts_them_and_its_page_lists_them_behind_the_assignments(page, due) -> None:
    rows = due(60)
    with_milestone(rows[0])
    with_part(rows[0], "SNV")
    assert "còn 59 việc" in page("?xem=thang&ngay=2022-11-24")
    last = page("?xem=ngay&ngay=2022-11-24&page=2")
    assert "51–62 trong 62 việc" in last
    assert last.index("Việc thêm 0059") < last.index("Trình dự thảo –") < last.index("Cấp dữ liệu –")


def test_they_carry_how_late_they_are(page, due) -> None:
    (row,) = due(1, date(2022, 12, 20))
    with_milestone(row, on=date(2022, 11, 4))
    text = page("?xem=ngay&ngay=2022-11-04")
    assert "due-entry tone-overdue" in text
    assert "Quá hạn 4 ngày" in text


def test_the_number_of_queries_does_not_grow_with_them(as_, due, demo_time) -> None:
    def queries(query: str) -> int:
        client = as_("specialist")
        client.get(reverse("due-calendar") + query)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("due-calendar") + query)
        return len(captured)

    views = [f"?xem={view}&ngay=2022-11-24" for view in ("", "thang", "tuan", "danh-sach", "ngay")]
    first = due(1)[0]
    with_milestone(first)
    with_part(first, "SNV")
    few = [queries(view) for view in views]
    for row in due(30):
        with_milestone(row)
        with_part(row, "SNV")
    assert [queries(view) for view in views[:-1]] == few[:-1]
    assert queries(views[-1]) <= few[-1]


def test_the_number_of_queries_does_not_grow(as_, due, demo_time) -> None:
    def queries(query: str) -> int:
        client = as_("specialist")
        client.get(reverse("due-calendar") + query)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("due-calendar") + query)
        return len(captured)

    views = [f"?xem={view}&ngay=2022-11-24" for view in ("", "thang", "tuan", "danh-sach", "ngay")]
    due(10)
    few = [queries(view) for view in views]
    due(600)
    due(400, date(2022, 11, 23))
    assert [queries(view) for view in views] == few
