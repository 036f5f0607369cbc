"""Coordinating bodies outside the dictionary are asked about in the dry run: an agency, or a note."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from accountability.assignments.models import Assignment
from tests.integration.accountability.intake import annex_books as books

from .annex_page import act, row

pytestmark = pytest.mark.django_db

BODY = "Trường Đại học Vinh"
SHEET = [
    books.TITLES,
    [1, "Đào tạo cán bộ", "Sở Nội vụ", BODY, "2023", None],
    [2, "Tập huấn kỹ năng số", "Sở TT&TT", f"{BODY}; Sở Tài chính", "2023", None],
]
FIELD = f"outside:{BODY}"


def test_the_row_asks_and_nothing_is_written_before(upload, as_specialist, directive) -> None:
    page = upload(SHEET).content.decode()

    assert page.count(f'data-outside="{BODY}"') == 2
    assert "cơ quan nào phối hợp, hay giữ làm ghi chú?" in page
    assert "Còn 2 dòng chưa ghi được" in act(as_specialist, directive, "annex-commit")
    assert not Assignment.objects.exists()


def test_it_is_kept_as_a_note(upload, correct) -> None:
    upload(SHEET)
    page = correct(2, **{f"{FIELD}::note": "1"}).content.decode()

    assert (row(2).status, row(3).status) == ("create", "refused")
    assert row(2).corrections == {FIELD: "note"}
    assert "giữ làm ghi chú" in row(2).found["remarks"][0]
    assert f'name="r2-{FIELD}::note" value="1" checked' in page


def test_an_agency_is_chosen_and_coordinates(upload, correct, as_specialist, directive) -> None:
    upload(SHEET)
    correct(2, **{FIELD: "Sở Giáo dục và Đào tạo"})
    correct(3, **{FIELD: "", f"{FIELD}::note": "1"})
    act(as_specialist, directive, "annex-commit")

    parts = Assignment.objects.get(title="Đào tạo cán bộ").coordinations.all()
    assert [part.agency.code for part in parts] == ["SGDDT"]
    others = Assignment.objects.get(title="Tập huấn kỹ năng số").coordinations.all()
    assert [part.agency.code for part in others] == ["STC"]


def test_one_answer_holds_for_every_row_that_asks_the_same(upload, correct) -> None:
    upload(SHEET)
    correct(2, **{f"{FIELD}::note": "1", f"{FIELD}::all": "1"})

    assert (row(2).status, row(3).status) == ("create", "create")
    assert row(3).corrections == {FIELD: "note"}


def test_an_answer_is_taken_back(upload, correct) -> None:
    upload(SHEET)
    correct(2, **{f"{FIELD}::note": "1"})
    correct(2)
    assert (row(2).status, row(2).corrections) == ("refused", {})


def test_the_command_asks_nobody_and_says_so(book, directive) -> None:
    out = io.StringIO()
    call_command(
        "import_annex", book(SHEET), "--directive", f"id:{directive.pk}", "--json", "--commit", stdout=out
    )
    answer = json.loads(out.getvalue())

    assert (answer["created"], answer["refused"], answer["committed"]) == (2, 0, True)
    assert answer["rows"][0]["assignment"]["coordinating"] == [BODY]
    assert answer["rows"][0]["remarks"] == [f"“{BODY}” ngoài danh mục, giữ làm ghi chú"]
    assert row(2).corrections == {FIELD: "note"}
