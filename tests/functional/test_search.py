"""The search in a real browser: Ctrl-K, some letters, the arrows, Enter, and one is where one wanted to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.functional.test_story import People, nothing_is_wider_than_the_screen, people  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.functional, pytest.mark.slow]

ON_PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_ctrl_k_leads_by_the_keyboard_alone_to_a_duty(people: People) -> None:  # noqa: F811
    page = people.there("chuyenvien", "/van-ban/")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Tìm nhiệm vụ")
    assert field.evaluate("field => document.activeElement === field")
    page.keyboard.type("tai khoan an sinh")
    the_arrows_choose(page)
    chosen = page.locator("#goi-y").get_by_role("option", selected=True)
    title = chosen.locator(".suggestion-title").inner_text()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).filter(has_text=title[:40]).wait_for()
    the_slash_opens_it_and_escape_closes_it(page)
    on_a_phone_a_mark_opens_the_page(people("truongphong", **ON_PHONE))


def the_arrows_choose(page: Page) -> None:
    options = page.locator("#goi-y").get_by_role("option")
    options.first.wait_for()
    field = page.get_by_role("combobox", name="Tìm nhiệm vụ")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == "goi-y-tat-ca"
    page.keyboard.press("ArrowDown")
    assert options.first.get_attribute("aria-selected") == "true"


def the_slash_opens_it_and_escape_closes_it(page: Page) -> None:
    page.wait_for_load_state()  # Its scripts listen only then.
    page.keyboard.press("/")
    page.keyboard.type("cong an")
    page.locator("#goi-y").get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("listbox").wait_for(state="hidden")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Tìm kiếm").wait_for()
    assert page.get_by_role("region").count() > 0
    assert "q=cong+an" in page.url


def on_a_phone_a_mark_opens_the_page(phone: Page) -> None:
    phone.get_by_role("link", name="Tìm kiếm").click()
    phone.get_by_label("Tìm", exact=True).fill("an sinh")
    phone.get_by_role("button", name="Tìm").click()
    phone.get_by_role("link", name="Tạo lập tài khoản an sinh xã hội").first.wait_for()
    assert nothing_is_wider_than_the_screen(phone)
