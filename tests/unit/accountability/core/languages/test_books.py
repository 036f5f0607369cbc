"""The books of translations: complete, and each translation fit for its sentence."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from string import Formatter

import pytest
from django.template import engines

from accountability.core.languages.books import book
from accountability.core.languages.gathering import Found
from accountability.desk.management.commands.translations import every_sentence
from accountability.intake.reading.kinds import MACRO

# What stays in a translation: names, examples of numbers, placeholders that are typed as they are.
_KEPT = re.compile(r"Đôn Đốc|Nghệ An|>Đ<|“[^”]*”|\S*SLĐTBXH|QĐ-\S*|NĐ|\{\w[\w ]*\}|\{\{.*?\}\}|\{%.*?%\}")
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")


# Not while tests are collected, which every process does: it reads every file of the project.
@cache
def every() -> list[Found]:
    return every_sentence()


def in_code() -> list[Found]:
    return [one for one in every() if one.file.endswith((".py", ".js"))]


def in_templates() -> list[Found]:
    return [one for one in every() if not one.file.endswith((".py", ".js"))]


def english(one: Found) -> str:
    return (book("en") or {}).get(one.text, "")


def test_every_sentence_is_translated() -> None:
    assert not [one for one in every() if not english(one)]


def test_nothing_is_translated_that_is_no_longer_said() -> None:
    assert not set(book("en") or {}) - {one.text for one in every()}


def test_a_translation_has_the_places_of_its_sentence() -> None:
    wrong = [(one.text, english(one)) for one in in_code() if _places(one.text) != _places(english(one))]
    assert not wrong


def _places(text: str) -> set[str]:
    if text == MACRO or "{" not in text:
        return set(re.findall(r"\{(\w+)", text))
    try:
        return {name for _, name, spec, _ in Formatter().parse(text) if name is not None}
    except ValueError:  # Braces that are shown, not filled.
        return set()


def test_a_translated_run_has_the_values_and_elements_of_its_run() -> None:
    wrong = [(one.text, english(one)) for one in in_templates() if _parts(one.text) != _parts(english(one))]
    assert not wrong


def _parts(run: str) -> tuple[set[str], Counter[str]]:
    values = {re.split(r"[|\s]", value.strip("{} "))[0] for value in re.findall(r"\{\{.*?\}\}", run)}
    return values, Counter(re.findall(r"</?\w+", re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", run)))


def test_a_translated_run_is_a_template() -> None:
    engine = engines["django"]
    for one in in_templates():
        if "{" in english(one):
            engine.from_string("{% load dondoc %}" + english(one))


def test_a_translation_that_stands_in_quotes_has_none() -> None:
    """Most short texts stand in an attribute or an argument somewhere: a quote would end it."""
    wrong = [
        english(one)
        for one in in_templates()
        if '"' in re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", english(one))
    ]
    assert not wrong


def test_no_vietnamese_word_is_left_in_a_translation() -> None:
    wrong = [english(one) for one in every() if _VIETNAMESE.search(_KEPT.sub("", english(one)))]
    assert set(wrong) <= {"Đ"}


@pytest.mark.parametrize("text", ["Chủ tịch UBND tỉnh", "Đăng nhập"])
def test_the_book_is_read_from_its_file(text: str) -> None:
    assert (book("en") or {})[text]
    assert book("vi") is None
