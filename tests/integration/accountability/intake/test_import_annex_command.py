"""`manage.py import_annex`: a public contract; without --commit nothing is written, with it all or nothing, once."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.intake.models import AnnexImport
from tests.integration.accountability.intake import annex_books as books

pytestmark = pytest.mark.django_db


def ask(file: str, *arguments: str, directive: str = "812/KH-UBND") -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_annex", file, "--directive", directive, *arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return answer


def test_a_dry_run_tells_every_duty_and_writes_nothing(directive, book) -> None:
    answer = ask(book())

    assert [row["row"] for row in answer["rows"]] == [6, 7, 9, 10]
    assert answer["rows"][1]["assignment"] == {
        "content": "Ban hành quy chế phối hợp", "group": "I. Hoàn thiện thể chế", "product": "Quyết định",
        "lead": "Sở TT&TT", "lead_code": "STTTT", "coordinating": ["Công an tỉnh"], "deadline_text": "30/11/2022",
        "deadline_on": "2022-11-30", "period": None,
    }  # fmt: skip
    assert [row["assignment"]["deadline_on"] for row in answer["rows"]] == [
        "2022-12-31",
        "2022-11-30",
        "2022-12-15",
        None,
    ]
    assert answer["rows"][3]["assignment"]["period"] == "Thường xuyên"
    assert all(row["ok"] and row["problems"] == [] for row in answer["rows"])
    assert (answer["created"], answer["refused"], answer["committed"]) == (4, 0, False)
    assert not Assignment.objects.exists()
    assert not AnnexImport.objects.exists()


def test_a_commit_writes_the_drafts_once(directive, book) -> None:
    answer = ask(book(), "--commit")
    assert (answer["created"], answer["committed"]) == (4, True)

    rows = Assignment.objects.filter(directive=directive).order_by("rank")
    assert [(row.title, row.lead_agency.code, row.group, row.state) for row in rows] == [
        ("Rà soát quy trình nội bộ", "STP", "I. Hoàn thiện thể chế", "draft"),
        ("Ban hành quy chế phối hợp", "STTTT", "I. Hoàn thiện thể chế", "draft"),
        ("Nâng cấp đường truyền", "H425", "II. Hạ tầng", "draft"),
        ("Vận hành hệ thống", "STTTT", "II. Hạ tầng", "draft"),
    ]
    assert list(rows[0].coordinations.values_list("agency__code", flat=True)) == ["SNV", "STC"]
    assert (rows[3].duration, rows[3].review_days, rows[3].deadline_words) == ("ongoing", 30, "Thường xuyên")
    assert AuditEvent.objects.filter(action="annex.commit", directive_pk=directive.pk).count() == 1

    again = ask(book(), "--commit")
    assert (again["created"], again["committed"]) == (0, False)
    assert {row["status"] for row in again["rows"]} == {"exists"}
    assert rows.count() == 4


def test_rows_that_were_added_to_the_sheet_are_written_alone(directive, book) -> None:
    ask(book(), "--commit")
    answer = ask(book([*books.SHEET, [3, "Đào tạo cán bộ", "Sở Nội vụ", None, "Quý I/2023"]]), "--commit")

    assert answer["created"] == 1
    assert Assignment.objects.filter(directive=directive).count() == 5


def test_one_refused_row_keeps_everything_back(directive, book) -> None:
    answer = ask(
        book([*books.SHEET, [3, "Đào tạo", "Sở Nội vụ, Sở Tài chính", None, "Sớm nhất"]]), "--commit"
    )

    assert (answer["created"], answer["refused"], answer["committed"]) == (0, 1, False)
    problems = answer["rows"][-1]["problems"]
    assert [problem["cell"] for problem in problems] == ["C11", "E11"]
    assert "2 cơ quan" in problems[0]["message"]
    assert not Assignment.objects.exists()
    assert not AnnexImport.objects.exists()


def test_a_misspelled_agency_is_matched_and_its_distance_told(directive, book) -> None:
    row = ask(book([*books.SHEET, [3, "Đào tạo", "Sở Tài chinh", "", "12/2022"]]))["rows"][-1]

    assert (row["ok"], row["assignment"]["lead"], row["assignment"]["lead_code"]) == (
        True,
        "Sở Tài chinh",
        "STC",
    )
    assert row["remarks"] == ["“Sở Tài chinh” đọc là Sở Tài chính (khác 1 ký tự)"]


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.docx"])
def test_every_format_gives_the_same_answer(directive, book, name: str) -> None:
    def told(answer: dict[str, Any]) -> list[dict[str, Any]]:
        return [row["assignment"] for row in answer["rows"]]

    assert told(ask(book(name=name))) == told(ask(book()))


def test_a_draft_without_a_number_is_named_by_its_key(directive, book) -> None:
    assert len(ask(book(), directive=f"id:{directive.pk}")["rows"]) == 4


def test_several_directives_of_a_number_are_listed(directive, book) -> None:
    from accountability.directives.models import Directive

    other = Directive.objects.get(pk=directive.pk)
    other.pk, other.process, other.year, other._state.adding = None, None, 2021, True
    other.save()

    with pytest.raises(CommandError, match=rf"Có 2 văn bản .*id:{directive.pk}") as refused:
        ask(book())
    assert refused.value.returncode == 2
    assert len(ask(book(), "--year", "2022")["rows"]) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"directive": "999/KH-UBND"}, "Không có văn bản"),
        ({"directive": "id:99999"}, "Không có văn bản"),
        ({"directive": "x"}, "Số, ký hiệu phải có dạng"),
    ],
)
def test_an_unknown_directive_is_told(directive, book, arguments, message) -> None:
    with pytest.raises(CommandError, match=message):
        ask(book(), **arguments)


def test_a_sheet_without_titles_is_told(directive, book) -> None:
    with pytest.raises(CommandError, match="Không tìm thấy dòng tiêu đề"):
        ask(book([["a", "b"], ["c", "d"]]))


def test_an_unreadable_file_is_told(directive, tmp_path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"abc")
    with pytest.raises(CommandError, match="không phải định dạng"):
        ask(str(tmp_path / "a.xlsx"))


def test_a_directive_that_is_no_longer_cut_takes_no_duties(directive, book) -> None:
    from accountability.directives.models import Directive

    Directive.objects.filter(pk=directive.pk).update(state="issued")
    with pytest.raises(CommandError, match="không ghi thêm nhiệm vụ được"):
        ask(book(), "--commit")
    assert not AnnexImport.objects.exists()


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        ("Ủy ban nhân dân TP Vinh", "H412"), ("Chánh Thanh tra tỉnh", "TTRA"), ("Uỷ ban nhân dân huyện Diễn Châu", "H425"),
        ("Giám đốc Công an tỉnh", "CAT"),
    ],
)  # fmt: skip
def test_agencies_are_found_by_every_way_of_writing_them(directive, book, lead: str, code: str) -> None:
    row = ask(book([*books.SHEET, [3, "Đào tạo", lead, "", "12/2022"]]))["rows"][-1]
    assert (row["assignment"]["lead_code"], row["remarks"]) == (code, [])
