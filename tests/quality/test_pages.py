"""Every page, opened once by the member of the cast who sees most of it: no barrier for anybody, no error of markup, no English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Error

from accountability.accounts.models import User
from tests.access.addresses import BY_POST, name_of
from tests.access.asked_rows import Rows
from tests.access.expected import EVERYBODY, TABLE
from tests.conftest import DESKTOP, PHONE
from tests.quality.checks import barriers, bring_axe, english_words, markup_errors, note_figures

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.functional, pytest.mark.once]


# Who sees most of a page comes first.
RICHEST = (
    "specialist",
    "office_deputy",
    "section_head",
    "chair",
    "labour_head",
    "standing_head",
    "district_chair",
)
# No pages: answers to machines, files, and what only leads on.
NO_PAGES = {
    "metrics",
    "health",
    "health-web",
    "home",
    "notice-open",
    "command-pdf",
    "search-suggest",
    "first-step",
}


def _richest(line: str) -> str:
    may = TABLE[line].may
    return next((member for member in (*RICHEST, *sorted(EVERYBODY)) if member in may), "")


def visits(rows: Rows, who: str = "") -> Iterator[tuple[str, str, str]]:
    """The line of the table, who opens it (the richest when nobody is named), the address."""
    for line in TABLE:
        name = name_of(line)
        member = _richest(line) if not who else who if who in TABLE[line].may else ""
        if name in BY_POST | NO_PAGES or not member:
            continue
        keys = rows.keys.get(line) or rows.keys.get(name)
        yield line, "" if name == "sign-in" else member, reverse(name, args=keys)


def sign_in_as(page: Page, user: User, address: str) -> None:
    """The page is that person's from now on."""
    client = Client()
    client.force_login(user)
    key = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": key, "url": address}])


def shown(page: Page, address: str) -> Response | None:
    """What was answered; None for a file, which the browser saves or shows in a frame of its own."""
    try:
        answer = page.goto(address)
        assert answer is not None
        return answer if answer.headers.get("content-type", "").startswith("text/html") else None
    except Error as failure:
        if "Download is starting" in failure.message:
            return None
        raise


# In two halves, so that both workers have some.
@pytest.mark.parametrize("half", [0, 1])
def test_no_page_has_a_barrier_an_error_of_markup_or_an_english_word(
    half: int,
    cast: dict[str, User],
    rows: Rows,
    open_page: Callable[..., Page],
    live_site: str,
    tmp_path: Path,
) -> None:
    page = open_page()
    bring_axe(page)
    html, wrong, before = {}, [], ""
    for line, member, address in sorted(list(visits(rows))[half::2], key=lambda visit: visit[1]):
        if member != before:
            # One browser for all: style sheets, faces and scripts are loaded for the first only.
            sign_in_as(page, cast[member], live_site)
            before = member
        answer = shown(page, address)
        if answer is None:
            continue
        assert answer.ok, f"{line}: {answer.status}"
        html[line] = answer.text()
        wrong += [f"{line}: {barrier}" for barrier in barriers(page)]
    wrong += markup_errors(html, tmp_path / "html")
    wrong += english_words(html)
    assert not wrong, "\n" + "\n".join(wrong)


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS = [(scheme, size) for scheme in SCHEMES for size in (DESKTOP, PHONE)]


@pytest.mark.audit
@pytest.mark.parametrize("member", sorted(EVERYBODY))
def test_nobody_meets_a_barrier_in_any_look(
    member: str, cast: dict[str, User], rows: Rows, open_page: Callable[..., Page], live_site: str
) -> None:
    """Every page that this member may open, light and dark, at a desk and on a phone; the figures go to bin/audit-pages.

    A page is asked for once and looked at four times: what differs is its style alone.
    """
    page = open_page()
    bring_axe(page)
    sign_in_as(page, cast[member], live_site)
    wrong, seen = [], 0
    for line, _, address in visits(rows, member):
        if shown(page, address) is None:
            continue
        for scheme, size in LOOKS:
            # A button whose colours are on the way from one look to the next has neither: no transitions.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            seen += 1
            wrong += [f"{line} {scheme} {size['width']}: {one}" for one in barriers(page)]
    note_figures(member, seen, len(wrong))
    assert not wrong, "\n" + "\n".join(wrong)
