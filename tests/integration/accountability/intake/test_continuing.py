"""A sentence that goes on telling the duty before is a proposal of its own, knows that duty, and is merged into it by one press."""

from __future__ import annotations

import pytest

from accountability.intake.models import Extraction, Proposal

from .conftest import Desk

pytestmark = pytest.mark.django_db

DUTY = "Giao Sở Tài chính chủ trì rà soát kinh phí thực hiện Đề án 06 của các đơn vị."
REPORT = "Báo cáo kết quả về UBND tỉnh trước ngày 20/12/2022."
OTHER = "Giao Sở Y tế chủ trì số hóa hồ sơ sức khỏe, hoàn thành trước ngày 15/12/2022."
TEXT = f"1. {DUTY} {REPORT}\n2. {OTHER}"


@pytest.fixture
def reader(as_, directive) -> Desk:
    """The specialist, reading with the grammar itself."""
    return Desk(as_("specialist"), directive)


@pytest.fixture
def read(reader) -> Extraction:
    return reader.read(TEXT)


def proposal(words: str) -> Proposal:
    return Proposal.objects.filter(state__in=("proposed", "split")).get(sentence__startswith=words)


def test_the_page_says_which_duty_a_sentence_goes_on_telling(reader, read):
    duty, report = proposal("Giao Sở Tài chính"), proposal("Báo cáo")
    page = reader.see("extraction", read.pk)

    assert report.continues == duty
    assert f'data-continues="{duty.pk}"' in page
    assert page.count("Tiếp theo nhiệm vụ:") == page.count(">Gộp vào nhiệm vụ trên<") == 1


def test_one_press_merges_it_and_the_date_is_that_of_the_report(reader, read):
    page = reader.post("merge-above", proposal("Báo cáo").pk)

    made = Proposal.objects.get(found__isnull=True)
    assert "Đã gộp vào nhiệm vụ trên" in page
    assert [read.text[start:end] for start, end in made.spans] == [DUTY, REPORT]
    assert made.fields["due_on"] == "2022-12-20"
    assert "Gộp vào nhiệm vụ trên</button>" not in page

    reader.post("restore", proposal_of(REPORT).pk)

    assert ">Gộp vào nhiệm vụ trên<" in reader.see("extraction", read.pk)


def proposal_of(sentence: str) -> Proposal:
    return Proposal.objects.get(sentence=sentence)


def test_what_the_duty_was_merged_into_takes_the_sentence_as_well(reader, read):
    duty, other = proposal("Giao Sở Tài chính"), proposal("Giao Sở Y tế")
    reader.post("merge", read.pk, chon=[duty.pk, other.pk])
    whole = Proposal.objects.get(found__isnull=True)

    assert f'data-continues="{whole.pk}"' in reader.see("extraction", read.pk)
    reader.post("merge-above", proposal("Báo cáo").pk)

    duty.refresh_from_db()
    whole.refresh_from_db()
    assert (duty.state, whole.state) == ("merged", "merged")


def test_of_a_duty_that_was_split_the_last_piece_is_continued(reader, read):
    duty = proposal("Giao Sở Tài chính")
    reader.post("split", duty.pk, parts=duty.sentence.replace("rà soát", "\nrà soát"))
    last = duty.pieces.order_by("starts_at").last()

    assert last is not None
    assert f'data-continues="{last.pk}"' in reader.see("extraction", read.pk)


def test_a_merged_sentence_goes_on_telling_what_its_first_part_did(reader, read):
    duty = proposal("Giao Sở Tài chính")
    reader.post("merge", read.pk, chon=[proposal("Báo cáo").pk, proposal("Giao Sở Y tế").pk])

    assert Proposal.objects.get(found__isnull=True).continues == duty


def test_a_duty_that_was_written_down_is_named_and_takes_no_more(reader, read):
    duty = proposal("Giao Sở Tài chính")
    reader.post("confirm", duty.pk, **{"da-xem": "1"})
    page = reader.see("extraction", read.pk)

    assert Proposal.objects.get(pk=duty.pk).state == "confirmed"
    assert f'data-continues="{duty.pk}"' in page
    assert "Gộp vào nhiệm vụ trên" not in page
    assert "không gộp được" in reader.post("merge-above", proposal("Báo cáo").pk)


def test_a_duty_that_was_dropped_is_not_named(reader, read):
    reader.post("drop", proposal("Giao Sở Tài chính").pk)

    assert "Tiếp theo nhiệm vụ" not in reader.see("extraction", read.pk)


def test_a_sentence_that_continues_nothing_is_not_merged_so(reader, read):
    page = reader.post("merge-above", proposal("Giao Sở Y tế").pk)

    assert "không nói tiếp nhiệm vụ nào" in page
    assert not Proposal.objects.filter(found__isnull=True).exists()


def test_more_sentences_ask_the_database_no_more(reader, django_assert_max_num_queries, read):
    url = reader.url("extraction", read.pk)
    with django_assert_max_num_queries(200) as few:
        reader.client.get(url)
    asked = len(few)
    many = reader.read("\n".join(f"{n}. {DUTY.replace('06', str(n))} {REPORT}" for n in range(10, 25)))
    reader.see("extraction", many.pk)  # What was said on reading it is shown once.
    with django_assert_max_num_queries(asked):
        page = reader.see("extraction", many.pk)
    assert page.count("Tiếp theo nhiệm vụ:") == 15
