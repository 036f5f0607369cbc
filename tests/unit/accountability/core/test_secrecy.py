"""Secrecy marks are found; the ordinary word mật is not."""

import unicodedata

import pytest

from accountability.core.text import secrecy_mark

MARKED = [
    ("MẬT", "Mật"),
    ("Mật", "Mật"),
    ("mật", "Mật"),
    ("TỐI MẬT", "Tối mật"),
    ("TUYỆT MẬT", "Tuyệt mật"),
    ("tuyệt mật", "Tuyệt mật"),
    ("M Ậ T", "Mật"),
    ("T Ố I  M Ậ T", "Tối mật"),
    ("ỦY BAN NHÂN DÂN\nMẬT\nSố: 12/KH-UBND", "Mật"),
    ("UBND TỈNH NGHỆ AN\tMẬT\tCỘNG HÒA", "Mật"),
    ("UBND TỈNH NGHỆ AN MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Mật"),
    ("UBND TỈNH MẬT BÁO CÁO", "Mật"),
    ("UBND TỈNH | TỐI MẬT", "Tối mật"),
    ("MẬT - HỎA TỐC", "Mật"),
    ("HOẢ TỐC - MẬT", "Mật"),
    ("[MẬT]", "Mật"),
    ("** Tối mật **", "Tối mật"),
    ("Độ mật: Mật", "Mật"),
    ("Độ mật : TỐI MẬT", "Tối mật"),
    ("Mức độ mật: tuyệt mật", "Tuyệt mật"),
    ("Độ khẩn: Khẩn. Độ mật: Mật. Số trang: 3", "Mật"),
    ("Độ mật: B", "Tối mật"),
    ("Số: 12-MẬT", "Mật"),
    ("Số 12-Mật", "Mật"),
    ("Số: 05/KH-UBND-MẬT", "Mật"),
    ("Số: 05/MẬT-UBND", "Mật"),
    ("Số 07/Tối mật", "Tối mật"),
    ("12-MẬT.pdf", "Mật"),
    ("Kế hoạch số 12/KH-UBND (Mật)", "Mật"),
    ("Tài liệu này đóng dấu MẬT", "Mật"),
    ("Độ mật: Mật\nTUYỆT MẬT", "Tuyệt mật"),
]

ORDINARY = [
    "",
    "bảo vệ bí mật nhà nước",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "bảo mật thông tin",
    "CHÍNH SÁCH BẢO MẬT",
    "mật độ dân số",
    "MẬT ĐỘ DÂN SỐ",
    "tình cảm thân mật",
    "Mật ong rừng Tương Dương",
    "SẢN PHẨM MẬT ONG KỲ SƠN",
    "mật khẩu tài khoản VNeID",
    "ĐỔI MẬT KHẨU",
    "nghiêm cấm làm lộ bí\nmật nhà nước",
    "an toàn, bảo\nmật\nthông tin",
    "Độ mật: Thường",
    "Độ mật: Không",
    "Các độ mật: Tuyệt mật, Tối mật, Mật theo quy định của Luật",
    "danh mục bí mật nhà nước độ Tối mật do Thủ tướng Chính phủ ban hành",
    "văn bản mật không được cập nhật vào hệ thống",
    "12 mật ong",
    "Ban Cơ yếu: cơ mật",
    "HỎA TỐC",
    "Mật độ xây dựng: 40",
    "sỏi túi mật",
    "Phường Mật Sơn",
]


@pytest.mark.parametrize(("written", "level"), MARKED)
def test_a_mark_is_found(written: str, level: str) -> None:
    assert secrecy_mark(written) == level
    assert secrecy_mark(unicodedata.normalize("NFD", written)) == level


@pytest.mark.parametrize("written", ORDINARY)
def test_an_ordinary_word_is_no_mark(written: str) -> None:
    assert secrecy_mark(written) is None


HOSTILE = [
    "độ mật : " * 20_000 + " - , " * 20_000,
    "mật" + " " * 200_000 + "x",
    "mật độ\n" * 20_000,
    "MẬT ĐỘ, " * 20_000,
    "- " * 100_000,
]


@pytest.mark.parametrize("written", HOSTILE, ids=range(len(HOSTILE)))
def test_a_long_hostile_text_comes_to_an_end(written: str) -> None:
    assert secrecy_mark(written) is None
