"""The matrix in a real browser: both heads stay in sight while it scrolls in either direction; on a phone, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.functional.test_story import ON_PHONE, People, nothing_is_wider_than_the_screen, people  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.functional, pytest.mark.slow]


def test_heads_stay_while_the_matrix_scrolls_and_a_cell_leads_to_its_assignment(people: People) -> None:  # noqa: F811
    directive = a_document_with_thirty_duties_of_forty_communes()
    page = people.there("chuyenvien", f"/van-ban/{directive}/bang-tong-hop/")
    both_heads_stay(page)
    page.locator(".matrix tbody a[title]").first.click()
    page.locator("#dien-bien").wait_for()
    phone = people.there("truongphong", f"/van-ban/{directive}/bang-tong-hop/", **ON_PHONE)
    assert nothing_is_wider_than_the_screen(phone)
    both_heads_stay(phone)


def a_document_with_thirty_duties_of_forty_communes() -> int:
    from accountability.agencies.models import Agency
    from accountability.assignments.models import Assignment

    first = Assignment.objects.exclude(duty_key="").order_by("pk").first()
    assert first is not None
    columns = [one.attname for one in Assignment._meta.concrete_fields if one.name not in ("id", "process")]
    communes = list(Agency.objects.filter(kind=Agency.Kind.COMMUNE).order_by("rank")[:40])
    rows = []
    for duty in range(30):
        for place, commune in enumerate(communes):
            row = Assignment(**{name: getattr(first, name) for name in columns})
            row.title, row.duty_key, row.lead_agency = f"Việc {duty} của các xã", f"viec-{duty}", commune
            row.rank = 1000 + duty * 100 + place
            rows.append(row)
    Assignment.objects.bulk_create(rows)
    return first.directive_id


def both_heads_stay(page: Page) -> None:
    """Scroll far down and far to the right inside the matrix; the heads have moved not at all, the cells have."""
    page.locator(".matrix-wrap").scroll_into_view_if_needed()
    column, row = page.locator(".heads th").nth(12), page.locator(".matrix tbody tr:not(.band) th").nth(20)
    cell = page.locator(".matrix tbody tr:not(.band)").nth(20).locator("td").nth(11)
    before = {name: place(one) for name, one in (("column", column), ("row", row), ("cell", cell))}
    page.locator(".matrix-wrap").evaluate("wrap => wrap.scrollBy(240, 300)")
    after = {name: place(one) for name, one in (("column", column), ("row", row), ("cell", cell))}
    assert after["cell"] == (before["cell"][0] - 240, before["cell"][1] - 300)
    assert after["column"] == (before["column"][0] - 240, before["column"][1]), (
        "the head row stays at its height"
    )
    assert after["row"] == (before["row"][0], before["row"][1] - 300), "the names stay at their side"
    corner = page.locator(".heads th").first
    under = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('th').textContent.trim()",
        [place(corner)[0] + 8, place(corner)[1] + 60],
    )
    assert under == "Đơn vị", "the corner lies above both heads"


def place(one) -> tuple[int, int]:
    box = one.bounding_box()
    return round(box["x"]), round(box["y"])
