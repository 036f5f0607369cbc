"""How a query is read: the same words however they are typed, and which of them may name a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.core.finding.rules import MOST_WORDS, Typed, kept, read, spellings, whole, words_of


@pytest.mark.parametrize(
    ("typed", "words", "numbers"),
    [
        ("78/KH-UBND", ["78", "kh", "ubnd"], ["78"]),
        ("78 /kh-ubnd", ["78", "kh", "ubnd"], ["78"]),
        ("  78 / KH – UBND ", ["78", "kh", "ubnd"], ["78"]),
        ("78KH-UBND", ["78", "kh", "ubnd"], ["78"]),
        ("Kế hoạch số 78", ["ke", "hoach", "so", "78"], ["78"]),
        ("07/TB-UBND", ["7", "tb", "ubnd"], ["7"]),
        ("78a/QĐ-UBND", ["78a", "qd", "ubnd"], ["78a"]),
        ("473-KL/TU", ["473", "kl", "tu"], ["473"]),
        ("78/KH-UBND năm 2022", ["78", "kh", "ubnd", "nam", "2022"], ["78"]),
        ("2022", ["2022"], ["2022"]),
        ("ngày 28/01/2022", ["ngay", "28", "1", "2022"], []),
        ("78/KH-UBND ngày 28/01/2022", ["78", "kh", "ubnd", "ngay", "28", "1", "2022"], ["78"]),
        ("Lao động", ["lao", "dong"], []),
        ("LAO ĐỘNG lao dong", ["lao", "dong"], []),
        ("hoà giải", ["hoa", "giai"], []),
        ("hòa giải", ["hoa", "giai"], []),
        ("Uỷ ban", ["uy", "ban"], []),
        ("Sở LĐ,TB&XH", ["so", "ld", "tb", "xh"], []),
        ("12345678", ["12345678"], []),
        ("100%", ["100"], ["100"]),
        ("' OR 1=1 --", ["or", "1"], ["1"]),
        ("a & b | !c:*", ["a", "b", "c"], []),
        ("", [], []),
        (" /-–. ", [], []),
    ],
)  # fmt: skip
def test_a_query_is_read(typed: str, words: list[str], numbers: list[str]) -> None:
    assert read(typed) == Typed(tuple(words), tuple(numbers))


def test_letters_that_are_composed_otherwise_are_the_same() -> None:
    assert words_of("Tie\u0302\u0301n đo\u0323\u0302") == words_of("Tiến độ") == ("tien", "do")


def test_nobody_asks_for_a_thousand_words() -> None:
    assert len(
        read(" ".join(f"tu{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh")).words
    ) == (MOST_WORDS)
    assert not read("")


def test_what_is_kept_reads_on_and_says_the_rest_once() -> None:
    assert kept("Số hóa hồ sơ, hồ sơ đất đai", ["Sở Nội vụ", "Sở NV"]) == (
        " so hoa ho so ho so dat dai noi vu nv "
    )
    assert kept("", ["", " – "]) == ""


@given(st.text(max_size=80))
def test_whatever_is_kept_is_found_as_it_was_typed(text: str) -> None:
    stored = kept(text)
    for word in read(text).words:
        assert (f" {word} " if whole(word) else f" {word}") in stored


@given(st.text(max_size=80))
def test_words_are_letters_and_digits_only(text: str) -> None:
    """So that nothing of them means anything to a database."""
    for word in read(text).words:
        assert word.isalnum(), word
        assert "%" not in word
        assert "'" not in word


def test_a_number_is_looked_for_as_offices_write_it() -> None:
    assert spellings("7") == ("7", "07")
    assert spellings("78a") == ("78a", "78A")
    assert whole("78")
    assert not whole("lao")
