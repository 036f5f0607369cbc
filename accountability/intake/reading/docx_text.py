"""The words of a Word file in the order of reading: paragraphs, tables row by row, text boxes after their paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from accountability.core.saying import say
from accountability.intake.reading.plain_text import bounded
from accountability.intake.reading.unreadable import Unreadable

_BROKEN = say("Không đọc được tệp Word: tệp hỏng. Vui lòng mở bằng Word, lưu lại rồi thử lần nữa.")
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _TAB = qn("w:t"), qn("w:tab")
_BREAKS = (qn("w:br"), qn("w:cr"))
_HYPHEN = qn("w:noBreakHyphen")
_BOX = qn("w:txbxContent")
_BESIDES = ("/header", "/footer", "/footnotes", "/endnotes", "/comments")
# Deleted words, the second copy of a drawing for old programs, settings that hold no words.
_SKIPPED = frozenset(
    (qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sectPr"), qn("w:tblPr"))
    + ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",)
)


def lines_of_docx(path: Path, *, most: int | None = None) -> tuple[list[str], list[str]]:
    """Lines of the body, cells of a row parted by tabs; then those of headers and footers, where stamps stand.

    Raises Unreadable for a broken file, and for a body of more than `most` characters.
    """
    try:
        document = Document(str(path))
        besides: list[str] = []
        for relation in document.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(_BESIDES):
                besides += _lines(parse_xml(relation.target_part.blob))
        lines = _lines(document.element.body)
        return (bounded(lines, most) if most else list(lines)), besides
    except Unreadable:
        raise
    # lxml calls broken markup a SyntaxError.
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError) as error:
        raise Unreadable(_BROKEN) from error


def _lines(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _PARAGRAPH:
            boxes: list[Any] = []
            yield from "".join(_words(child, boxes)).split("\n")
            for box in boxes:
                yield from _lines(box)
        elif child.tag == _TABLE:
            yield from _table(child)
        elif child.tag not in _SKIPPED:
            yield from _lines(child)


def _table(table: Any) -> Iterator[str]:
    """A row is a line, its cells parted by tabs; a row of one cell, as in frames, keeps its own lines."""
    for row in _inside(table, _ROW):
        cells = [[line for line in _lines(cell) if line.strip()] for cell in _inside(row, _CELL)]
        filled = [lines for lines in cells if lines]
        if len(filled) == 1:
            yield from filled[0]
        elif filled:
            yield "\t".join(" ".join(lines) for lines in cells)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The nearest such elements below, also inside content controls; not those of a table in a cell."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (_TABLE, _PARAGRAPH):
            yield from _inside(child, tag)


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The pieces of text of a paragraph; text boxes met on the way are put into `boxes`."""
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag not in _SKIPPED:
            yield from _words(child, boxes)
