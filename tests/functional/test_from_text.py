"""In a real browser: a text is pasted, proposals are decided on, what was confirmed is reviewed and given."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.functional.signing_in import People
from tests.functional.test_phone import ON_PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accountability.directives.models import Directive
    from tests.cast import Province

pytestmark = [pytest.mark.functional, pytest.mark.slow]

TEXT = """KẾT LUẬN
Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát dữ liệu tiêm chủng, báo cáo UBND tỉnh trước ngày 15/12/2022.
Đến nay, toàn tỉnh đã cấp được 90% tài khoản định danh.
Giao Sở Tài chính chủ trì tham mưu bố trí kinh phí năm 2023, hoàn thành trước ngày 30/11/2022.
Giao Sở Xây dựng chủ trì rà soát quy hoạch nhà ở xã hội, báo cáo trước ngày 20/12/2022."""


@pytest.fixture
def directive(demo_mode: None, province: Province, mail_dir: Path) -> Directive:
    """A conclusion that is to be cut, registered by the văn thư."""
    from accountability.core import clock
    from accountability.directives.actions import DirectiveSpec
    from accountability.directives.rules import Reference
    from tests.cast import actor
    from workflows import acts

    at = clock.now()
    spec = DirectiveSpec(
        kind="TB", issuer=province.agency("UBND"), issued_on=at.date(), abstract="Kết luận phiên họp", field="VX",
        signer=province.position("chutich"), reference=Reference("901", "TB-UBND"),
    )  # fmt: skip
    return acts.register_directive(spec, by=actor(province.user("vanthu")), at=at)


def test_a_pasted_text_is_confirmed_reviewed_and_given(
    directive: Directive, open_page: Callable[..., Page]
) -> None:
    from accountability.assignments.models import Assignment

    people = People(open_page)
    page = people.there("chuyenvien", f"/van-ban/{directive.pk}/boc-tach/")
    the_specialist_pastes_the_text(page)
    reading = page.url
    he_drops_one_and_brings_it_back(page)
    he_changes_one_and_confirms_the_rest(page)
    codes = Assignment.objects.order_by("rank").values_list("lead_agency__code", "state")
    assert sorted(codes) == [("STC", "draft"), ("SXD", "draft"), ("SYT", "draft")]
    the_same_page_fits_a_phone(People(open_page).there("chuyenvien", reading, **ON_PHONE))
    page.goto(f"/van-ban/{directive.pk}/boc-tach/")
    page.get_by_role("button", name="Trình duyệt 3 nhiệm vụ").click()
    page.get_by_role("dialog").get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Đã trình Trưởng phòng").wait_for()
    the_deputy_chief_gives(people.there("phochanhvanphong", f"/van-ban/{directive.pk}/"))
    assert set(Assignment.objects.values_list("state", flat=True)) == {"assigned"}


def the_specialist_pastes_the_text(page: Page) -> None:
    page.get_by_role("link", name="Bóc tách từ văn bản").click()
    page.get_by_label("Nội dung văn bản").fill(TEXT)
    page.get_by_role("button", name="Đọc và đề xuất nhiệm vụ").click()
    page.wait_for_url(re.compile(r"/tu-van-ban/\d+/"))
    expect(page.locator("mark.quote")).to_have_count(3)
    assert page.locator("mark.quote").first.inner_text().endswith("trước ngày 15/12/2022.")


def he_drops_one_and_brings_it_back(page: Page) -> None:
    page.get_by_role("button", name="Bỏ đề xuất 2").click()
    page.get_by_text("Đã bỏ đề xuất").wait_for()
    expect(page.locator("mark.quote")).to_have_count(2)
    page.get_by_role("button", name="Khôi phục đề xuất 2").click()
    page.get_by_text("Đã đưa lại").wait_for()


def he_changes_one_and_confirms_the_rest(page: Page) -> None:
    page.get_by_role("link", name="Sửa đề xuất 3").click()
    expect(page.get_by_label("Đến ngày").last).to_have_value("2022-12-20")
    page.get_by_label("Sản phẩm").first.fill("Báo cáo rà soát")
    page.get_by_role("button", name="Xác nhận, ghi nhiệm vụ").last.click()
    page.get_by_text("Đã ghi nhiệm vụ.").wait_for()
    page.get_by_role("button", name="Xác nhận tất cả đề xuất chắc chắn (2)").click()
    page.get_by_role("dialog").get_by_role("button", name="Xác nhận").click()
    page.get_by_text("Đã ghi 2 nhiệm vụ từ 2 đề xuất chắc chắn.").wait_for()


def the_same_page_fits_a_phone(page: Page) -> None:
    page.get_by_role("button", name="Hoàn lại đề xuất 1").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def the_deputy_chief_gives(page: Page) -> None:
    page.get_by_role("button", name="Duyệt, giao nhiệm vụ").click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý").click()
    page.get_by_text("Đã giao 3 nhiệm vụ").wait_for()
