"""Which files are let in."""

from __future__ import annotations

import io
import zipfile

import pytest

from accountability.files.rules import MAX_MEMBERS, FileRefused, media_type_of
from accountability.files.words import words_of

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def docx(
    text: str = "Nội dung", part: str = "word/document.xml", padding: int = 0, members: int = 1
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, f"<w:p><w:t>{text}</w:t></w:p>" + " " * padding)
        for number in range(members - 1):
            archive.writestr(f"extra/{number}", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("báo cáo.pdf", PDF, "application/pdf"),
        ("ẢNH.PNG", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("ghi chú.txt", "Đã hoàn thành".encode(), "text/plain; charset=utf-8"),
    ],
)
def test_a_file_that_is_what_it_says_is_let_in(name: str, data: bytes, expected: str) -> None:
    assert media_type_of(name, data) == expected


def test_a_word_file_is_known_by_its_parts() -> None:
    assert "wordprocessingml" in media_type_of("văn bản.docx", docx())
    with pytest.raises(FileRefused, match="không phải định dạng"):
        media_type_of("văn bản.docx", docx(part="xl/workbook.xml"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("virus.exe", b"MZ", "Không nhận loại tệp"),
        ("không đuôi", b"x", "Không nhận loại tệp"),
        ("trang.html", b"<script>", "Không nhận loại tệp"),
        ("giả.pdf", b"<html>", "không phải định dạng"),
        ("giả.png", b"GIF89a", "không phải định dạng"),
        ("rỗng.pdf", b"", "rỗng"),
        ("nhị phân.txt", b"\x00\x01", "không phải định dạng"),
    ],
)
def test_anything_else_is_refused_in_words(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        media_type_of(name, data)


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    with pytest.raises(FileRefused, match="nén quá nhiều"):
        media_type_of("bom.docx", docx(padding=60 * 1024 * 1024))
    with pytest.raises(FileRefused, match="nén quá nhiều"):
        media_type_of("bom.docx", docx(members=MAX_MEMBERS + 1))


def test_the_words_of_a_word_file_are_read_for_the_secrecy_mark() -> None:
    assert "TỐI MẬT" in words_of("x.docx", docx("TỐI MẬT"))
    assert words_of("x.png", b"...") == ""
