"""The two documents, printed and read back."""

import hashlib
import io
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from accountability.printing.pdf import PdfError, PdfFile, print_html, render_one_page, render_pdf
from accountability.reports.rules import (
    AssignmentRow,
    DecisionItem,
    ReportFigures,
    build_chair_page,
    fitted_pages,
)

REPORT = "reports/print/report.html"
CHAIR = "reports/print/chair_page.html"
MM = 72 / 25.4
ALPHABET = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"


def reader_of(pdf: PdfFile) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.data))


def text_of(pdf: PdfFile) -> str:
    """The text with every run of white space as one space."""
    return " ".join(" ".join(page.extract_text() for page in reader_of(pdf).pages).split())


def families_of(pdf: PdfFile) -> set[str]:
    """The names of all embedded fonts without subset tags; fails on one not embedded."""
    names = set()
    for page in reader_of(pdf).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(str(descriptor["/FontName"]).split("+")[-1])
    return names


def words_above(page: PageObject, margin_mm: float) -> str:
    """What stands within ``margin_mm`` of the upper edge."""
    edge = float(page.mediabox.height) - margin_mm * MM
    found: list[str] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if y > edge and text.strip():
            found.append(text.strip())

    page.extract_text(visitor_text=note)
    return " ".join(found)


@pytest.fixture(scope="session")
def printed(figures: ReportFigures) -> PdfFile:
    return render_pdf(REPORT, {"figures": figures})


def test_the_report_has_the_form_of_an_administrative_document(printed: PdfFile) -> None:
    text = text_of(printed)
    in_order = [
        "UBND TỈNH NGHỆ AN",
        "CÔNG AN TỈNH",
        "/BC-CAT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Nghệ An, ngày … tháng … năm …",
        "BÁO CÁO",
        "Tiến độ thực hiện Đề án 06 trên địa bàn tỉnh Nghệ An",
        "(kỳ từ ngày 01/11/2022 đến ngày 15/11/2022)",
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh.",
        "I. TÌNH HÌNH CHUNG",
        "II. KẾT QUẢ THEO NHÓM NHIỆM VỤ",
        "III. KẾT QUẢ THỰC HIỆN CHỈ TIÊU",
        "IV. NHIỆM VỤ QUÁ HẠN",
        "V. KHÓ KHĂN, VƯỚNG MẮC; KIẾN NGHỊ",
        "VI. NHIỆM VỤ TRỌNG TÂM KỲ TỚI",
        "xem xét, chỉ đạo./.",
        "Nơi nhận:",
        "- Lưu: VT, PC06.",
        "GIÁM ĐỐC",
        "Phụ lục I",
        "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ THEO CƠ QUAN CHỦ TRÌ",
        "Tổng cộng",
    ]
    places = [text.find(piece) for piece in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert places == sorted(places)


def test_missing_figures_are_said_to_be_missing(printed: PdfFile) -> None:
    assert "≥ 50% chưa có số liệu" in text_of(printed)
    assert "5,62%" in text_of(printed)


def test_the_page_is_a4_upright_and_the_annex_lies(printed: PdfFile) -> None:
    sizes = [
        (round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM))
        for page in reader_of(printed).pages
    ]
    upright = sizes.count((210, 297))
    assert upright >= 2
    assert sizes == [(210, 297)] * upright + [(297, 210)] * (len(sizes) - upright)
    assert len(sizes) > upright


def test_pages_are_numbered_in_the_top_margin_from_the_second_and_annexes_anew(
    figures: ReportFigures,
) -> None:
    pdf = render_pdf(REPORT, {"figures": replace(figures, is_demo=False)})
    pages = list(reader_of(pdf).pages)
    upright = [page for page in pages if page.mediabox.width < page.mediabox.height]
    annex = pages[len(upright) :]
    assert [words_above(page, 19) for page in upright] == [
        "",
        *(str(number) for number in range(2, len(upright) + 1)),
    ]
    assert [words_above(page, 19) for page in annex] == [
        "",
        *(str(number) for number in range(2, len(annex) + 1)),
    ]


