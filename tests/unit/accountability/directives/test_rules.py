"""Numbers and symbols, as printed."""

from __future__ import annotations

import pytest

from accountability.directives.rules import Reference, parse_reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("78/KH-UBND", Reference("78", "KH-UBND")),
        (" 523 / KH-UBND ", Reference("523", "KH-UBND")),
        ("12/UBND-VX", Reference("12", "UBND-VX")),
        ("06/QĐ-TTg", Reference("06", "QĐ-TTg")),
        ("473-KL/TU", Reference("473", "KL/TU", is_party=True)),
        ("05-TB/BCĐTW", Reference("05", "TB/BCĐTW", is_party=True)),
    ],
)
def test_both_habits_are_read(text: str, expected: Reference) -> None:
    assert parse_reference(text) == expected


@pytest.mark.parametrize("text", ["", "KH-UBND", "78", "78 KH UBND", "/KH", "số 78/KH-UBND"])
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="78/KH-UBND"):
        parse_reference(text)
