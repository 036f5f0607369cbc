"""Fields of one element, drawn at once.

Django draws an option of a menu by two templates inside a third, an input by three: a ladder with three hundred fields took
a fifth of a second. Names, values and attributes are Django's; whatever is not named here is drawn by its template.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import conditional_escape as escape
from django.utils.safestring import mark_safe

Widget = dict[str, Any]


class Renderer(TemplatesSetting):
    """Django's own by our templates, but for what `_DRAWN` draws."""

    field_template_name = "components/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The HTML of a widget, a field or a form."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return str(super().render(template_name, context, request))
        return mark_safe(draw(context["widget"]))  # noqa: S308 - every part is escaped where it is put in


def _attrs(widget: Widget) -> str:
    return flatatt(widget["attrs"])


def _input(widget: Widget) -> str:
    value = widget["value"]
    given = "" if value is None else f' value="{escape(value)}"'
    return f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{given}{_attrs(widget)}>'


def _textarea(widget: Widget) -> str:
    # A browser drops the first line break after the tag; with one of ours it keeps the one that was typed.
    return f'<textarea name="{escape(widget["name"])}"{_attrs(widget)}>\n{escape(widget["value"] or "")}</textarea>'


def _select(widget: Widget) -> str:
    groups = "".join(
        f'<optgroup label="{escape(name)}">{_options(options)}</optgroup>' if name else _options(options)
        for name, options, _ in widget["optgroups"]
    )
    return f'<select name="{escape(widget["name"])}"{_attrs(widget)}>{groups}</select>'


def _options(options: list[Widget]) -> str:
    return "".join(
        f'<option value="{escape(option["value"])}"{_attrs(option)}>{escape(option["label"])}</option>'
        for option in options
    )


def _choices(widget: Widget) -> str:
    own = {name: widget["attrs"][name] for name in ("id", "class") if widget["attrs"].get(name)}
    groups = "".join(
        f"<div><label>{escape(name)}</label>{_boxes(options)}</div>" if name else _boxes(options)
        for name, options, _ in widget["optgroups"]
    )
    return f"<div{flatatt(own)}>{groups}</div>"


def _boxes(options: list[Widget]) -> str:
    return "".join(f"<div>{_box(option)}</div>" for option in options)


def _box(option: Widget) -> str:
    if not option["wrap_label"]:
        return _input(option)
    belongs = {"for": option["attrs"]["id"]} if option["attrs"].get("id") else {}
    return f"<label{flatatt(belongs)}>{_input(option)} {escape(option['label'])}</label>"


_FOLDER = "django/forms/widgets/"
_INPUTS = ("checkbox", "date", "datetime", "email", "hidden", "input", "number", "text", "time", "url")
_DRAWN: dict[str, Callable[[Widget], str]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
    f"{_FOLDER}checkbox_select.html": _choices,
    f"{_FOLDER}radio.html": _choices,
}
