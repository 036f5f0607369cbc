"""The Word file of a print, read back as Word reads it."""

import io
import zipfile
from typing import Any

import pytest
from django.template.loader import render_to_string
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from accountability.printing.rules import Letter
from accountability.printing.word import word_of

ALPHABET = "ăằắẳẵặ âầấẩẫậ êềếểễệ ôồốổỗộ ơờớởỡợ ưừứửữự đĐ ỲỴỶỸ ₫ …–“”≥≤"
HEAD = (
    "<!DOCTYPE html><html lang='vi'><head><title>Báo cáo: thử</title><meta name='author' content='Công an tỉnh'>"
    "<link rel='stylesheet' href='asset:print/fonts.css'><link rel='stylesheet' href='asset:print/nd30.css'>"
    "<link rel='stylesheet' href='asset:print/report.css'>{}</head><body>"
)
BODY = (
    "<h1 class='kind'>BÁO CÁO</h1><div class='abstract'><span class='ruled'>Về tiến độ<br>kỳ 1</span></div>"
    f"<h2>I. Tình hình</h2><p><b>1. Văn bản:</b> có <i>nghiêng</i> {ALPHABET}</p>\n<p>Đoạn  hai&amp;ba</p>"
    "<table class='figures by-agency'><colgroup><col class='col-ordinal'><col><col class='col-count'></colgroup>"
    "<thead><tr><th>STT</th><th colspan='2'>Cơ quan</th></tr></thead><tbody>"
    "<tr><td rowspan='2'>1</td><td class='text'>Sở A</td><td>3</td></tr><tr><td>Sở B</td><td>4</td></tr></tbody></table>"
    "<blockquote><frob>thẻ lạ <kbd>giữ chữ</kbd></frob></blockquote>"
)
ANNEX = "<section class='annex'><p class='annex-number'>Phụ lục I</p><p class='note'>Ghi chú</p></section>"


def letter(**more: Any) -> Letter:
    return Letter(
        parent="UBND TỈNH NGHỆ AN", issuer="CÔNG AN TỈNH", issuer_name="Công an tỉnh", symbol="BC-CAT",
        recipients=("Như trên", "Lưu: VT, PC06"), signer_lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        signer_name="Nguyễn Văn A", **more,
    )  # fmt: skip


def read(markup: str) -> Any:
    return Document(io.BytesIO(word_of(markup)))


@pytest.fixture(scope="module")
def document() -> Any:
    parts = {"letter": letter()}
    head = render_to_string("printing/_masthead.html", parts)
    foot = render_to_string("printing/_signature.html", parts)
    return read(HEAD.format("") + head + BODY + foot + ANNEX + ANNEX + "</body></html>")


def said(document: Any) -> list[str]:
    """Each paragraph that says something, in the order of the file, cells included."""
    found = (
        "".join(text.text or "" for text in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))
    )
    return [text for text in found if text]


def style_of(document: Any, text: str) -> Any:
    for paragraph in document.element.body.iter(qn("w:p")):
        if text in "".join(part.text or "" for part in paragraph.iter(qn("w:t"))):
            chosen = paragraph.pPr.pStyle.val
            return next(style for style in document.styles if style.style_id == chosen)
    raise AssertionError(text)


def test_every_word_of_the_print_is_in_the_file_in_its_order(document: Any) -> None:
    words = said(document)
    wanted = ["UBND TỈNH NGHỆ AN", "CÔNG AN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO", "I. Tình hình",
              f"1. Văn bản: có nghiêng {ALPHABET}", "Đoạn hai&ba", "Cơ quan", "Sở A", "Sở B", "thẻ lạ giữ chữ",
              "- Như trên;", "KT. GIÁM ĐỐC", "Nguyễn Văn A", "Phụ lục I", "Ghi chú"]  # fmt: skip
    places = [words.index(text) for text in wanted]
    assert places == sorted(places)
    number = next(text for text in words if text.endswith("/BC-CAT"))
    assert number.startswith("Số: \u00a0")  # Room for the number.


