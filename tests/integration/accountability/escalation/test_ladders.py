"""Which ladder a document climbs, and the conditions under which its rungs come: one sentence of DESIGN §6 each."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from accountability.agencies.models import Agency
from accountability.assignments.models import (
    Completion,
    Coordination,
    Extension,
    LeadTenure,
    Obstacle,
    Target,
    TargetReading,
)  # fmt: skip
from accountability.audit.record import event, record_many
from accountability.directives.models import Directive, Program
from accountability.escalation.models import Escalation, Policy, PolicyVersion, Rung, SweepRun
from accountability.escalation.policies import ladders_in_force
from accountability.escalation.sweep import sweep

from .conftest import morning

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy():
    """Lay down a policy of one rung, `late-1`, on the third day."""

    def lay(code, **facts):
        version = PolicyVersion.objects.create(
            policy=Policy.objects.create(code=code, title=code, **facts), number=1, in_force_at=morning("2022-01-02")
        )  # fmt: skip
        Rung.objects.create(
            version=version, key="late-1", title=code, rank=1, anchor="deadline", offset=3, unit="wd",
            condition="not_done", to=["lead.head"], channel="act_now",
        )  # fmt: skip
        return version

    return lay


@pytest.fixture
def rung(seeded):
    """Change a rung of the usual ladder, or add one."""

    def change(key, **facts):
        version = PolicyVersion.objects.get(policy__code="default", number=2)
        usual = {
            "title": key, "rank": 99, "anchor": "deadline", "offset": 1, "unit": "wd", "condition": "not_done",
            "to": ["lead.head"], "channel": "act_now",
        }  # fmt: skip
        row, is_new = Rung.objects.get_or_create(version=version, key=key, defaults=usual | facts)
        if not is_new:
            Rung.objects.filter(pk=row.pk).update(**facts)

    return change


def keys(**facts):
    return list(Escalation.objects.filter(**facts).order_by("pk").values_list("rung_key", flat=True))


def heard(day, hour=8):
    """What the sweep of that hour escalated."""
    result = sweep(at=morning(day).replace(hour=hour))
    return result.escalated


# Which ladder ---------------------------------------------------------------------------------------------------------


def test_the_most_specific_policy_is_chosen_urgency_before_program_before_kind(directive, policy):
    by_kind, by_program = policy("tb", kind="TB"), policy("da06", program=directive.program)
    by_both = policy("da06-tb", program=directive.program, kind="TB")
    at = morning("2022-11-08")

    def chosen(**changes):
        return (
            ladders_in_force(at).of(Directive(**({"kind": "QD", "urgency": "normal"} | changes))).version_pk
        )

    codes = dict(PolicyVersion.objects.filter(number=1).values_list("policy__code", "pk"))
    assert chosen(kind="TB") == by_kind.pk
    assert chosen(program=directive.program) == by_program.pk
    assert chosen(program=directive.program, kind="TB") == by_both.pk
    assert chosen(program=directive.program, kind="TB", urgency="hoa_toc") == codes["hoa_toc"]
    assert chosen() == ladders_in_force(at).usual.version_pk


def test_each_document_climbs_its_own_ladder_in_one_sweep(make, directive, policy):
    other = Program.objects.create(code="X", title="X", standing_agency=directive.issuer)
    version = policy("x", program=other)
    theirs = Directive.objects.get(pk=directive.pk)
    theirs.pk, theirs._state.adding, theirs.program, theirs.number = None, True, other, "9"
    theirs.save()
    usual, special = make(), make(directive=theirs)
    sweep(at=morning("2023-01-04"))
    assert keys(assignment=usual, merged=False) == ["late-1"]
    assert keys(assignment=special) == []
    sweep(at=morning("2023-01-05"))
    assert keys(assignment=special) == ["late-1"]
    assert Escalation.objects.get(assignment=special).version == version


def test_a_draft_and_a_retired_policy_are_not_climbed(make, policy):
    version = policy("tb", kind="TB")
    make()
    PolicyVersion.objects.filter(pk=version.pk).update(in_force_at=None)
    assert heard("2023-01-03") == {"late-1": 1}
    PolicyVersion.objects.filter(pk=version.pk).update(in_force_at=morning("2022-01-02"))
    Policy.objects.filter(pk=version.policy_id).update(retired_at=morning("2022-01-03"))
    assert heard("2023-01-05") == {"late-3": 1}


@pytest.mark.slow
def test_khan_halves_the_days_and_rounds_away_from_zero(make, directive):
    Directive.objects.filter(pk=directive.pk).update(urgency="khan")
    row, days = make(), {}
    day = date(2022, 12, 21)
    while day <= date(2023, 1, 20):
        sweep(at=morning(day.isoformat()))
        for key in keys(
            assignment=row, occasion="deadline:1", merged=False, run=SweepRun.objects.latest("pk")
        ):
            days[key] = day
        day += timedelta(days=1)
    # due-soon-2 comes on the working day before Saturday as due-today does: only the higher one is heard.
    assert days == {
        "due-soon": date(2022, 12, 28), "due-today": date(2022, 12, 30),
        "late-1": date(2023, 1, 3), "late-3": date(2023, 1, 4), "late-5": date(2023, 1, 5),
        "late-10": date(2023, 1, 9), "late-15": date(2023, 1, 12),
    }  # fmt: skip


@pytest.mark.slow
def test_hoa_toc_counts_in_hours(make, directive):
    Directive.objects.filter(pk=directive.pk).update(urgency="hoa_toc")
    row = make(due_on=date(2022, 12, 20), due_time=time(16, 0), given_at=morning("2022-12-20"),
               last_report_on=date(2022, 12, 20))  # fmt: skip
    at = morning("2022-12-20")
    fired = {}
    for hours in range(0, 40):
        sweep(at=at + timedelta(hours=hours))
        for key in keys(assignment=row, occasion="deadline:1", run=SweepRun.objects.latest("pk")):
            fired[key] = hours + 8
    assert fired == {"due-4h": 12, "late-0h": 16, "late-4h": 20, "late-24h": 40}
    assert Escalation.objects.get(rung_key="late-4h").anchor_at == at.replace(hour=16)


def test_without_an_hour_a_deadline_ends_with_its_day(make, directive):
    Directive.objects.filter(pk=directive.pk).update(urgency="hoa_toc")
    make(due_on=date(2022, 12, 20), given_at=morning("2022-12-20"), last_report_on=date(2022, 12, 20))
    assert sweep(at=morning("2022-12-20").replace(hour=19)).reminded == 0
    assert sweep(at=morning("2022-12-20").replace(hour=20)).reminded == 1
    assert heard("2022-12-21", hour=0) == {"late-0h": 1}


def test_late_10_and_late_15_of_a_matter_of_citizens_come_one_step_sooner(make):
    plain, of_citizens = make(), make(affects_citizens=True)
    sweep(at=morning("2023-01-05"))
    assert keys(assignment=plain, merged=False) == ["late-3"]
    assert keys(assignment=of_citizens, merged=False) == ["late-5"]


# When a rung comes ----------------------------------------------------------------------------------------------------


def test_a_short_task_gets_its_first_reminder_at_half_time(make):
    # Given on Monday for Friday: half of four working days is Wednesday.
    make(given_at=morning("2022-12-12"), due_on=date(2022, 12, 16), last_report_on=date(2022, 12, 12))
    assert sweep(at=morning("2022-12-13")).reminded == 0
    sweep(at=morning("2022-12-14"))
    assert set(keys()) == {"due-soon", "due-soon-2"}


def test_a_rung_repeats_every_n_working_days_up_to_its_limit(make, rung):
    rung("late-15", repeat_days=5, repeat_limit=2)
    row = make()
    days = []
    for day in ("2023-01-30", "2023-02-03", "2023-02-06", "2023-02-13", "2023-02-20", "2023-02-27"):
        sweep(at=morning(day))
        claims = Escalation.objects.filter(
            assignment=row, rung_key="late-15", run=SweepRun.objects.latest("pk")
        )
        days += [(day, claim.ordinal, claim.merged) for claim in claims]
    assert days == [("2023-01-30", 0, False), ("2023-02-06", 1, False), ("2023-02-13", 2, False)]


def test_of_repeats_missed_only_the_last_is_heard(make, rung):
    rung("late-15", repeat_days=5, repeat_limit=2)
    sweep(at=morning("2023-02-20")) if make() else None
    told = Escalation.objects.filter(merged=False, occasion="deadline:1").values_list("rung_key", "ordinal")
    assert list(told) == [("late-15", 2)]


def test_a_rung_with_a_condition_comes_only_while_it_holds(make, rung):
    rung("quiet", offset=-7, condition="no_progress", condition_days=10)
    make(last_report_on=date(2022, 12, 5))
    make(last_report_on=date(2022, 12, 20))
    assert heard("2022-12-22") == {"quiet": 1, "silent": 1}


# What holds, what stops -----------------------------------------------------------------------------------------------


def ask(row, asked_on, **changes):
    facts = {"reason": "x", "new_due_on": date(2023, 2, 28), "asked_at": morning(asked_on.isoformat()),
             "asked_on": asked_on, "asked_in_time": True}  # fmt: skip
    return Extension.objects.create(assignment=row, **(facts | changes))


def test_a_request_asked_in_time_holds_the_higher_rungs_for_five_working_days(make):
    ask(make(), date(2022, 12, 20))
    assert heard("2023-01-03") == {"late-1": 1}
    assert heard("2023-01-09") == {}
    assert heard("2023-01-10") == {"late-5": 1}


def test_a_late_request_holds_nothing_and_a_refused_one_no_longer(make):
    late, refused = make(), make()
    ask(late, date(2022, 12, 30), asked_in_time=False)
    asked = ask(refused, date(2022, 12, 20))
    sweep(at=morning("2023-01-05"))
    assert keys(rung_key="late-3") == ["late-3"]
    Extension.objects.filter(pk=asked.pk).update(state="refused")
    assert heard("2023-01-06") == {"late-3": 1}


def test_an_obstacle_within_a_superiors_powers_holds_until_it_is_answered(make, province):
    row = make()
    obstacle = Obstacle.objects.create(
        assignment=row, text="x", proposal="x", addressed_to=province.position("phochutich"), holds=True,
        raised_at=morning("2022-12-20"), raised_on=date(2022, 12, 20), within_powers_on=date(2022, 12, 21),
    )  # fmt: skip
    sweep(at=morning("2023-01-05"))
    assert keys(rung_key="late-3") == []
    Obstacle.objects.filter(pk=obstacle.pk).update(answered_at=morning("2023-01-05"))
    assert heard("2023-01-06") == {"late-3": 1}


def test_the_days_that_a_superior_owes_are_not_the_leads(make):
    make(owed_days=4)
    assert heard("2023-01-05") == {"late-1": 1}
    assert Escalation.objects.get(rung_key="late-1").anchor_on == date(2023, 1, 4)


# Other clocks ---------------------------------------------------------------------------------------------------------


def part_of(row, code, **changes):
    return Coordination.objects.create(assignment=row, agency=Agency.objects.get(code=code), **changes)


def test_a_coordinating_agency_has_its_own_clock(make, province):
    row = make(state="claimed")
    ours = part_of(row, province.position("ldtbxh").agency.code, due_on=date(2022, 12, 19))
    sweep(at=morning("2022-12-20"))
    claims = Escalation.objects.filter(coordination=ours)
    assert {(one.subject, one.occasion, one.rung_key) for one in claims} == {
        (f"c:{ours.pk}", "part:0", "part-due-soon"), (f"c:{ours.pk}", "part:0", "part-late-1"),
    }  # fmt: skip
    Coordination.objects.filter(pk=ours.pk).update(state="reported")
    assert "part-late-5" not in heard("2022-12-30")


def test_a_part_without_a_date_is_due_with_the_assignment_and_outsiders_are_not_chased(make, province):
    row = make()
    shared = part_of(row, province.position("ldtbxh").agency.code)
    outside = part_of(row, Agency.objects.filter(kind="ND").first().code)
    sweep(at=morning("2023-01-03"))
    assert keys(coordination=shared, merged=False) == ["part-late-1"]
    assert keys(coordination=outside) == []


def test_an_ongoing_duty_is_asked_for_when_its_review_passes(make):
    row = make(duration="ongoing", due_on=None, review_days=30, next_review_on=date(2022, 12, 7))
    assert heard("2022-12-07") == {}
    assert heard("2022-12-08") == {"review-due": 1}
    assert Escalation.objects.get(assignment=row).occasion == "review:2022-12-07"


def test_a_figure_below_its_line_is_told_once(make):
    row = make(last_report_on=date(2022, 12, 1))
    target = Target.objects.create(assignment=row, name="Tỷ lệ", value=Decimal(54))
    # 54 days from 07/11 to 31/12: on 07/12 the line stands at 30.
    for value, on in ((31, date(2022, 12, 7)), (31, date(2022, 12, 9))):
        TargetReading.objects.create(
            target=target, value=value, data_on=on, reported_at=morning("2022-12-09")
        )
        if on.day == 7:
            assert heard("2022-12-09") == {}
    assert heard("2022-12-10") == {"behind-line": 1}
    assert heard("2022-12-11") == {}


def test_the_superior_hears_when_work_was_returned_twice(make):
    row = make(state="rework")
    tenure = LeadTenure.objects.get(assignment=row)
    for day in ("2022-12-01", "2022-12-08"):
        Completion.objects.create(
            assignment=row, tenure=tenure, number="1", symbol="BC", result_on=date(2022, 12, 1), summary="x",
            claimed_at=morning(day), claimed_on=date.fromisoformat(day), counts_on=date(2022, 12, 1),
            outcome="returned", verified_at=morning(day),
        )  # fmt: skip
        fired = heard(day, hour=9)
        assert fired == ({} if day == "2022-12-01" else {"returned-twice": 1})


# Where it looks -------------------------------------------------------------------------------------------------------


def changed(row):
    record_many([event(action="x", by=None, at=morning("2023-01-03"), target_kind="assignment", target_pk=row.pk,
                       assignment_pk=row.pk)])  # fmt: skip


def test_later_sweeps_of_a_day_look_at_what_people_changed(make):
    changed(make())
    first = sweep(at=morning("2023-01-03"), everything=False)
    seen, unseen = make(), make()
    changed(seen)
    second = sweep(at=morning("2023-01-03").replace(hour=9), everything=False)
    assert (first.escalated, second.escalated) == ({"late-1": 1}, {"late-1": 1})
    assert keys(assignment=unseen) == []
    third = sweep(at=morning("2023-01-04"), everything=False)
    assert third.escalated == {"late-1": 1}
    assert list(SweepRun.objects.order_by("pk").values_list("looked_at_all", flat=True)) == [
        True,
        False,
        True,
    ]


def test_a_new_ladder_a_new_calendar_or_a_clock_set_back_is_looked_at_in_full(make, policy):
    sweep(at=morning("2023-01-05"), everything=False)
    make()
    sweep(at=morning("2023-01-05").replace(hour=7), everything=False)
    policy("x", kind="QD")
    sweep(at=morning("2023-01-05").replace(hour=9), everything=False)
    assert set(SweepRun.objects.values_list("looked_at_all", flat=True)) == {True}


def test_rungs_in_hours_come_in_the_sweeps_of_the_day(make, directive):
    Directive.objects.filter(pk=directive.pk).update(urgency="hoa_toc")
    make(due_on=date(2022, 12, 20), due_time=time(16, 0), given_at=morning("2022-12-20"),
         last_report_on=date(2022, 12, 20))  # fmt: skip
    sweep(at=morning("2022-12-20"), everything=False)
    assert sweep(at=morning("2022-12-20").replace(hour=12), everything=False).reminded == 1
    assert sweep(at=morning("2022-12-20").replace(hour=16), everything=False).escalated == {"late-0h": 1}
