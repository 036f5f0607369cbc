"""A letter under the ruler: the table of NĐ 30/2020, Phụ lục I (DOMAIN §1.2), figure by figure.

One PDF is drawn; every test measures it.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string

from accountability.printing.pdf import print_html
from accountability.printing.rules import Letter
from tests.paper import Line, Page, pages_of

ALPHABET = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
LONG = (
    "Căn cứ kết luận của Chủ tịch Ủy ban nhân dân tỉnh, Văn phòng đề nghị các cơ quan rà soát, khẩn trương thực hiện "
    "và báo cáo kết quả đúng thời hạn được giao. "
)
LEFT, RIGHT, TOP, BOTTOM = 30.0, 15.0, 20.0, 20.0


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    letter = Letter(
        parent="UBND TỈNH NGHỆ AN", issuer="VĂN PHÒNG", issuer_name="Văn phòng UBND tỉnh", symbol="VP-TH", number="09",
        signed_on=date(2022, 1, 5), subject="đôn đốc thực hiện các nhiệm vụ quá hạn", urgency="HỎA TỐC",
        recipients=("Như trên", "Lưu: VT, TH"), signer_lines=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        signer_name="Nguyễn Văn A",
    )  # fmt: skip
    sheets = "".join(
        f"<link rel='stylesheet' href='asset:print/{name}.css'>" for name in ("fonts", "nd30", "report")
    )
    rows = "".join(f"<tr><td>{number}</td><td class='text'>{LONG}</td></tr>" for number in range(30))
    return pages_of(
        print_html(
            f"<!DOCTYPE html><html lang='vi'><head><title>Công văn</title>{sheets}</head><body>"
            + render_to_string("printing/_masthead.html", {"letter": letter})
            + "<h1 class='kind'>THÔNG BÁO</h1><div class='abstract'><span class='ruled'>Kết luận hội nghị trực tuyến</span>"
            "</div><div class='addressee'>Kính gửi: Sở Y tế.</div>"
            + f"<h2>I. Tình hình</h2><p>{LONG * 2}</p><p>{LONG}</p><h3>1. Khoản có tiêu đề</h3>"
            + f"<p>{ALPHABET} {ALPHABET.upper()} ₫</p>"
            + "<table class='figures'><colgroup><col class='col-ordinal'><col></colgroup><thead><tr><th>STT</th>"
            f"<th>Nội dung nhiệm vụ</th></tr></thead><tbody>{rows}</tbody></table>"
            + "<p class='closing'>Trên đây là nội dung chính./.</p>"
            + render_to_string("printing/_signature.html", {"letter": letter})
        ).data
    )


def line(pages: list[Page], start: str) -> Line:
    return next(found for page in pages for found in page.lines if found.text.startswith(start))


# ô, how the line begins, sizes allowed, bold, italic
TABLE = [
    ("1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
    ("1", "Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
    ("2", "UBND TỈNH NGHỆ AN", (12, 13), False, False),
    ("2", "VĂN PHÒNG", (12, 13), True, False),
    ("3", "Số: 09/VP-TH", (13, 13), False, False),
    ("4", "Nghệ An, ngày 05 tháng 01 năm 2022", (13, 14), False, True),
    ("5a", "THÔNG BÁO", (13, 14), True, False),
    ("5a", "Kết luận hội nghị", (13, 14), True, False),
    ("5b", "V/v đôn đốc", (12, 13), False, False),
    ("6", "Căn cứ kết luận", (13, 14), False, False),
    ("6", "I. TÌNH HÌNH", (13, 14), True, False),
    ("6", "1. Khoản có tiêu đề", (13, 14), True, False),
    ("7a", "TL. CHỦ TỊCH", (13, 14), True, False),
    ("7a", "CHÁNH VĂN PHÒNG", (13, 14), True, False),
    ("7b", "Nguyễn Văn A", (13, 14), True, False),
    ("9a", "Kính gửi:", (13, 14), False, False),
    ("9b", "Nơi nhận:", (12, 12), True, True),
    ("9b", "- Như trên;", (11, 11), False, False),
    ("9b", "- Lưu: VT, TH.", (11, 11), False, False),
    ("10b", "HỎA TỐC", (13, 14), True, False),
]


@pytest.mark.parametrize(("place", "start", "sizes", "bold", "italic"), TABLE)
def test_each_part_has_its_size_and_face(
    pages: list[Page], place: str, start: str, sizes: tuple[int, int], bold: bool, italic: bool
) -> None:
    size, is_bold, is_italic = line(pages, start).face
    assert sizes[0] <= size <= sizes[1], place
    assert (is_bold, is_italic) == (bold, italic), place


def test_the_page_is_a4_with_the_margins_of_the_decree(pages: list[Page]) -> None:
    for page in pages:
        assert (page.width, page.height) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
        body = [one for one in page.lines if one.top > TOP - 1]
        assert LEFT - 0.2 <= min(one.left for one in body) <= 35  # 30 to 35 mm.
        assert (
            max(one.right for one in body) <= 210 - RIGHT + 0.2
        )  # 15 to 20 mm: nothing is cut on the right.
        assert max(one.bottom for one in body) <= 297 - BOTTOM + 0.2
        assert min(one.top for one in body) >= TOP - 0.5
        assert all(rule.left >= LEFT - 0.5 and rule.right <= 210 - RIGHT + 0.5 for rule in page.rules)


def test_every_letter_is_of_our_family_black_and_can_be_read_out(pages: list[Page]) -> None:
    runs = [run for page in pages for one in page.lines for run in one.runs]
    assert {run.font for run in runs} <= {
        f"Tinos-Don-Doc{face}" for face in ("", "-Bold", "-Italic", "-Bold-Italic")
    }
    assert {run.color for run in runs if run.text.strip() != "HỎA TỐC"} == {(0.0, 0.0, 0.0)}
    text = "".join("".join(run.text for run in one.runs) for page in pages for one in page.lines)
    squeezed = "".join(text.split()).replace("-", "")
    assert ALPHABET in squeezed
    assert ALPHABET.upper() in squeezed


def test_the_head_stands_in_two_columns_with_its_rules(pages: list[Page]) -> None:
    page = pages[0]
    nation, motto = page.line("CỘNG HÒA"), page.line("Độc lập")
    organ, number, place = page.line("VĂN PHÒNG"), page.line("Số:"), page.line("Nghệ An, ngày")
    assert nation.top == pytest.approx(page.line("UBND TỈNH").top, abs=0.3)
    assert abs(nation.middle - motto.middle) < 0.5 > abs(motto.middle - place.middle)
    assert abs(organ.middle - number.middle) < 0.5
    assert abs(number.bottom - place.bottom) < 0.7  # The same line.
    assert organ.right < nation.left
    rule = page.rule_below(motto)
    assert rule.width == pytest.approx(motto.right - motto.left, abs=0.3)  # As long as the words.
    rule = page.rule_below(organ)
    assert 1 / 3 <= rule.width / (organ.right - organ.left) <= 1 / 2
    abstract = page.line("Kết luận hội nghị")
    rule = page.rule_below(abstract)
    assert 1 / 3 <= rule.width / (abstract.right - abstract.left) <= 1 / 2
    assert abs(abstract.middle - (LEFT + 210 - RIGHT) / 2) < 1


def test_v_v_stands_below_the_number_and_the_urgency_in_a_red_frame_of_its_size(pages: list[Page]) -> None:
    page = pages[0]
    about, urgency = page.line("V/v"), page.line("HỎA TỐC")
    assert about.middle == pytest.approx(page.line("Số:").middle, abs=0.6)
    gap = about.top - page.line("Số:").bottom
    assert 6 * 25.4 / 72 <= gap + 0.5 <= 6 * 25.4 / 72 + 2
    frame = max(
        (rule for rule in page.rules if abs(rule.middle - urgency.middle) < 1 and rule.height > 5),
        key=lambda r: r.width,
    )
    assert (frame.width, frame.height) == (pytest.approx(30, abs=0.3), pytest.approx(8, abs=0.3))
    assert frame.color[0] > 0.8
    assert max(frame.color[1:]) < 0.1
    assert urgency.runs[0].color == frame.color
    assert frame.top < urgency.top < urgency.bottom < frame.bottom


def test_the_body_is_justified_with_its_indent_gap_and_spacing(pages: list[Page]) -> None:
    page = pages[0]
    at = page.lines.index(page.line("Căn cứ kết luận"))
    first, second, third = page.lines[at : at + 3]
    assert first.left == pytest.approx(LEFT + 12.7, abs=0.2)  # 1 or 1.27 cm.
    assert first.right == pytest.approx(210 - RIGHT, abs=0.3)
    assert (second.left, second.right) == (pytest.approx(LEFT, abs=0.3), pytest.approx(210 - RIGHT, abs=0.3))
    pitch = (second.top - first.top) * 72 / 25.4
    assert 1.15 * 14 - 0.2 <= pitch <= 1.15 * 14 * 1.5 + 0.2  # Single to one and a half.
    assert third.left == pytest.approx(LEFT, abs=0.3)
    next_paragraph = [one for one in page.lines if one.left == pytest.approx(first.left, abs=0.2)][2]
    assert next_paragraph.text.startswith("Căn cứ kết luận")
    before = page.lines[page.lines.index(next_paragraph) - 1]
    assert (next_paragraph.top - before.top) * 72 / 25.4 - pitch >= 6 - 0.1


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_upper_margin(pages: list[Page]) -> None:
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        above = [one for one in page.lines if one.bottom < TOP - 1]
        assert [one.text for one in above] == ([] if number == 1 else [str(number)])
        for one in above:
            assert 13 <= one.face[0] <= 14
            assert one.face[1:] == (False, False)
            assert one.middle == pytest.approx((LEFT + 210 - RIGHT) / 2, abs=0.5)


def test_the_head_of_a_table_is_repeated_and_no_column_is_cut(pages: list[Page]) -> None:
    with_rows = [page for page in pages if sum(one.runs[-1].size == 11 for one in page.lines) > 6]
    assert len(with_rows) >= 2
    for page in with_rows:
        assert sum("Nội dung nhiệm vụ" in one.text for one in page.lines) == 1
    cells = [one for page in with_rows for one in page.lines if one.runs[-1].size == 11]
    assert sum("Căn cứ kết luận" in one.text for one in cells) == 30
    assert all(one.left >= LEFT and one.right <= 210 - RIGHT for one in cells)


def test_the_signature_stands_right_of_the_recipients_with_room_for_a_signature(pages: list[Page]) -> None:
    page = pages[-1]
    title, role, name = page.line("TL. CHỦ TỊCH"), page.line("CHÁNH VĂN PHÒNG"), page.line("Nguyễn Văn A")
    receivers = page.line("Nơi nhận:")
    assert max(abs(title.middle - role.middle), abs(role.middle - name.middle)) < 0.5
    assert title.middle == pytest.approx(LEFT + 165 * 0.75, abs=0.5)
    assert receivers.left == pytest.approx(LEFT, abs=0.5)
    assert abs(receivers.top - title.top) < 2
    assert 25 <= name.top - role.bottom <= 35
    assert page.line("- Như trên;").left == pytest.approx(LEFT, abs=0.5)
