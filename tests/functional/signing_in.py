"""How the persons of a browser test come in.

Through the form goes who begins the story (test_story), who has no scripts or signs in again (test_phone, test_drafts). All
others have a session that was made for them: two pages less for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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


def first_page(page: Page) -> Page:
    """The first page of whoever is signed in there."""
    page.goto("/")
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


class People:
    """Persons who come one after the other to the same desk, and to the same phone, each with his own session.

    A browser of his own for everybody would load every style sheet, face and script anew.
    """

    def __init__(self, open_page: Callable[..., Page]) -> None:
        self._open = open_page
        self._devices: dict[str, Page] = {}
        self._of: dict[str, str] = {}
        self._at: dict[str, str] = {}

    def __call__(self, username: str, **options: Any) -> Page:
        """The page of that person: the first page, unless nobody else came in between."""
        page, came = self._came(username, options)
        return first_page(page) if came else page

    def by_form(self, username: str) -> Page:
        """The same for whoever comes first, through the form."""
        page = sign_in_by_form(self._device(username, {}), username)
        self._at[self._of[username]] = username
        return page

    def there(self, username: str, address: str, **options: Any) -> Page:
        """The page of that person at this address."""
        page, _ = self._came(username, options)
        page.goto(address)
        return page

    def _came(self, username: str, options: dict[str, Any]) -> tuple[Page, bool]:
        """The device of that person, and whether he has just come to it."""
        page = self._device(username, options)
        device = self._of[username]
        if self._at.get(device) == username:
            return page, False
        self._at[device] = username
        return with_session(page, username), True

    def _device(self, username: str, options: dict[str, Any]) -> Page:
        """What he began on; the options say what that is."""
        device = self._of.setdefault(username, repr(options))
        if device not in self._devices:
            self._devices[device] = self._open(**options)
        return self._devices[device]

    def at(self, username: str, pk: int) -> Page:
        """That person's page of the assignment."""
        return self.there(username, f"/nhiem-vu/{pk}/")
