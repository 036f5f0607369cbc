"""How the persons of a browser test come in.

Through the form goes who begins the story (test_story), who has no scripts or signs in again (test_phone, test_drafts). All
others have a session that was made for them: two pages less for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from tests.cast import PASSWORD
from tests.quality.test_pages import sign_in_as

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accountability.accounts.models import User


def with_session(page: Page, who: User | str) -> Page:
    """The page, not yet at an address; whatever it opens is that person's. A name is a name of the sign-in."""
    from accountability.accounts.models import User

    user = User.objects.get(username=who) if isinstance(who, str) else who
    page.set_default_timeout(60_000)
    sign_in_as(page, user, settings.BASE_URL)
    return page


def signed_in(page: Page, who: User | str) -> Page:
    """That person's first page."""
    with_session(page, who).goto("/")
    page.locator(".who").wait_for()
    return page


def sign_in_by_form(page: Page, username: str) -> Page:
    """That person's first page, or the page for which one had to sign in again, after the form."""
    page.set_default_timeout(60_000)
    if "/dang-nhap/" not in page.url:
        page.goto("/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.locator(".who").wait_for()
    return page
