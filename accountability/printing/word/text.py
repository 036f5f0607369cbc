"""The words of a print: what a paragraph is called, its mark in a list, its white space as HTML shows it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from cssselect2 import ElementWrapper

from .looks import Look
from .styles import NAMES

SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Piece:
    """A run of text, or a forced line break (``text`` is a line feed)."""

    text: str
    look: Look


def printable(markup: str) -> str:
    """Composed, without characters of control and direction: XML refuses the first, a reader is deceived by the second."""
    kept = (char for char in unicodedata.normalize("NFC", markup)
            if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn"})  # fmt: skip
    return "".join(kept)


def kind_of(wrapper: ElementWrapper) -> str:
    """What names the style: a class that has a name, else any class, else the element; a list item goes by its list."""
    mine = sorted(wrapper.classes)
    if wrapper.local_name == "li" and not mine and wrapper.parent is not None:
        mine = sorted(wrapper.parent.classes)
    if wrapper.local_name in {"td", "th"}:
        return str(wrapper.local_name)
    return next((name for name in mine if name in NAMES), mine[0] if mine else str(wrapper.local_name))


def bullet_of(wrapper: ElementWrapper, look: Look) -> str:
    """The dash or the number before a list item; nothing for anything else."""
    if wrapper.local_name != "li" or look.bullet == "none" or wrapper.parent is None:
        return ""
    if wrapper.parent.local_name != "ol":
        return "- "
    number = (
        wrapper.etree_element.get("value")
        or int(wrapper.parent.etree_element.get("start") or 1) + wrapper.index
    )
    return f"{number}. "


def collapsed(pieces: list[Piece]) -> list[Piece]:
    """White space as HTML shows it: one space between words, none at the ends of a line."""
    shown: list[Piece] = []
    at_start = True
    for piece in pieces:
        if piece.text == "\n" and piece.look.space == "pre":
            text = "\n"
        elif piece.look.space in {"pre", "pre-line", "pre-wrap"}:
            text = re.sub(r"[ \t]+", " ", piece.text)
        else:
            text = SPACE.sub(" ", piece.text)
            text = text.lstrip(" ") if at_start else text
        if text:
            shown.append(Piece(text, piece.look))
            at_start = text[-1] in " \n"
    if shown and shown[-1].look.space not in {"pre", "pre-wrap"}:
        shown[-1] = replace(shown[-1], text=shown[-1].text.rstrip(" "))
    return [piece for piece in shown if piece.text]
