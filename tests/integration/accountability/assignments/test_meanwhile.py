"""Two people at one assignment: who comes second is told what was done, and keeps what he typed."""

from __future__ import annotations

import pytest

from accountability.assignments.models import Assignment
from accountability.audit.meanwhile import last_event
from accountability.escalation.models import OfficeOpinion
from tests.given import assignments, go_to, sign_in

__all__ = ["assignments", "go_to", "sign_in"]

pytestmark = pytest.mark.django_db

OPINION = {"act": "opinion", "text": "Đề xuất thứ nhất"}


def propose(client, row, seen, **typed):
    return client.post(f"/nhiem-vu/{row.pk}/y-kien-van-phong/", OPINION | typed | {"seen": seen})


def test_a_second_opinion_is_kept_and_not_written(assignments, sign_in):
    row = assignments[0]
    seen = last_event(row.pk)
    assert propose(sign_in("specialist"), row, seen).status_code == 302

    answer = propose(sign_in("office_deputy"), row, seen, text="Đề xuất thứ hai")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Văn phòng nêu ý kiến đề xuất" in page
    assert "Đề xuất thứ hai" in page
    assert f'name="seen" value="{last_event(row.pk)}"' in page
    assert OfficeOpinion.objects.get().text == "Đề xuất thứ nhất"


def test_who_has_read_what_changed_is_taken_at_his_word(assignments, sign_in):
    row = assignments[0]
    propose(sign_in("specialist"), row, last_event(row.pk))
    assert propose(sign_in("office_deputy"), row, last_event(row.pk), text="Hai").status_code == 302
    assert OfficeOpinion.objects.count() == 2


def test_a_form_without_the_number_is_taken_as_it_is(assignments, sign_in):
    row = assignments[0]
    propose(sign_in("specialist"), row, "")
    assert propose(sign_in("office_deputy"), row, "").status_code == 302


def test_a_mistake_of_his_own_is_no_conflict(assignments, sign_in):
    row = assignments[0]
    answer = propose(sign_in("specialist"), row, last_event(row.pk), text="")
    assert answer.status_code == 200
    assert "data-meanwhile" not in answer.content.decode()


def test_a_form_for_a_state_that_is_over_names_what_was_done(assignments, sign_in):
    row, head = assignments[0], sign_in("labour_head")
    seen = last_event(row.pk)
    head.post(f"/nhiem-vu/{row.pk}/tiep-nhan/")

    answer = head.post(f"/nhiem-vu/{row.pk}/tra-lai/", {"reason": "Không đúng thẩm quyền", "seen": seen})

    assert answer.status_code == 409
    assert "Tiếp nhận nhiệm vụ" in answer.content.decode()
    assert Assignment.objects.get(pk=row.pk).state == "acknowledged"
