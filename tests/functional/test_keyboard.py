"""By the keyboard alone, as people do who cannot use a mouse: Tab, Enter, the arrows, Escape, letters.

Every stop on the way must be seen: with the mark of the focus, within the window, under nothing else.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import actor
from tests.functional.test_matrix import a_document_with_thirty_duties_of_forty_communes
from tests.functional.test_story import People, a_pdf, people  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from accountability.access.actor import Actor
    from accountability.assignments.models import Assignment
    from tests.cast import Province

pytestmark = [pytest.mark.functional, pytest.mark.slow]

# No transitions: the mark of the focus is there as soon as the focus is.
AT_ONCE: dict[str, Any] = {"reduced_motion": "reduce"}
FOCUSED = "one => one === document.activeElement"
# What keeps a stop from being seen; nothing when it is seen. The mark is the house's, on whatever it stands.
UNSEEN = """(() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const probe = document.createElement("i");
  probe.style.color = "var(--focus)";
  document.body.append(probe);
  const mark = getComputedStyle(probe).color;
  probe.remove();
  if (style.outlineStyle !== "solid" || parseFloat(style.outlineWidth) < 2 || style.outlineColor !== mark)
    return `no mark: ${style.outlineWidth} ${style.outlineStyle} ${style.outlineColor}`;
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (right - left < 1 || bottom - top < 1) return "outside the window";
  const parts = [...one.getClientRects()].map((part) => [part.left + part.width / 2, part.top + part.height / 2]);
  const shown = [[(left + right) / 2, (top + bottom) / 2], ...parts].some(([x, y]) => {
    const above = document.elementFromPoint(x, y);
    return above && (one.contains(above) || (above.tagName === "LABEL" && above.control === one));
  });
  return shown ? "" : "under something else";
})()"""
# Where the focus is in the matrix: its row and its place there.
CELL = """(() => {
  const cell = document.activeElement.closest("th, td");
  return `${cell.parentElement.rowIndex} ${cell.cellIndex}`;
})()"""


class Keys:
    """The keyboard of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, wanted: Locator, at_most: int = 250) -> None:
        """Tab until it has the focus; every stop before it, and itself, is seen."""
        one = None
        for _ in range(at_most):
            self.press("Tab")
            # Looked for once, after the first Tab; were it replaced on the way, the focus would never be on it.
            one = one or wanted.first.element_handle()
            unseen, reached = one.evaluate(f"one => [{UNSEEN}, one === document.activeElement]")
            assert not unseen, f"{unseen}: {self.page.evaluate('document.activeElement.outerHTML')[:200]}"
            if reached:
                return
        pytest.fail(f"not reached by {at_most} times Tab: {wanted}")

    def write(self, label: str, words: str) -> None:
        """Go to a field and write there."""
        self.reach(self.page.get_by_label(label))
        self.page.keyboard.type(words)

    def choose(self, label: str, words: str) -> None:
        """Go to a menu and go down to the choice that begins with these words."""
        menu = self.page.get_by_label(label).first
        self.reach(menu)
        chosen = menu.element_handle()
        for _ in range(100):
            if chosen.evaluate("one => one.selectedOptions[0].label.trim()").startswith(words):
                return
            self.press("ArrowDown")
        pytest.fail(f"{label} has no {words}")

    def enter(self, wanted: Locator) -> None:
        """Go there and press Enter."""
        self.reach(wanted)
        self.press("Enter")


def has_focus(one: Locator) -> bool:
    """Whether it is where the keys go."""
    return bool(one.evaluate(FOCUSED))


@pytest.fixture
def task(province: Province, story: None) -> Assignment:
    """The labour department's task of the conference, received by its head."""
    from accountability.assignments.models import Assignment
    from accountability.calendars.demo_clock import STARTS_AT
    from workflows import acts

    row = Assignment.objects.get(title__startswith="Tạo lập tài khoản an sinh xã hội")
    acts.acknowledge(row.pk, by=person(province, "ldtbxh"), at=STARTS_AT)
    return row


def person(province: Province, username: str) -> Actor:
    """Whoever has that account."""
    return actor(province.user(username))


