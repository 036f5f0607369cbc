"""Fields that are drawn at once are those that Django draws by its templates."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from lxml import html

from accountability.core.widgets import _DRAWN, Renderer

MEAN = """<b>"Sở" & 'Ban'</b>"""
ATTRS: list[dict[str, Any]] = [
    {},
    {"id": "id_x", "class": "wide", "required": True, "disabled": False, "data-x": MEAN, "maxlength": 20},
]
CHOICES = [("", "---"), (1, MEAN), ("b", mark_safe("S&amp;T")), ("Khối", [("c", "Một"), ("d", MEAN)])]
FIELDS: list[tuple[forms.Widget, list[Any]]] = [
    (forms.TextInput(), [None, "", MEAN, 0]),
    (forms.NumberInput(attrs={"min": 0, "step": "0.1"}), [None, 0, 1.5]),
    (forms.HiddenInput(), [MEAN]),
    (forms.EmailInput(), ["a@b.vn"]),
    (forms.URLInput(), ["https://a.vn/?a=1&b=2"]),
    (forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), [None, date(2022, 11, 8)]),
    (forms.DateTimeInput(), [None]),
    (forms.TimeInput(format="%H:%M"), [time(8, 0)]),
    (forms.CheckboxInput(), [None, True, False, "on"]),
    (forms.Textarea(attrs={"rows": 3}), [None, "", MEAN, "\nhai dòng\n"]),
    (forms.Select(choices=CHOICES), [None, "", 1, "1", "d", "x"]),
    (forms.SelectMultiple(choices=CHOICES), [[], ["b", "d"]]),
    (forms.NullBooleanSelect(), [None, True]),
    (forms.CheckboxSelectMultiple(choices=CHOICES), [[], ["b", "d"]]),
    (forms.RadioSelect(choices=CHOICES), [None, "", 1, "d"]),
]


def words(text: str | None) -> str:
    return (text or "").strip(" \n")


def parsed(markup: str) -> list[tuple[Any, ...]]:
    """Elements in their order, with attributes and the text in and behind them; of a textarea as it is."""
    return [
        (one.tag, dict(one.attrib), one.text if one.tag == "textarea" else words(one.text), words(one.tail))
        for one in html.fromstring(f"<div>{markup}</div>").iter()
    ][1:]


@pytest.mark.parametrize("attrs", ATTRS)
@pytest.mark.parametrize(("widget", "values"), FIELDS, ids=lambda one: type(one).__name__)
def test_a_field_is_the_one_of_djangos_templates(
    widget: forms.Widget, values: list[Any], attrs: dict[str, Any]
) -> None:
    for value in values:
        ours = widget.render("ten", value, attrs, renderer=Renderer())
        theirs = widget.render("ten", value, attrs, renderer=TemplatesSetting())
        assert parsed(ours) == parsed(theirs)


def test_every_way_to_draw_is_asked_above() -> None:
    asked = {widget.template_name for widget, _ in FIELDS} | {forms.Select.template_name}
    assert set(_DRAWN) - {"django/forms/widgets/input.html"} == asked


def test_what_is_not_drawn_at_once_comes_from_its_template() -> None:
    file = forms.ClearableFileInput()
    assert file.template_name not in _DRAWN
    assert file.render("ten", None, renderer=Renderer()) == file.render(
        "ten", None, renderer=TemplatesSetting()
    )
