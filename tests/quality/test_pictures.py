"""A picture of every page as each kind of reader sees it, at a desk and on a phone, for people to look at.

`make audit-pages ARGS=pictures` puts them into var/audit/pictures/. No page may be wider than its window.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accountability.accounts.models import User
from tests.access.asked_rows import Rows
from tests.conftest import PHONE
from tests.quality.test_pages import shown, sign_in_as, visits

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.functional, pytest.mark.once, pytest.mark.audit,
]  # fmt: skip

# As wide as most notebooks of an office, not as the desk of the other tests.
DESK: ViewportSize = {"width": 1366, "height": 768}
READERS = ("chair", "specialist", "office_deputy", "clerk", "labour_head", "labour_officer", "commune_chair")


@pytest.mark.parametrize("member", READERS)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_is_wider_than_its_window(
    size: ViewportSize, member: str, cast: dict[str, User], rows: Rows, open_page: Callable[..., Page], live_site: str, tmp_path: Path
) -> None:  # fmt: skip
    folder = Path(os.environ.get("AUDIT_FOLDER", tmp_path), "pictures", member)
    folder.mkdir(parents=True, exist_ok=True)
    page = open_page(viewport=size, is_mobile=size is PHONE, has_touch=size is PHONE)
    sign_in_as(page, cast[member], live_site)
    too_wide = []
    for line, _, address in visits(rows, member):
        if shown(page, address) is None:
            continue
        page.screenshot(path=folder / f"{line} {size['width']}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(line)
    assert not too_wide
