"""The tasks of agencies under a task of the province: due no later, attached and taken off, done and reported."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments import actions as verbs
from accountability.assignments.actions import AssignmentSpec, LeaderWord, Refused
from accountability.assignments.actions.chaining import put_in_force
from accountability.assignments.actions.planning import EffectSpec, plan_effects
from accountability.assignments.actions.specs import Own
from accountability.assignments.handed_down import Children, children_of, due_after_above, report_due
from accountability.assignments.models import Assignment, DeadlineVersion, DirectiveEffect
from accountability.assignments.rules import Duration, State
from accountability.central.actions import move_deadline
from accountability.central.models import CentralTask
from accountability.directives.models import Directive
from accountability.escalation.models import Escalation
from accountability.notices.models import Notification, Outbox
from tests.cast import Province, actor
from tests.given import SignIn, on
from tests.integration.accountability.central.conftest import AT, Document
from workflows import acts, aside

pytestmark = pytest.mark.django_db


@pytest.fixture
def labour(assignments: list[Assignment], cast: dict[str, User], task: CentralTask) -> Assignment:
    """Labour's second task, due on 15/11/2022, serves the task of the province."""
    row = assignments[3]
    return verbs.attach_child(row.pk, central_task=task, by=actor(cast["specialist"]), at=AT)


def _done(row: Assignment, cast: dict[str, User]) -> None:
    head, at = actor(cast["labour_head"]), on("2022-11-09")
    acts.acknowledge(row.pk, by=head, at=at)
    acts.claim_completion(
        row.pk, number="9", symbol="BC-SLĐTBXH", result_on=at.date(), summary="Xong", by=head, at=at
    )
    acts.accept_completion(row.pk, by=actor(cast["specialist"]), at=at)


def _draft(
    document: Directive, task: CentralTask, province: Province, cast: dict[str, User], **deadline: object
) -> list[Assignment]:
    spec = AssignmentSpec("Phần của Sở", [province.agency("SLDTBXH")], central_task=task, **deadline)  # type: ignore[arg-type]
    return verbs.draft(document, spec, by=actor(cast["specialist"]), at=AT)


# Deadlines --------------------------------------------------------------------------------------------------------------


def test_a_child_is_cut_with_a_deadline_no_later_than_that_from_above(
    task: CentralTask, province: Province, cast: dict[str, User]
) -> None:
    fixed = {"duration": Duration.FIXED}
    (made,) = _draft(task.directive, task, province, cast, **fixed, due_on=task.due_on)
    assert made.central_task == task
    with pytest.raises(Refused, match=r"\(21/12/2022\) không được sau hạn Trung ương \(20/12/2022\)"):
        _draft(task.directive, task, province, cast, **fixed, due_on=date(2022, 12, 21))
    with pytest.raises(Refused, match="phải có thời hạn"):
        _draft(task.directive, task, province, cast, duration=Duration.NONE)
    assert Assignment.objects.count() == 1


def test_a_number_of_days_is_looked_at_when_it_is_given(
    task: CentralTask, province: Province, cast: dict[str, User]
) -> None:
    document, specialist = task.directive, actor(cast["specialist"])
    _draft(document, task, province, cast, duration=Duration.WORKING_DAYS, days=60)
    acts.send_to_review(document.pk, by=specialist, at=AT)
    with pytest.raises(Refused, match="không được sau hạn Trung ương.*trả lại để sửa"):
        acts.approve_directive(document.pk, by=actor(cast["section_head"]), at=AT)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"draft"}


def test_more_time_inside_the_province_stays_within_the_deadline_from_above(
    labour: Assignment, cast: dict[str, User], province: Province
) -> None:
    head, at = actor(cast["labour_head"]), on("2022-11-08", "09:00")
    with pytest.raises(Refused, match="Chỉ văn bản của Thủ tướng Chính phủ mới đổi được"):
        acts.request_extension(labour.pk, reason="Chờ", new_due_on=date(2022, 12, 21), by=head, at=at)
    asked = acts.request_extension(labour.pk, reason="Chờ", new_due_on=date(2022, 12, 20), by=head, at=at)
    word = LeaderWord(leader=province.position("phochutich"), decided_on=at.date())
    acts.decide_extension(asked.pk, granted=True, word=word, by=actor(cast["vice_chair"]), at=at)
    labour.refresh_from_db()
    assert labour.due_on == date(2022, 12, 20)
    with pytest.raises(Refused, match="không được sau hạn Trung ương"):
        verbs.set_deadline(
            labour, due_on=date(2023, 1, 5), cause=DeadlineVersion.Cause.DECIDED, by=head, at=at
        )


