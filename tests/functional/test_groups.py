"""A duty for the communes of a district in a real browser: a table with what each has for itself, then the group's page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.functional.test_story import People, nothing_is_wider_than_the_screen, people  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.functional, pytest.mark.slow]

TITLE = "Cấp tài khoản định danh điện tử mức 2 cho công dân đủ điều kiện"
TABLE = "Đơn vị\tMức giao\tThời hạn\nPhường Lê Lợi\t2.300\t14/11/2022\nXã Hưng Hoà\t900\t\nXã Nậm Cắn\t50\t\nPhường Lê Lượi\t1\t\n"
ON_PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_a_table_gives_each_commune_its_figure_and_the_page_shows_who_lags(people: People) -> None:  # noqa: F811
    from accountability.assignments.models import Assignment

    directive = a_registered_document()
    page = people.there("chuyenvien", f"/van-ban/{directive}/boc-tach/")
    the_specialist_pastes_a_table_and_answers_what_is_asked(page)
    rows = Assignment.objects.filter(directive_id=directive)
    assert rows.count() == 26, "the communes of Vinh, and the one that was added"
    first = rows.get(lead_agency__name__startswith="UBND phường Lê Lợi")
    assert (first.due_on, first.targets.get().value) == (date(2022, 11, 14), Decimal(2300))
    page.goto(f"/van-ban/{directive}/")
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Đã trình Trưởng phòng").wait_for()
    the_deputy_chief_gives_it(people.there("phochanhvanphong", f"/van-ban/{directive}/"))
    the_page_of_the_group(people.there("chuyenvien", f"/van-ban/{directive}/"))
    phone = people.there("truongphong", f"/nhiem-vu/{first.pk}/ca-nhom/", **ON_PHONE)
    phone.get_by_text("26/26 chưa xong").wait_for()
    assert nothing_is_wider_than_the_screen(phone)


def a_registered_document() -> int:
    from accountability.agencies.reading import the_province
    from accountability.calendars.demo_clock import STARTS_AT
    from accountability.directives.actions import DirectiveSpec
    from accountability.directives.rules import Reference
    from workflows import acts

    spec = DirectiveSpec(
        kind="KH", issuer=the_province(), issued_on=date(2022, 11, 7), field="NC", reference=Reference("9020", "KH-UBND"),
        abstract="Kế hoạch cấp tài khoản định danh điện tử",
    )  # fmt: skip
    return acts.register_directive(spec, by=None, at=STARTS_AT).pk


def the_specialist_pastes_a_table_and_answers_what_is_asked(page: Page) -> None:
    page.get_by_label("Nội dung nhiệm vụ").fill(TITLE)
    page.get_by_text("Hoặc các xã, phường của một huyện…").click()
    page.get_by_label("UBND TP Vinh").first.check()
    page.get_by_text("Chỉ tiêu, thời hạn riêng từng cơ quan…").click()
    page.get_by_label("Dán từ Excel").fill(TABLE)
    page.get_by_label("Đến ngày").last.fill("2022-12-15")
    page.get_by_label("Chỉ tiêu", exact=True).first.fill("Tài khoản định danh")
    page.get_by_label("Mức giao").first.fill("1.500")
    page.get_by_label("Đơn vị tính").first.fill("tài khoản")
    page.get_by_role("button", name="Ghi nhiệm vụ").click()
    page.get_by_text("2 dòng cần trả lời").wait_for()
    outside = page.get_by_label("“Xã Nậm Cắn”: Cơ quan này không thuộc nhóm đã chọn.")
    outside.select_option(index=1)
    page.get_by_label("“Phường Lê Lượi”: Không có cơ quan này trong danh mục.").select_option(
        label="Bỏ dòng này"
    )
    page.get_by_role("button", name="Ghi nhiệm vụ").click()
    page.get_by_text("Đã ghi 26 nhiệm vụ, mỗi cơ quan một nhiệm vụ.").wait_for()


def the_deputy_chief_gives_it(page: Page) -> None:
    page.get_by_role("button", name="Duyệt, giao nhiệm vụ").click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý").click()
    page.get_by_text("Đã giao 26 nhiệm vụ").wait_for()


def the_page_of_the_group(page: Page) -> None:
    page.get_by_role("link", name="Tiến độ của cả nhóm").click()
    page.get_by_text("26/26 chưa xong").wait_for()
    first = page.locator("#don-vi tbody tr").first
    assert "UBND phường Lê Lợi (Vinh)" in first.inner_text(), "the nearest deadline comes first"
    assert "chưa có số liệu / 2.300 tài khoản" in first.inner_text()
    assert page.get_by_role("link", name="Nhân rộng").count() == 1
