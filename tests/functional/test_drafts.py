"""A long form keeps its words on the device while it is written, and is sent only when somebody presses its button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import actor
from tests.functional.signing_in import sign_in_by_form, with_session
from tests.functional.test_phone import ON_PHONE, SHELF, the_shelf_empties
from tests.given import assignments, go_to, on

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accountability.accounts.models import User
    from accountability.assignments.models import Assignment

__all__ = ["assignments", "go_to"]
pytestmark = [pytest.mark.functional, pytest.mark.slow]

TEXT, PROPOSAL = "Chưa có danh sách đối tượng khớp dữ liệu dân cư.", "Đề nghị Công an tỉnh đối sánh."
KEPT = "Đã lấy lại bản nháp lưu trên máy này."
UNSENT = "Chưa gửi được vì mất mạng."


@pytest.fixture
def taken(assignments: list[Assignment], cast: dict[str, User]) -> Assignment:
    """The labour department took on what it was given."""
    from workflows import acts

    return acts.acknowledge(assignments[-1].pk, by=actor(cast["labour_head"]), at=on("2022-11-08"))


@pytest.fixture
def page(cast: dict[str, User], open_page: Callable[..., Page]) -> Page:
    """The head of the department on his phone."""
    return with_session(open_page(**ON_PHONE), cast["labour_head"])


def write(page: Page, task: Assignment) -> None:
    page.goto(f"/nhiem-vu/{task.pk}/vuong-mac/")
    page.get_by_label("Khó khăn, vướng mắc").fill(TEXT)
    page.get_by_label("Đề xuất, kiến nghị").fill(PROPOSAL)
    shelved(page)


def shelved(page: Page) -> None:
    """What was typed is kept a moment after it was typed."""
    for _ in range(50):
        if any(row.endswith(" writing") for row in page.evaluate(SHELF)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(SHELF))


def raised(task: Assignment) -> list[Any]:
    return list(task.obstacles.values_list("text", "proposal"))


def send(page: Page) -> None:
    page.get_by_role("button", name="Nêu khó khăn, vướng mắc").click()


def test_what_is_written_is_there_again_for_its_author_alone_and_goes_when_it_was_sent(
    taken: Assignment, cast: dict[str, User], page: Page
) -> None:
    write(page, taken)
    page.goto(f"/nhiem-vu/{taken.pk}/")
    page.get_by_text("Bản nháp chưa gửi: Nêu khó khăn, vướng mắc").wait_for()
    page.context.clear_cookies(name="sessionid")
    page.goto("/dang-nhap/")
    sign_in_by_form(page, cast["specialist"].username)
    page.goto(f"/nhiem-vu/{taken.pk}/")
    page.wait_for_load_state("networkidle")
    assert TEXT not in page.content()
    assert page.locator("#ban-nhap").count() == 0
    page.context.clear_cookies(name="sessionid")
    page.goto(f"/dang-nhap/?next=/nhiem-vu/{taken.pk}/vuong-mac/")
    sign_in_by_form(page, cast["labour_head"].username)
    page.get_by_text(KEPT).wait_for()
    assert page.get_by_label("Khó khăn, vướng mắc").input_value() == TEXT
    assert page.get_by_label("Đề xuất, kiến nghị").input_value() == PROPOSAL
    send(page)
    page.wait_for_url(f"**/nhiem-vu/{taken.pk}/")
    assert raised(taken) == [(TEXT, PROPOSAL)]
    the_shelf_empties(page)


def test_without_a_line_it_is_kept_and_not_sent_before_somebody_presses_again(
    taken: Assignment, page: Page
) -> None:
    write(page, taken)
    page.context.set_offline(True)
    send(page)
    page.get_by_text(UNSENT).wait_for()
    page.context.set_offline(False)
    page.wait_for_timeout(3_000)  # A report of results would go by itself after two seconds.
    assert raised(taken) == []
    send(page)
    page.wait_for_url(f"**/nhiem-vu/{taken.pk}/")
    assert raised(taken) == [(TEXT, PROPOSAL)]
    the_shelf_empties(page)


def test_of_a_mark_of_secrecy_nothing_is_kept_and_of_other_mistakes_everything(
    taken: Assignment, page: Page
) -> None:
    write(page, taken)
    page.get_by_label("Đề xuất, kiến nghị").fill("")
    send(page)
    page.get_by_text("Đề xuất, kiến nghị: ").wait_for()
    assert page.get_by_label("Khó khăn, vướng mắc").input_value() == TEXT
    shelved(page)
    page.get_by_label("Đề xuất, kiến nghị").fill("Theo văn bản TỐI MẬT số 5")
    send(page)
    page.get_by_text("mức độ mật").first.wait_for()
    the_shelf_empties(page)
    assert raised(taken) == []