def test_when_the_body_above_draws_its_deadline_nearer_the_office_sees_whose_is_after_it(
    sign_in: SignIn, labour: Assignment, task: CentralTask, document: Document, cast: dict[str, User]
) -> None:
    nearer = document("1100", issued_on=date(2022, 11, 7))
    move_deadline(task.pk, due_on=date(2022, 11, 14), document=nearer, by=actor(cast["specialist"]), at=AT)
    task.refresh_from_db()
    assert list(due_after_above(task)) == [labour]
    page = sign_in("specialist").get(reverse("central-detail", args=[task.pk])).content.decode()
    assert "1 nhiệm vụ của cơ quan có thời hạn sau hạn Trung ương" in page


# Attaching --------------------------------------------------------------------------------------------------------------


def test_tasks_already_given_are_attached_on_the_page_all_or_none(
    sign_in: SignIn, task: CentralTask, assignments: list[Assignment]
) -> None:
    client, url = sign_in("specialist"), reverse("central-attach", args=[task.pk])
    assert assignments[0].title in client.get(url).content.decode()
    Assignment.objects.filter(pk=assignments[1].pk).update(due_on=date(2022, 12, 30))

    refused = client.post(url, {"assignment": [row.pk for row in assignments[:3]]})
    assert "không được sau hạn Trung ương" in refused.content.decode()
    assert not Assignment.objects.exclude(central_task=None).exists()

    client.post(url, {"assignment": [assignments[0].pk, assignments[2].pk]})
    assert set(task.children.values_list("pk", flat=True)) == {assignments[0].pk, assignments[2].pk}
    page = client.get(reverse("assignment-detail", args=[assignments[0].pk])).content.decode()
    assert "Phục vụ nhiệm vụ Thủ tướng Chính phủ giao tỉnh" in page


def test_what_was_attached_by_mistake_is_taken_off_and_stays_as_it_is(
    sign_in: SignIn, labour: Assignment, task: CentralTask
) -> None:
    before = labour.state
    sign_in("specialist").post(reverse("central-detach", args=[task.pk, labour.pk]))
    labour.refresh_from_db()
    assert (labour.central_task, labour.state) == (None, before)


def test_the_spec_form_offers_open_tasks_of_the_field_only(sign_in: SignIn, task: CentralTask) -> None:
    client, url = sign_in("specialist"), reverse("directive-split", args=[task.directive_id])
    assert task.title in client.get(url).content.decode()
    CentralTask.objects.filter(pk=task.pk).update(field="KT")
    page = client.get(url).content.decode()
    assert task.title not in page
    assert "Phục vụ nhiệm vụ Trung ương giao tỉnh" not in page


def test_the_lead_reads_what_its_task_serves_and_cannot_open_it(
    sign_in: SignIn, labour: Assignment, task: CentralTask
) -> None:
    client = sign_in("labour_head")
    page = client.get(reverse("assignment-detail", args=[labour.pk])).content.decode()
    assert "hạn Trung ương 20/12/2022" in page
    url = reverse("central-detail", args=[task.pk])
    assert url not in page
    assert client.get(url).status_code == 404


# The end ----------------------------------------------------------------------------------------------------------------


def test_children_done_tell_the_office_and_end_nothing(
    sign_in: SignIn,
    labour: Assignment,
    assignments: list[Assignment],
    task: CentralTask,
    cast: dict[str, User],
) -> None:
    other = verbs.attach_child(assignments[0].pk, central_task=task, by=actor(cast["specialist"]), at=AT)
    assert other.lead_agency == labour.lead_agency

    _done(labour, cast)
    assert not Notification.objects.filter(kind="central.report_due").exists()
    _done(other, cast)

    told = Notification.objects.filter(kind="central.report_due")
    assert set(told.values_list("recipient__username", flat=True)) == {"chuyenvien", "phochanhvanphong"}
    assert Outbox.objects.filter(kind="central.report_due").count() == 2
    assert children_of([task]) == {task.pk: Children(total=2, done=2)}
    assert list(report_due(CentralTask.objects.all())) == [task]
    assert CentralTask.objects.open().get() == task  # The children's end is not the task's.
    page = sign_in("specialist").get(reverse("central-detail", args=[task.pk])).content.decode()
    assert "đến lượt tỉnh báo cáo Thủ tướng Chính phủ" in page


@pytest.mark.parametrize(
    ("other", "told"), [("paused", False), ("draft", False), ("dropped", True), ("replaced", True)]
)
def test_what_was_dropped_serves_nothing_and_what_pauses_is_waited_for(
    labour: Assignment,
    assignments: list[Assignment],
    task: CentralTask,
    cast: dict[str, User],
    other: str,
    told: bool,
) -> None:
    Assignment.objects.filter(pk=assignments[0].pk).update(central_task=task, state=other)
    _done(labour, cast)
    assert Notification.objects.filter(kind="central.report_due").exists() is told
    assert report_due(CentralTask.objects.all()).exists() is told


