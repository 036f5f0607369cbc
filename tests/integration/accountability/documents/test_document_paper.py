"""The file of a letter in the form of NĐ 30/2020: measured words of a real PDF and Word file, and text that stays text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from accountability.access.actor import Actor
from accountability.documents import actions
from accountability.documents.paper import docx_of, pdf_of
from accountability.files.rules import media_type_of
from tests.cast import Province

from .conftest import NOW, Draft

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOSTILE = '<img src="file:///etc/passwd"> {% load x %}'


def test_a_letter_prints_as_the_decree_asks(
    letter: Draft, province: Province, who: Callable[[str], Actor]
) -> None:
    labour = province.agency("SLDTBXH")
    row = letter(
        body=f"Đề nghị khẩn trương.\n{HOSTILE}\nĐề nghị quan tâm thực hiện.", issuer=province.agency("UBND"),
        recipients="Chủ tịch UBND tỉnh (b/c);\n- Chánh Văn phòng.", urgency="khan",
        signer=province.position("phochutich"), addressees=[(labour, province.position("ldtbxh"))],
    )  # fmt: skip
    actions.submit(row.pk, by=who("specialist"), at=NOW)
    signed = actions.sign(row.pk, revision=1, by=who("vice_chair"), at=NOW)
    reader = PdfReader(io.BytesIO(pdf_of(signed, NOW, number=7, on=NOW.date())))
    first, annex = (reader.pages[at].extract_text() for at in (0, len(reader.pages) - 1))
    lines = [" ".join(line.split()) for line in first.splitlines()]
    order = [
        "Số: 07/UBND-VX", "V/v đôn đốc nhiệm vụ quá hạn", "KHẨN",
        "Kính gửi: Giám đốc Sở Lao động - Thương binh và Xã hội.", "Đề nghị khẩn trương.",
    ]  # fmt: skip
    places = [lines.index(one) for one in order]
    assert places == sorted(places)
    assert "Nghệ An, ngày 07 tháng 12 năm 2022" in lines
    assert "Đề nghị quan tâm thực hiện./." in lines
    assert '<img src="file:///etc/passwd"> {% load x %}' in lines
    assert [line for line in lines if line in ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")] == [
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ]
    for line in ("- Như trên;", "- Chủ tịch UBND tỉnh (b/c);", "- Chánh Văn phòng;", "- Lưu: VT, VX."):
        assert line in lines
    assert "DỰ THẢO" not in first
    assert "(Kèm theo Công văn số 07/UBND-VX ngày 07 tháng 12 năm 2022" in " ".join(annex.split())
    assert "quá hạn 22 ngày" in " ".join(annex.split())
    size = reader.pages[0].mediabox
    assert [round(float(value)) for value in (size.width, size.height)] == [595, 842]
    fonts = {font["/BaseFont"].split("+")[-1] for page in reader.pages for font in _fonts(page)}
    assert all("Tinos" in name for name in fonts), fonts
    word = docx_of(signed, NOW)
    assert media_type_of("cong-van.docx", word)
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        written = archive.read("word/document.xml").decode()
    assert "Đề nghị quan tâm thực hiện./." in written
    assert "passwd" in written


def _fonts(page: object) -> list[dict[str, str]]:
    found = page["/Resources"].get_object().get("/Font", {})  # type: ignore[index]
    return [font.get_object() for font in found.values()]


def test_minutes_are_signed_by_both_parties_and_a_draft_says_that_it_is_one(
    letter: Draft, province: Province
) -> None:
    giver, taker = province.position("chuyenvien"), province.position("chuyenvien-kt")
    row = letter(
        kind="handover", addressees=[], from_position=giver, to_position=taker, abstract="Bàn giao nhiệm vụ"
    )
    text = " ".join(PdfReader(io.BytesIO(pdf_of(row, NOW))).pages[0].extract_text().split())
    assert "DỰ THẢO" in text
    for words in ("BIÊN BẢN Bàn giao nhiệm vụ", "BÊN GIAO", "BÊN NHẬN", giver.title, taker.title, "/BB-VP"):
        assert words in text
    assert "V/v" not in text
