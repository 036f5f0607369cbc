"""The whole story in a real browser, through the pages only: from the register to the accepted result."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter

from tests.conftest import PHONE
from tests.functional.signing_in import People

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Province

pytestmark = [pytest.mark.functional, pytest.mark.slow]

TITLE = "Rà soát, lập danh sách đối tượng an sinh xã hội chưa có tài khoản thanh toán"
ON_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


@pytest.fixture
def people(
    demo_mode: None, province: Province, story: None, mail_dir: Path, open_page: Callable[..., Page]
) -> People:
    """The persons of the province in demo mode, with the conference of 7 November already told."""
    return People(open_page)


def test_from_a_second_directive_to_the_chairmans_decision_and_the_accepted_result(people: People) -> None:
    from accountability.assignments.models import Assignment

    directive = the_clerk_registers_a_document_with_its_file(people.by_form("vanthu"))
    the_specialist_cuts_it_and_sends_it_to_review(people, directive)
    the_deputy_chief_approves(people.there("phochanhvanphong", f"/van-ban/{directive}/"))
    task = the_focal_point_receives_and_reports_on_a_phone(people)
    the_head_names_the_officer(people.at("ldtbxh", task))
    the_officer_reports_with_evidence(people.at("ldtbxh-chuyenvien", task))
    an_obstacle_goes_to_the_vice_chair_who_answers(people, task)
    time_passes_and_the_ladder_demands_an_explanation(people, task)
    the_head_explains_and_the_office_gives_its_opinion(people, task)
    the_ladder_reaches_the_chair_who_agrees(people, task)
    the_head_claims_completion_and_the_office_confirms(people, task)
    assert Assignment.objects.get(pk=task).state == "done"


# The steps, in order --------------------------------------------------------------------------------------------------


def the_clerk_registers_a_document_with_its_file(page: Page) -> int:
    from accountability.directives.models import Directive

    before = Directive.objects.count()
    page.get_by_role("link", name="Đăng ký văn bản").first.click()
    page.get_by_label("Loại văn bản").select_option(label="Công văn")
    page.get_by_label("Ngày ban hành").fill("2022-11-08")
    page.get_by_label("Số, ký hiệu").fill("9012/UBND-VX")
    page.get_by_label("Trích yếu").fill("Về việc chi trả an sinh xã hội không dùng tiền mặt")
    page.get_by_label("Người ký").select_option(label="Chủ tịch UBND tỉnh")
    page.get_by_label("Lĩnh vực").select_option(label="Văn xã")
    page.get_by_label("Tệp văn bản").set_input_files(
        {"name": "9012-UBND-VX.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    page.get_by_role("button", name="Đăng ký", exact=True).dblclick()
    page.wait_for_url(re.compile(r"/van-ban/\d+/"))
    made = Directive.objects.latest("pk")
    assert Directive.objects.count() == before + 1, "a doubled click registers one document"
    assert (made.number, made.symbol, made.file is not None) == ("9012", "UBND-VX", True)
    return made.pk


def the_specialist_cuts_it_and_sends_it_to_review(people: People, directive: int) -> None:
    from accountability.assignments.models import Assignment

    page = people.there("chuyenvien", f"/van-ban/{directive}/")
    page.get_by_role("link", name="Bóc tách nhiệm vụ").click()
    page.get_by_label("Nội dung nhiệm vụ").fill(TITLE)
    page.get_by_label("Sản phẩm").first.fill("Danh sách đối tượng")
    page.get_by_label("Cơ quan chủ trì").first.select_option(label="Sở LĐ,TB&XH")
    page.get_by_label("Cơ quan phối hợp").first.select_option(label=the_label(page, "NHNN"))
    page.get_by_label("Phần việc").first.fill("Chỉ đạo các ngân hàng mở tài khoản")
    page.get_by_label("Đến ngày").last.fill("2022-11-14")
    page.get_by_role("button", name=re.compile("Ghi|Thêm|Lưu")).click()
    page.get_by_text("Đã ghi nhiệm vụ.").wait_for()
    assert Assignment.objects.filter(directive_id=directive).count() == 1
    page.goto(f"/van-ban/{directive}/")
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Đã trình Trưởng phòng").wait_for()


def the_deputy_chief_approves(page: Page) -> None:
    page.get_by_role("button", name="Duyệt, giao nhiệm vụ").click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý").click()
    page.get_by_text("Đã giao 1 nhiệm vụ cho 2 cơ quan").wait_for()


def the_focal_point_receives_and_reports_on_a_phone(people: People) -> int:
    from accountability.assignments.models import ProgressReport

    page = people("ldtbxh-daumoi", **ON_PHONE)
    page.get_by_role("link", name=TITLE).first.click()
    pk = int(re.search(r"/nhiem-vu/(\d+)/", page.url)[1])  # type: ignore[index]
    page.get_by_role("button", name="Tiếp nhận").click()
    page.get_by_text("Đã tiếp nhận nhiệm vụ.").wait_for()
    # From the first page to a report in three clicks: the duty, the button, the end of the form.
    page.goto("/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Cập nhật kết quả").click()
    page.get_by_label("Kết quả thực hiện").fill("Đã gửi mẫu rà soát đến 21 huyện, thành phố, thị xã.")
    page.get_by_role("button", name="Cập nhật kết quả").dblclick()
    page.get_by_text("Đã cập nhật kết quả.").wait_for()
    assert ProgressReport.objects.filter(assignment_id=pk).count() == 1, "a doubled click reports once"
    assert nothing_is_wider_than_the_screen(page)
    return pk


def the_head_names_the_officer(page: Page) -> None:
    press(page, "Phân công")
    page.get_by_label("Người thực hiện").select_option(
        label=the_label(page, "ldtbxh-chuyenvien", "Người thực hiện")
    )
    page.get_by_role("button", name="Phân công").click()
    page.get_by_text("Đã phân công").wait_for()


def the_officer_reports_with_evidence(page: Page) -> None:
    press(page, "Cập nhật kết quả")
    page.get_by_label("Kết quả thực hiện").fill("Đã nhận danh sách của 9/21 huyện.")
    page.get_by_label("Tệp minh chứng").set_input_files(
        {"name": "danh-sach.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    page.get_by_role("button", name="Cập nhật kết quả").click()
    page.get_by_role("link", name="danh-sach.pdf").wait_for()


def an_obstacle_goes_to_the_vice_chair_who_answers(people: People, task: int) -> None:
    page = people.at("ldtbxh", task)
    press(page, "Nêu khó khăn, vướng mắc")
    page.get_by_label("Khó khăn, vướng mắc").fill("12 huyện chưa gửi danh sách.")
    page.get_by_label("Đề xuất, kiến nghị").fill("Đề nghị UBND tỉnh nhắc các huyện.")
    superior = "Phó Chủ tịch UBND tỉnh phụ trách Nội chính, Văn xã"
    page.get_by_label("Gửi đến").select_option(label=superior)
    page.get_by_role("button", name="Nêu khó khăn, vướng mắc").click()
    page.get_by_text("Đã gửi khó khăn, vướng mắc").wait_for()
    page = people("phochutich")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Trả lời", exact=True).click()
    page.get_by_label("Ý kiến trả lời").fill("Văn phòng nhắc ngay; các huyện gửi trước ngày 11/11.")
    page.get_by_role("button", name="Trả lời khó khăn, vướng mắc").click()
    page.get_by_text("Đã trả lời khó khăn, vướng mắc.").wait_for()


def time_passes_and_the_ladder_demands_an_explanation(people: People, task: int) -> None:
    from accountability.notices.models import Outbox

    mails = Outbox.objects.count()
    move_the_clock_to(people("chuyenvien"), "2022-11-14")
    assert Outbox.objects.count() > mails, "reminders go out before the deadline"
    move_the_clock_to(people("chuyenvien"), "2022-11-21")  # Five working days late.
    page = people.at("ldtbxh", task)
    page.get_by_text("Quá hạn 7 ngày").first.wait_for()
    rungs = page.locator("#dien-bien")
    for words in ("Quá hạn 1 ngày làm việc", "Quá hạn 3 ngày làm việc", "Quá hạn 5 ngày làm việc"):
        assert rungs.get_by_text(words).count(), words
    told = rungs.locator("li", has_text="Quá hạn 3 ngày làm việc").first
    told.locator("summary").click()
    assert "Giám đốc Sở Lao động - Thương binh và Xã hội" in told.inner_text(), (
        "the timeline names who was told"
    )
    assert Outbox.objects.filter(dedupe_key__startswith=f"esc:a:{task}:late-").count() >= 3


def the_head_explains_and_the_office_gives_its_opinion(people: People, task: int) -> None:
    page = people.there("ldtbxh", "/")
    assert page.get_by_role("link", name=TITLE).count(), (
        "what must be explained is on the agency's first page"
    )
    page.goto(f"/nhiem-vu/{task}/")
    page.locator("#giai-trinh").get_by_role("link", name="Giải trình").click()
    for label, words in {
        "1. Kết quả đến nay": "Đã có danh sách của 15/21 huyện.",
        "2. Nguyên nhân khách quan": "Dữ liệu các huyện chưa thống nhất.",
        "3. Trách nhiệm của tập thể": "Lãnh đạo Sở chưa đôn đốc kịp thời.",
        "Trách nhiệm của cá nhân": "Giám đốc Sở nhận trách nhiệm người đứng đầu.",
        "4. Biện pháp khắc phục": "Cử tổ công tác về sáu huyện còn lại.",
        "5. Đề xuất, kiến nghị": "Đề nghị gia hạn đến ngày 20/12/2022.",
    }.items():
        page.get_by_label(label).fill(words)
    page.get_by_label("Cam kết hoàn thành ngày").fill("2022-12-20")
    page.get_by_role("button", name="Giải trình").click()
    page.get_by_text("Đã gửi giải trình.").wait_for()
    page = people.at("chuyenvien", task)
    press(page, "Ý kiến của Văn phòng")
    page.get_by_label("Gia hạn đến ngày", exact=True).check()
    page.get_by_label("Gia hạn đến ngày (khi gia hạn)").fill("2022-12-20")
    page.get_by_label("Ý kiến của Văn phòng").fill("Lý do xác đáng; đề nghị gia hạn một lần.")
    page.get_by_role("button", name="Ý kiến của Văn phòng").click()
    page.get_by_text("Đã ghi ý kiến của Văn phòng.").wait_for()


def the_ladder_reaches_the_chair_who_agrees(people: People, task: int) -> None:
    from accountability.assignments.models import Assignment

    move_the_clock_to(people("chuyenvien"), "2022-12-05")  # Fifteen working days late.
    page = people("chutich")
    first = page.locator("#cho-y-kien .decision").first
    assert TITLE in first.inner_text(), "the longest overdue stands first"
    assert "Lý do xác đáng" in first.inner_text()
    one_page_of_pdf(page)
    first.get_by_role("button", name="Đồng ý như Văn phòng đề xuất").click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý như Văn phòng đề xuất").click()
    page.get_by_text("Đã đồng ý như Văn phòng đề xuất").wait_for()
    row = Assignment.objects.get(pk=task)
    assert f"{row.due_on:%d/%m/%Y}" == "20/12/2022"
    page.goto(f"/nhiem-vu/{task}/")
    page.get_by_text("14/11/2022, đã gia hạn 1 lần").wait_for()


def the_head_claims_completion_and_the_office_confirms(people: People, task: int) -> None:
    page = people.at("ldtbxh", task)
    press(page, "Báo cáo hoàn thành")
    page.get_by_label("Số văn bản kết quả").fill("512")
    page.get_by_label("Ký hiệu").fill("BC-SLĐTBXH")
    page.get_by_label("Ngày văn bản kết quả").fill("2022-12-05")
    page.get_by_label("Tóm tắt kết quả").fill("Đã lập danh sách của 21/21 huyện.")
    page.get_by_role("button", name="Báo cáo hoàn thành").dblclick()
    page.get_by_text("Đã báo cáo hoàn thành; chờ xác nhận.").wait_for()
    page = people.at("chuyenvien", task)
    press(page, "Xác nhận hoàn thành")
    page.get_by_label("Xác nhận hoàn thành").check()
    page.get_by_role("button", name="Xác nhận hoàn thành").click()
    page.get_by_text("Đã xác nhận hoàn thành.").wait_for()
    page = people.at("ldtbxh-daumoi", task)
    assert page.locator(".page-head").get_by_text("Hoàn thành", exact=True).count()
    page.get_by_text("Quy trình đã kết thúc.").wait_for()


# What the steps share -------------------------------------------------------------------------------------------------


def press(page: Page, words: str) -> None:
    """Press a button of the page's head, also one that stands under "Việc khác"."""
    wanted = page.locator(".page-head").get_by_role("link", name=words, exact=True)
    if not wanted.first.is_visible():
        page.get_by_text("Việc khác", exact=True).click()
    wanted.first.click()


