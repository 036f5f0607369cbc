"""The sweep on real rows: each rung on its day, once, and for those it is meant for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accountability.assignments.models import Completion, LeadTenure, Obstacle, ProgressReport, Submission
from accountability.assignments.rules import ASIDE_STATES
from accountability.audit.models import AuditEvent
from accountability.escalation.models import DecisionRequest, Escalation, Explanation, SweepRun
from accountability.escalation.sweep import sweep
from accountability.notices.models import Notification, Outbox

from .conftest import morning

pytestmark = pytest.mark.django_db

DAYS_OF_THE_DESIGN = {
    "2022-12-26": "due-soon",
    "2022-12-29": "due-soon-2",
    "2022-12-30": "due-today",
    "2023-01-03": "late-1",
    "2023-01-05": "late-3",
    "2023-01-09": "late-5",
    "2023-01-16": "late-10",
    "2023-01-30": "late-15",
}


def told(**facts):
    return list(
        Escalation.objects.filter(merged=False, **facts).order_by("pk").values_list("rung_key", flat=True)
    )


def claim_of(row, claimed_on, **changes):
    facts = {
        "number": "12", "symbol": "BC-SLĐ", "result_on": claimed_on, "summary": "Đã xong", "claimed_on": claimed_on,
        "claimed_at": morning(claimed_on.isoformat()), "counts_on": claimed_on, "tenure": row.tenures.get(to_at=None),
    }  # fmt: skip
    row.state = "claimed"
    row.save()
    return Completion.objects.create(assignment=row, **(facts | changes))


@pytest.mark.slow
def test_each_rung_fires_on_its_day_of_the_design_and_on_no_other(make):
    row = make()
    day, fired = date(2022, 12, 21), {}
    while day <= date(2023, 2, 10):
        sweep(at=morning(day.isoformat()))
        keys = told(assignment=row, run=SweepRun.objects.latest("pk"), occasion="deadline:1")
        if keys:
            fired[day.isoformat()] = keys
        day += timedelta(days=1)
    assert fired == {on: [key] for on, key in DAYS_OF_THE_DESIGN.items()}
    assert not Escalation.objects.filter(occasion="deadline:1", merged=True).exists()


def test_a_rung_is_reached_at_midnight_and_not_before(make):
    make()
    assert sweep(at=morning("2022-12-26").replace(hour=0) - timedelta(seconds=1)).reminded == 0
    assert sweep(at=morning("2022-12-26").replace(hour=0)).reminded == 1


def test_a_second_sweep_at_the_same_moment_does_nothing(make):
    make()
    first = sweep(at=morning("2023-01-05"))
    mails, events = Outbox.objects.count(), AuditEvent.objects.count()
    second = sweep(at=morning("2023-01-05"))
    assert first.escalated == {"late-3": 1}
    assert (second.reminded, second.escalated, second.merged, second.notices, second.mails) == (
        0,
        {},
        0,
        0,
        0,
    )
    assert (Outbox.objects.count(), AuditEvent.objects.count()) == (mails, events)


def test_after_an_outage_the_highest_rung_notifies_and_the_others_are_on_record(make):
    row = make()
    result = sweep(at=morning("2023-01-10"))
    assert result.escalated == {"late-5": 1}
    assert result.merged == 5
    assert result.reminded == 0
    assert told(assignment=row) == ["late-5"]
    assert set(Outbox.objects.values_list("kind", flat=True)) == {"escalation.single"}


def test_a_lower_rung_that_comes_late_stays_silent(make):
    row = make(state="claimed")
    claim = claim_of(row, date(2023, 1, 4))
    assert sweep(at=morning("2023-01-05")).escalated == {"late-1": 1}
    claim.outcome = "returned"
    claim.save()
    row.state = "rework"
    row.save()
    result = sweep(at=morning("2023-01-06"))
    assert (result.reminded, result.escalated) == (0, {"late-3": 1})
    assert result.merged == 3


def test_what_a_merged_rung_demands_is_demanded(make):
    row = make()
    result = sweep(at=morning("2023-01-31"))
    explanation, decision = Explanation.objects.get(), DecisionRequest.objects.get()
    assert result.escalated == {"late-15": 1}
    assert (result.explanations, result.decisions) == ([explanation.pk], [decision.pk])
    assert (explanation.assignment_id, explanation.answer_by_on) == (row.pk, date(2023, 2, 3))
    assert explanation.tenure == row.tenures.get()
    assert decision.addressed_to.code == "chutich"
    assert AuditEvent.objects.filter(action="explanation.demand", assignment_pk=row.pk).count() == 1


def test_an_explanation_is_not_demanded_twice_while_it_is_open(make):
    row = make()
    tenure = row.tenures.get()
    at = morning("2023-01-08")
    Explanation.objects.create(
        assignment=row, tenure=tenure, demanded_at=at, demanded_on=at.date(), answer_by_on=date(2023, 1, 20)
    )
    assert sweep(at=morning("2023-01-09")).explanations == []
    assert Explanation.objects.count() == 1


def test_the_vice_chair_hears_of_an_explanation_that_does_not_come(make):
    make()
    sweep(at=morning("2023-01-09"))
    assert sweep(at=morning("2023-01-11")).escalated == {}
    assert sweep(at=morning("2023-01-12")).escalated == {"unexplained": 1}


def test_an_extension_arms_the_ladder_anew(make):
    row = make(last_report_on=date(2023, 1, 20))
    sweep(at=morning("2022-12-30"))
    row.due_on, row.deadline_number = date(2023, 1, 31), 2
    row.save()
    assert sweep(at=morning("2023-01-05")).escalated == {}
    assert sweep(at=morning("2023-01-31")).reminded == 1
    assert told(assignment=row, occasion="deadline:2") == ["due-today"]


def test_work_handed_in_time_is_not_late_and_the_clock_of_the_office_runs(make):
    row = make()
    claim_of(row, date(2022, 12, 29))
    assert sweep(at=morning("2022-12-30")).reminded == 0
    assert sweep(at=morning("2023-01-03")).escalated == {}
    assert sweep(at=morning("2023-01-04")).escalated == {"unverified": 1}
    assert sweep(at=morning("2023-01-30")).escalated == {}
    assert not Notification.objects.filter(recipient__username="ldtbxh").exists()


def test_a_product_submitted_in_time_waits_for_the_office(make):
    row = make(state="submitted")
    Submission.objects.create(
        assignment=row, document="TTr 15", text="Dự thảo", submitted_at=morning("2022-12-28"),
        submitted_on=date(2022, 12, 28),
    )  # fmt: skip
    assert sweep(at=morning("2023-01-05")).escalated == {"unverified": 1}
    assert told(assignment=row) == ["unverified"]


def test_a_claim_that_came_too_late_stays_late_but_the_agencys_clock_stands(make):
    row = make()
    claim_of(row, date(2023, 1, 4))
    assert sweep(at=morning("2023-01-05")).escalated == {"late-1": 1}
    assert sweep(at=morning("2023-01-10")).escalated == {"unverified": 1}
    assert sweep(at=morning("2023-01-31")).escalated == {}
    assert told(assignment=row) == ["late-1", "unverified"]


@pytest.mark.parametrize("kind", ["ND", "DN", "BO", "DU"])
def test_bodies_outside_the_province_and_of_the_party_are_not_on_the_ladder(make, province, kind):
    lead = province.agency("UBND").__class__.objects.filter(kind=kind).first()
    assert lead is not None
    make(lead=lead)
    assert sweep(at=morning("2023-01-31")).merged == 0
    assert Escalation.objects.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"is_imported": True},
        {"state": "draft"},
        {"due_on": None},
        *({"state": state.value} for state in ASIDE_STATES),
    ],
    ids=str,
)
def test_old_work_drafts_ended_work_and_work_without_a_deadline_do_not_fire(make, changes):
    make(last_report_on=date(2023, 1, 30), **changes)
    sweep(at=morning("2023-01-31"))
    assert Escalation.objects.count() == 0


def test_tentative_assignments_are_on_the_ladder(make):
    make(is_provisional=True)
    assert sweep(at=morning("2023-01-05")).escalated == {"late-3": 1}


def test_rungs_before_the_assignment_are_dropped(make):
    row = make(given_at=morning("2022-12-29"))
    sweep(at=morning("2022-12-30"))
    keys = set(Escalation.objects.filter(assignment=row).values_list("rung_key", flat=True))
    assert keys == {"due-soon-2", "due-today"}


def test_who_has_not_acknowledged_is_reminded_once_per_lead(make):
    row = make(state="assigned", acknowledged_at=None, last_report_on=None)
    assert sweep(at=morning("2022-11-08")).escalated == {}
    assert sweep(at=morning("2022-11-09")).escalated == {"unacknowledged": 1}
    LeadTenure.objects.filter(assignment=row).update(to_at=morning("2022-11-10"))
    LeadTenure.objects.create(
        assignment=row, agency=row.lead_agency, from_at=morning("2022-11-10"), from_on=date(2022, 11, 10)
    )
    assert sweep(at=morning("2022-11-11")).escalated == {}
    assert sweep(at=morning("2022-11-14")).escalated == {"unacknowledged": 1}


def test_what_was_returned_as_outside_ones_competence_is_not_chased_for_acknowledgement(make):
    make(state="returned", acknowledged_at=None)
    assert sweep(at=morning("2022-11-14")).escalated == {}


def test_silence_is_noticed_after_fifteen_days_and_again_after_the_next_report(make):
    row = make(last_report_on=None)
    assert sweep(at=morning("2022-11-21")).escalated == {}
    assert sweep(at=morning("2022-11-22")).escalated == {"silent": 1}
    ProgressReport.objects.create(
        assignment=row, tenure=row.tenures.get(), text="Đã mở", reported_at=morning("2022-11-23"),
        reported_on=date(2022, 11, 23),
    )  # fmt: skip
    row.last_report_on = date(2022, 11, 23)
    row.save()
    assert sweep(at=morning("2022-12-07")).escalated == {}
    assert sweep(at=morning("2022-12-08")).escalated == {"silent": 1}


def test_an_obstacle_without_an_answer_reminds_the_office(make, province):
    row = make()
    Obstacle.objects.create(
        assignment=row, text="Thiếu dữ liệu", proposal="Cho phép dùng dữ liệu dân cư",
        addressed_to=province.position("phochutich"), raised_at=morning("2022-12-21"), raised_on=date(2022, 12, 21),
    )  # fmt: skip
    assert sweep(at=morning("2022-12-23")).escalated == {"unanswered": 1}
    assert set(Outbox.objects.values_list("recipient_user__username", flat=True)) == {
        "chuyenvien",
        "phochanhvanphong",
    }


def test_a_run_leaves_one_event_per_rung_and_its_figures(make):
    make()
    make()
    result = sweep(at=morning("2023-01-05"))
    run = SweepRun.objects.get(pk=result.run_pk)
    events = AuditEvent.objects.filter(action="sweep.claim", target_pk=run.pk)
    assert (run.claims, run.merged, run.notices, run.mails) == (
        10, result.merged, result.notices, result.mails,
    )  # fmt: skip
    assert {event.after["rung"] for event in events} == {
        "due-soon",
        "due-soon-2",
        "due-today",
        "late-1",
        "late-3",
    }
    assert sum(event.after["told"] for event in events) == 2


def test_the_number_of_statements_does_not_grow_with_the_assignments(make):
    def statements(at):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert sum(sweep(at=at).escalated.values()) > 0
        return len(captured)

    for _ in range(4):
        make()
    few = statements(morning("2023-01-05"))
    for _ in range(40):
        make()
    # Ten times the rows: a few statements more, because rows go in by batches.
    assert statements(morning("2023-01-05")) <= few + 5
