"""From the elements of a print to the paragraphs, tables and sections of a Word file. What it does not know stays as text."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, replace
from typing import Any

import tinyhtml5
from cssselect2 import ElementWrapper
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from . import paper, xml
from .looks import Look, Sheets, sheets_of
from .measuring import width_of
from .styles import NAMES, Styles, color_of
from .tables import Grid, grid_of

_SPACE = re.compile(r"[ \t\r\n\f]+")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # A ZIP file knows no earlier day; the same markup gives the same bytes.


def word_of(markup: str) -> bytes:
    """The print HTML as a Word file (.docx) with the layout that its style sheets give the PDF.

    It reads nothing but our own style sheets: pictures and addresses in the markup are never followed. The same markup
    gives the same bytes. Raises nothing for odd markup: an element that it does not know is written as its text.
    """
    root = ElementWrapper.from_html_root(tinyhtml5.parse(_printable(markup), namespace_html_elements=False))
    writer = _Writer(root)
    writer.write()
    return _bytes_of(writer.document)


def _printable(markup: str) -> str:
    """Composed, without characters of control and direction: XML refuses the first, a reader is deceived by the second."""
    kept = (char for char in unicodedata.normalize("NFC", markup)
            if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn"})  # fmt: skip
    return "".join(kept)


def _bytes_of(document: Any) -> bytes:
    made, stable = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(stable, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stable.getvalue()


@dataclass(frozen=True)
class Piece:
    """A run of text, or a forced line break (``text`` is a line feed)."""

    text: str
    look: Look


@dataclass
class Place:
    """Where the next paragraph goes: a body or a cell, its width, and the space that is owed above it."""

    holder: Any
    width: float
    owed: float = 0.0
    new_page: bool = False
    last: Any = None  # The paragraph or the table that stands last.


class _Writer:
    def __init__(self, root: ElementWrapper) -> None:
        self.root = root
        tree = root.etree_element
        links = tuple(link.get("href", "") for link in tree.iter("link") if link.get("rel") == "stylesheet")
        self.sheets: Sheets = sheets_of(links)
        self.document = Document()
        self.styles = Styles(self.document)
        self.page = ""
        self.body = Place(self.document.element.body, self.sheets.pages[""].inner)

    def write(self) -> None:
        """The whole document."""
        paper.first_section(self.document, self.sheets.pages[""])
        told = self.document.core_properties
        tree = self.root.etree_element
        told.title = _SPACE.sub(" ", "".join(next(tree.iter("title"), tree).itertext()))[:255].strip()
        authors = (meta.get("content", "") for meta in tree.iter("meta") if meta.get("name") == "author")
        told.author, told.comments, told.language = next(authors, "")[:255], "", "vi-VN"
        self.block(self.root, self.sheets.look(self.root, Look()), self.body, 0.0, 0.0)
        if self.body.last is None or self.body.last.tag == qn("w:tbl"):
            self._spacer(self.body)

    # Blocks -----------------------------------------------------------------------------------------------------------

    def block(self, wrapper: ElementWrapper, look: Look, place: Place, left: float, right: float) -> None:
        """An element that stands by itself: its text as paragraphs, its blocks one below the other."""
        if (
            look.page != ""
            and look.page != self.page
            and place is self.body
            and look.page in self.sheets.pages
        ):
            self._turn_to(look.page, anew=True)
        elif look.new_page and place is self.body:
            self._turn_to(look.page, anew=True) if look.page else setattr(place, "new_page", True)
        elif (
            self.page
            and not look.page
            and place is self.body
            and wrapper.parent is not None
            and _is_section(wrapper)
        ):
            self._turn_to("", anew=False)
        if wrapper.local_name == "table":
            self._table(grid_of(wrapper, look, self.sheets, place.width - left - right), look, place)
        elif look.height and any(look.borders):
            self._frame(wrapper, look, place)
        elif look.height and not "".join(wrapper.etree_element.itertext()).strip():
            place.owed = max(place.owed, look.before) + look.height  # Room, as for a signature.
        else:
            place.owed = max(place.owed, look.before)
            self._flow(
                wrapper, look, place, left + look.left + look.padding[3], right + look.right + look.padding[1]
            )
            place.owed = max(place.owed, look.after)

    def _flow(self, wrapper: ElementWrapper, look: Look, place: Place, left: float, right: float) -> None:
        pieces: list[Piece] = [Piece(mark, look)] if (mark := _bullet(wrapper, look)) else []
        ruled: list[tuple[Look, Look]] = []

        def close() -> None:
            if any(piece.text.strip(" \n") for piece in pieces):
                self._paragraph(wrapper, look, pieces, place, left, right)
                for rule, of in ruled:
                    self._rule(rule, of, pieces, place)
            pieces.clear()
            ruled.clear()

        pieces.append(Piece(wrapper.etree_element.text or "", look))
        for child in wrapper.iter_children():
            own = self.sheets.look(child, look)
            if own.display == "block":
                close()
                self.block(child, own, place, left, right)
            elif own.display != "none":
                self._inline(child, own, pieces, ruled)
            pieces.append(Piece(child.etree_element.tail or "", look))
        close()

    def _inline(
        self, wrapper: ElementWrapper, look: Look, pieces: list[Piece], ruled: list[tuple[Look, Look]]
    ) -> None:
        if wrapper.local_name == "br":
            pieces.append(Piece("\n", replace(look, space="pre")))
            return
        content = wrapper.etree_element
        if look.width and not "".join(content.itertext()).strip():  # Room to be filled in by hand.
            pieces.append(Piece("\u00a0" * max(1, round(look.width / width_of(" ", look))), look))
        pieces.append(Piece(content.text or content.get("alt", ""), look))
        for child in wrapper.iter_children():
            own = self.sheets.look(child, look)
            if own.display != "none":
                self._inline(child, own, pieces, ruled)
            pieces.append(Piece(child.etree_element.tail or "", look))
        after = self.sheets.after(wrapper, look)
        if after is not None and after.borders[0]:
            ruled.append((after, look))

    def _paragraph(
        self,
        wrapper: ElementWrapper,
        look: Look,
        pieces: list[Piece],
        place: Place,
        left: float,
        right: float,
    ) -> None:
        paragraph = self._new(
            place, _kind(wrapper), replace(look, with_next=look.with_next and place is self.body)
        )
        format_of = paragraph.paragraph_format
        if abs(place.owed - look.before) > 0.01:
            format_of.space_before = Pt(place.owed)
        if left:
            format_of.left_indent = Pt(left)
        if right:
            format_of.right_indent = Pt(right)
        if place.new_page:
            format_of.page_break_before, place.new_page = True, False
        place.owed = 0.0
        for piece in _collapsed(pieces):
            self._run(paragraph, piece, look)

    def _run(self, paragraph: Any, piece: Piece, base: Look) -> None:
        run = paragraph.add_run(piece.text)  # python-docx turns a line feed into a break.
        if piece.look.bold != base.bold:
            run.bold = piece.look.bold
        if piece.look.italic != base.italic:
            run.italic = piece.look.italic
        if piece.look.size != base.size:
            run.font.size = Pt(piece.look.size)
        if piece.look.caps != base.caps:
            run.font.all_caps = piece.look.caps
        if piece.look.stands in {"super", "sub"}:
            setattr(run.font, {"super": "superscript", "sub": "subscript"}[piece.look.stands], True)
        if piece.look.color != base.color and (color := color_of(piece.look.color)):
            run.font.color.rgb = color

    def _rule(self, rule: Look, of: Look, pieces: list[Piece], place: Place) -> None:
        """The line below a heading: its part of the width of the text above, in the middle."""
        lines = "".join(piece.text for piece in _collapsed(pieces)).split("\n")
        widest = min(place.width, max(width_of(line.strip(), of) for line in lines))
        aside = (place.width - widest * (rule.share if rule.share is not None else 1.0)) / 2
        paragraph = self._new(place, "Đường kẻ", replace(Look(), size=2.0, before=rule.before))
        paragraph.paragraph_format.line_spacing = Pt(2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(aside)
        paragraph._p.get_or_add_pPr().insert_element_before(
            xml.edges("pBdr", (rule.borders[0], 0, 0, 0), ""), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
        )

    def _new(self, place: Place, kind: str, look: Look) -> Any:
        made = xml.element("p")
        _append(place.holder, made)
        place.last = made
        paragraph = Paragraph(made, self.document._body)
        made.get_or_add_pPr().get_or_add_pStyle().val = self.styles.name_for(kind, look)
        return paragraph

    def _spacer(self, place: Place) -> None:
        """Word wants a paragraph after a table; this one takes no room."""
        paragraph = self._new(place, "Khoảng cách", replace(Look(), size=1.0, line=1.0))
        paragraph.paragraph_format.line_spacing = Pt(max(1.0, place.owed))
        place.owed = 0.0

    def _turn_to(self, page: str, *, anew: bool) -> None:
        paper.next_section(self.document, self.sheets.pages[page], anew=anew)
        self.page, self.body.owed, self.body.new_page = page, 0.0, False
        self.body.width = self.sheets.pages[page].inner
        self.body.last = None

    # Tables -----------------------------------------------------------------------------------------------------------

    def _frame(self, wrapper: ElementWrapper, look: Look, place: Place) -> None:
        """A box of a given size, as the mark of urgency."""
        width = look.width or place.width
        inside = replace(look, borders=(0.0,) * 4, height=None, before=0.0, after=0.0, stands="middle")
        grid = Grid([width], [[]], 0, replace(look, left=(place.width - width) / 2 if look.centred else 0.0))
        grid.rows[0].append(grid.cell(wrapper, inside, 0))
        self._table(grid, look, place)

    def _table(self, grid: Grid, look: Look, place: Place) -> None:
        if (place.last is not None and place.last.tag == qn("w:tbl")) or max(place.owed, look.before):
            place.owed = max(place.owed, look.before)
            self._spacer(place)
        if self.page == "" and place.new_page:
            self._spacer(place)
        table = grid.shell()
        _append(place.holder, table)
        place.last = table
        for row, cells in zip(table.iter(qn("w:tr")), grid.rows, strict=True):
            for made, cell in zip(row.findall(qn("w:tc")), cells, strict=True):
                inside = Place(made, cell.inner)
                if cell.wrapper is not None:
                    self._flow(cell.wrapper, cell.look, inside, 0.0, 0.0)
                if inside.last is None or inside.last.tag == qn("w:tbl"):
                    self._spacer(inside)
        place.owed = look.after


def _append(holder: Any, made: Any) -> None:
    """At the end of a cell, or of the body before what closes it."""
    closing = holder.find(qn("w:sectPr"))
    holder.append(made) if closing is None else closing.addprevious(made)


def _kind(wrapper: ElementWrapper) -> str:
    """What names the style: a class that has a name, else any class, else the element; a list item goes by its list."""
    mine = sorted(wrapper.classes)
    if wrapper.local_name == "li" and not mine and wrapper.parent is not None:
        mine = sorted(wrapper.parent.classes)
    if wrapper.local_name in {"td", "th"}:
        return str(wrapper.local_name)
    return next((name for name in mine if name in NAMES), mine[0] if mine else str(wrapper.local_name))


def _is_section(wrapper: ElementWrapper) -> bool:
    return wrapper.parent.local_name == "body"


def _bullet(wrapper: ElementWrapper, look: Look) -> str:
    if wrapper.local_name != "li" or look.bullet == "none" or wrapper.parent is None:
        return ""
    if wrapper.parent.local_name != "ol":
        return "- "
    number = (
        wrapper.etree_element.get("value")
        or int(wrapper.parent.etree_element.get("start") or 1) + wrapper.index
    )
    return f"{number}. "


def _collapsed(pieces: list[Piece]) -> list[Piece]:
    """White space as HTML shows it: one space between words, none at the ends of a line."""
    shown: list[Piece] = []
    at_start = True
    for piece in pieces:
        if piece.text == "\n" and piece.look.space == "pre":
            text = "\n"
        elif piece.look.space in {"pre", "pre-line", "pre-wrap"}:
            text = re.sub(r"[ \t]+", " ", piece.text)
        else:
            text = _SPACE.sub(" ", piece.text)
            text = text.lstrip(" ") if at_start else text
        if text:
            shown.append(Piece(text, piece.look))
            at_start = text[-1] in " \n"
    if shown and shown[-1].look.space not in {"pre", "pre-wrap"}:
        shown[-1] = replace(shown[-1], text=shown[-1].text.rstrip(" "))
    return [piece for piece in shown if piece.text]