def test_a_clerk_registers_a_directive_with_its_file(people: People) -> None:  # noqa: F811
    from accountability.directives.models import Directive

    page = people.there("vanthu", "about:blank", **AT_ONCE)
    # From the beginning: the browser learns some time after we ask that choosers are ours, and a key is faster.
    page.on("filechooser", lambda chooser: None)
    keys = Keys(page)
    page.goto("/")
    keys.press("Tab")
    assert has_focus(page.get_by_role("link", name="Đến nội dung chính")), (
        "the first stop leads past the menus"
    )
    keys.press("Enter")
    keys.enter(page.locator("main").get_by_role("link", name="Đăng ký văn bản"))
    page.get_by_role("heading", level=1, name="Đăng ký văn bản").wait_for()
    keys.choose("Loại văn bản", "Công văn")
    keys.write("Ngày ban hành", "10102022")
    keys.write("Số, ký hiệu", "9012/UBND-VX")
    keys.write("Trích yếu", "Về việc chi trả an sinh xã hội không dùng tiền mặt")
    keys.choose("Người ký", "Chủ tịch UBND tỉnh")
    keys.choose("Lĩnh vực", "Văn xã")
    keys.reach(page.get_by_label("Tệp văn bản"))
    with page.expect_file_chooser() as opened:
        keys.press(" ")
    opened.value.set_files({"name": "9012.pdf", "mimeType": "application/pdf", "buffer": a_pdf()})
    keys.enter(page.get_by_role("button", name="Đăng ký", exact=True))
    page.wait_for_url(re.compile(r"/van-ban/\d+/"))

    made = Directive.objects.latest("pk")
    assert (made.number, made.symbol, made.file is not None) == ("9012", "UBND-VX", True)


def test_an_officer_reports_a_result(people: People, task: Assignment) -> None:  # noqa: F811
    from accountability.assignments.models import ProgressReport

    page = people("ldtbxh-daumoi", **AT_ONCE)
    keys = Keys(page)
    keys.enter(page.locator("main").get_by_role("link", name=task.title))
    page.get_by_role("heading", level=1).filter(has_text=task.title[:30]).wait_for()
    keys.enter(page.get_by_role("link", name="Cập nhật kết quả", exact=True))
    page.get_by_label("Kết quả thực hiện").wait_for()
    keys.write("Kết quả thực hiện", "Đã gửi mẫu rà soát đến 21 huyện, thành phố, thị xã.")
    keys.enter(page.get_by_role("button", name="Gửi cập nhật kết quả"))
    page.get_by_text("Đã cập nhật kết quả.").wait_for()

    assert ProgressReport.objects.filter(assignment=task).count() == 1


def test_a_head_explains_and_a_mistake_leads_to_its_field(
    people: People, province: Province, task: Assignment  # noqa: F811
) -> None:  # fmt: skip
    from accountability.assignments.actions import LeaderWord
    from accountability.calendars.demo_clock import STARTS_AT
    from accountability.escalation.models import Explanation
    from workflows import acts

    word = LeaderWord(
        leader=province.position("chutich"),
        decided_on=STARTS_AT.date(),
        form="self",
        text="Đề nghị giải trình",
    )
    acts.demand_explanation(task.pk, word=word, by=person(province, "chutich"), at=STARTS_AT)
    page = people.there("ldtbxh", f"/nhiem-vu/{task.pk}/", **AT_ONCE)
    keys = Keys(page)
    keys.enter(page.locator("#giai-trinh").get_by_role("link", name="Giải trình"))
    page.get_by_label("1. Kết quả đến nay").wait_for()
    keys.enter(page.get_by_role("button", name="Giải trình", exact=True))
    summary = page.get_by_role("alert")
    summary.get_by_role("link").first.wait_for()
    assert has_focus(summary), "what is wrong is read first"
    keys.enter(summary.get_by_role("link", name="1. Kết quả đến nay"))
    assert has_focus(page.get_by_label("1. Kết quả đến nay"))
    page.keyboard.type("Đã có danh sách của 15/21 huyện.")
    keys.write("2. Nguyên nhân khách quan", "Dữ liệu các huyện chưa thống nhất.")
    keys.write("3. Trách nhiệm của tập thể", "Lãnh đạo Sở chưa đôn đốc kịp thời.")
    keys.write("Trách nhiệm của cá nhân", "Giám đốc Sở nhận trách nhiệm người đứng đầu.")
    keys.write("4. Biện pháp khắc phục", "Cử tổ công tác về sáu huyện còn lại.")
    keys.write("Cam kết hoàn thành ngày", "12122022")
    keys.enter(page.get_by_role("button", name="Giải trình", exact=True))
    page.get_by_text("Đã gửi giải trình.").wait_for()

    assert Explanation.objects.get(assignment=task).committed_on == date(2022, 12, 12)


