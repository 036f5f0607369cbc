"""A later document extends, amends, replaces, ends or withdraws assignments of an earlier one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from viewflow.workflow.models import Process, Task

from accountability.assignments.actions import Refused, asking
from accountability.assignments.models import (
    Assignment,
    DeadlineVersion,
    DirectiveEffect,
    Extension,
    LeadTenure,
    SetAside,
    Source,
)
from accountability.assignments.projection import projected
from accountability.assignments.reading import bucket_counts, timings, with_facts
from accountability.assignments.rules import Bucket
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from accountability.directives.actions import Refused as DirectiveRefused
from accountability.directives.models import Directive, Relation
from accountability.escalation.models import Escalation
from accountability.notices.models import Outbox
from config.jobs import run_sweep
from tests.cast import actor
from tests.later import LATER_AT, approve, plan, plan_all
from workflows import acts
from workflows.series import open_due_occurrences

pytestmark = pytest.mark.django_db
LATE_AT = datetime(2022, 12, 27, 9, 0, tzinfo=LOCAL)  # A week after the deadline of `give`.


def fresh(row: Assignment) -> Assignment:
    return with_facts(Assignment.objects.filter(pk=row.pk)).get()


def actions_on(row: Assignment) -> list[str]:
    return list(
        AuditEvent.objects.filter(assignment_pk=row.pk).order_by("pk").values_list("action", flat=True)
    )


def process_of(row: Assignment) -> str:
    return Process.objects.get(pk=Assignment.objects.get(pk=row.pk).process_id).status


def waiting_in(row: Assignment) -> set[str]:
    tasks = Task.objects.filter(
        process_id=Assignment.objects.get(pk=row.pk).process_id, status__in=["NEW", "ASSIGNED"]
    )
    return {task.flow_task.name for task in tasks}


# Gia hạn ----------------------------------------------------------------------------------------------------------------


def test_nothing_happens_before_the_later_document_is_approved(give, later):
    row, document = give(), later()
    plan(document, row, "extend", new_due_on=date(2023, 1, 31))
    acts.send_to_review(document.pk, by=None, at=LATER_AT)
    assert fresh(row).due_on == date(2022, 12, 20)
    acts.approve_directive(document.pk, by=None, at=LATER_AT)
    assert fresh(row).due_on == date(2023, 1, 31)


def test_a_document_that_only_changes_is_approved_without_a_duty_of_its_own(give, later):
    row, document = give(), later()
    plan(document, row, "extend", new_due_on=date(2023, 1, 31))
    approve(document)
    document.refresh_from_db()
    assert document.state == Directive.State.ISSUED
    assert not document.assignments.exists()
    assert Process.objects.get(pk=document.process_id).status == "DONE"


def test_a_document_that_neither_gives_nor_changes_anything_is_not_sent_to_review(later):
    with pytest.raises(Refused, match="Chưa có nhiệm vụ nào"):
        acts.send_to_review(later().pk, by=None, at=LATER_AT)


def test_an_extension_by_document_names_it_and_is_no_request(give, later):
    row, document = give(), later()
    plan(document, row, "extend", new_due_on=date(2023, 1, 31))
    approve(document)
    version = DeadlineVersion.objects.get(assignment=row, number=2)
    assert (version.cause, version.document_id) == ("document", document.pk)
    assert version.is_extension
    assert not version.after_expiry
    row = fresh(row)
    assert asking(row, today=LATER_AT.date()).ordinal == 1
    assert all(getattr(row, name) == value for name, value in projected(row).items())
    assert "assignment.extend_by_document" in actions_on(row)


def test_what_was_late_before_the_document_came_stays_late_against_the_original_deadline(give, later):
    row, document = give(), later(at=LATE_AT)
    plan(document, row, "extend", new_due_on=date(2023, 1, 31), at=LATE_AT)
    approve(document, at=LATE_AT)
    assert fresh(row).overran
    assert timings([fresh(row)], LATE_AT)[row.pk].bucket == Bucket.IN_TIME


def test_an_open_request_for_more_time_is_closed_with_its_process(give, later, cast):
    row, document = give(), later()
    head = actor(cast["labour_head"])
    asked = acts.request_extension(
        row.pk, reason="Cần thêm", new_due_on=date(2023, 1, 10), by=head, at=LATER_AT
    )
    plan(document, row, "extend", new_due_on=date(2023, 1, 31))
    approve(document)
    asked.refresh_from_db()
    assert asked.state == Extension.State.CLOSED
    assert document.cited in asked.closed_why
    assert Process.objects.get(pk=asked.process_id).status == "DONE"


@pytest.mark.parametrize(
    ("kind", "more", "why"),
    [
        ("extend", {"new_due_on": date(2022, 12, 20)}, "phải sau thời hạn hiện nay"),
        ("extend", {}, "vui lòng nhập thời hạn mới"),
        ("amend", {}, "vui lòng nhập nội dung"),
        ("amend", {"new_due_on": date(2022, 11, 1)}, "không được trước ngày văn bản sửa đổi"),
        ("replace", {}, "chưa xác định được nhiệm vụ thay thế"),
    ],
)
def test_what_a_document_cannot_do_is_refused_when_it_is_planned(give, later, kind, more, why):
    row, document = give(), later()
    with pytest.raises(Refused, match=why):
        plan(document, row, kind, **more)
    assert not Relation.objects.exists()


def test_a_document_changes_only_what_was_issued_before_it(give, later):
    row = give()
    document = later(at=datetime(2022, 11, 6, 9, 0, tzinfo=LOCAL))
    with pytest.raises(DirectiveRefused, match="không phải văn bản trước"):
        plan(document, row, "end", at=datetime(2022, 11, 6, 9, 0, tzinfo=LOCAL))


def test_while_it_is_reviewed_the_plan_stands(give, later):
    row, document = give(), later()
    plan(document, row, "end")
    acts.send_to_review(document.pk, by=None, at=LATER_AT)
    with pytest.raises(DirectiveRefused, match="Chờ duyệt giao"):
        plan(document, row, "extend", new_due_on=date(2023, 1, 31))


# Sửa đổi, thay thế, kết thúc ----------------------------------------------------------------------------------------------


def test_an_amended_assignment_keeps_its_history_and_says_what_it_was(give, later):
    row, document = give(), later()
    plan(document, row, "amend", new_title="Nội dung mới", new_due_on=date(2022, 12, 1))
    approve(document)
    effect = DirectiveEffect.objects.get(assignment=row)
    assert (effect.before["title"], effect.after["title"]) == (row.title, "Nội dung mới")
    assert "noi dung moi" in fresh(row).search_text
    version = DeadlineVersion.objects.get(assignment=row, number=2)
    assert (version.cause, version.is_extension) == ("amended", False)


def test_a_replaced_assignment_points_to_its_successor(give, later):
    row, document = give(), later("SLDTBXH")
    plan(document, row, "replace")
    approve(document)
    effect = DirectiveEffect.objects.get(assignment=row)
    assert effect.successor.directive_id == document.pk
    assert effect.successor.state == "assigned"
    assert (fresh(row).state, process_of(row)) == ("replaced", "CANCELED")


def test_a_successor_that_was_dropped_from_the_cut_is_asked_for_before_the_review(give, later):
    from accountability.assignments.actions import drop_draft

    row, document = give(), later("SLDTBXH")
    plan(document, row, "replace")
    drop_draft(document.assignments.get().pk, by=None, at=LATER_AT)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="vui lòng chọn lại"):
        acts.send_to_review(document.pk, by=None, at=LATER_AT)


def test_an_ended_assignment_ends_without_being_done_or_late(give, later):
    row, document = give(), later(at=LATE_AT)
    plan(document, row, "end", at=LATE_AT)
    approve(document, at=LATE_AT)
    assert (fresh(row).state, process_of(row), waiting_in(row)) == ("ended", "CANCELED", set())
    assert sum(bucket_counts(Assignment.objects.all(), LATE_AT).values()) == 0
    assert run_sweep(LATE_AT + timedelta(days=30)).reminded == 0
    assert not Escalation.objects.exists()


def test_the_earlier_process_is_finished_when_its_last_assignment_ends_so(give, later):
    row, document = give(), later()
    plan(document, row, "end")
    approve(document)
    assert Process.objects.get(pk=row.directive.process_id).status == "DONE"


def test_a_recurring_duty_that_a_document_ends_opens_no_further_period(give, later):
    row = give(duration="none", due_on=None, rhythm="half_month", series_from=date(2022, 11, 1))
    document = later()
    plan(document, row, "end")
    approve(document)
    assert open_due_occurrences(at=datetime(2023, 2, 1, 8, 0, tzinfo=LOCAL)) == 0


def test_what_ended_before_the_document_came_into_force_is_skipped_with_the_reason(give, later, cast):
    row, other, document = give(), give("Việc khác"), later()
    plan(document, row, "extend", new_due_on=date(2023, 1, 31))
    plan(document, other, "end")
    Assignment.objects.filter(pk=row.pk).update(state="done", done_on=date(2022, 11, 12))
    approve(document)
    skipped, ended = DirectiveEffect.objects.order_by("assignment_id")
    assert (skipped.state, ended.state) == ("skipped", "in_force")
    assert "Hoàn thành" in skipped.skipped_why
    assert fresh(row).due_on == date(2022, 12, 20)


# Thu hồi ------------------------------------------------------------------------------------------------------------------


def test_a_withdrawn_document_freezes_its_assignments_and_the_receivers_are_told(give, later, cast):
    row, document = give(), later()
    plan_all(document, row.directive, "withdraws")
    approve(document)
    row.directive.refresh_from_db()
    assert row.directive.state == Directive.State.WITHDRAWN
    assert (fresh(row).state, process_of(row)) == ("withdrawn", "CANCELED")
    told = Outbox.objects.filter(kind="changed").values_list("recipient_user__username", flat=True)
    assert {"ldtbxh", "ldtbxh-daumoi"} <= set(told)
    assert any(line.startswith("Thu hồi theo Quyết định") for line in Outbox.objects.filter(kind="changed").values_list("subject_line", flat=True))  # fmt: skip
    with pytest.raises(Refused, match="Thu hồi"):
        acts.acknowledge(row.pk, by=actor(cast["labour_head"]), at=LATER_AT)


def test_no_rung_fires_for_a_withdrawn_assignment_however_late(give, later):
    row, document = give(), later()
    plan_all(document, row.directive, "withdraws")
    approve(document)
    run_sweep(datetime(2023, 6, 1, 8, 0, tzinfo=LOCAL))
    assert not Escalation.objects.exists()


def test_what_was_done_stays_done_when_its_document_is_withdrawn(give, later):
    row, document = give(), later()
    Assignment.objects.filter(pk=row.pk).update(state="done", done_on=date(2022, 11, 12))
    plan_all(document, row.directive, "withdraws")
    approve(document)
    assert fresh(row).state == "done"
    assert bucket_counts(Assignment.objects.all(), LATER_AT)["done_on_time"] == 1


def test_what_another_document_orders_as_well_goes_on_when_one_is_withdrawn(give, later):
    row, other, withdrawing = give(), give("Việc khác").directive, later()
    Source.objects.create(assignment=row, directive=other, quote="Cùng một việc", linked_at=LATER_AT)
    plan_all(withdrawing, row.directive, "withdraws")
    approve(withdrawing)
    assert fresh(row).state == "assigned"
    kept = DirectiveEffect.objects.get(assignment=row)
    assert (kept.state, other.cited in kept.skipped_why) == ("skipped", True)
    assert Process.objects.get(pk=row.process_id).status == "NEW"


def test_a_document_is_withdrawn_once(give, later):
    row, first, second = give(), later(), later()
    plan_all(first, row.directive, "withdraws")
    plan_all(second, row.directive, "withdraws")
    approve(first)
    with pytest.raises(DirectiveRefused, match="vui lòng trả lại|Vui lòng trả lại"):
        approve(second)
    second.refresh_from_db()
    assert second.state == Directive.State.IN_REVIEW


@pytest.mark.parametrize(
    ("state", "step"),
    [("assigned", "acknowledge"), ("working", "work"), ("claimed", "verify"), ("submitted", "review")],
)
def test_a_withdrawal_that_is_taken_back_brings_everything_back_to_where_it_stood(
    give, later, cast, state, step
):
    row, withdrawing = give(needs_submission=True), later()
    head = actor(cast["labour_head"])
    if state != "assigned":
        acts.acknowledge(row.pk, by=head, at=LATER_AT)
        Assignment.objects.filter(pk=row.pk).update(state="working")
    if state == "claimed":
        acts.claim_completion(row.pk, number="1", symbol="BC", result_on=LATER_AT.date(), summary="Xong", by=head, at=LATER_AT)  # fmt: skip
    if state == "submitted":
        acts.submit_product(row.pk, document="1/TTr", text="Trình", by=head, at=LATER_AT)
    plan_all(withdrawing, row.directive, "withdraws")
    approve(withdrawing)
    back_at = LATER_AT + timedelta(days=10)
    restoring = later(at=back_at)
    plan_all(restoring, Directive.objects.get(pk=row.directive_id), "restores", at=back_at)
    approve(restoring, at=back_at)
    assert fresh(row).state == state
    assert waiting_in(row) == {step, "explain", "decide"}
    assert Directive.objects.get(pk=row.directive_id).state == Directive.State.ISSUED
    assert SetAside.objects.get(assignment=row).back_at == back_at


def test_the_days_of_a_withdrawal_that_was_taken_back_count_for_nobody(give, later):
    row, withdrawing = give(), later()
    plan_all(withdrawing, row.directive, "withdraws")
    approve(withdrawing)
    back_at = LATER_AT + timedelta(days=10)
    restoring = later(at=back_at)
    plan_all(restoring, Directive.objects.get(pk=row.directive_id), "restores", at=back_at)
    approve(restoring, at=back_at)
    now = fresh(row)
    assert now.due_on == date(2022, 12, 30)
    assert not now.deadlines.get(number=2).is_extension
    assert all(getattr(now, name) == value for name, value in projected(now).items())
    assert LeadTenure.objects.get(assignment=row, to_at=None).from_at == back_at


def test_only_a_withdrawn_document_is_restored(give, later):
    row = give()
    with pytest.raises(DirectiveRefused, match="không bị thu hồi"):
        plan_all(later(), row.directive, "restores")


def test_a_withdrawn_document_opens_no_further_period_of_its_recurring_duties(give, later):
    row = give(duration="none", due_on=None, rhythm="half_month", series_from=date(2022, 11, 1))
    document = later()
    plan_all(document, row.directive, "withdraws")
    approve(document)
    assert open_due_occurrences(at=datetime(2023, 2, 1, 8, 0, tzinfo=LOCAL)) == 0
