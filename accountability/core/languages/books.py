"""The book of a language: for each Vietnamese sentence of templates and code, what it is there (locale/<language>)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from accountability.core.languages.gathering import in_scripts
from accountability.core.saying import OURS, Book

FILE = "LC_MESSAGES/dondoc.po"


def path_of(language: str) -> Path:
    """Where the translations of a language are kept, for translators and their tools."""
    return Path(settings.TRANSLATIONS_DIR) / language / FILE


@cache
def book(language: str) -> Book | None:
    """The translations of a language, read once per process when the first reader asks; none for our own."""
    if language == OURS:
        return None
    from babel.messages.pofile import (
        read_po,
    )  # An eighth of a second to import; most processes never need it.

    with path_of(language).open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}


@cache
def words_of_scripts(language: str) -> Book:
    """What our scripts say in that language, for the pages to bring along; nothing for our own."""
    found = book(language)
    if found is None:
        return {}
    folder = Path(settings.BASE_DIR) / "static/dondoc"
    return {one.text: found[one.text] for one in in_scripts(folder) if one.text in found}
