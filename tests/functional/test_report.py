"""The periodic report in a real browser, through the pages only: drafted, reviewed, submitted, given a word, issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.functional.test_story import People
from tests.given import assignments, go_to, on

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accountability.accounts.models import User
    from accountability.assignments.models import Assignment
    from tests.given import GoTo

__all__ = ["assignments", "go_to"]

pytestmark = [pytest.mark.functional, pytest.mark.slow]

SAID = "Đồng ý. Giao Công an tỉnh đôn đốc các cơ quan còn nhiệm vụ quá hạn trước ngày 30/11/2022."


@pytest.fixture
def people(
    demo_mode: None, cast: dict[str, User], assignments: list[Assignment], go_to: GoTo, mail_dir: Path,
    open_page: Callable[..., Page],
) -> People:  # fmt: skip
    """The first half of November has closed: the police draft, the Office reviews; it is 16 November."""
    from accountability.agencies.models import Position
    from accountability.directives.models import Program
    from accountability.reports.kind_actions import KindTerms, add_kind
    from workflows import reporting

    terms = KindTerms("Báo cáo 15 ngày", 1, "VX", Position.objects.get(code="chutich"))
    add_kind(
        Program.objects.get(code="DA06"), terms, rhythm="half_month", window=1, starts_on=date(2022, 11, 1), by=None,
        at=on("2022-11-08"),
    )  # fmt: skip
    reporting.close_periods(at=go_to("2022-11-16"))
    return People(open_page)


def _open(people: People, username: str) -> Page:
    """From the list of periods to the one that waits."""
    page = people.there(username, "/bao-cao/")
    page.locator("#bao-cao-cho a").first.click()
    return page


def _confirm(page: Page, button: str) -> None:
    page.locator("#buoc-tiep").get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("button", name=button).click()


def test_a_report_goes_from_its_draft_to_the_archive(people: People) -> None:
    from accountability.reports.models import ReportCycle, ReportFile, WordDirective

    police = _open(people, "congan")
    police.get_by_role("link", name="Soạn lời báo cáo").click()
    police.get_by_role("textbox", name="V. Khó khăn, vướng mắc; kiến nghị", exact=True).fill(
        "Kiến nghị xử lý {quá hạn} việc quá hạn."
    )
    police.get_by_role("button", name="Lưu", exact=True).click()
    police.get_by_text("Kiến nghị xử lý 04 việc quá hạn.").wait_for()
    _confirm(police, "Trình Văn phòng thẩm tra")
    police.get_by_text("Đã trình Văn phòng thẩm tra.").wait_for()

    office = _open(people, "phochanhvanphong")
    _confirm(office, "Đồng ý, trình")
    office.get_by_role("link", name="Ghi ý kiến thay lãnh đạo").click()
    office.get_by_role("radio", name="Bút phê").check()
    office.get_by_label("Ý kiến chỉ đạo").fill(SAID)
    office.get_by_role("button", name="Ghi ý kiến").click()
    office.get_by_text("(bút phê); VP cập nhật:").wait_for()
    office.get_by_role("link", name="Giao nhiệm vụ theo ý kiến này").click()
    office.get_by_role("button", name="Ghi, chuyển sang bóc tách").click()
    office.get_by_text("Nhiệm vụ bóc từ ý kiến này là Tạm giao.").wait_for()

    chair = people.there("chutich", "/dieu-hanh/")
    chair.locator("#ghi-thay").get_by_role("link", name="Đính chính").first.click()
    chair.get_by_label("Nội dung đúng").fill(SAID.replace("30/11", "25/11"))
    chair.get_by_role("button", name="Đính chính").click()
    chair.get_by_text("Đã được lãnh đạo đính chính.").wait_for()

    _confirm(_open(people, "congan"), "Phát hành, lưu")
    police.get_by_text("Đã phát hành báo cáo số 01/BC-").wait_for()
    with police.expect_download() as download:
        police.locator("#tep").get_by_role("link", name="Excel").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    assert ReportCycle.objects.get().state == "archived"
    assert ReportFile.objects.count() == 3
    assert WordDirective.objects.count() == 1
