"""A workbook in a real browser: read, corrected, written, undone, written again; on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.cast import actor
from tests.conftest import PHONE
from tests.functional.signing_in import with_session
from tests.integration.accountability.intake import annex_books as books

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accountability.accounts.models import User
    from accountability.directives.models import Directive
    from tests.cast import Province

pytestmark = [pytest.mark.functional, pytest.mark.slow]

ROWS = [
    *books.SHEET,
    [3, "Đào tạo, tập huấn cán bộ", "Sở Nội vụ, Sở TT&TT", "các đơn vị liên quan", "Khẩn trương"],
]
ROW = len(ROWS)


@pytest.fixture
def directive(
    demo_mode: None, cast: dict[str, User], province: Province, settings: Any, tmp_path: Any
) -> Directive:
    """Plan 812/KH-UBND, registered and not cut yet."""
    from accountability.calendars.demo_clock import STARTS_AT
    from accountability.directives.actions import DirectiveSpec
    from accountability.directives.rules import Reference
    from workflows import acts

    settings.MEDIA_ROOT = tmp_path / "files"
    return acts.register_directive(
        DirectiveSpec(
            kind="KH", issuer=province.agency("UBND"), issued_on=date(2022, 11, 7), abstract="Kế hoạch có phụ lục",
            field="NC", reference=Reference("812", "KH-UBND"), signer=province.position("chutich"), signer_form="TM",
        ), by=actor(cast["clerk"]), at=STARTS_AT,
    )  # fmt: skip


def confirmed(page: Page, button: str, answer: str) -> None:
    """Press the button and say yes to what it asks."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("button", name=answer, exact=True).click()


def test_a_workbook_is_read_corrected_written_undone_and_written_again(
    directive: Directive, page: Page
) -> None:
    from accountability.assignments.models import Assignment

    with_session(page, "chuyenvien").goto(f"/van-ban/{directive.pk}/boc-tach/")
    page.get_by_role("link", name="Từ phụ lục").click()
    page.get_by_label("Tệp phụ lục").set_input_files(
        {"name": "phu-luc.xlsx", "mimeType": "application/octet-stream", "buffer": books.xlsx(ROWS)}
    )
    page.get_by_role("button", name="Đọc và xem trước").click()

    row = page.locator(f"[data-row='{ROW}']")
    row.get_by_text("Chưa ghi được").wait_for()
    assert page.get_by_role("button", name="Ghi 4 nhiệm vụ").count() == 0, "all or nothing"
    page.get_by_role("link", name="Chỉ dòng có vấn đề").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_label("Ai chủ trì?").select_option(label="Sở TT&TT chủ trì, còn lại phối hợp")
    page.get_by_label("Thời hạn hoàn thành").fill("31/12/2022")
    page.get_by_role("button", name="Lưu sửa đổi").click()
    page.get_by_text("Không còn dòng nào có vấn đề").wait_for()

    confirmed(page, "Ghi 5 nhiệm vụ", "Ghi")
    page.get_by_text("Đã ghi 5 nhiệm vụ vào bản bóc tách").first.wait_for()
    made = Assignment.objects.get(directive=directive, title="Đào tạo, tập huấn cán bộ")
    assert (made.lead_agency.code, made.due_on) == ("STTTT", date(2022, 12, 31))

    confirmed(page, "Hoàn tác", "Hoàn tác")
    page.get_by_text("Đã hoàn tác:").wait_for()
    assert not Assignment.objects.filter(directive=directive).exists()

    confirmed(page, "Ghi 5 nhiệm vụ", "Ghi")
    page.get_by_text("Đã ghi 5 nhiệm vụ vào bản bóc tách").first.wait_for()
    assert Assignment.objects.filter(directive=directive).count() == 5


def test_on_a_phone_a_table_is_pasted_and_nothing_runs_off_the_page(
    directive: Directive, open_page: Callable[..., Page]
) -> None:
    page = with_session(open_page(viewport=PHONE, has_touch=True, is_mobile=True), "chuyenvien")
    page.goto(f"/van-ban/{directive.pk}/phu-luc/")
    page.get_by_label("Hoặc dán từ Excel").fill(books.separated(ROWS, "\t"))
    page.get_by_role("button", name="Đọc và xem trước").click()
    page.locator(f"[data-row='{ROW}']").wait_for()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.get_by_role("link", name="Cách đọc các cột").click()
    page.get_by_text("Ý nghĩa các cột").wait_for()
    assert page.evaluate(wide) == 0
