"""Somebody else changed a draft first: what is stored now, where it is not what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.directives.views.spec_sheet import SpecForms


def stored_otherwise(typed: SpecForms, stored: SpecForms) -> list[tuple[str, str]]:
    """Label and stored value of each field that stands otherwise in `stored`, an unbound form of the row as it is now.

    `typed` has been found valid. Rows of coordinating agencies and targets are told by their number only.
    """
    found: list[tuple[Any, str]] = []
    for field in stored.main:
        raw = typed.main[field.name].data
        by_letter = isinstance(field.initial, str) and isinstance(raw, str)
        mine = raw.replace("\r\n", "\n") if by_letter else typed.main.cleaned_data.get(field.name)
        if _key(field.initial) != _key(mine):
            found.append((field.label, _words(field)))
    for label, own, theirs in (
        (say("Cơ quan phối hợp"), typed.coordinations, stored.coordinations),
        (say("Chỉ tiêu giao"), typed.targets, stored.targets),
    ):
        count = len(theirs.initial or ())
        if count != sum(row.says_something for row in own.forms):
            found.append((label, say("{count} dòng", count=count)))
    return found


def _key(value: Any) -> str:
    """One way to compare what a form starts with and what it was cleaned to."""
    if isinstance(value, list | tuple):
        return "\n".join(str(part) for part in value)
    value = getattr(value, "pk", value)
    return "" if value in (None, False) else str(value)


def _words(field: forms.BoundField) -> str:
    """The value as its reader knows it."""
    value = field.initial
    if isinstance(value, date):
        return date_vi(value)
    if value is True:
        return say("Có")
    labels = {str(key): label for key, label in _choices(getattr(field.field, "choices", ()))}
    return labels.get(_key(value)) or _key(value) or say("(trống)")


def _choices(choices: Any) -> Iterator[tuple[Any, Any]]:
    """The choices of a field, those in groups as well."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _choices(label)
        else:
            yield getattr(key, "value", key), label