def the_label(page: Page, words: str, field: str = "Cơ quan phối hợp") -> str:
    """The whole label of the choice that has these words."""
    choices = page.get_by_label(field).first.locator("option").all_inner_texts()
    return next(choice for choice in choices if words in choice)


def move_the_clock_to(page: Page, day: str) -> None:
    """Move the demo clock in the header of whichever page it is."""
    page.locator(".demo > summary").click()
    page.get_by_label("Đến ngày").first.fill(day)
    page.get_by_role("button", name="Chuyển", exact=True).click(no_wait_after=True)
    moved = f"Đồng hồ trình diễn: 08:00 ngày {date.fromisoformat(day):%d/%m/%Y}."
    page.get_by_text(moved).wait_for(timeout=60_000)


def one_page_of_pdf(page: Page) -> None:
    """The button gives one A4 page that has the first decision."""
    address = page.get_by_role("link", name="Xuất PDF").get_attribute("href")
    answer = page.request.get(str(address))
    assert answer.headers["content-type"] == "application/pdf"
    sheets = PdfReader(io.BytesIO(answer.body())).pages
    assert len(sheets) == 1
    assert "Rà soát, lập danh sách" in " ".join(sheets[0].extract_text().split())


def nothing_is_wider_than_the_screen(page: Page) -> bool:
    """Whether the page scrolls downwards only."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def a_pdf() -> bytes:
    """A real file of one empty page."""
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(file)
    return file.getvalue()
