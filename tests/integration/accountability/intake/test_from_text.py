"""A text becomes proposals beside it; a person confirms, changes, drops, merges and splits; nothing is made before."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.directives.models import Directive
from accountability.files.actions import keep
from accountability.intake.models import Extraction, Proposal
from tests.cast import actor

from .conftest import DISTRICTS, LABOUR, RESULT, SOMEBODY, TEXT

pytestmark = pytest.mark.django_db


def actions_of(directive: Directive) -> list[str]:
    events = AuditEvent.objects.filter(directive_pk=directive.pk).order_by("pk")
    return [one.action for one in events if one.action.startswith(("proposal", "extraction"))]


# Reading --------------------------------------------------------------------------------------------------------------


def test_a_pasted_text_gives_proposals_with_their_sentences_and_nothing_else(desk, directive):
    read = desk.read()
    page = desk.see("extraction", read.pk)

    rows = list(read.proposals.in_order())
    assert [row.sentence for row in rows] == [LABOUR, RESULT, DISTRICTS, SOMEBODY]
    assert all(read.text[start:end] == row.sentence for row in rows for start, end in row.spans)
    assert [row.state for row in rows] == ["proposed", "aside", "proposed", "proposed"]
    assert page.count('<mark class="quote') == 3
    assert not Assignment.objects.exists()
    assert actions_of(directive) == ["extraction.read"]


def test_the_card_says_who_by_when_and_how_sure(desk):
    page = desk.see("extraction", desk.read().pk)

    for words in (
        "Sở LĐ,TB&amp;XH", "Công an tỉnh", "các đơn vị liên quan", "Đến 15/12/2022", "trước ngày 15/12/2022",
        "Chắc chắn", "95&nbsp;%", "21 nhiệm vụ", "Cần trả lời", "giao cho cơ quan nào?", "1 câu không thấy giao",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize(
    ("name", "data"),
    [("văn bản.txt", TEXT.encode("utf-16")), ("văn bản.txt", TEXT.replace("\n", "\r\n").encode())],
)
def test_an_uploaded_file_is_read_and_not_kept(desk, name, data):
    desk.post("read", text="", file=SimpleUploadedFile(name, data))

    read = Extraction.objects.get()
    assert (read.text, read.source_name) == (TEXT, name)


def test_the_directives_own_file_is_read_without_sending_it_again(desk, directive, cast):
    directive.file = keep(
        SimpleUploadedFile("kh.txt", TEXT.encode()), by=actor(cast["clerk"]), at=directive.registered_at
    )
    directive.save()

    split = desk.client.get(reverse("directive-split", args=[directive.pk])).content.decode()
    assert "Bóc tách từ tệp văn bản" in split
    assert "Bóc tách từ tệp văn bản" in desk.see("read")
    desk.post("read", tep="1")

    assert Extraction.objects.get().text == TEXT


def test_the_same_text_is_not_proposed_twice(desk):
    first = desk.read()
    page = desk.post("read", text=TEXT + "\n\n")

    assert "đã được đọc trước đây" in page
    assert Extraction.objects.get() == first


@pytest.mark.parametrize(
    ("text", "name", "data", "reason"),
    [
        ("", None, b"", "Vui lòng dán nội dung văn bản, hoặc chọn tệp."),
        ("Đã gõ", "a.txt", b"x", "Chỉ dùng một trong hai"),
        ("", "a.exe", b"MZ", "các loại đọc được"),
        ("", "a.docx", b"MZ", "không phải định dạng .docx"),
        ("", "a.docm", b"PK", "macro"),
        ("", "a.txt", b"", "Tệp rỗng"),
        ("a" * 300_001, None, b"", "Dài quá 300.000 ký tự"),
    ],
)
def test_what_cannot_be_read_is_explained_and_what_was_typed_stays(desk, text, name, data, reason):
    sent = {"file": SimpleUploadedFile(name, data)} if name else {}
    page = desk.post("read", text=text, **sent)

    assert reason in page
    assert text[:200] in page
    assert not Extraction.objects.exists()


@pytest.mark.parametrize("where", ["text", "file", "name"])
def test_a_secrecy_mark_is_refused_and_nothing_comes_back(desk, where):
    marked = "TỐI MẬT\nGiao Sở Y tế báo cáo."
    sent = {"text": marked} if where == "text" else {"text": ""}
    if where != "text":
        name, words = ("a.txt", marked) if where == "file" else ("Tối mật.txt", "Giao Sở Y tế báo cáo.")
        sent["file"] = SimpleUploadedFile(name, words.encode())
    page = desk.post("read", **sent)

    assert "không nhận và không lưu gì" in page
    assert "Giao Sở Y tế" not in page
    assert not Extraction.objects.exists()


# Deciding -------------------------------------------------------------------------------------------------------------


def test_a_sure_proposal_is_confirmed_as_it_stands(desk, directive, province):
    desk.read()
    page = desk.post("confirm", desk.proposal(LABOUR).pk)

    row = Assignment.objects.get()
    assert "Đã ghi nhiệm vụ." in page
    assert (row.lead_agency.code, row.due_on, row.deadline_words) == (
        "SLDTBXH", date(2022, 12, 15), "trước ngày 15/12/2022",
    )  # fmt: skip
    assert [part.agency.code for part in row.coordinations.all()] == ["CAT"]
    assert row.supervisor == province.position("chutich")
    assert list(desk.proposal(LABOUR).assignments.all()) == [row]
    assert actions_of(directive)[-1] == "proposal.confirm"


def test_a_group_becomes_one_assignment_each(desk):
    desk.read()
    page = desk.post("confirm", desk.proposal(DISTRICTS).pk)

    assert "Đã ghi 21 nhiệm vụ" in page
    assert {row.lead_agency.kind for row in Assignment.objects.select_related("lead_agency")} == {"HU"}


def test_what_is_asked_is_answered_before_it_is_confirmed(desk, province):
    desk.read()
    row = desk.proposal(SOMEBODY)
    page = desk.post("confirm", row.pk)

    assert "Đề xuất còn chỗ cần trả lời" in page
    assert "Mỗi nhiệm vụ phải có cơ quan chủ trì" in page
    assert not Assignment.objects.exists()

    answers = row.fields | {"lead": province.agency("SYT").pk, "duration": "fixed", "due_on": "2023-01-22"}
    desk.post("proposal", row.pk, **answers)

    made = Assignment.objects.get()
    assert (made.lead_agency.code, made.due_on) == ("SYT", date(2023, 1, 22))
    assert desk.proposal(SOMEBODY).questions == []


def test_all_sure_ones_are_confirmed_at_once_and_the_others_stay(desk):
    read = desk.read()
    page = desk.post("confirm-sure", read.pk)

    assert "Đã ghi 22 nhiệm vụ từ 2 đề xuất chắc chắn." in page
    assert Assignment.objects.count() == 22
    assert desk.proposal(SOMEBODY).state == "proposed"


def test_a_second_click_confirms_nothing(desk):
    desk.read()
    pk = desk.proposal(LABOUR).pk
    desk.post("confirm", pk)
    page = desk.post("confirm", pk)

    assert "không xác nhận được" in page
    assert Assignment.objects.count() == 1


def test_what_was_filled_in_is_kept_though_incomplete(desk, province):
    desk.read()
    row = desk.proposal(SOMEBODY)
    page = desk.post("proposal", row.pk, **(row.fields | {"title": "Báo cáo kết quả Tết", "luu": "1"}))

    row.refresh_from_db()
    assert "còn chỗ chưa đủ" in page
    assert (row.fields["title"], bool(row.questions), row.is_checked) == ("Báo cáo kết quả Tết", True, False)
    assert not Assignment.objects.exists()

    answers = {"lead": province.agency("SYT").pk, "due_on": "2023-01-21", "luu": "1"}
    desk.post("proposal", row.pk, **(row.fields | answers))

    row.refresh_from_db()
    assert (row.questions, row.is_checked, row.state) == ([], True, "proposed")


def test_the_second_of_two_editors_hears_of_the_first_and_keeps_his_words(desk):
    desk.read()
    row = desk.proposal(LABOUR)
    desk.post(
        "proposal", row.pk, **(row.fields | {"seen": "0", "title": "Bản của người thứ nhất", "luu": "1"})
    )
    mine = row.fields | {"seen": "0", "title": "Bản của người thứ hai", "luu": "1"}
    page = desk.post("proposal", row.pk, status=409, **mine)

    assert "người khác đã sửa đề xuất này" in page
    assert "Bản của người thứ nhất" in page
    assert "Bản của người thứ hai" in page
    row.refresh_from_db()
    assert row.fields["title"] == "Bản của người thứ nhất"


def test_a_secrecy_mark_in_the_form_is_refused_and_forgotten(desk):
    desk.read()
    row = desk.proposal(LABOUR)
    page = desk.post("proposal", row.pk, **(row.fields | {"title": "Bố trí lực lượng (MẬT)", "luu": "1"}))

    assert "không nhận và không lưu gì" in page
    assert "Bố trí lực lượng" not in page
    assert desk.proposal(LABOUR).fields == row.fields


def test_the_words_of_a_deadline_are_counted_in_the_form(desk):
    desk.read()
    row = desk.proposal(SOMEBODY)
    page = desk.post(
        "proposal", row.pk, **(row.fields | {"deadline_words": "trước ngày 30/11/2022", "tinh": "doc"})
    )

    assert "Đến ngày 30/11/2022" in page
    assert 'value="2022-11-30"' in page


# Undoing --------------------------------------------------------------------------------------------------------------


def test_a_dropped_proposal_comes_back(desk, directive):
    read = desk.read()
    pk = desk.proposal(LABOUR).pk
    desk.post("drop", pk)
    assert desk.proposal(LABOUR).state == "dropped"
    assert "Khôi phục" in desk.see("extraction", read.pk)

    desk.post("restore", pk)

    assert desk.proposal(LABOUR).state == "proposed"
    assert actions_of(directive)[-2:] == ["proposal.drop", "proposal.restore"]


def test_a_confirmed_proposal_gives_up_its_drafts(desk):
    desk.read()
    pk = desk.proposal(DISTRICTS).pk
    desk.post("confirm", pk)
    desk.post("restore", pk)

    assert not Assignment.objects.exists()
    assert desk.proposal(DISTRICTS).state == "proposed"


def test_a_sentence_set_aside_can_be_proposed_by_a_person(desk, province):
    desk.read()
    row = desk.proposal(RESULT)
    desk.post("restore", row.pk)
    desk.post("proposal", row.pk, **(row.fields | {"lead": province.agency("SYT").pk, "duration": "none"}))

    assert Assignment.objects.get().title == RESULT.rstrip(".")


def test_nothing_changes_while_the_cut_is_being_reviewed(desk, directive):
    read = desk.read()
    pk = desk.proposal(LABOUR).pk
    Directive.objects.filter(pk=directive.pk).update(state="in_review")

    for name, keys in (("confirm", [pk]), ("drop", [pk]), ("merge", [read.pk]), ("confirm-sure", [read.pk])):
        page = desk.post(name, *keys, chon=[pk, desk.proposal(DISTRICTS).pk])
        assert "Văn bản đang ở bước “Chờ duyệt giao”" in page, name
    assert not Assignment.objects.exists()
    assert set(Proposal.objects.values_list("state", flat=True)) == {"proposed", "aside"}


# Merging and splitting ------------------------------------------------------------------------------------------------


def test_merged_proposals_quote_all_their_sentences(desk):
    read = desk.read()
    chosen = [desk.proposal(LABOUR).pk, desk.proposal(DISTRICTS).pk]
    page = desk.post("merge", read.pk, chon=chosen)

    made = Proposal.objects.get(state="proposed", found__isnull=True)
    assert made.sentence == f"{LABOUR} […] {DISTRICTS}"
    assert [read.text[start:end] for start, end in made.spans] == [LABOUR, DISTRICTS]
    assert "cơ quan chủ trì khác nhau" in page
    assert Proposal.objects.filter(state="merged", merged_into=made).count() == 2


def test_merging_is_undone(desk):
    read = desk.read()
    chosen = [desk.proposal(LABOUR).pk, desk.proposal(DISTRICTS).pk]
    desk.post("merge", read.pk, chon=chosen)
    desk.post("restore", chosen[0])

    assert set(Proposal.objects.filter(pk__in=chosen).values_list("state", "merged_into")) == {
        ("proposed", None)
    }
    whole = Proposal.objects.get(found__isnull=True)
    assert whole.state == "dropped"
    assert "đã gộp đã được khôi phục" in desk.post("restore", whole.pk)


def test_one_proposal_alone_is_not_merged(desk):
    read = desk.read()

    assert "từ hai đề xuất trở lên" in desk.post("merge", read.pk, chon=[desk.proposal(LABOUR).pk])


def test_a_sentence_is_split_where_a_line_was_broken(desk):
    read = desk.read()
    row = desk.proposal(LABOUR)
    parts = LABOUR.replace(" rà soát", "\nrà soát")
    desk.post("split", row.pk, parts=parts)

    pieces = list(row.pieces.order_by("starts_at"))
    assert [piece.sentence for piece in pieces] == parts.split("\n")
    assert all(read.text[s:e] == piece.sentence for piece in pieces for s, e in piece.spans)
    assert pieces[1].fields["lead"] == row.fields["lead"]
    assert any("câu gốc" in question for question in pieces[1].questions)
    assert Proposal.objects.get(pk=row.pk).state == "split"

    desk.post("restore", row.pk)

    assert {piece.state for piece in row.pieces.all()} == {"dropped"}
    assert Proposal.objects.get(pk=row.pk).state == "proposed"


@pytest.mark.parametrize("parts", [LABOUR, LABOUR.replace("rà soát", "\nkiểm tra"), ""])
def test_a_part_that_the_text_does_not_say_is_refused(desk, parts):
    desk.read()
    row = desk.proposal(LABOUR)
    page = desk.post("split", row.pk, parts=parts)

    assert "Chưa lưu được" in page
    assert not row.pieces.exists()


# Doors ----------------------------------------------------------------------------------------------------------------


def test_a_reading_of_another_directive_is_not_there(desk, directive, as_):
    read = desk.read()
    other = Directive.objects.get(pk=directive.pk)
    other.pk, other.number, other._state.adding, other.process = None, "813", True, None
    other.save()

    for name, key in (("intake-extraction", read.pk), ("intake-proposal", desk.proposal(LABOUR).pk)):
        assert desk.client.get(reverse(name, args=[other.pk, key])).status_code == 404
    assert as_("clerk").get(desk.url("extraction", read.pk)).status_code == 403
    assert as_("labour_head").get(desk.url("extraction", read.pk)).status_code == 404