def test_the_chairman_decides_and_a_dialog_gives_the_focus_back(
    people: People, province: Province, task: Assignment  # noqa: F811
) -> None:  # fmt: skip
    from accountability.calendars.demo_clock import STARTS_AT
    from accountability.escalation.actions import give_opinion
    from accountability.escalation.models import DecisionRequest
    from workflows import acts

    acts.report_at_once(task.pk, ground="Vượt thẩm quyền", by=person(province, "ldtbxh"), at=STARTS_AT)
    give_opinion(
        task.pk, act="call_in", text="Đề nghị mời làm việc", meets_at=STARTS_AT + timedelta(days=1),
        meets_where="Phòng họp số 1", by=person(province, "chuyenvien"), at=STARTS_AT + timedelta(minutes=1),
    )  # fmt: skip
    page = people("chutich", **AT_ONCE)
    keys = Keys(page)
    agree = page.locator(".decision").get_by_role("button", name="Đồng ý như Văn phòng đề xuất")
    keys.enter(agree)
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    keys.press("Escape")
    dialog.wait_for(state="hidden")
    assert has_focus(agree)
    other = page.locator(".decision summary", has_text="Ý kiến khác")
    keys.enter(other)
    keys.reach(page.get_by_role("link", name="Yêu cầu giải trình"))
    keys.press("Escape")
    assert has_focus(other)
    assert not page.get_by_role("link", name="Yêu cầu giải trình").is_visible()

    keys.press("Shift+Tab", "Shift+Tab", "Enter")
    keys.enter(dialog.get_by_role("button", name="Đồng ý như Văn phòng đề xuất"))
    page.get_by_text("Đã đồng ý như Văn phòng đề xuất").wait_for()

    assert DecisionRequest.objects.get(assignment=task).decided_at is not None


def test_menus_of_the_frame_open_and_close(people: People) -> None:  # noqa: F811
    page = people.there("chuyenvien", "/van-ban/", **AT_ONCE)
    keys = Keys(page)
    menu = page.locator(".who > summary")
    keys.enter(menu)
    profile = page.get_by_role("link", name="Hồ sơ của tôi")
    keys.reach(profile)
    keys.press("Escape")
    assert has_focus(menu)
    assert not profile.is_visible()

    keys.press("Enter")
    keys.reach(page.get_by_role("button", name="Đăng xuất"))
    keys.press("Tab")
    assert not profile.is_visible(), "a menu that one has left covers nothing"


def test_cells_of_the_matrix_are_seen_and_reached_by_arrows(people: People) -> None:  # noqa: F811
    directive = a_document_with_thirty_duties_of_forty_communes()
    page = people.there("chuyenvien", f"/van-ban/{directive}/bang-tong-hop/?phoi_hop=on", **AT_ONCE)
    keys = Keys(page)
    keys.reach(
        page.locator(".matrix tbody tr:has(td:nth-child(25) > a)").first.locator("td > a"), at_most=400
    )
    place = page.evaluate(CELL)
    for key in ["ArrowRight"] * 20 + ["ArrowDown"] * 20:
        keys.press(key)
        before = place
        unseen, place = page.evaluate(f"[{UNSEEN}, {CELL}]")
        assert not unseen, place
        assert place != before, "every arrow leads to another cell"
    keys.press("Enter")
    page.locator("#dien-bien").wait_for()
