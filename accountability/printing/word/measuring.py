"""How wide a line of our family is: Tinos has the metrics of Times New Roman."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from fontTools.ttLib import TTFont

from .looks import Look

_FILES = {
    (False, False): "Tinos-Regular.ttf", (True, False): "Tinos-Bold.ttf",
    (False, True): "Tinos-Italic.ttf", (True, True): "Tinos-BoldItalic.ttf",
}  # fmt: skip


def width_of(text: str, look: Look) -> float:
    """The width in points of the text on one line; a letter that the family lacks counts as an n."""
    advances, unit = _advances(look.bold, look.italic)
    shown = text.upper() if look.caps else text
    return sum(advances.get(ord(letter), advances[ord("n")]) for letter in shown) * look.size / unit


@lru_cache(maxsize=4)
def _advances(bold: bool, italic: bool) -> tuple[dict[int, int], int]:
    font: Any
    with TTFont(Path(settings.BASE_DIR, "static/fonts/tinos", _FILES[bold, italic]), lazy=True) as font:
        widths = font["hmtx"].metrics
        advances = {code: widths[name][0] for code, name in font.getBestCmap().items()}
        return advances, font["head"].unitsPerEm
