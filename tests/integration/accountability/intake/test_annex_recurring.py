"""A recurring row of an annex becomes a series: shown, changed, written, undone, found again."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment, Series, SetAside
from accountability.core.zone import LOCAL
from accountability.intake.models import AnnexImport, AnnexRow
from tests.integration.accountability.intake import annex_books as books
from workflows.series import open_due_occurrences

from .annex_page import act, row

pytestmark = pytest.mark.django_db

SHEET = [
    books.TITLES,
    [1, "Báo cáo tình hình giải quyết hồ sơ", "Sở Tư pháp", None, "Hằng tháng", "Báo cáo"],
    [2, "Vận hành hệ thống", "Sở TT&TT", None, "Thường xuyên", None],
    [3, "Rà soát quy trình", "Sở Nội vụ", None, "31/12/2022", None],
]


def test_the_row_says_that_it_recurs_and_offers_the_other_ways(upload) -> None:
    page = upload(SHEET).content.decode()

    assert "Định kỳ: hằng tháng, từ 07/11/2022" in page
    assert 'name="r2-rhythm"' in page
    assert 'name="r2-since" value="2022-11-07"' in page
    assert 'name="r4-rhythm"' not in page


def test_what_the_page_filled_in_is_no_answer(upload, correct) -> None:
    upload(SHEET)
    correct(2, rhythm="month", since="2022-11-07", until="")
    assert row(2).corrections == {}


def test_rhythm_and_days_are_changed_in_the_row(upload, correct) -> None:
    upload(SHEET)
    page = correct(2, rhythm="quarter", since="2022-12-01", until="2023-12-31").content.decode()

    assert "Định kỳ: hằng quý, từ 01/12/2022, đến 31/12/2023" in page
    assert row(2).corrections == {"rhythm": "quarter", "since": "2022-12-01", "until": "2023-12-31"}
    correct(2, rhythm="ongoing")
    assert row(2).found["duration"] == "ongoing"
    assert "rhythm" not in row(2).found


def test_a_rhythm_that_is_none_is_refused(upload, correct) -> None:
    upload(SHEET)
    assert "không có nhịp này" in correct(2, rhythm="weekly").content.decode()
    assert row(2).corrections == {}


def test_it_is_written_undone_and_written_again_once(upload, correct, as_specialist, directive) -> None:
    upload(SHEET)
    correct(3, rhythm="half_year", until="2023-12-31")
    assert "Đã ghi 3 nhiệm vụ" in act(as_specialist, directive, "annex-commit")

    series = Series.objects.get(rhythm="month")
    draft = Assignment.objects.get(series=series)
    assert (series.title, series.starts_on, series.ends_on, series.product) == (
        "Báo cáo tình hình giải quyết hồ sơ",
        date(2022, 11, 7),
        None,
        "Báo cáo",
    )
    assert (draft.lead_agency.code, draft.period_start, draft.deadline_words) == (
        "STP",
        date(2022, 11, 7),
        "Hằng tháng",
    )
    assert Series.objects.get(rhythm="half_year").ends_on == date(2023, 12, 31)

    assert "Đã hoàn tác" in act(as_specialist, directive, "annex-undo")
    assert not Series.objects.exists()
    assert not Assignment.objects.exists()

    assert "Đã ghi 3 nhiệm vụ" in act(as_specialist, directive, "annex-commit")
    assert Series.objects.count() == 2


def test_undone_after_it_was_given_no_further_period_opens(
    upload, as_specialist, client, cast, directive
) -> None:
    upload(SHEET)
    act(as_specialist, directive, "annex-commit")
    as_specialist.post(reverse("directive-review", args=[directive.pk]))
    client.force_login(cast["section_head"])
    client.post(reverse("directive-approve", args=[directive.pk]))
    opens_on = Series.objects.get(rhythm="month").next_opens_on
    assert opens_on == date(2022, 12, 1)

    client.force_login(cast["office_deputy"])
    annex = AnnexImport.objects.get()
    address = reverse("annex-undo", args=[directive.pk, annex.pk])
    page = client.post(address, {"reason": "Nhập nhầm phụ lục"}, follow=True).content.decode()

    assert "3 nhiệm vụ chuyển sang “Thôi theo dõi”" in page
    assert open_due_occurrences(at=datetime(2023, 2, 1, 8, 0, tzinfo=LOCAL)) == 0
    assert set(Assignment.objects.values_list("state", flat=True)) == {"dropped"}
    aside = SetAside.objects.get(assignment__series__isnull=False)
    assert (aside.ended_series, aside.series_ends_on) == (True, None)


def test_the_sheet_read_again_finds_what_recurs_already(upload, as_specialist, directive) -> None:
    upload(SHEET)
    act(as_specialist, directive, "annex-commit")
    AnnexRow.objects.update(is_written=False)  # Only the duty itself is left to be known by.
    Assignment.objects.filter(series__rhythm="month").update(
        title="Một kỳ đã có tên riêng (kỳ tháng 11/2022)"
    )
    upload(SHEET)

    second = AnnexImport.objects.latest("pk")
    assert set(second.rows.values_list("status", flat=True)) == {"exists"}


def test_recurring_rows_are_written_in_one_statement(
    upload, as_specialist, directive, django_assert_max_num_queries
) -> None:
    duties = [[n, f"Báo cáo chuyên đề {n}", "Sở Tư pháp", None, "Hằng tháng"] for n in range(30)]
    upload([books.TITLES, *duties])
    with django_assert_max_num_queries(300) as asked:
        act(as_specialist, directive, "annex-commit")

    assert Series.objects.count() == 30
    into = ('INSERT INTO "assignments_series"', 'COPY "assignments_series"')
    assert sum(str(one["sql"]).startswith(into) for one in asked.captured_queries) == 1
