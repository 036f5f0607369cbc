"""In a real browser: an agency confirms on a phone that a directive came and records its briefing; the Office sees who has not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.functional.test_story import ON_PHONE, People, a_pdf, nothing_is_wider_than_the_screen

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Province

pytestmark = [pytest.mark.functional, pytest.mark.slow]
ABSTRACT = (
    "Kết luận của Chủ tịch UBND tỉnh tại Hội nghị trực tuyến toàn tỉnh kiểm điểm kết quả thực hiện Đề án 06"
)


@pytest.fixture
def people(
    demo_mode: None, province: Province, story: None, mail_dir: Path, open_page: Callable[..., Page]
) -> People:
    """The persons of the province, with the conference of 7 November told: its conclusion went to 47 agencies."""
    return People(open_page)


def test_an_agency_confirms_and_records_its_briefing_and_the_office_sees_who_has_not(people: People) -> None:
    confirms_in_two_clicks_on_a_phone(people("ldtbxh-daumoi", **ON_PHONE))
    records_its_briefing(people("ldtbxh-daumoi"))
    the_office_sees_who_has_not(people("chuyenvien"))


def confirms_in_two_clicks_on_a_phone(page: Page) -> None:
    page.locator("#viec").get_by_role("link", name=ABSTRACT).first.click()
    page.get_by_role("button", name="Xác nhận đã nhận văn bản").dblclick()
    page.get_by_text("Sở LĐ,TB&XH đã xác nhận nhận văn bản.").wait_for()
    expect(page.get_by_role("button", name="Xác nhận đã nhận văn bản")).to_have_count(0)
    assert nothing_is_wider_than_the_screen(page)


def records_its_briefing(page: Page) -> None:
    page.get_by_role("link", name="Ghi nhận quán triệt").click()
    for label, figure in (
        ("Số người triệu tập", "40"), ("Số người có mặt", "38"), ("Số người của cơ quan", "60"),
        ("Số người đã được phổ biến", "57"),
    ):  # fmt: skip
        page.get_by_label(label).fill(figure)
    page.get_by_label("Minh chứng").set_input_files(
        {"name": "bien-ban.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    assert nothing_is_wider_than_the_screen(page)
    page.get_by_role("button", name="Ghi nhận").click()
    page.get_by_text("38/40 người có mặt, 95 % đã được phổ biến.").wait_for()


def the_office_sees_who_has_not(page: Page) -> None:
    page.get_by_role("link", name="Văn bản chỉ đạo").first.click()
    page.get_by_role("main").get_by_role("link", name="Thông báo kết luận").first.click()
    page.get_by_role("link", name="xem từng cơ quan").click()
    row = page.locator('tr[data-agency="SLDTBXH"]')
    row.get_by_text("Đã nhận").wait_for()
    row.get_by_role("link", name="bien-ban.pdf").wait_for()
    page.get_by_role("link", name="Chỉ nơi chưa xác nhận, chưa đọc (41)").click()
    page.locator('tr[data-agency="CAT"]').get_by_text("Chưa xác nhận").wait_for()
    expect(page.locator('tr[data-agency="SLDTBXH"]')).to_have_count(0)
