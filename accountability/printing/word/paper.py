"""Pages of the Word file: size, margins, numbers in the upper margin, and a mark on each page where the sheets ask for one."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt, RGBColor

from . import xml
from .looks import PageLook


def first_section(document: Document, page: PageLook) -> None:
    """Lay the section that the document begins with."""
    _lay(document.sections[0], page)


def next_section(document: Document, page: PageLook, *, anew: bool) -> None:
    """Begin a section on a new page; ``anew`` counts its pages from 1 with the first one bare, as an annex does."""
    section: Any = document.add_section(WD_SECTION.NEW_PAGE)
    _shrink_break(document)
    _lay(section, page)
    if anew:
        section._sectPr.append(xml.element("pgNumType", start=1))
        _in_order(section._sectPr)


def _shrink_break(document: Document) -> None:
    """The paragraph that carries the end of a section takes no line of its own: a full page would get an empty one after it."""
    carriers = [
        one for one in document.paragraphs if one._p.pPr is not None and one._p.pPr.sectPr is not None
    ]
    paper = carriers[-1].paragraph_format
    paper.line_spacing, paper.space_before, paper.space_after = Pt(1), Pt(0), Pt(0)


def _lay(section: Any, page: PageLook) -> None:
    top, right, bottom, left = page.margins
    section.page_width, section.page_height = Pt(page.width), Pt(page.height)
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.top_margin, section.right_margin, section.bottom_margin = Pt(top), Pt(right), Pt(bottom)
    section.left_margin = Pt(left)
    section.header_distance = Pt(max(14.0, top / 2 - 9))  # The line stands in the middle of the margin.
    section.different_first_page_header_footer = page.first_is_bare
    for header, numbered in (
        (section.header, page.number_size is not None),
        (section.first_page_header, False),
    ):
        header.is_linked_to_previous = False
        _head(header.paragraphs[0], page, numbered)


def _head(paragraph: Any, page: PageLook, numbered: bool) -> None:
    paper = paragraph.paragraph_format
    for stop in list(paragraph.style.paragraph_format.tab_stops):
        paper.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    if not page.mark:
        paper.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paper.tab_stops.add_tab_stop(Pt(page.inner / 2), WD_TAB_ALIGNMENT.CENTER)
        paper.tab_stops.add_tab_stop(Pt(page.inner), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t")
    if numbered:
        run = paragraph.add_run()
        run.font.size = Pt(page.number_size or 13)
        xml.page_field(run._r)
    if page.mark:
        run = paragraph.add_run(f"\t{page.mark}")
        run.font.size, run.font.bold, run.font.color.rgb = Pt(11), True, RGBColor(0xB0, 0, 0x20)


# As the schema of Word orders the parts of a section.
_ORDER = (
    "headerReference",
    "footerReference",
    "type",
    "pgSz",
    "pgMar",
    "pgNumType",
    "cols",
    "titlePg",
    "docGrid",
)


def _in_order(properties: Any) -> None:
    def place(one: Any) -> int:
        name = one.tag.rpartition("}")[2]
        return _ORDER.index(name) if name in _ORDER else len(_ORDER)

    properties[:] = sorted(properties, key=place)