def test_a_task_whose_children_were_all_dropped_is_not_called_done(
    labour: Assignment, task: CentralTask
) -> None:
    Assignment.objects.filter(pk=labour.pk).update(state=State.DROPPED)
    labour.refresh_from_db()
    assert verbs.tell_if_all_done(labour, at=AT) is False
    assert children_of([task]) == {}


def test_the_last_that_goes_on_may_also_end_by_being_set_aside(
    labour: Assignment, assignments: list[Assignment], task: CentralTask, cast: dict[str, User]
) -> None:
    other = verbs.attach_child(assignments[0].pk, central_task=task, by=actor(cast["specialist"]), at=AT)
    _done(labour, cast)
    assert not Notification.objects.filter(kind="central.report_due").exists()
    aside.drop_following(other.pk, reason="Nhập trùng", by=actor(cast["office_deputy"]), at=on("2022-11-10"))
    assert Notification.objects.filter(kind="central.report_due").exists()


def test_a_later_document_of_ours_does_not_move_a_child_past_the_deadline_from_above(
    labour: Assignment, task: CentralTask, document: Document, cast: dict[str, User]
) -> None:
    later, by = document("90", body="", issued_on=AT.date()), actor(cast["specialist"])
    beyond = EffectSpec(labour, DirectiveEffect.Kind.EXTEND, new_due_on=date(2022, 12, 21))
    with pytest.raises(Refused, match="không được sau hạn Trung ương"):
        plan_effects(later.pk, labour.directive, [beyond], by=by, at=AT)
    within = EffectSpec(labour, DirectiveEffect.Kind.EXTEND, new_due_on=date(2022, 12, 20))
    plan_effects(later.pk, labour.directive, [within], by=by, at=AT)
    # Between the plan and its coming into force the body above drew its deadline nearer.
    nearer = document("1100", issued_on=date(2022, 11, 7))
    move_deadline(task.pk, due_on=date(2022, 12, 1), document=nearer, by=by, at=AT)
    with pytest.raises(Refused, match="không được sau hạn Trung ương"):
        put_in_force(later, by=by, at=AT)


def test_one_recipient_with_a_later_deadline_of_its_own_is_refused_like_all(
    task: CentralTask, province: Province, cast: dict[str, User]
) -> None:
    leads = [province.agency("SLDTBXH"), province.agency("CAT")]
    late = {leads[1].pk: Own(due_on=date(2022, 12, 21))}
    spec = AssignmentSpec(
        "Việc chung", leads, central_task=task, duration=Duration.FIXED, due_on=date(2022, 12, 1), own=late
    )
    with pytest.raises(Refused, match="không được sau hạn Trung ương"):
        verbs.draft(task.directive, spec, by=actor(cast["specialist"]), at=AT)


def test_a_report_before_all_are_done_is_possible_and_says_so(
    sign_in: SignIn, labour: Assignment, task: CentralTask
) -> None:
    client, url = sign_in("specialist"), reverse("central-report", args=[task.pk])
    assert "Mới 0/1 nhiệm vụ của cơ quan đã xong" in client.get(url).content.decode()
    answer = client.post(url, {"reference": "512/BC-UBND", "reported_on": "2022-11-08"}, follow=True)
    assert (
        "Đã ghi Báo cáo số 512/BC-UBND"
        in " ".join(str(one) for one in get_messages(answer.wsgi_request)) + answer.content.decode()
    )
    labour.refresh_from_db()
    assert labour.state == State.ASSIGNED


def test_no_new_task_serves_what_was_reported(
    labour: Assignment, assignments: list[Assignment], task: CentralTask, cast: dict[str, User]
) -> None:
    from accountability.central.actions import report_up
    from accountability.directives.rules import Reference

    by = actor(cast["specialist"])
    report_up(task.pk, reference=Reference("512", "BC-UBND"), reported_on=AT.date(), by=by, at=AT)
    with pytest.raises(Refused, match="đã kết thúc bằng Báo cáo số 512/BC-UBND"):
        verbs.attach_child(assignments[0].pk, central_task=task, by=by, at=AT)


def test_the_ladder_climbs_on_the_children_and_never_on_the_task_of_the_province(
    labour: Assignment, task: CentralTask
) -> None:
    from config.jobs import run_sweep

    for day in ("2022-11-16", "2022-12-21", "2023-01-10"):
        run_sweep(on(day))
    assert Escalation.objects.filter(assignment=labour).exists()
    assert not Notification.objects.filter(subject=f"t:{task.pk}").exists()
