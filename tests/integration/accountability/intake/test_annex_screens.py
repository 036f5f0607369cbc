"""Từ phụ lục on screen: upload or paste, columns, the dry run with its corrections, commit, undo."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accountability.accounts.models import User
from accountability.assignments.models import Assignment, Coordination
from accountability.audit.models import AuditEvent
from accountability.calendars.demo_clock import STARTS_AT
from accountability.directives.models import Directive
from accountability.files.models import StoredFile
from accountability.intake.models import AnnexImport, AnnexRow
from accountability.notices.models import Outbox
from tests.cast import actor
from tests.integration.accountability.intake import annex_books as books
from workflows import acts

pytestmark = pytest.mark.django_db

ASKED = [*books.SHEET, [3, "Đào tạo cán bộ", "Sở Nội vụ, Sở TT&TT", None, "Sớm nhất"]]
ROW = len(ASKED)


@pytest.fixture
def as_specialist(client, cast):
    client.force_login(cast["specialist"])
    return client


Send = Callable[..., Any]


@pytest.fixture
def upload(as_specialist, directive) -> Send:
    """Upload a workbook with these rows; the page that answers."""

    def send(rows: Any = books.SHEET, *, name: str = "phu-luc.xlsx", data: bytes | None = None) -> Any:
        content = data if data is not None else getattr(books, name.rsplit(".", 1)[-1])(rows)
        file = SimpleUploadedFile(name, content)
        return as_specialist.post(reverse("annex-new", args=[directive.pk]), {"file": file}, follow=True)

    return send


@pytest.fixture
def correct(as_specialist, directive) -> Send:
    """Send fields of one row as the page shows them, changed; the page that answers."""

    def send(number: int, follow: bool = True, seen: str = "", **fields: str) -> Any:
        annex = AnnexImport.objects.get()
        address = reverse("annex-detail", args=[directive.pk, annex.pk])
        page = as_specialist.get(address)
        shown = next(row for row in page.context["rows"] if row.row.number == number)
        data = {"dong": number, f"r{number}-seen": seen or shown.seen, f"r{number}-kind": shown.row.kind}
        data |= {field.name: field.value for field in shown.fields} if shown.is_duty else {}
        data |= {f"r{number}-{name}": value for name, value in fields.items()}
        return as_specialist.post(address, data, follow=follow)

    return send


def act(client: Any, directive: Directive, name: str) -> str:
    annex = AnnexImport.objects.get()
    return client.post(reverse(name, args=[directive.pk, annex.pk]), follow=True).content.decode()


def row(number: int = ROW) -> AnnexRow:
    return AnnexRow.objects.get(number=number)


# Reading --------------------------------------------------------------------------------------------------------------


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


# Corrections ----------------------------------------------------------------------------------------------------------


def test_questions_are_answered_on_the_page(upload, correct) -> None:
    page = upload(ASKED).content.decode()
    assert "Ô C11:" in page
    assert "Ô có 2 cơ quan" in page
    assert row().status == "refused"

    correct(ROW, choice="STTTT", deadline="31/12/2022")

    assert (row().status, row().found["leads"], row().found["parts"]) == ("create", ["STTTT"], ["SNV"])
    assert row().corrections == {"choice": "STTTT", "deadline": "31/12/2022"}


def test_what_the_sheet_says_is_no_correction(upload, correct) -> None:
    upload(ASKED)
    correct(ROW, deadline="31/12/2022")
    correct(ROW, deadline="Sớm nhất")
    assert row().corrections == {}


def test_a_row_can_be_left_out_and_taken_back(upload, correct) -> None:
    upload(ASKED)
    correct(ROW, kind="skip")
    assert row().status == "skipped"
    correct(ROW, kind="duty")
    assert row().status == "refused"


def test_a_group_is_given_to_each_when_somebody_says_so(upload, correct, as_specialist, directive) -> None:
    upload(
        [
            *books.SHEET,
            [3, "Tổ chức thực hiện", "UBND các huyện, thành phố, thị xã", "Các sở, ban, ngành", "2023"],
        ]
    )
    assert "gồm 21 cơ quan" in row().found["problems"][0][2]

    correct(ROW, choice="each", expand="1")
    act(as_specialist, directive, "annex-commit")

    made = Assignment.objects.filter(title="Tổ chức thực hiện")
    assert made.count() == 21
    assert len(set(made.values_list("duty_key", flat=True))) == 1
    assert Coordination.objects.filter(assignment=made.first()).count() > 15


def test_an_empty_lead_may_be_that_of_the_row_above(upload, correct) -> None:
    upload([*books.SHEET, [3, "Đào tạo cán bộ", None, None, "2023"]])
    assert row().status == "refused"
    correct(ROW, choice="above")
    assert row().found["leads"] == ["STTTT"]


def test_two_people_on_one_row_the_second_is_told_and_loses_nothing(upload, correct) -> None:
    upload(ASKED)
    correct(ROW, lead="Sở Nội vụ")
    page = correct(ROW, seen="cũ", lead="Sở Y tế", follow=False)

    assert page.status_code == 409
    assert "vừa được người khác sửa" in page.content.decode()
    assert 'value="Sở Y tế"' in page.content.decode()
    assert row().corrections == {"lead": "Sở Nội vụ"}


def test_a_secret_in_a_correction_is_not_kept(upload, correct) -> None:
    upload(ASKED)
    page = correct(ROW, content="TỐI MẬT").content.decode()
    assert "data-secret-refused" in page
    assert row().corrections == {}
    assert "TỐI MẬT" not in page


def test_a_text_too_long_is_refused_and_stays_in_its_field(upload, correct) -> None:
    upload(ASKED)
    page = correct(ROW, product="x" * 2001).content.decode()
    assert "dài quá 2000 ký tự" in page
    assert "x" * 2001 in page


def test_only_rows_with_problems_can_be_shown(upload, as_specialist, directive) -> None:
    upload(ASKED)
    annex = AnnexImport.objects.get()
    page = as_specialist.get(reverse("annex-detail", args=[directive.pk, annex.pk]), {"loc": "van-de"})
    assert [shown.row.number for shown in page.context["rows"]] == [ROW]


# Commit and undo ------------------------------------------------------------------------------------------------------


def test_all_or_nothing_then_undone_then_written_again(upload, correct, as_specialist, directive) -> None:
    upload(ASKED)
    assert "Còn 1 dòng chưa ghi được (dòng 11)" in act(as_specialist, directive, "annex-commit")
    assert not Assignment.objects.exists()

    correct(ROW, choice="each", deadline="31/12/2022")
    assert "Đã ghi 6 nhiệm vụ" in act(as_specialist, directive, "annex-commit")
    assert Assignment.objects.filter(directive=directive, state="draft").count() == 6
    assert "không ghi được" in act(as_specialist, directive, "annex-commit")

    assert "Đã hoàn tác" in act(as_specialist, directive, "annex-undo")
    assert not Assignment.objects.exists()
    assert AnnexImport.objects.get().state == "undone"
    assert row().corrections == {"choice": "each", "deadline": "31/12/2022"}

    assert "Đã ghi 6 nhiệm vụ" in act(as_specialist, directive, "annex-commit")
    assert AuditEvent.objects.filter(action="annex.commit").count() == 2
    assert AuditEvent.objects.filter(action="assignment.drop_draft").count() == 6


def test_the_same_sheet_again_finds_its_rows_even_after_they_were_corrected(
    upload, correct, as_specialist, directive
) -> None:
    upload(ASKED)
    correct(ROW, lead="Sở Nội vụ", content="Đào tạo cán bộ, công chức", deadline="31/12/2022")
    act(as_specialist, directive, "annex-commit")
    Assignment.objects.filter(lead_agency__code="STP").update(title="Một tên khác, sửa sau khi ghi")

    upload(ASKED)

    second = AnnexImport.objects.latest("pk")
    assert set(second.rows.exclude(status="heading").values_list("status", flat=True)) == {"exists"}
    page = as_specialist.post(reverse("annex-commit", args=[directive.pk, second.pk]), follow=True)
    assert "Không có dòng nào mới" in page.content.decode()
    assert Assignment.objects.count() == 5


def test_drafts_dropped_by_hand_may_be_written_again(upload, as_specialist, directive) -> None:
    upload()
    act(as_specialist, directive, "annex-commit")
    draft = Assignment.objects.get(lead_agency__code="STP")
    as_specialist.post(reverse("assignment-drop", args=[directive.pk, draft.pk]))

    upload()
    second = AnnexImport.objects.latest("pk")
    assert list(second.rows.filter(status="create").values_list("number", flat=True)) == [6]
    as_specialist.post(reverse("annex-commit", args=[directive.pk, second.pk]))
    assert Assignment.objects.count() == 4


def test_what_waits_for_approval_is_not_undone(upload, as_specialist, directive) -> None:
    upload()
    act(as_specialist, directive, "annex-commit")
    as_specialist.post(reverse("directive-review", args=[directive.pk]))

    assert "người duyệt trả lại thì mới hoàn tác được" in act(as_specialist, directive, "annex-undo")
    assert Assignment.objects.count() == 4


def test_a_preview_is_thrown_away_a_committed_one_is_not(upload, as_specialist, directive) -> None:
    upload()
    act(as_specialist, directive, "annex-commit")
    assert "không bỏ được" in act(as_specialist, directive, "annex-discard")
    act(as_specialist, directive, "annex-undo")
    AnnexImport.objects.update(state="preview")
    act_page = as_specialist.post(
        reverse("annex-discard", args=[directive.pk, AnnexImport.objects.get().pk]), follow=True
    )
    assert "Đã bỏ bản đọc phụ lục." in act_page.content.decode()
    assert not AnnexRow.objects.exists()


def test_nobody_but_who_cuts_the_directive_knows_of_its_annex(upload, client, cast, directive) -> None:
    upload()
    annex = AnnexImport.objects.get()
    for member, status in (("clerk", 403), ("chair", 403), ("outsider", 404), ("labour_head", 404)):
        client.force_login(cast[member])
        assert client.get(reverse("annex-detail", args=[directive.pk, annex.pk])).status_code == status, (
            member
        )
    client.force_login(cast["specialist"])
    assert client.get(reverse("annex-detail", args=[directive.pk + 1, annex.pk])).status_code == 404


# After it was given ---------------------------------------------------------------------------------------------------


@pytest.fixture
def given(upload, as_specialist, directive, cast, client) -> list[Assignment]:
    """Committed, approved and given to the departments."""
    upload()
    act(as_specialist, directive, "annex-commit")
    as_specialist.post(reverse("directive-review", args=[directive.pk]))
    client.force_login(cast["section_head"])
    client.post(reverse("directive-approve", args=[directive.pk]))
    rows = list(Assignment.objects.filter(directive=directive).order_by("rank"))
    assert {row.state for row in rows} == {"assigned"}
    return rows


def undo(client: Any, directive: Directive, reason: str = "Nhập nhầm phụ lục của kế hoạch khác") -> str:
    address = reverse("annex-undo", args=[directive.pk, AnnexImport.objects.get().pk])
    return client.post(address, {"reason": reason}, follow=True).content.decode()


def test_what_was_given_and_not_acknowledged_is_followed_no_more(given, client, cast, directive) -> None:
    client.force_login(cast["office_deputy"])
    assert "4 nhiệm vụ chuyển sang “Thôi theo dõi”" in undo(client, directive)

    for one in given:
        one.refresh_from_db()
        assert one.state == "dropped"
        assert one.process.status == "CANCELED"
    assert AnnexImport.objects.get().state == "undone"
    assert Outbox.objects.filter(kind="changed").exists()
    assert AuditEvent.objects.filter(action="assignment.drop", note__contains="Nhập nhầm").count() == 4


def test_undoing_what_was_given_needs_a_reason_and_the_deputy_chief(given, client, cast, directive) -> None:
    client.force_login(cast["office_deputy"])
    assert "vui lòng nêu lý do hoàn tác" in undo(client, directive, reason=" ")
    client.force_login(cast["specialist"])
    assert "Nhiệm vụ đã được giao." in undo(client, directive)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"assigned"}


def test_once_one_was_acknowledged_nothing_is_undone(given, client, cast, directive) -> None:
    head = User.objects.get(username="tuphap")
    acts.acknowledge(given[0].pk, by=actor(head), at=STARTS_AT)
    client.force_login(cast["office_deputy"])
    assert "1 nhiệm vụ của phụ lục đã được tiếp nhận" in undo(client, directive)
    assert AnnexImport.objects.get().state == "committed"
