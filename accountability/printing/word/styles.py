"""The styles of the Word file, one for each way that a paragraph looks: the office changes a style, not each paragraph."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from .looks import Look

FAMILY = "Times New Roman"
SINGLE = 1.15  # The natural line of Times New Roman, in sizes: what Word calls single.
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT, "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip
# The names that a person reads in the list of styles; any other class or element goes by its own name.
NAMES = {
    "parent-organ": "Cơ quan chủ quản", "issuing-organ": "Cơ quan ban hành", "nation-name": "Quốc hiệu",
    "motto": "Tiêu ngữ", "document-number": "Số, ký hiệu", "place-date": "Địa danh, ngày tháng", "about": "Về việc",
    "kind": "Tên loại", "abstract": "Trích yếu", "addressee": "Kính gửi", "basis": "Căn cứ", "p": "Nội dung",
    "h2": "Mục", "h3": "Khoản", "lead-in": "Nội dung dẫn bảng", "closing": "Nội dung kết", "unit-note": "Đơn vị tính",
    "td": "Ô của bảng", "th": "Tiêu đề cột", "recipients-title": "Nơi nhận", "li": "Danh sách",
    "recipients": "Danh sách nơi nhận", "signer": "Quyền hạn, chức vụ", "signer-name": "Họ và tên người ký",
    "annex-number": "Số phụ lục", "annex-name": "Tên phụ lục", "annex-source": "Kèm theo", "note": "Ghi chú",
    "urgency": "Mức độ khẩn", "figcaption": "Tên biểu đồ", "figure": "Biểu đồ",
}  # fmt: skip
OUTLINE = {"h2": 0, "h3": 1, "annex-name": 0}  # What the navigation pane of Word shows.


class Styles:
    """Makes each style when it is first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._made: dict[tuple[Any, ...], str] = {}
        _set_base(document.styles["Normal"])

    def name_for(self, kind: str, look: Look) -> str:
        """The identifier of the style for a paragraph of this kind (a class or an element) that looks so."""
        known = NAMES.get(kind, kind)
        key = (known, look.size, look.bold, look.italic, look.caps, look.align, look.indent, look.line, look.color,
               look.before, look.together, look.with_next)  # fmt: skip
        if key not in self._made:
            before = sum(1 for made in self._made if made[0] == known)
            self._made[key] = self._make(f"{known} {before + 1}" if before else known, kind, look)
        return self._made[key]

    def _make(self, name: str, kind: str, look: Look) -> str:
        style: Any = self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self._document.styles["Normal"]
        style.quick_style = True
        _set_font(style, look)
        paper = style.paragraph_format
        paper.alignment = ALIGNMENTS.get(look.align, WD_ALIGN_PARAGRAPH.LEFT)
        paper.first_line_indent = Pt(look.indent)
        paper.line_spacing = round(look.line / SINGLE, 3)
        paper.space_before, paper.space_after = Pt(look.before), Pt(0)
        paper.keep_with_next, paper.keep_together, paper.widow_control = look.with_next, look.together, True
        if kind in OUTLINE:
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(OUTLINE[kind]))
            style.element.get_or_add_pPr().append(level)
        return str(style.style_id)


def _set_base(style: Any) -> None:
    """Normal: our family for every script, in Vietnamese."""
    style.font.name, style.font.size = FAMILY, Pt(14)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FAMILY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)
    style.paragraph_format.space_after = Pt(0)


def _set_font(style: Any, look: Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    style.font.all_caps = look.caps
    if color := color_of(look.color):
        style.font.color.rgb = color


def color_of(text: str) -> RGBColor | None:
    """The colour of "#a31621" or "#333"; None for black and for none."""
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if not text.startswith("#") or len(digits) != 6 or digits == "000000":
        return None
    return RGBColor.from_string(digits.upper())