@pytest.mark.parametrize(
    ("text", "name", "size", "bold", "italic"),
    [
        ("CỘNG HÒA", "Quốc hiệu", 12, True, False),
        ("Độc lập", "Tiêu ngữ", 13, True, False),
        ("UBND TỈNH", "Cơ quan chủ quản", 12, False, False),
        ("CÔNG AN", "Cơ quan ban hành", 12, True, False),
        ("/BC-CAT", "Số, ký hiệu", 13, False, False),
        ("tháng", "Địa danh, ngày tháng", 13, False, True),
        ("BÁO CÁO", "Tên loại", 14, True, False),
        ("Về tiến độ", "Trích yếu", 14, True, False),
        ("Đoạn hai", "Nội dung", 14, False, False),
        ("I. Tình hình", "Mục", 14, True, False),
        ("Nơi nhận:", "Nơi nhận", 12, True, True),
        ("- Như trên", "Danh sách nơi nhận", 11, False, False),
        ("KT. GIÁM ĐỐC", "Quyền hạn, chức vụ", 14, True, False),
        ("Phụ lục I", "Số phụ lục", 14, True, False),
    ],
)
def test_each_part_has_a_style_of_its_name(
    document: Any, text: str, name: str, size: int, bold: bool, italic: bool
) -> None:
    style = style_of(document, text)
    assert (style.name, style.font.size.pt, style.font.bold, style.font.italic) == (name, size, bold, italic)


def test_the_body_is_justified_with_its_indent_and_the_file_in_times_new_roman(document: Any) -> None:
    body = style_of(document, "Đoạn hai").paragraph_format
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.first_line_indent.cm == pytest.approx(1.27, abs=0.01)
    assert body.space_before.pt == 6
    assert style_of(document, "I. Tình hình").font.all_caps
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }


def test_pages_are_a4_and_each_annex_lies_with_numbers_of_its_own(document: Any) -> None:
    upright, *annexes = document.sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(upright.left_margin.mm), round(upright.right_margin.mm), round(upright.top_margin.mm)) == (
        30,
        15,
        20,
    )
    assert len(annexes) == 2
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        head = section.header.paragraphs[0]
        assert head.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert [code.text for code in head._p.iter(qn("w:instrText"))] == ["PAGE"]
    for section in annexes:
        assert section.orientation == WD_ORIENT.LANDSCAPE
        assert round(section.page_width.mm) == 297
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_a_table_keeps_its_widths_merges_and_repeated_head(document: Any) -> None:
    table = next(table for table in document.tables if "STT" in table.cell(0, 0).text)
    columns = [int(column.get(qn("w:w"))) / 20 / 72 * 25.4 for column in table._tbl.tblGrid]
    assert columns == pytest.approx([11, 133, 21], abs=0.1)
    rows = list(table._tbl.iter(qn("w:tr")))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(1, 1)._tc.find(f".//{qn('w:tcBorders')}") is not None


def test_the_rule_below_a_heading_is_its_part_of_the_text_and_in_the_middle(document: Any) -> None:
    (nation,) = [cell for cell in document.tables[0].row_cells(0) if "CỘNG HÒA" in cell.text]
    motto_rule = next(p for p in nation.paragraphs if p._p.pPr.find(qn("w:pBdr")) is not None)
    width = nation.width.pt - 2 * motto_rule.paragraph_format.left_indent.pt
    assert width == pytest.approx(159, abs=2)  # "Độc lập - Tự do - Hạnh phúc" at 13 pt bold is 56 mm.
    assert motto_rule.paragraph_format.left_indent == motto_rule.paragraph_format.right_indent


def test_the_same_print_gives_the_same_bytes_and_a_sound_file() -> None:
    markup = HEAD.format("") + BODY
    once, again = word_of(markup), word_of(markup)
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as package:
        assert package.testzip() is None
        assert not [name for name in package.namelist() if name.startswith("word/media")]


def test_a_demo_says_on_every_page_that_its_figures_are_assumed() -> None:
    document = read(HEAD.format("<link rel='stylesheet' href='asset:print/demo.css'>") + BODY + ANNEX)
    for section in document.sections:
        assert "SỐ LIỆU GIẢ ĐỊNH" in section.header.paragraphs[0].text
        assert "SỐ LIỆU GIẢ ĐỊNH" in section.first_page_header.paragraphs[0].text


def test_odd_markup_is_written_and_nothing_of_it_is_followed() -> None:
    odd = "\u202e\x0b\ufffe<img src='file:///etc/passwd' alt='ảnh'><link rel='stylesheet' href='file:///etc/passwd'><table></table>"
    document = read(
        HEAD.format("")
        + f"<p>trước{odd}</p><table><tr><td rowspan='99999999999'>ô</td></tr></table><ol><li>một"
    )
    assert said(document) == ["trướcảnh", "ô", "1. một"]
    assert said(read("")) == []
