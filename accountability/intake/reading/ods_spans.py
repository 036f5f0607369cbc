"""Merged cells of .ods, which calamine does not tell; read element by element, so that memory stays small."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml.etree import XMLSyntaxError, iterparse

from accountability.core.saying import say
from accountability.intake.reading.unreadable import Unreadable
from accountability.intake.rules.grid import Range

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_SPANS = 50_000
_BROKEN = say("Không đọc được bảng tính: tệp hỏng. Vui lòng mở bằng LibreOffice, lưu lại rồi thử lần nữa.")


def spans_of_ods(path: Path) -> Mapping[str, list[Range]]:
    """Name of a sheet → its merged ranges."""
    found: dict[str, list[Range]] = {}
    ranges: list[Range] = []
    row = column = 0
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            for event, element in iterparse(
                content, events=("start", "end"), resolve_entities=False, no_network=True,
                tag=[_TABLE + name for name in ("table", "table-row", "table-cell", "covered-table-cell")],
            ):  # fmt: skip
                kind = element.tag.removeprefix(_TABLE)
                if event == "start" and kind == "table":
                    ranges = found.setdefault(element.get(_TABLE + "name", ""), [])
                    row = 0
                elif event == "start" and kind == "table-row":
                    column = 0
                elif event == "end" and kind == "table-row":
                    row += _number(element.get(_TABLE + "number-rows-repeated"))
                    element.clear()
                elif event == "end" and kind.endswith("table-cell"):
                    down = _number(element.get(_TABLE + "number-rows-spanned"))
                    right = _number(element.get(_TABLE + "number-columns-spanned"))
                    if (down > 1 or right > 1) and len(ranges) < _MOST_SPANS:
                        ranges.append(Range(row, column, row + down - 1, column + right - 1))
                    column += _number(element.get(_TABLE + "number-columns-repeated"))
    except (XMLSyntaxError, KeyError) as error:
        raise Unreadable(_BROKEN) from error
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 1
