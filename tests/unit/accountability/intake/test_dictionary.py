"""Agencies are found by every way that they are written, on their day."""

from datetime import date

import pytest

from accountability.intake.rules.bodies import Reader
from accountability.intake.rules.tokens import tokenise
from tests.unit.accountability.intake.as_read import ON, agencies

NOW = date(2026, 3, 2)


def _codes(text: str, on: date = ON) -> list[str | None]:
    tokens = tokenise(text)
    found = Reader(tokens, agencies().on(on)).list_at(0, len(tokens))
    return [body.code for body in found.bodies] if found else []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sở LĐ,TB&XH", "SLDTBXH"),
        ("Sở LĐTBXH", "SLDTBXH"),
        ("Sở LĐ-TB&XH", "SLDTBXH"),
        ("Sở Lao động – Thương binh và Xã hội", "SLDTBXH"),
        ("sở lao động, thương binh và xã hội", "SLDTBXH"),
        ("SỞ Y TẾ", "SYT"),
        ("Sở Văn hoá và Thể thao", "SVHTT"),
        ("Sở TN&MT", "STNMT"),
        ("Sở TNMT", "STNMT"),
        ("Sở Nông nghiệp và PTNT", "SNNPTNT"),
        ("Sở Y tế Nghệ An", "SYT"),
        ("Sở Y tế tỉnh Nghệ An", "SYT"),
        ("Công an tỉnh Nghệ An", "CAT"),
        ("Giám đốc Công an tỉnh", "CAT"),
        ("đồng chí Giám đốc Sở Tài chính", "STC"),
        ("Uỷ ban nhân dân thị xã Thái Hoà", "H414"),
        ("UBND TP. Vinh", "H412"),
        ("UBND TP Vinh", "H412"),
        ("UBND thành phố Vinh", "H412"),
        ("Ngân hàng nhà nước chi nhánh tỉnh Nghệ An", "NHNN"),
        ("Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Nghệ An", "NHNN"),
        ("Kho bạc Nhà nước tỉnh Nghệ An", "KBNN"),
        ("Cục Cảnh sát quản lý hành chính về TTXH Bộ Công an", "C06"),
        ("UBND xã Đồng Văn, huyện Quế Phong", "X415-03"),
    ],
)
def test_an_agency_of_2022_is_found(text: str, code: str) -> None:
    assert _codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "then", "now"),
    [
        ("Sở Nội vụ", "SNV", "SNV2025"),
        ("Sở Xây dựng", "SXD", "SXD2025"),
        ("Sở Nông nghiệp và Môi trường", None, "SNNMT"),
        ("Sở Thông tin và Truyền thông", "STTTT", None),
        ("Sở Văn hóa, Thể thao và Du lịch", None, "SVHTTDL"),
        ("UBND huyện Diễn Châu", "H425", None),
    ],
)
def test_the_same_words_of_another_day_are_the_agency_of_that_day(
    text: str, then: str | None, now: str | None
) -> None:
    assert (_codes(text), _codes(text, NOW)) == ([then], [now])


@pytest.mark.parametrize(
    "text",
    ["Sở Y tế Hà Nội", "UBND tỉnh Quảng Trị", "Bộ Y tế", "Sở Quy hoạch - Kiến trúc", "Cục Thuế TP Hà Nội"],
)
def test_an_agency_elsewhere_has_no_code(text: str) -> None:
    assert _codes(text) == [None]


def test_a_name_of_several_communes_is_asked_about() -> None:
    tokens = tokenise("UBND xã Đồng Văn")
    found = Reader(tokens, agencies().on(ON)).list_at(0, len(tokens))
    assert found is not None
    assert len(found.bodies[0].codes) == 3
    assert found.bodies[0].code is None
