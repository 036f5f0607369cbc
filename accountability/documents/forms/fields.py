"""What the forms of documents are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accountability.core.saying import say
from accountability.directives.form_fields import REQUIRED


def text_field(
    label: str, rows: int, length: int, *, required: bool = True, help_text: str = ""
) -> forms.CharField:
    """Some lines of a document, which is Vietnamese whoever reads the page."""
    return forms.CharField(
        label=label, required=required, max_length=length, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "lang": "vi"}),
        error_messages={**REQUIRED, "max_length": say("Dài quá {length} ký tự.", length=length)},
    )  # fmt: skip


def choice_field(label: str, choices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> forms.ChoiceField:
    """One of some choices."""
    return forms.ChoiceField(label=label, choices=choices, error_messages=REQUIRED, **kwargs)
