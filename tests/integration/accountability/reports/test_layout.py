"""The 15-day report and the Chair's page under the ruler (DOMAIN §1.2); a letter is measured in full beside printing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accountability.printing.pdf import render_one_page, render_pdf
from accountability.reports.rules import (
    AssignmentRow,
    DecisionItem,
    ReportFigures,
    build_chair_page,
    fitted_pages,
)
from tests.paper import Page, pages_of


@pytest.fixture(scope="module")
def pages(figures: ReportFigures) -> list[Page]:
    many = tuple(replace(line, pks=(number,)) for number, line in enumerate([*figures.overdue] * 8))
    shown = replace(figures, is_demo=False, overdue=many)
    return pages_of(render_pdf("reports/print/report.html", {"figures": shown}).data)


@pytest.mark.parametrize(
    ("start", "face"),
    [
        ("CỘNG HÒA XÃ HỘI", (12, True, False)),
        ("Độc lập", (13, True, False)),
        ("UBND TỈNH NGHỆ AN", (12, False, False)),
        ("CÔNG AN TỈNH", (12, True, False)),
        ("Nghệ An, ngày", (13, False, True)),
        ("BÁO CÁO", (14, True, False)),
        ("Tiến độ thực hiện", (14, True, False)),
        ("Kính gửi:", (14, False, False)),
        ("I. TÌNH HÌNH CHUNG", (14, True, False)),
        ("Nơi nhận:", (12, True, True)),
        ("GIÁM ĐỐC", (14, True, False)),
        ("Phụ lục I", (14, True, False)),
        ("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", (14, True, False)),
        ("(Kèm theo Báo cáo số", (14, False, True)),
    ],
)
def test_each_part_of_the_report_has_its_size_and_face(
    pages: list[Page], start: str, face: tuple[float, bool, bool]
) -> None:
    assert next(line for page in pages for line in page.lines if line.text.startswith(start)).face == face


def test_no_page_of_the_report_is_written_or_ruled_into_its_margins(pages: list[Page]) -> None:
    for page in pages:
        lies = page.width > page.height
        assert (round(page.width), round(page.height)) == ((297, 210) if lies else (210, 297))
        body = [line for line in page.lines if line.top > 19]
        assert min(line.left for line in body) >= 29.5
        assert max(line.right for line in body) <= page.width - 15 + 0.3
        assert max(line.bottom for line in body) <= page.height - 20 + 0.2
        assert all(rule.left >= 29.5 and rule.right <= page.width - 14.5 for rule in page.rules)
        numbers = [line for line in page.lines if line.bottom < 19]
        assert all(line.middle == pytest.approx((page.width + 15) / 2, abs=0.5) for line in numbers)
    numbered = [[line.text for line in page.lines if line.bottom < 19] for page in pages]
    upright = sum(page.width < page.height for page in pages)
    assert numbered == [
        [] if number == 1 else [str(number)]
        for count in (upright, len(pages) - upright)
        for number in range(1, count + 1)
    ]


def test_the_head_of_the_long_table_is_on_each_of_its_pages(pages: list[Page]) -> None:
    long = [page for page in pages if sum("Chưa báo cáo" in line.text for line in page.lines)]
    assert len(long) >= 2
    assert all(any("vướng mắc" in line.text and line.runs[0].bold for line in page.lines) for page in long)


def test_the_chairs_page_is_one_a4_of_our_family_within_its_margins(
    rows: list[AssignmentRow], decisions: list[DecisionItem], figures: ReportFigures
) -> None:
    page = build_chair_page(rows, decisions=decisions, at=figures.data_at, is_demo=False)
    printed = render_one_page("reports/print/chair_page.html", [{"page": cut} for cut in fitted_pages(page)])
    (only,) = pages_of(printed.data)
    assert (round(only.width), round(only.height)) == (210, 297)
    assert {run.font for line in only.lines for run in line.runs} <= {
        f"Tinos-Don-Doc{face}" for face in ("", "-Bold", "-Italic", "-Bold-Italic")
    }
    assert min(line.left for line in only.lines) >= 17.5
    assert max(line.right for line in only.lines) <= 210 - 13.8
    assert max(line.bottom for line in only.lines) <= 297 - 9.8
    assert only.line("TÌNH HÌNH THỰC HIỆN CHỈ ĐẠO").runs[0].size == 13
