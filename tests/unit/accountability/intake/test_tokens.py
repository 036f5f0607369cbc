"""A text is cut once, each token keeps its place in the input."""

import unicodedata

import pytest

from accountability.intake.rules.syllables import is_syllable
from accountability.intake.rules.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("trướcngày 15/12", ["trước", "ngày", "15", "/", "12"]),
        ("Sở Tài nguyên và Môi trườngchủ trì", ["sở", "tài", "nguyên", "và", "môi", "trường", "chủ", "trì"]),
        ("giaocho Sở", ["giao", "cho", "sở"]),
        ("vàUBND", ["và", "ubnd"]),
        ("ngày15", ["ngày", "15"]),
        ("Hoà, Uỷ, thuỷ, quí", ["hòa", ",", "ủy", ",", "thủy", ",", "quí"]),
        ("Tài nguyên & Môi trường", ["tài", "nguyên", "và", "môi", "trường"]),
        ("TN&MT", ["tn", "&", "mt"]),
        ("VNeID Nghệ An", ["vneid", "nghệ", "an"]),
        ("khuyến khích nghiêng", ["khuyến", "khích", "nghiêng"]),
    ],
)
def test_words_come_apart_and_together_by_one_spelling(text: str, keys: list[str]) -> None:
    assert tokenise(text).keys == keys


def test_places_are_those_of_the_input_even_where_letters_are_decomposed() -> None:
    text = unicodedata.normalize("NFD", "Giao Sở Y tế chủ trì") + "\u200b, phối hợp"
    tokens = tokenise(text)
    assert tokens.keys == ["giao", "sở", "y", "tế", "chủ", "trì", ",", "phối", "hợp"]
    assert "".join(text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)) == text.replace(
        " ", ""
    )


@pytest.mark.parametrize("word", ["nghiêng", "khuya", "quyết", "giêng", "gì", "oan", "quang", "thuở", "yêu"])
def test_a_syllable_is_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ubnd", "trườngchủ", "vnpt", "", "tthc", "aaaaaaaaa"])
def test_what_is_no_syllable_is_not(word: str) -> None:
    assert not is_syllable(word)