def test_invented_figures_are_marked_on_every_page_and_real_ones_on_none(figures: ReportFigures) -> None:
    for is_demo in (True, False):
        pdf = render_pdf(REPORT, {"figures": replace(figures, is_demo=is_demo)})
        marks = ["SỐ LIỆU GIẢ ĐỊNH" in page.extract_text() for page in reader_of(pdf).pages]
        assert marks == [is_demo] * pdf.pages


def test_only_our_family_is_embedded(printed: PdfFile) -> None:
    assert families_of(printed) == {
        "Tinos-Don-Doc",
        "Tinos-Don-Doc-Bold",
        "Tinos-Don-Doc-Italic",
        "Tinos-Don-Doc-Bold-Italic",
    }


def test_no_text_of_a_user_brings_another_font_or_tag_into_the_page(
    figures: ReportFigures, rows: list[AssignmentRow]
) -> None:
    odd = "😀 漢字 اب ✓ ▲ \u200b\u202e<img src='file:///etc/passwd'><script>x</script>&amp; O\u0302\u0303"
    (line, *others) = figures.overdue
    pdf = render_pdf(REPORT, {"figures": replace(figures, overdue=(replace(line, title=odd), *others))})
    assert all(family.startswith("Tinos-Don-Doc") for family in families_of(pdf))
    text = "".join(text_of(pdf).split())
    assert "□□□□□□▲<imgsrc='file:///etc/passwd'><script>x</script>&amp;Ỗ" in text


def test_every_vietnamese_letter_is_in_the_font() -> None:
    pdf = print_html(
        '<link rel="stylesheet" href="asset:print/fonts.css">'
        '<link rel="stylesheet" href="asset:print/nd30.css">'
        f"<p>{ALPHABET}</p><p>{ALPHABET.upper()}</p><p>₫ … – “ ” ≥ ≤</p>"
    )
    text = "".join(text_of(pdf).split())
    assert ALPHABET in text
    assert ALPHABET.upper() in text
    assert "₫…–“”≥≤" in text
    assert families_of(pdf) == {"Tinos-Don-Doc"}


def test_the_same_figures_give_the_same_bytes(printed: PdfFile, figures: ReportFigures) -> None:
    again = render_pdf(REPORT, {"figures": figures})
    assert again == printed
    assert printed.sha256 == hashlib.sha256(printed.data).hexdigest()
    assert printed.pages == len(reader_of(printed).pages)


def test_a_report_without_a_single_row_still_has_its_six_sections(figures: ReportFigures) -> None:
    empty = replace(
        figures,
        counts=type(figures.counts)(),
        directives=(),
        groups=(),
        indicators=(),
        overdue=(),
        obstacles=(),
        recommendations=(),
        upcoming=(),
        blocks=(),
    )
    text = text_of(render_pdf(REPORT, {"figures": empty}))
    assert "không có nhiệm vụ quá hạn" in text
    assert "Trong kỳ chưa có cơ quan báo cáo khó khăn, vướng mắc." in text
    assert "VI. NHIỆM VỤ TRỌNG TÂM KỲ TỚI" in text


def test_a_long_table_repeats_its_head_on_each_page(figures: ReportFigures) -> None:
    (line, *_) = figures.overdue
    many = tuple(replace(line, pks=(number,)) for number in range(40))
    pdf = render_pdf(REPORT, {"figures": replace(figures, overdue=many)})
    with_rows = [page.extract_text() for page in reader_of(pdf).pages if "tiêm chủng" in page.extract_text()]
    assert len(with_rows) > 2
    assert all("Nguyên nhân" in text for text in with_rows)


def chair_pdf(rows: list[AssignmentRow], decisions: list[DecisionItem], figures: ReportFigures) -> PdfFile:
    page = build_chair_page(rows, decisions=decisions, at=figures.data_at, is_demo=True)
    return render_one_page(CHAIR, [{"page": cut} for cut in fitted_pages(page)])


