"""A table of a print as columns of fixed width, rows that keep together and a head that is repeated on each page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cssselect2 import ElementWrapper

from . import xml
from .looks import Look, Sheets

_STANDS = {"middle": "center", "bottom": "bottom"}


@dataclass(frozen=True)
class Cell:
    """A cell at its place; ``wrapper`` is None where a cell above runs on."""

    wrapper: ElementWrapper | None
    look: Look
    column: int
    span: int
    runs_down: str  # "", "restart" or "continue".
    inner: float


@dataclass
class Grid:
    """The widths of the columns in points, and the cells row by row; the first ``heads`` rows are the head."""

    widths: list[float]
    rows: list[list[Cell]]
    heads: int
    look: Look
    together: list[bool] = field(default_factory=list)
    _down: dict[int, tuple[int, Cell]] = field(default_factory=dict)

    def cell(
        self, wrapper: ElementWrapper | None, look: Look, column: int, span: int = 1, runs_down: str = ""
    ) -> Cell:
        """The cell with the width that is left for its text."""
        width = sum(self.widths[column : column + span])
        inner = width - look.padding[1] - look.padding[3]
        return Cell(wrapper, look, column, span, runs_down, max(inner, 10.0))

    def add_row(self, found: list[tuple[ElementWrapper, Look]], *, together: bool) -> None:
        """The cells of one more row, each in the first column that no cell above still takes."""
        cells: list[Cell] = []
        waiting = list(found)
        column = 0
        while column < len(self.widths):
            left, above = self._down.get(column, (0, None))
            if left and above is not None:
                self._down[column] = (left - 1, above)
                cells.append(self.cell(None, above.look, column, above.span, "continue"))
                column += above.span
                continue
            if not waiting:
                cells.append(self.cell(None, self.look.child(), column))
                column += 1
                continue
            wrapper, look = waiting.pop(0)
            span = min(_number(wrapper, "colspan"), len(self.widths) - column)
            down = _number(wrapper, "rowspan")
            made = self.cell(wrapper, look, column, span, "restart" if down > 1 else "")
            self._down[column] = (down - 1, made)
            cells.append(made)
            column += span
        self.rows.append(cells)
        self.together.append(together)

    def shell(self) -> Any:
        """The table of Word with its empty cells."""
        table = xml.element("tbl")
        table.append(self._properties())
        columns = xml.element("tblGrid")
        for width in self.widths:
            columns.append(xml.element("gridCol", w=xml.twips(width)))
        table.append(columns)
        for number, cells in enumerate(self.rows):
            table.append(self._row(number, cells))
        return table

    def _properties(self) -> Any:
        told = xml.element("tblPr")
        told.append(xml.element("tblW", w=xml.twips(sum(self.widths)), type="dxa"))
        if self.look.left:
            told.append(xml.element("tblInd", w=xml.twips(self.look.left), type="dxa"))
        if self.look.height:
            told.append(xml.edges("tblBorders", self.look.borders, self.look.border_color))
        told.append(xml.element("tblLayout", type="fixed"))
        margins = xml.element("tblCellMar")
        for side in ("top", "left", "bottom", "right"):
            margins.append(xml.element(side, w=0, type="dxa"))
        told.append(margins)
        return told

    def _row(self, number: int, cells: list[Cell]) -> Any:
        row = xml.element("tr")
        told = xml.element("trPr")
        if number < len(self.together) and self.together[number]:
            told.append(xml.element("cantSplit"))
        if self.look.height:
            told.append(xml.element("trHeight", val=xml.twips(self.look.height), hRule="exact"))
        if number < self.heads:
            told.append(xml.element("tblHeader"))
        if len(told):
            row.append(told)
        for cell in cells:
            row.append(self._cell(cell))
        return row

    def _cell(self, cell: Cell) -> Any:
        made, told = xml.element("tc"), xml.element("tcPr")
        told.append(
            xml.element(
                "tcW", w=xml.twips(sum(self.widths[cell.column : cell.column + cell.span])), type="dxa"
            )
        )
        if cell.span > 1:
            told.append(xml.element("gridSpan", val=cell.span))
        if cell.runs_down:
            told.append(xml.element("vMerge", val=cell.runs_down))
        if any(cell.look.borders):
            told.append(xml.edges("tcBorders", cell.look.borders, cell.look.border_color))
        if any(cell.look.padding):
            margins = xml.element("tcMar")
            for side, place in (("top", 0), ("left", 3), ("bottom", 2), ("right", 1)):
                margins.append(xml.element(side, w=xml.twips(cell.look.padding[place]), type="dxa"))
            told.append(margins)
        if cell.look.stands in _STANDS:
            told.append(xml.element("vAlign", val=_STANDS[cell.look.stands]))
        made.append(told)
        return made


def grid_of(table: ElementWrapper, look: Look, sheets: Sheets, room: float) -> Grid:
    """The table within ``room`` points; nothing of it is lost, whatever its shape."""
    rows = _rows(table, look, sheets)
    cells = [
        [(cell, sheets.look(cell, own)) for cell in row.iter_children() if cell.local_name in {"td", "th"}]
        for row, own, _ in rows
    ]
    count = max([sum(_number(cell, "colspan") for cell, _ in line) for line in cells], default=0) or 1
    grid = Grid(
        _widths(table, look, sheets, count, cells, room), [], sum(1 for *_, head in rows if head), look
    )
    for (_, own, head), line in zip(rows, cells, strict=True):
        grid.add_row(line, together=own.together or look.together or head)
    return grid


def _rows(table: ElementWrapper, look: Look, sheets: Sheets) -> list[tuple[ElementWrapper, Look, bool]]:
    found = []
    for child in table.iter_children():
        own = sheets.look(child, look)
        if child.local_name == "tr":
            found.append((child, own, False))
        elif child.local_name in {"thead", "tbody", "tfoot"}:
            head = child.local_name == "thead"
            found += [
                (row, sheets.look(row, own), head) for row in child.iter_children() if row.local_name == "tr"
            ]
    return found


def _widths(
    table: ElementWrapper, look: Look, sheets: Sheets, count: int,
    cells: list[list[tuple[ElementWrapper, Look]]], room: float,
) -> list[float]:  # fmt: skip
    """What `col` or the first row asks for; the columns that ask for nothing share the rest."""
    columns = [column for column in table.iter_subtree() if column.local_name == "col"]
    asking = [sheets.look(column, look) for column in columns]
    if not asking and cells:
        asking = [own for _, own in cells[0]] if len(cells[0]) == count else []
    asked = [one.width or (one.share * room if one.share else None) for one in asking[:count]]
    asked += [None] * (count - len(asked))
    free = sum(1 for width in asked if width is None)
    rest = max(room - sum(width for width in asked if width is not None), 20.0 * free)
    widths = [rest / free if width is None else width for width in asked]
    scale = min(1.0, room / sum(widths))
    return [width * scale for width in widths]


def _number(cell: ElementWrapper, name: str) -> int:
    text = cell.etree_element.get(name, "1")
    return max(1, min(int(text), 1000)) if text.isdecimal() and len(text) < 6 else 1
