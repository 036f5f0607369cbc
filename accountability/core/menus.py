"""Menus of forms: a select whose options are written at once, and only when they are other than before.

Django draws every option by a template of its own: 150 communes and departments cost more than the rest of a page, 500
three times that. The text of the options depends on nothing but what they say, so it is kept by just that: nothing has to
be told when a name changes, in whichever process, and no menu is ever old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Pairs = tuple[tuple[str, str], ...]
# What stands in a menu: a value with its label, or a title with such pairs below it.
Entries = tuple[tuple[str, str | Pairs], ...]
# So many menus are kept: those of everybody who sees all are the same, the others are each for one agency.
_KEPT = 64


class Menu(forms.Select):
    """`forms.Select`, drawn by one string; the same elements and attributes."""

    _offered: Callable[[], Entries] | None = None

    def offer(self, entries: Callable[[], Entries]) -> None:
        """Draw these entries instead of the field's choices; read once, when the menu is drawn."""
        self._offered = cache(lambda: _plain(entries()))

    def _entries(self) -> Entries:
        return self._offered() if self._offered is not None else _plain(self.choices)

    def use_required_attribute(self, initial: Any) -> bool:
        """Of a menu that begins with an empty entry only, as Django; the other menus need not be read for it."""
        return (
            not self.is_hidden
            and self.is_required
            and self._entries()[:1] != ()
            and not self._entries()[0][0]
        )

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The select with the chosen option marked."""
        options = written(self._entries())
        for chosen in self.format_value(value):
            plain = _option(chosen)
            options = options.replace(plain, f"{plain[:-1]} selected>", 1)
        own = flatatt(self.build_attrs(self.attrs, attrs))
        return mark_safe(f'<select name="{escape(name)}"{own}>{options}</select>')  # noqa: S308 - escaped above


def _plain(choices: Iterable[Any]) -> Entries:
    """The choices as plain texts, whatever they were read from."""
    return tuple(
        (str(value), tuple((_text(one), str(label)) for one, label in content))
        if isinstance(content, list | tuple)
        else (_text(value), str(content))
        for value, content in choices
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


@lru_cache(maxsize=_KEPT)
def written(entries: Entries) -> str:
    """The options as HTML, none of them marked."""
    return "".join(
        f"{_option(value)}{escape(content)}</option>"
        if isinstance(content, str)
        else f'<optgroup label="{escape(value)}">{written(content)}</optgroup>'
        for value, content in entries
    )


def _option(value: str) -> str:
    return f'<option value="{escape(value)}">'
