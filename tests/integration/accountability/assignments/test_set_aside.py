"""Thôi theo dõi, không phát sinh, không thuộc đối tượng: neither done nor late, visible, and taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from viewflow.workflow.models import Process, Task

from accountability.assignments.actions import Refused
from accountability.assignments.models import Assignment, Exemption, Extension, SetAside
from accountability.assignments.reading import bucket_counts
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from accountability.escalation.models import Escalation
from accountability.notices.models import Outbox
from config.jobs import run_sweep
from tests.cast import actor
from workflows import acts, aside
from workflows.series import open_due_occurrences

from .conftest import NOW

pytestmark = pytest.mark.django_db
LONG_AFTER = datetime(2023, 6, 1, 8, 0, tzinfo=LOCAL)


def state_of(row: Assignment) -> str:
    return Assignment.objects.get(pk=row.pk).state


def waiting_in(row: Assignment) -> set[str]:
    tasks = Task.objects.filter(
        process_id=Assignment.objects.get(pk=row.pk).process_id, status__in=["NEW", "ASSIGNED"]
    )
    return {task.flow_task.name for task in tasks}


def page(client, row: Assignment) -> str:
    response = client.get(reverse("assignment-detail", args=[row.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def deputy(cast):
    return actor(cast["office_deputy"])


@pytest.fixture
def head(cast):
    return actor(cast["labour_head"])


@pytest.fixture
def period(give) -> Assignment:
    """One period of a recurring report."""
    return give(
        "Báo cáo tình hình", duration="none", due_on=None, rhythm="half_month", series_from=date(2022, 11, 1)
    )


# Thôi theo dõi ------------------------------------------------------------------------------------------------------------


def test_the_deputy_chief_stops_following_with_a_reason(as_, assignment):
    address = reverse("assignment-drop-following", args=[assignment.pk])
    assert as_("section_head").get(address).status_code == 403
    client = as_("office_deputy")
    assert "Vui lòng nhập" in client.post(address, {"reason": ""}).content.decode()
    client.post(address, {"reason": "Nhập trùng với nhiệm vụ khác"})
    assert state_of(assignment) == "dropped"
    for who in ("office_deputy", "labour_head"):
        shown = page(as_(who), assignment)
        assert "Nhập trùng với nhiệm vụ khác" in shown
        assert "Thôi theo dõi" in shown
        assert "Không tính tiến độ" in shown


def test_what_is_not_followed_counts_neither_done_nor_late_and_claims_no_rung(assignment, deputy):
    aside.drop_following(assignment.pk, reason="Nhập nhầm", by=deputy, at=NOW)
    assert sum(bucket_counts(Assignment.objects.all(), LONG_AFTER).values()) == 0
    run_sweep(LONG_AFTER)
    assert not Escalation.objects.exists()
    assert Process.objects.get(pk=assignment.process_id).status == "CANCELED"
    assert AuditEvent.objects.filter(
        action="assignment.drop", assignment_pk=assignment.pk, note="Nhập nhầm"
    ).exists()


def test_it_is_followed_again_where_it_stood(as_, working, deputy):
    aside.drop_following(working.pk, reason="Nhập nhầm", by=deputy, at=NOW)
    client = as_("office_deputy")
    assert "Theo dõi lại" in page(client, working)
    client.post(reverse("assignment-follow-again", args=[working.pk]), {"reason": "Vẫn cần"})
    assert state_of(working) == "acknowledged"
    assert waiting_in(working) == {"work", "explain", "decide"}
    assert SetAside.objects.get(assignment=working).back_reason == "Vẫn cần"


def test_what_was_waiting_with_it_waits_again(working, deputy, head, cast):
    chair = actor(cast["chair"])
    word = acts.LeaderWord(leader=_position("chutich"), decided_on=NOW.date(), text="Giải trình")
    acts.demand_explanation(working.pk, word=word, by=chair, at=NOW)
    aside.drop_following(working.pk, reason="Nhập nhầm", by=deputy, at=NOW)
    aside.follow_again(working.pk, reason="Vẫn cần", by=deputy, at=NOW)
    assert waiting_in(working) == {"work", "give_explanation", "explain", "decide"}


def _position(code: str):
    from accountability.agencies.models import Position

    return Position.objects.get(code=code)


def test_the_office_does_not_stop_following_its_own_tasks(give, deputy, as_):
    own = give("Việc của Văn phòng", lead="chanhvanphong", coordinating=[])
    with pytest.raises(Refused, match="chính cơ quan mình"):
        aside.drop_following(own.pk, reason="Không cần", by=deputy, at=NOW)
    client = as_("office_deputy")
    assert (
        client.post(reverse("assignment-drop-following", args=[own.pk]), {"reason": "x"}).status_code == 403
    )
    assert "Thôi theo dõi" not in page(client, own)


def test_the_agency_is_told(assignment, deputy):
    aside.drop_following(assignment.pk, reason="Nhập nhầm", by=deputy, at=NOW)
    told = Outbox.objects.filter(kind="changed", subject_line__startswith="Thôi theo dõi")
    assert "ldtbxh" in told.values_list("recipient_user__username", flat=True)


def test_an_open_request_is_closed_and_not_opened_again(assignment, head, deputy):
    asked = acts.request_extension(assignment.pk, reason="Cần", new_due_on=date(2023, 1, 10), by=head, at=NOW)
    aside.drop_following(assignment.pk, reason="Nhập nhầm", by=deputy, at=NOW)
    asked.refresh_from_db()
    assert asked.state == Extension.State.CLOSED
    assert Process.objects.get(pk=asked.process_id).status == "DONE"


# Không phát sinh ----------------------------------------------------------------------------------------------------------


def test_a_period_is_closed_in_one_act_when_nothing_arose(as_, period):
    address = reverse("assignment-nothing", args=[period.pk])
    assert as_("labour_officer").get(address).status_code == 403
    client = as_("labour_head")
    assert "Không phát sinh" in page(client, period)
    client.post(address, {"reason": "Trong kỳ không phát sinh hồ sơ"})
    assert state_of(period) == "nothing"
    assert "không phát sinh hồ sơ" in page(client, period)


def test_the_next_period_opens_all_the_same(period, head):
    aside.report_nothing(period.pk, reason="Không có", by=head, at=NOW)
    assert open_due_occurrences(at=datetime(2022, 11, 16, 8, 0, tzinfo=LOCAL)) == 1


def test_a_report_may_be_nothing_other_work_may_not(give, head, as_):
    report, work = give("Báo cáo vụ việc"), give("Lắp đặt thiết bị")
    aside.report_nothing(report.pk, reason="Không có vụ việc", by=head, at=NOW)
    assert state_of(report) == "nothing"
    with pytest.raises(Refused, match="định kỳ hoặc nhiệm vụ báo cáo"):
        aside.report_nothing(work.pk, reason="Không có", by=head, at=NOW)
    assert "Không phát sinh" not in page(as_("labour_head"), work)


def test_the_office_reopens_it_and_its_deadline_is_in_force(as_, period, head):
    aside.report_nothing(period.pk, reason="Không có", by=head, at=NOW)
    due_on = period.due_on
    as_("specialist").post(reverse("assignment-reopen", args=[period.pk]), {"reason": "Có 2 vụ việc"})
    again = Assignment.objects.get(pk=period.pk)
    assert (again.state, again.due_on) == ("assigned", due_on)
    assert waiting_in(period) == {"acknowledge", "explain", "decide"}


def test_it_is_counted_as_its_own_thing(period, head):
    from accountability.assignments.chain import aside_counts

    aside.report_nothing(period.pk, reason="Không có", by=head, at=NOW)
    assert aside_counts(Assignment.objects.all()) == [
        {"state": "nothing", "label": "Không phát sinh", "count": 1}
    ]
    assert sum(bucket_counts(Assignment.objects.all(), LONG_AFTER).values()) == 0


def test_reported_late_it_says_so(period, head, as_):
    aside.report_nothing(period.pk, reason="Không có", by=head, at=NOW + timedelta(days=10))
    assert "Khi đó đã quá thời hạn 3 ngày" in page(as_("specialist"), period)


# Không thuộc đối tượng ----------------------------------------------------------------------------------------------------


def test_the_agency_proposes_and_everything_runs_on_until_the_office_agrees(as_, assignment):
    as_("labour_head").post(
        reverse("assignment-exemption", args=[assignment.pk]), {"reason": "Không có địa bàn"}
    )
    asked = Exemption.objects.get(assignment=assignment)
    assert (asked.state, state_of(assignment)) == ("asked", "assigned")
    assert bucket_counts(Assignment.objects.all(), LONG_AFTER)["overdue"] == 1
    address = reverse("exemption-answer", args=[asked.pk])
    assert as_("specialist").get(address).status_code == 403
    as_("section_head").post(address, {"answer": "yes", "reason": ""})
    assert state_of(assignment) == "not_concerned"
    assert sum(bucket_counts(Assignment.objects.all(), LONG_AFTER).values()) == 0
    asked.refresh_from_db()
    assert Process.objects.get(pk=asked.process_id).status == "DONE"
    assert Process.objects.get(pk=assignment.process_id).status == "CANCELED"


def test_a_refusal_needs_a_reason_and_changes_nothing(as_, assignment, head):
    asked = aside.ask_exemption(assignment.pk, reason="Không có địa bàn", by=head, at=NOW)
    address = reverse("exemption-answer", args=[asked.pk])
    client = as_("section_head")
    assert "nêu lý do không đồng ý" in client.post(address, {"answer": "no"}).content.decode()
    client.post(address, {"answer": "no", "reason": "Vẫn có 3 xã"})
    assert state_of(assignment) == "assigned"
    assert waiting_in(assignment) == {"acknowledge", "explain", "decide"}
    assert "Vẫn có 3 xã" in page(as_("labour_head"), assignment)


def test_it_is_proposed_once_at_a_time(assignment, head):
    aside.ask_exemption(assignment.pk, reason="Không có địa bàn", by=head, at=NOW)
    with pytest.raises(Refused, match="Đang có một đề nghị"):
        aside.ask_exemption(assignment.pk, reason="Không có địa bàn", by=head, at=NOW)


def test_a_proposal_that_was_overtaken_is_closed_with_its_process(assignment, head, deputy):
    asked = aside.ask_exemption(assignment.pk, reason="Không có địa bàn", by=head, at=NOW)
    aside.drop_following(assignment.pk, reason="Nhập nhầm", by=deputy, at=NOW)
    asked.refresh_from_db()
    assert asked.state == Exemption.State.CLOSED
    assert Process.objects.get(pk=asked.process_id).status == "DONE"
    with pytest.raises(Refused, match="không còn cần xem xét"):
        aside.answer_exemption(asked.pk, agreed=True, text="", by=deputy, at=NOW)


def test_the_office_finds_it_on_its_first_page(as_, assignment, head):
    aside.ask_exemption(assignment.pk, reason="Không có địa bàn", by=head, at=NOW)
    assert "Đề nghị không thuộc đối tượng" in as_("section_head").get(reverse("office-page")).content.decode()
