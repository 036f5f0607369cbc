"""A menu by one string is the menu that Django draws option by option."""

from __future__ import annotations

import pytest
from django import forms
from django.test.html import parse_html

from accountability.core.menus import Menu

HOSTILE = 'Sở "A" & <script>alert(1)</script>'
CHOICES = (
    [("", "Tất cả"), ("1", "Sở Nội vụ"), ("2", HOSTILE), ("13", "Công an tỉnh")],
    [("", "— chọn —"), ("Sở", [("1", "Sở Nội vụ"), ("2", HOSTILE)]), ('Xã "loại" 1', [("3", "Xã A")])],
    [(None, "Không"), (1, "Một"), (2, "Hai")],
    [("a", "A"), ("b", "B")],
    [],
)


@pytest.mark.parametrize("choices", CHOICES, ids=["plain", "by kind", "numbers", "none empty", "nothing"])
@pytest.mark.parametrize("value", [None, "", "1", 2, "13", 'x"><b>', "3"])
def test_it_is_what_django_draws(choices: list, value: object) -> None:
    drawn = [
        kind(attrs={"class": 'a"b'}, choices=choices).render("co_quan", value, {"id": "id_co_quan", "required": True})
        for kind in (Menu, forms.Select)
    ]  # fmt: skip
    assert parse_html(drawn[0]) == parse_html(drawn[1])


@pytest.mark.parametrize("choices", CHOICES)
@pytest.mark.parametrize("required", [True, False])
def test_it_is_required_where_djangos_is(choices: list, required: bool) -> None:
    def html(kind: type[forms.Select]) -> str:
        form = type(
            "F", (forms.Form,), {"a": forms.ChoiceField(choices=choices, widget=kind, required=required)}
        )
        return str(form()["a"])

    assert parse_html(html(Menu)) == parse_html(html(forms.Select))


def test_what_is_offered_is_read_once_and_only_when_it_is_drawn() -> None:
    read: list[int] = []

    def entries() -> tuple:
        read.append(1)
        return (("", "Tất cả"), ("7", "Sở Y tế"))

    menu = Menu(choices=[("1", "không vẽ")])
    menu.offer(entries)
    assert not read
    html = menu.render("x", "7")
    assert '<option value="7" selected>Sở Y tế</option>' in html
    assert "không vẽ" not in html
    menu.render("x", "")
    assert len(read) == 1


def test_a_name_that_changed_is_drawn_at_once() -> None:
    assert "Sở cũ" in Menu(choices=[("1", "Sở cũ")]).render("x", None)
    changed = Menu(choices=[("1", "Sở mới")]).render("x", "1")
    assert "Sở mới" in changed
    assert "Sở cũ" not in changed
