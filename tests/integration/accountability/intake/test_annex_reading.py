"""Từ phụ lục on screen: a workbook uploaded or a table pasted is read, and how its columns are read is set by hand."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.files.models import StoredFile
from accountability.intake.models import AnnexImport, AnnexRow
from tests.integration.accountability.intake import annex_books as books

from .annex_page import ASKED, ROW, row

pytestmark = pytest.mark.django_db


def test_an_uploaded_annex_is_shown_row_by_row_and_nothing_is_assigned(upload, directive) -> None:
    page = upload()

    assert page.redirect_chain[-1][0] == reverse(
        "annex-detail", args=[directive.pk, AnnexImport.objects.get().pk]
    )
    text = page.content.decode()
    assert "Ban hành quy chế phối hợp" in text
    assert "Ghi 4 nhiệm vụ" in text
    assert list(AnnexRow.objects.values_list("number", "status")) == [
        (5, "heading"), (6, "create"), (7, "create"), (8, "heading"), (9, "create"), (10, "create"),
    ]  # fmt: skip
    assert not Assignment.objects.exists()
    assert AuditEvent.objects.filter(action="annex.read").count() == 1


def test_a_table_pasted_from_a_spreadsheet_is_read_the_same(upload, as_specialist, directive) -> None:
    text = books.separated(delimiter="\t")
    as_specialist.post(reverse("annex-new", args=[directive.pk]), {"pasted": text})
    pasted = AnnexImport.objects.get()
    upload()

    def told(annex: AnnexImport) -> list[Any]:
        return list(annex.rows.values_list("number", "status", "found", "fingerprint"))

    assert told(pasted) == told(AnnexImport.objects.exclude(pk=pasted.pk).get())


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.docx"])
def test_other_formats_are_kept_and_read(upload, name: str) -> None:
    upload(name=name)
    assert AnnexRow.objects.filter(status="create").count() == 4
    assert StoredFile.objects.get().name == name


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlsx", b"abc", "Nội dung tệp không phải định dạng .xlsx"),
        ("a.xlsm", b"abc", "macro"),
        ("a.exe", b"abc", "các loại đọc được"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(upload, name, data, message) -> None:
    text = upload(name=name, data=data).content.decode()
    assert message in text
    assert not StoredFile.objects.exists()


def test_neither_file_nor_text_is_asked_for(as_specialist, directive) -> None:
    page = as_specialist.post(reverse("annex-new", args=[directive.pk]), {"pasted": "  "})
    assert "Vui lòng chọn tệp phụ lục, hoặc dán bảng." in page.content.decode()


@pytest.mark.parametrize("cell", ["Độ mật: Tối mật", "TUYỆT MẬT"])
def test_a_secrecy_mark_keeps_nothing(upload, as_specialist, directive, cell) -> None:
    page = upload([*books.SHEET, [None, cell]]).content.decode()
    assert "data-secret-refused" in page

    text = books.separated([*books.SHEET, [None, cell]], "\t")
    page = as_specialist.post(reverse("annex-new", args=[directive.pk]), {"pasted": text}).content.decode()
    assert "data-secret-refused" in page
    assert "Rà soát quy trình nội bộ" not in page
    assert not AnnexImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_template_is_read_back_with_its_examples(as_specialist, upload, directive) -> None:
    answer = as_specialist.get(reverse("annex-template", args=[directive.pk]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Nhiệm vụ", "Ví dụ", "Danh mục"]
    assert [
        line[0] for line in book.get_sheet_by_name("Danh mục").to_python() if line[0] == "Sở Tư pháp"
    ] == ["Sở Tư pháp"]

    examples = book.get_sheet_by_name("Ví dụ").to_python()
    rows = [[value if value != "" else None for value in line] for line in examples]
    upload(rows)
    assert set(AnnexRow.objects.values_list("status", flat=True)) == {"create", "heading"}
    assert AnnexRow.objects.filter(status="create").count() == 4


# Columns --------------------------------------------------------------------------------------------------------------


def test_columns_that_were_not_recognised_are_chosen_by_hand(upload, as_specialist, directive) -> None:
    page = upload([["Mã", "Diễn giải", "Nơi nhận việc"], ["a", "Rà soát", "Sở Tư pháp"]])
    annex = AnnexImport.objects.get()
    assert page.redirect_chain[-1][0] == reverse("annex-columns", args=[directive.pk, annex.pk])

    data = {"sheet": "0", "first": "1", "last": "1", "cot-0": "", "cot-1": "content", "cot-2": "lead"}
    as_specialist.post(reverse("annex-columns", args=[directive.pk, annex.pk]), data)

    one = AnnexRow.objects.get()
    assert (one.status, one.found["leads"]) == ("create", ["STP"])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"cot-1": ""}, "Vui lòng chọn cột “Nội dung nhiệm vụ”."),
        ({"cot-3": "content"}, "Hai cột cùng là"),
        ({"first": "5", "last": "4"}, "không được trước dòng tiêu đề đầu"),
        ({"cot-2": "both"}, "không chọn thêm cột chủ trì hoặc phối hợp"),
    ],
)
def test_columns_that_make_no_sense_are_refused_and_nothing_changes(
    upload, as_specialist, directive, changed, message
) -> None:
    upload()
    annex = AnnexImport.objects.get()
    names = ["order", "content", "lead", "coordinating", "deadline", "product", "note"]
    data = {"sheet": "0", "first": "4", "last": "4"} | {
        f"cot-{number}": name for number, name in enumerate(names)
    }
    page = as_specialist.post(reverse("annex-columns", args=[directive.pk, annex.pk]), data | changed)

    assert message in page.content.decode()
    assert annex.rows.filter(status="create").count() == 4


def test_corrections_stay_when_columns_change(upload, correct, as_specialist, directive) -> None:
    upload(ASKED)
    correct(ROW, lead="Sở Nội vụ")
    annex = AnnexImport.objects.get()
    names = ["order", "content", "lead", "coordinating", "deadline", "", ""]
    data = {"sheet": "0", "first": "4", "last": "4"} | {
        f"cot-{number}": name for number, name in enumerate(names)
    }
    as_specialist.post(reverse("annex-columns", args=[directive.pk, annex.pk]), data)

    assert row().corrections == {"lead": "Sở Nội vụ"}
    assert row(6).found.get("product") is None
