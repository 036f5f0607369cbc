"""Files are read in a child: what is in them comes out, what is wrong with them is said, and nothing runs away."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest

from accountability.intake.reading import Limits, Unreadable, asking, read_document, read_text, run
from accountability.intake.reading.pdf_text import MAX_PAGES, joined

from .hostile import OLE, locked_pdf, lying_archive, pdf_of, slow_pdf, with_member, word_file

TASK = "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính báo cáo trước ngày 15/12/2022."


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_word_file_is_read_in_order_with_its_tables(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "a.docx", "Kế hoạch", TASK, table=[["TT", "Nội dung"], ["1", "Rà soát\nthủ tục"]]
    )

    assert read_text(path, "Kế hoạch.docx").splitlines() == [
        "Kế hoạch", TASK, "TT\tNội dung", "1\tRà soát thủ tục", "Sau bảng.",
    ]  # fmt: skip


def test_letters_come_out_composed_without_invisible_ones(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", (unicodedata.normalize("NFD", TASK) + "\u200b").encode())

    assert read_text(path, "a.txt") == TASK


@pytest.mark.parametrize(
    "data",
    [
        TASK.encode(),
        codecs.BOM_UTF8 + TASK.encode(),
        TASK.encode("utf-16"),
        TASK.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TASK.encode("utf-16-be"),
        "Giao Sơ\u0309 Y tê\u0301 báo cáo trươ\u0301c ngày 15/12.".encode("cp1258"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 without mark", "utf-16 big", "windows-1258"],
)
def test_a_plain_text_is_read_whatever_its_encoding(tmp_path: Path, data: bytes) -> None:
    text = read_text(put(tmp_path, "a.txt", data), "a.txt")

    assert text.startswith("Giao Sở Y tế")
    assert unicodedata.is_normalized("NFC", text)


def test_the_printed_lines_of_a_pdf_are_joined_into_paragraphs(tmp_path: Path) -> None:
    lines = [
        "1. Giao So Y te chu tri, phoi hop voi So Tai chinh va cac don vi lien quan", "bao cao ket qua.",
        "2. Giao So Xay dung chu tri, tham muu cho Uy ban nhan dan tinh va bao cao", "truoc ngay 15/12/2022.",
    ]  # fmt: skip
    path = put(tmp_path, "a.pdf", pdf_of([*lines, "7"]))

    assert read_text(path, "a.pdf").splitlines() == [" ".join(lines[:2]), " ".join(lines[2:])]


def test_pages_without_letters_are_told_to_the_reader(tmp_path: Path) -> None:
    found = read_document(put(tmp_path, "a.pdf", pdf_of(["Giao So Y te."], [], ["Het."])), "a.pdf")

    assert found["notes"] == ["Trang 2 không có lớp chữ (ảnh quét): nội dung trang đó chưa được đọc."]


def test_a_short_line_ends_its_paragraph() -> None:
    long = "Uỷ ban nhân dân tỉnh giao Sở Thông tin và Truyền thông chủ trì thực hiện"

    assert joined(["KẾ HOẠCH", long, "các nhiệm vụ sau", long]) == [
        "KẾ HOẠCH", f"{long} các nhiệm vụ sau", long,
    ]  # fmt: skip


def test_a_number_broken_over_two_lines_is_one_again() -> None:
    first = "Triển khai thực hiện Kế hoạch của Ủy ban nhân dân tỉnh ban hành số 523/KH-"

    assert joined([first, "UBND ngày 21/7/2022 về Đề án 06."]) == [f"{first}UBND ngày 21/7/2022 về Đề án 06."]


HOSTILE = {
    "a macro by name": ("a.docm", lambda folder: b"PK", "macro"),
    "an old Word file": ("a.doc", lambda folder: OLE, "lưu lại thành .docx"),
    "a picture": ("a.jpg", lambda folder: b"\xff\xd8\xff", "gõ hoặc dán"),
    "a program": ("a.exe", lambda folder: b"MZ", "các loại đọc được: .docx, .pdf, .txt"),
    "no extension": ("a", lambda folder: b"x", "không có phần mở rộng"),
    "nothing in it": ("a.txt", lambda folder: b"", "rỗng"),
    "blanks only": ("a.txt", lambda folder: b" \n\n", "không có chữ nào"),
    "too large": ("a.txt", lambda folder: b"a" * (20 * 1024 * 1024 + 1), "lớn hơn 20 MB"),
    "too many letters": ("a.txt", lambda folder: b"a b\n" * 300_000, "dài quá"),
    "a program renamed to text": ("a.txt", lambda folder: b"MZ\x90\0\3\0\0\0\4" * 90, "không phải định dạng .txt"),
    "a program renamed to Word": ("a.docx", lambda folder: b"MZ\x90\0\3\0\0\0\4" * 90, "không phải định dạng .docx"),
    "a page renamed to PDF": ("a.pdf", lambda folder: b"<html>", "không phải định dạng .pdf"),
    "a workbook renamed to Word": (
        "a.docx",
        lambda folder: with_member(word_file(folder / "w.docx"), "xl/workbook.xml", b"<x/>")
        .read_bytes()
        .replace(b"word/document.xml", b"word/documemt.xml"),
        "không phải định dạng .docx",
    ),
    "a locked Word file": (
        "a.docx",
        lambda folder: OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"),
        "mật khẩu",
    ),
    "an old Word file renamed": ("a.docx", lambda folder: OLE + b"\0" * 504, "không phải định dạng .docx"),
    "a locked PDF": ("a.pdf", lambda folder: locked_pdf(), "mật khẩu"),
    "a scan": ("a.pdf", lambda folder: pdf_of([], []), "bản quét"),
    "a broken PDF": ("a.pdf", lambda folder: b"%PDF-1.7 and then nothing at all", "Không đọc được tệp"),
    "a PDF of many pages": ("a.pdf", lambda folder: pdf_of(*[["x"]] * (MAX_PAGES + 1)), "trang"),
    "a macro inside": (
        "a.docx",
        lambda folder: with_member(word_file(folder / "w.docx", TASK), "word/vbaProject.bin", b"x").read_bytes(),
        "macro",
    ),
    "a bomb": (
        "a.docx",
        lambda folder: with_member(
            word_file(folder / "w.docx"), "word/media/a.bin", b"\0" * (60 * 1024 * 1024)
        ).read_bytes(),
        "nén quá nhiều",
    ),
    "a bomb that lies": ("a.docx", lambda folder: lying_archive(90 * 1024 * 1024), "không phải định dạng|hỏng"),
    "a billion laughs": (
        "a.docx",
        lambda folder: with_member(
            word_file(folder / "w.docx"),
            "word/document.xml",
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        ).read_bytes(),
        "thực thể XML",
    ),
    "a billion laughs in UTF-16": (
        "a.docx",
        lambda folder: with_member(
            word_file(folder / "w.docx"),
            "word/document.xml",
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'.encode("utf-16"),
        ).read_bytes(),
        "thực thể XML",
    ),
    "markup that breaks off": (
        "a.docx",
        lambda folder: with_member(word_file(folder / "w.docx"), "word/document.xml", b"<w:document>").read_bytes(),
        "Không đọc được tệp",
    ),
    "old fonts": ("a.txt", lambda folder: ("Uû ban nh©n d©n tØnh ®· häp, giao Së Y tÕ " * 9).encode("latin-1"), "TCVN3"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "made", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str, made, reason: str) -> None:  # type: ignore[no-untyped-def]
    path = put(tmp_path, "upload", made(tmp_path))

    with pytest.raises(Unreadable, match=reason):
        read_text(path, name)


@pytest.mark.parametrize("where", ["name", "body", "header", "text"])
def test_a_secrecy_mark_anywhere_refuses_the_file(tmp_path: Path, where: str) -> None:
    path = word_file(tmp_path / "a.docx", TASK)
    name = "Tối mật.docx" if where == "name" else "a.docx"
    if where == "body":
        word_file(path, *["Dòng"] * 500, "TỐI MẬT", TASK)
    if where == "header":
        word_file(path, TASK, header="TỐI MẬT")
    if where == "text":
        path, name = put(tmp_path, "a.txt", f"TỐI MẬT\n{TASK}".encode()), "a.txt"

    with pytest.raises(Unreadable, match="dấu chỉ mức độ mật"):
        read_text(path, name)


def test_a_file_that_takes_too_long_is_stopped_by_its_time(tmp_path: Path) -> None:
    path = put(tmp_path, "a.pdf", slow_pdf())

    with pytest.raises(Unreadable, match="quá lâu"):
        run("text", path, "a.pdf", limits=Limits(cpu_seconds=2))
    with pytest.raises(Unreadable, match="quá lâu"):
        run("text", path, "a.pdf", limits=Limits(wall_seconds=1))


def test_a_file_that_takes_all_memory_is_stopped_by_its_share(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", b"a b c d\n" * 100_000)

    with pytest.raises(Unreadable, match="quá phức tạp"):
        run("text", path, "a.txt", limits=Limits(memory=48 * 1024**2))


def test_the_child_gets_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}
    real = asking.subprocess.run
    monkeypatch.setenv("SECRET_KEY", "bí mật của máy chủ")
    monkeypatch.setattr(asking.subprocess, "run", lambda *a, **k: seen.update(k) or real(*a, **k))

    read_text(put(tmp_path, "a.txt", TASK.encode()), "a.txt")

    assert set(seen["env"]) <= {*asking.CHILD_ENVIRONMENT, "LANG"}
