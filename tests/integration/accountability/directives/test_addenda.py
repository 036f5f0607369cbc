"""Giao bổ sung: duties added under a document that has given its own, with a date of their own."""

from __future__ import annotations

import pytest
from django.urls import reverse
from viewflow.workflow.models import Process

from accountability.assignments.models import Assignment
from accountability.calendars.models import DemoClock
from accountability.directives.models import Addendum, Directive
from tests.given import on
from tests.remembered import made_once

pytestmark = pytest.mark.django_db
LATER = "2022-11-21"


@pytest.fixture
def issued(given_to_districts) -> Directive:
    """A plan that gave 21 districts an assignment each; a fortnight has gone by."""
    DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": on(LATER)})
    return given_to_districts


@pytest.fixture
def addendum(as_, issued, duty, province) -> Addendum:
    """Begun, with one duty of five working days for the labour department."""
    client = as_("specialist")
    days = {"lead": province.agency("SLDTBXH").pk, "duration": "working_days", "days": "5", "due_on": "", "deadline_words": ""}  # fmt: skip

    def begin() -> Addendum:
        client.post(
            reverse("addendum-new", args=[issued.pk]), {"note": "Ý kiến của Chủ tịch ngày 20/11/2022"}
        )
        made = Addendum.objects.get(directive=issued)
        answer = client.post(reverse("addendum-split", args=[made.pk]), duty | days)
        assert answer.status_code == 302, answer.context["forms"].main.errors
        return made

    return made_once("addendum", begin)


def words(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_it_is_given_after_review_with_the_date_of_that_day(as_, addendum, issued):
    client = as_("specialist")
    row = Assignment.objects.get(addendum=addendum)
    assert row.state == "draft"
    client.post(reverse("addendum-review", args=[addendum.pk]))
    assert as_("specialist").post(reverse("addendum-approve", args=[addendum.pk])).status_code == 403
    as_("section_head").post(reverse("addendum-approve", args=[addendum.pk]))
    addendum.refresh_from_db()
    row.refresh_from_db()
    assert (addendum.state, str(addendum.dated_on)) == ("given", LATER)
    assert (row.state, str(row.assigned_on), str(row.due_on)) == ("assigned", LATER, "2022-11-28")
    process = Process.objects.get(pk=row.process_id)
    assert process.parent_task.process_id == addendum.process_id
    assert issued.assignments.filter(addendum=None, assigned_on="2022-11-08").count() == 21


def test_it_stands_on_the_page_of_its_document_as_such(as_, addendum, issued):
    page = words(as_("specialist").get(reverse("directive-detail", args=[issued.pk])))
    assert "Đang bóc tách bổ sung" in page
    as_("specialist").post(reverse("addendum-review", args=[addendum.pk]))
    as_("section_head").post(reverse("addendum-approve", args=[addendum.pk]))
    page = words(as_("labour_head").get(reverse("directive-detail", args=[issued.pk])))
    assert "Giao bổ sung lần 1, ngày 21/11/2022" in page
    row = Assignment.objects.get(addendum=addendum)
    assert "Ý kiến của Chủ tịch ngày 20/11/2022" in words(as_("labour_head").get(reverse("assignment-detail", args=[row.pk])))  # fmt: skip


def test_the_reviewer_sends_it_back_with_a_reason(as_, addendum):
    as_("specialist").post(reverse("addendum-review", args=[addendum.pk]))
    address = reverse("addendum-return", args=[addendum.pk])
    client = as_("section_head")
    assert "Vui lòng nêu nội dung cần sửa" in words(client.post(address, {"reason": ""}))
    client.post(address, {"reason": "Thiếu sản phẩm"})
    assert "Thiếu sản phẩm" in words(as_("specialist").get(reverse("addendum-split", args=[addendum.pk])))


def test_while_it_is_reviewed_nothing_of_it_changes(as_, addendum, issued, duty, province):
    client = as_("specialist")
    client.post(reverse("addendum-review", args=[addendum.pk]))
    row = Assignment.objects.get(addendum=addendum)
    client.post(reverse("assignment-drop", args=[issued.pk, row.pk]))
    more = duty | {"lead": province.agency("SLDTBXH").pk}
    assert "không ở bước bóc tách" in words(client.post(reverse("addendum-split", args=[addendum.pk]), more))
    assert Assignment.objects.filter(addendum=addendum).count() == 1


def test_a_draft_of_it_is_changed_and_dropped_on_its_own_page(as_, addendum, issued, duty, province):
    client = as_("specialist")
    row = Assignment.objects.get(addendum=addendum)
    changed = duty | {"lead": province.agency("SLDTBXH").pk, "title": "Việc bổ sung đã sửa"}
    answer = client.post(reverse("assignment-redraft", args=[issued.pk, row.pk]), changed)
    assert answer.headers["Location"] == reverse("addendum-split", args=[addendum.pk])
    client.post(reverse("assignment-drop", args=[issued.pk, row.pk]))
    assert not Assignment.objects.filter(addendum=addendum).exists()
    assert "Chưa có nhiệm vụ nào" in words(
        client.post(reverse("addendum-review", args=[addendum.pk]), follow=True)
    )
    assert Addendum.objects.get(pk=addendum.pk).state == "drafting"


def test_it_is_dropped_with_its_drafts_and_its_process(as_, addendum):
    as_("specialist").post(reverse("addendum-drop", args=[addendum.pk]))
    addendum.refresh_from_db()
    assert addendum.state == "dropped"
    assert not Assignment.objects.filter(addendum=addendum).exists()
    assert Process.objects.get(pk=addendum.process_id).status == "CANCELED"


def test_one_is_cut_at_a_time_and_the_next_has_the_next_number(as_, addendum, issued):
    client = as_("specialist")
    address = reverse("addendum-new", args=[issued.pk])
    assert "chưa xong" in words(client.post(address, {"note": "Lần nữa"}))
    client.post(reverse("addendum-drop", args=[addendum.pk]))
    client.post(address, {"note": "Lần nữa"})
    assert list(Addendum.objects.filter(directive=issued).values_list("number", flat=True)) == [1, 2]


def test_nothing_is_added_to_a_document_that_was_withdrawn_meanwhile(as_, addendum, issued):
    as_("specialist").post(reverse("addendum-review", args=[addendum.pk]))
    Directive.objects.filter(pk=issued.pk).update(state="withdrawn")
    said = words(as_("section_head").post(reverse("addendum-approve", args=[addendum.pk]), follow=True))
    assert "không giao bổ sung được nữa" in said
    assert Assignment.objects.get(addendum=addendum).state == "draft"
