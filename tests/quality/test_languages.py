"""Every page in English: no Vietnamese, names and data apart. That a Vietnamese page has no English is seen in test_pages.py.

What the database holds is Vietnamese on both. Here it is rewritten without diacritics, so that every Vietnamese letter left on a
page is one that we say ourselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.test import Client

from accountability.accounts.models import User
from accountability.core.text import one_line
from tests.access.asked_rows import Rows
from tests.quality.checks import said_on
from tests.quality.test_pages import visits

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

# What stands on the page of either language: the product with its mark, placeholders and numbers as they are typed, words that are
# quoted from a Vietnamese document.
NAMES = re.compile(r"Đôn Đốc|^Đ$|\{[\w ]+\}|\S*SLĐTBXH|“[^”]*”")
_MARKED = re.compile(r"[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]")


def plain(text: str) -> str:
    """The text without diacritics, as somebody types it on a foreign keyboard."""
    bare = _MARKED.sub("", unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")))
    return unicodedata.normalize("NFC", bare)


def _plain_in(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_plain_in(one) for one in value]
    if isinstance(value, dict):
        return {plain(key): _plain_in(one) for key, one in value.items()}
    return value


def write_plainly() -> None:
    """Every text of the database without diacritics, but for what may not be changed: the audit."""
    for model in apps.get_models():
        texts = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            and not field.primary_key
            and not field.choices
        ]
        if not texts or not model._meta.managed:
            continue
        for row in model._default_manager.all().iterator():
            values = {field.attname: getattr(row, field.attname) for field in texts}
            changed = {name: _plain_in(value) for name, value in values.items() if _plain_in(value) != value}
            if changed:
                _change(model, row.pk, changed)


def _change(model: type[models.Model], key: Any, changed: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**changed)
    except Exception:
        pass


def english_pages(cast: dict[str, User], rows: Rows) -> Iterator[tuple[str, bytes]]:
    """Every page as its richest reader sees it: the line of the table, and the page."""
    clients: dict[str, Client] = {}
    for line, member, address in visits(rows):
        if member not in clients:
            client = clients[member] = Client()
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
            if member:
                client.force_login(cast[member])
        answer = clients[member].get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        elif answer.content and answer["Content-Type"].startswith("text/html"):
            yield line, answer.content


def test_an_english_page_has_no_vietnamese_word_of_ours(cast: dict[str, User], rows: Rows) -> None:
    write_plainly()
    wrong = [
        f"{line}: {text[:160]}"
        for line, page in english_pages(cast, rows)
        for text in map(one_line, said_on(page))
        if plain(rest := NAMES.sub("", text)) != rest
    ]
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)
