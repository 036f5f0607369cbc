"""A commune officer at work on a phone: without scripts at all, and with them over a line that breaks."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import actor
from tests.conftest import PHONE
from tests.functional.signing_in import sign_in_by_form, with_session
from tests.functional.test_story import nothing_is_wider_than_the_screen
from tests.given import GIVEN_AT, assignments, go_to, on

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accountability.accounts.models import User
    from accountability.assignments.models import Assignment

__all__ = ["assignments", "go_to"]
pytestmark = [pytest.mark.functional, pytest.mark.slow]

WORDS = "Đã rà soát 7/9 khối, còn hai khối chờ danh sách."
TITLE = "Rà soát hộ chưa có định danh điện tử"
ON_PHONE: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
KEPT = "Đã lưu trên máy, sẽ gửi khi có mạng."
SHELF = """async () => {
  const open = indexedDB.open("dondoc", 1);
  const found = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  if (!found.objectStoreNames.contains("drafts")) return [];
  const rows = found.transaction("drafts").objectStore("drafts").getAll();
  return new Promise((resolve) => { rows.onsuccess = () => resolve(rows.result.map((row) => `${row.account} ${row.state}`)); });
}"""


@pytest.fixture
def task(assignments: list[Assignment], cast: dict[str, User]) -> Assignment:
    """What the first commune of Vinh was given, and has not taken on."""
    from accountability.agencies.models import Agency
    from accountability.assignments.actions import AssignmentSpec, draft
    from accountability.assignments.rules import Duration
    from accountability.directives.actions import DirectiveSpec
    from accountability.directives.rules import Reference
    from workflows import acts

    specialist, deputy = actor(cast["specialist"]), actor(cast["section_head"])
    spec = DirectiveSpec(
        kind="KH", issuer=Agency.objects.get(code="UBND"), issued_on=date(2022, 11, 7), field="VX",
        abstract="Kế hoạch định danh điện tử", reference=Reference("815", "KH-UBND"),
    )  # fmt: skip
    directive = acts.register_directive(spec, by=actor(cast["clerk"]), at=GIVEN_AT)
    ward = Agency.objects.get(positions__incumbencies__user=cast["commune_chair"])
    wanted = AssignmentSpec(TITLE, [ward], duration=Duration.FIXED, due_on=date(2022, 11, 10))
    draft(directive, wanted, by=specialist, at=GIVEN_AT)
    acts.send_to_review(directive.pk, by=specialist, at=GIVEN_AT)
    acts.approve_directive(directive.pk, by=deputy, at=GIVEN_AT)
    return directive.assignments.get()


@pytest.fixture
def taken(task: Assignment, cast: dict[str, User]) -> Assignment:
    """The commune took it on."""
    from workflows import acts

    return acts.acknowledge(task.pk, by=actor(cast["commune_chair"]), at=on("2022-11-08"))


def a_photo() -> bytes:
    """Twelve million points, as a phone takes them."""
    from PIL import Image  # Comes with WeasyPrint.

    made = io.BytesIO()
    Image.linear_gradient("L").resize((4000, 3000)).convert("RGB").save(made, "JPEG", quality=97)
    return made.getvalue()


def write(page: Page, task: Assignment) -> None:
    page.goto(f"/nhiem-vu/{task.pk}/cap-nhat/")
    page.get_by_label("Kết quả thực hiện").fill(WORDS)


def send(page: Page) -> None:
    page.get_by_role("button", name="Gửi cập nhật kết quả").dblclick()


def reports(task: Assignment) -> list[str]:
    return list(task.reports.values_list("text", flat=True))


def test_without_scripts_a_commune_officer_reads_takes_on_and_reports(
    task: Assignment, cast: dict[str, User], open_page: Callable[..., Page]
) -> None:
    page = sign_in_by_form(open_page(java_script_enabled=False, **ON_PHONE), cast["commune_chair"].username)
    page.locator(".inbox").get_by_role("link", name=TITLE).first.click()
    page.get_by_text("815/KH-UBND").first.wait_for()
    page.get_by_role("link", name="Đôn Đốc").first.click()
    page.locator(".inbox li", has_text=TITLE).get_by_role("button", name="Tiếp nhận").click()
    page.get_by_text("Đã tiếp nhận nhiệm vụ.").wait_for()
    # Three clicks: the button of the line, the words, the end of the form.
    page.goto("/")
    page.locator(".inbox li", has_text=TITLE).get_by_role("link", name="Cập nhật kết quả").click()
    page.get_by_label("Kết quả thực hiện").fill(WORDS)
    page.get_by_label("Chụp ảnh minh chứng").set_input_files(
        {"name": "khoi-7.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
    )
    page.get_by_role("button", name="Gửi cập nhật kết quả").click()
    page.get_by_text("Đã cập nhật kết quả.").wait_for()
    page.get_by_role("link", name="khoi-7.jpg").wait_for()
    assert reports(task) == [WORDS]


def the_shelf_empties(page: Page) -> None:
    """It went before the next page came; on a busy machine that is seen a moment later."""
    for _ in range(50):
        if page.evaluate(SHELF) == []:
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(SHELF))


def test_a_report_written_while_the_line_is_down_arrives_once_with_its_photo(
    taken: Assignment, cast: dict[str, User], open_page: Callable[..., Page]
) -> None:
    from PIL import Image

    page = with_session(open_page(**ON_PHONE), cast["commune_chair"])
    write(page, taken)
    page.context.set_offline(True)
    photo = a_photo()
    page.get_by_label("Chụp ảnh minh chứng").set_input_files(
        {"name": "khoi-7.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    send(page)
    page.get_by_text(KEPT).wait_for()
    assert reports(taken) == []
    assert nothing_is_wider_than_the_screen(page)
    page.context.set_offline(False)
    page.get_by_text("Đã cập nhật kết quả.").wait_for()
    page.get_by_role("link", name="khoi-7.jpg").wait_for()
    assert reports(taken) == [WORDS]
    (evidence,) = taken.evidence.select_related("file")
    assert evidence.file.size < len(photo)
    with evidence.file.content.open("rb") as kept:
        assert max(Image.open(kept).size) == 2000
    the_shelf_empties(page)


def test_what_is_typed_while_the_next_page_is_loading_is_not_kept_again(
    taken: Assignment, cast: dict[str, User], open_page: Callable[..., Page]
) -> None:
    page = with_session(open_page(**ON_PHONE), cast["commune_chair"])
    write(page, taken)

    def take_long(route: Any) -> None:
        sleep(2)
        route.fallback()

    page.context.set_offline(True)
    send(page)
    page.get_by_text(KEPT).wait_for()
    page.route(f"**/nhiem-vu/{taken.pk}/", take_long)
    page.evaluate(
        "setInterval(() => document.querySelector('textarea').dispatchEvent(new Event('input', { bubbles: true })), 500)"
    )
    page.context.set_offline(False)
    page.get_by_text("Đã cập nhật kết quả.").wait_for()
    assert page.evaluate(SHELF) == []
    assert reports(taken) == [WORDS]


def test_an_answer_that_is_lost_on_the_way_back_makes_no_second_report(
    taken: Assignment, cast: dict[str, User], open_page: Callable[..., Page]
) -> None:
    page = with_session(open_page(**ON_PHONE), cast["commune_chair"])
    write(page, taken)
    lost = []

    def lose_the_first(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.fallback()

    page.route("**/cap-nhat/", lose_the_first)
    send(page)
    page.get_by_text(KEPT).wait_for()
    assert reports(taken) == [WORDS], "it had arrived"
    page.reload()
    page.get_by_text("Báo cáo này đã được nhận trước đó").wait_for()
    assert reports(taken) == [WORDS]


def test_when_the_session_ends_the_words_wait_for_their_own_author(
    taken: Assignment, cast: dict[str, User], open_page: Callable[..., Page]
) -> None:
    page = with_session(open_page(**ON_PHONE), cast["commune_chair"])
    write(page, taken)
    page.context.clear_cookies(name="sessionid")
    send(page)
    page.get_by_role("link", name="Đăng nhập lại để gửi").wait_for()
    # Somebody else picks up the phone: nothing of it is shown to him, nothing is sent by him.
    page.goto("/dang-nhap/")
    sign_in_by_form(page, cast["district_chair"].username)
    page.goto("/don-vi/")
    page.wait_for_load_state("networkidle")
    assert page.locator("#ban-nhap").count() == 0
    assert WORDS not in page.content()
    page.context.clear_cookies(name="sessionid")
    page.goto(f"/dang-nhap/?next=/nhiem-vu/{taken.pk}/cap-nhat/")
    sign_in_by_form(page, cast["commune_chair"].username)
    page.get_by_text("Đã cập nhật kết quả.").wait_for()
    assert reports(taken) == [WORDS]


def test_what_can_no_longer_be_sent_is_told_and_kept_until_sign_out(
    taken: Assignment, cast: dict[str, User], open_page: Callable[..., Page]
) -> None:
    from workflows import acts

    page = with_session(open_page(**ON_PHONE), cast["commune_chair"])
    write(page, taken)
    page.context.set_offline(True)
    send(page)
    page.get_by_text(KEPT).wait_for()
    acts.claim_completion(
        taken.pk, number="3", symbol="BC-UBND", result_on=date(2022, 11, 8), summary="Xong",
        by=actor(cast["commune_chair"]), at=on("2022-11-08"),
    )  # fmt: skip
    page.context.set_offline(False)
    page.get_by_text("không cập nhật kết quả được").wait_for()
    assert page.get_by_label("Kết quả thực hiện").input_value() == WORDS
    assert page.evaluate(SHELF) == [f"{cast['commune_chair'].pk} writing"]
    assert reports(taken) == []
    page.locator(".who > summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_label("Tên đăng nhập").wait_for()
    assert page.evaluate(SHELF) == []
