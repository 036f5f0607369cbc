"""The texts of a mail, from templates that are rendered once per shape and filled per mail.

A template of Django walks its nodes anew for each mail: 8 ms for a list of fifty matters, and one sweep owes five hundred
such lists. The templates of mails do no more than print values and ask whether there are any, so what they render for
the same shape (which values are there, how many lines) differs in the values only. It is rendered once with a mark in the
place of each value, and kept; a mail is that text with its own values. A template that did more with a value than print
it (a filter, a comparison) would work on the mark: `tests/unit/accountability/notices/test_patterns.py` compares
both ways letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape

from django.template.loader import get_template

from accountability.notices.styling import styled

# What a template may be given: a text, lines of text, or whether something is so.
Value = str | tuple[str, ...] | bool
# Characters that no font and no person uses; they stand in patterns only, never in what is filled in.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z_.0-9]+){_CLOSE}")


def fill(template: str, values: Mapping[str, Value], *, made: str = "") -> str:
    """The template with these values, escaped when it is HTML; `made` names a value that is HTML already."""
    # All that a template may ask of a value: whether there is one, how many lines.
    shapes = [len(value) if isinstance(value, tuple) else not value for value in values.values()]
    kept = _kept(template, tuple(values), tuple(shapes))
    safe: Callable[[str], str] = escape if template.endswith(".html") else str
    texts = {name: safe(value) for name, value in values.items() if isinstance(value, str) and name != made}
    for name, value in values.items():
        if isinstance(value, tuple):
            texts.update((f"{name}.{place}", safe(line)) for place, line in enumerate(value))
    return kept % (texts | {made: values[made]} if made else texts)


@lru_cache(maxsize=1000)
def _kept(template: str, names: tuple[str, ...], shapes: tuple[bool | int, ...]) -> str:
    """The rendered template, with %(name)s in the place of values. A shape is a number of lines, or whether nothing is there."""
    context = {name: _marks(name, shape) for name, shape in zip(names, shapes, strict=True)}
    text = get_template(template).render(context)
    if template.endswith(".html"):
        text = styled(text)
    return _MARK.sub(r"%(\1)s", text.replace("%", "%%"))


def _marks(name: str, shape: bool | int) -> str | list[str]:
    if isinstance(shape, bool):
        return "" if shape else f"{_OPEN}{name}{_CLOSE}"
    return [f"{_OPEN}{name}.{place}{_CLOSE}" for place in range(shape)]