def test_the_chairs_page_tells_what_he_needs_to_decide(
    rows: list[AssignmentRow], decisions: list[DecisionItem], figures: ReportFigures
) -> None:
    pdf = chair_pdf(rows, decisions, figures)
    text = text_of(pdf)
    assert pdf.pages == 1
    for piece in (
        "Nghệ An, ngày 16 tháng 11 năm 2022",
        "Đang thực hiện quá hạn",
        "Việc chờ ý kiến chỉ đạo: 02 việc",
        "Quá hạn 22 ngày",
        "Đề xuất của đơn vị: Gia hạn đến ngày 31/12/2022.",
        "Văn phòng đề xuất (chuyên viên theo dõi VX): Gia hạn đến 20/12/2022",
        "Chưa có giải trình.",
        "Quá hạn theo đơn vị",
        "Đến hạn trong 7 ngày tới",
        "SỐ LIỆU GIẢ ĐỊNH",
    ):
        assert piece in text
    assert all(family.startswith("Tinos-Don-Doc") for family in families_of(pdf))


def test_seven_items_of_usual_length_are_all_on_the_page(
    rows: list[AssignmentRow], decisions: list[DecisionItem], figures: ReportFigures
) -> None:
    title = "Rà soát, làm sạch dữ liệu đối tượng bảo trợ xã hội, người có công, trẻ em trên Cơ sở dữ liệu"
    usual = replace(decisions[0], title=title, obstacle=f"{title} còn chậm")
    pdf = chair_pdf(rows, [usual] * 7, figures)
    assert pdf.pages == 1
    assert text_of(pdf).count("Rà soát, làm sạch dữ liệu đối tượng bảo trợ xã hội") == 14
    assert "Việc chờ ý kiến chỉ đạo: 07 việc" in text_of(pdf)


@pytest.mark.parametrize("number", [0, 1, 4, 9])
def test_the_chairs_page_is_one_page_whatever_the_texts(
    number: int, rows: list[AssignmentRow], decisions: list[DecisionItem], figures: ReportFigures
) -> None:
    wide = "NGƯỠNG WMWMW " * 80
    item = replace(
        decisions[0],
        title=wide,
        directive_ref=wide,
        agency=wide,
        coordinating=(wide,) * 5,
        obstacle=wide,
        proposal=wide,
        opinion=wide,
        opinion_by=wide,
        explanation_note=wide,
    )
    due = figures.data_at.date()
    late = [
        replace(row, title=wide, lead_name=f"{index} {wide}", bucket="overdue", due_on=due, duty_key="")
        for index, row in enumerate(rows)
    ]
    pdf = chair_pdf(late, [item] * number, figures)
    assert pdf.pages == 1
    assert "Trang này để đọc" in text_of(pdf)


def test_what_cannot_fit_one_page_is_refused_in_vietnamese(figures: ReportFigures) -> None:
    with pytest.raises(PdfError, match="không vừa một trang A4"):
        render_one_page(REPORT, [{"figures": figures}])


def test_a_child_that_takes_too_long_is_ended_with_a_clear_message(printed: PdfFile) -> None:
    with pytest.raises(PdfError, match=r"quá 0\.05 giây"):
        print_html("<p>chữ</p>", timeout=0.05)


@pytest.fixture
def secret_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An interpreter that writes its environment down instead of printing a page."""
    seen = tmp_path / "environment"
    spy = tmp_path / "python"
    spy.write_text(f"#!/bin/sh\nenv > {seen}\nexit 2\n")
    spy.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(spy))
    monkeypatch.setenv("SECRET_KEY", "khoa-bi-mat")
    monkeypatch.setenv("DATABASE_URL", "postgres://nguoidung:matkhau@127.0.0.1/x")
    return seen


def test_the_child_receives_no_secret(secret_environment: Path) -> None:
    with pytest.raises(PdfError, match="Không tạo được tệp PDF"):
        print_html("<p>chữ</p>")
    handed_on = secret_environment.read_text()
    assert "khoa-bi-mat" not in handed_on
    assert "matkhau" not in handed_on
    assert os.environ["SECRET_KEY"] == "khoa-bi-mat"
