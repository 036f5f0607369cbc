"""What the set-based sweep claims, against the rules of DESIGN §6 spelt out for one assignment at a time."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from accountability.assignments.models import Assignment, Completion, Extension, Obstacle
from accountability.assignments.projection import rebuild
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import nth_working_day, reached_on, working_days_between
from accountability.core.zone import LOCAL
from accountability.directives.models import Directive
from accountability.escalation.models import Escalation, PolicyVersion, Rung
from accountability.escalation.policies import Ladder, ladders_in_force
from accountability.escalation.rules import Anchor, RungFacts
from accountability.escalation.sweep import sweep

from .conftest import morning

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIRST, DAYS = date(2022, 11, 14), 50
LAST = FIRST + timedelta(days=DAYS)
# Every day work is handed in at 09:00 and comes back at 18:00.
HANDED, RETURNED = timedelta(hours=9), timedelta(hours=18)


@dataclass(frozen=True)
class Case:
    """One assignment: the days count from FIRST."""

    urgency: str
    given: datetime
    due_on: date
    due_time: time | None
    citizens: bool
    handed_on: date | None
    returned_on: date | None
    asked_on: date | None
    marked_on: date | None
    answered_on: date | None
    # Set aside from that day on (thôi theo dõi, thu hồi …), until it came back; nothing is handed in meanwhile.
    aside_on: date | None = None
    back_on: date | None = None

    def is_aside(self, day):
        """Whether it counts for nothing on that day."""
        return (
            self.aside_on is not None
            and self.aside_on <= day
            and (self.back_on is None or day < self.back_on)
        )


@st.composite
def cases(draw):
    given_on = FIRST + timedelta(days=draw(st.integers(0, 20)))
    due_on = given_on + timedelta(days=draw(st.integers(0, 25)))
    later = st.none() | st.integers(0, 30).map(lambda days: given_on + timedelta(days=days))
    marked_on = draw(later)
    handed_on = draw(st.none() | st.integers(1, 30).map(lambda days: given_on + timedelta(days=days)))
    back_after = draw(st.none() | st.integers(0, 9))
    returned_on = handed_on + timedelta(days=back_after) if handed_on and back_after is not None else None
    answered_on = marked_on + timedelta(days=draw(st.integers(1, 12))) if marked_on else None
    aside_on = draw(later) if handed_on is None else None
    aside_on = aside_on + timedelta(days=1) if aside_on else None
    back_after_aside = draw(st.none() | st.integers(1, 12))
    back_on = aside_on + timedelta(days=back_after_aside) if aside_on and back_after_aside else None
    return Case(
        draw(st.sampled_from(["normal", "khan", "hoa_toc"])),
        datetime.combine(given_on, time(draw(st.integers(7, 17))), tzinfo=LOCAL), due_on,
        draw(st.none() | st.sampled_from([time(10), time(16, 30)])), draw(st.booleans()), handed_on, returned_on,
        draw(later), marked_on, answered_on, aside_on, back_on,
    )  # fmt: skip


# The rules, one assignment and one rung at a time ---------------------------------------------------------------------


def instant_of(day):
    return datetime.combine(day, time.min, tzinfo=LOCAL)


def due_instant(case):
    return datetime.combine(case.due_on, case.due_time, tzinfo=LOCAL) if case.due_time else instant_of(
        case.due_on + timedelta(days=1)
    )  # fmt: skip


def in_force(case, day):
    """The case as it stands on that day: after a return the deadline has moved by the wait, in days and in hours."""
    if case.returned_on is None or case.returned_on > day:
        return case
    back = replace(case, handed_on=None)
    if case.handed_on > case.due_on:
        return back  # Handed in late: nothing is credited.
    wait = case.returned_on - case.handed_on
    if case.due_time is None:
        return replace(back, due_on=case.due_on + wait)
    passes = due_instant(case) + wait + (RETURNED - HANDED)
    return replace(back, due_on=passes.date(), due_time=passes.time())


def own_moment(rung: RungFacts, case, cal):
    """When the rung itself comes, without repeats, floors and holds."""
    offset = rung.citizens_offset if case.citizens and rung.citizens_offset is not None else rung.offset
    if rung.unit == "h":
        return due_instant(case) + timedelta(hours=offset)
    return instant_of(reached_on(case.due_on, offset, rung.unit, cal))


def half_time(case, cal):
    given_on = case.given.date()
    span = working_days_between(given_on, case.due_on, cal)
    return instant_of(nth_working_day(given_on, span // 2, cal)) if span >= 2 else None


def moment_of(rung, ordinal, ladder, case, cal):
    """When this repeat of the rung comes; None when it never does."""
    comes = own_moment(rung, case, cal)
    floor = case.given if rung.unit == "h" else instant_of(case.given.date())
    if comes < floor:
        before = [one for one in ladder.of(Anchor.DEADLINE) if one.offset < 0 and one.unit != "h"]
        is_first = before and min(before, key=lambda one: one.offset).key == rung.key
        return half_time(case, cal) if is_first and ordinal == 0 else None
    if ordinal:
        return instant_of(nth_working_day(comes.date(), ordinal * rung.repeat_days, cal))
    return comes


def is_held(case, day, cal):
    def up_to(since_on):
        return nth_working_day(max(since_on, case.due_on), 5, cal)

    by_request = case.asked_on is not None and case.asked_on <= day <= up_to(case.asked_on)
    by_obstacle = (
        case.marked_on is not None and case.marked_on <= day < case.answered_on and day <= up_to(case.marked_on)
    )  # fmt: skip
    return by_request or by_obstacle


def reached(ladder: Ladder, case, at, cal):
    """Every (rank, ordinal, key) that the case has reached at that instant."""
    day, found = at.date(), []
    if case.is_aside(day):
        return []
    case = in_force(case, day)
    handed = case.handed_on is not None and case.handed_on <= day
    for rung in ladder.of(Anchor.DEADLINE):
        after = rung.offset > 0 or (rung.unit == "h" and rung.offset == 0)
        for ordinal in range((rung.repeat_limit or 0) + 1):
            comes = moment_of(rung, ordinal, ladder, case, cal)
            if (
                comes is None
                or comes > at
                or (handed and not after)
                or (rung.waits and is_held(case, day, cal))
            ):
                continue
            if handed and rung.unit == "h":
                if case.handed_on < case.due_on or comes > instant_of(case.handed_on) + timedelta(hours=9):
                    continue
            elif handed and comes > instant_of(case.handed_on):
                continue
            found.append((rung.rank, ordinal, rung.key))
    return found


@dataclass
class Model:
    """The ledger that the rules ask for."""

    claims: dict

    def sweep(self, number, ladder, case, at, cal):
        rows = sorted(reached(ladder, case, at, cal), reverse=True)
        ranks = {rung.key: rung.rank for rung in ladder.rungs}
        for place, (rank, ordinal, key) in enumerate(rows):
            if (number, key, ordinal) in self.claims:
                continue
            louder = any(
                who == number and (ranks[other], nth) > (rank, ordinal) for who, other, nth in self.claims
            )
            self.claims[number, key, ordinal] = place > 0 or louder


# The same in the database ---------------------------------------------------------------------------------------------


def put_on(day, rows):
    """The facts of that day: what was handed in, returned, asked for, marked, answered."""
    at = morning(day.isoformat())
    for row, case in rows:
        if case.aside_on == day:
            type(row).objects.filter(pk=row.pk).update(state="withdrawn")
        if case.back_on == day:
            type(row).objects.filter(pk=row.pk).update(state="working")
        if case.handed_on == day:
            row.state = "claimed"
            row.save(update_fields=["state"])
            Completion.objects.create(
                assignment=row, tenure=row.tenures.get(), number="1", symbol="BC", result_on=day, summary="x",
                claimed_at=at.replace(hour=9), claimed_on=day, counts_on=day,
            )  # fmt: skip
        if case.returned_on == day:
            row.completions.update(outcome="returned", verified_at=at.replace(hour=18))
            row.state = "rework"
            row.save(update_fields=["state"])
            rebuild(Assignment.objects.get(pk=row.pk))
        if case.asked_on == day:
            Extension.objects.create(
                assignment=row, reason="x", new_due_on=LAST, asked_at=at, asked_on=day, asked_in_time=True
            )
        if case.marked_on == day:
            Obstacle.objects.create(
                assignment=row, text="x", proposal="x", addressed_to=row.leader, raised_at=at, raised_on=day,
                within_powers_on=day, holds=True,
            )  # fmt: skip
        if case.answered_on == day:
            row.obstacles.update(answered_at=at)


def simulate(make, directives, leader, given_cases, sweeps):
    """Sweep at 20:00 of each of the days; the ledger of the deadlines as the database has it, and as the rules ask for."""
    cal, at_first = calendar_around(LAST), morning(FIRST.isoformat())
    ladders = ladders_in_force(at_first)
    rows = []
    for case in given_cases:
        row = make(
            given_at=case.given, due_on=case.due_on, due_time=case.due_time, affects_citizens=case.citizens,
            last_report_on=None, directive=directives[case.urgency],
        )  # fmt: skip
        row.leader = leader
        rows.append((row, case))
    model = Model({})
    for number in range(DAYS + 1):
        day = FIRST + timedelta(days=number)
        put_on(day, rows)
        if day not in sweeps:
            continue
        at = morning(day.isoformat()).replace(hour=20)
        for row, case in rows:
            if case.given <= at:
                ladder = ladders.of(directives[case.urgency])
                model.sweep(row.pk, ladder, replace(case), at, cal)
        alive = [row.pk for row, case in rows if case.given > at]
        type(rows[0][0]).objects.filter(pk__in=alive).update(state="draft")
        sweep(at=at)
        type(rows[0][0]).objects.filter(pk__in=alive).update(state="working")
    claims = Escalation.objects.filter(occasion="deadline:1", subject__startswith="a:").order_by("pk")
    return {(one.assignment_id, one.rung_key, one.ordinal): one.merged for one in claims}, model.claims


@pytest.fixture
def directives(directive, province):
    """A document of each urgency; the usual ladder repeats late-1 and late-15."""
    version = PolicyVersion.objects.get(policy__code="default", number=2)
    Rung.objects.filter(version=version, key="late-1").update(repeat_days=1, repeat_limit=3)
    Rung.objects.filter(version=version, key="late-15").update(repeat_days=5, repeat_limit=2)
    found = {"normal": directive}
    for number, urgency in enumerate(("khan", "hoa_toc")):
        row = Directive.objects.get(pk=directive.pk)
        row.pk, row._state.adding, row.urgency, row.number = None, True, urgency, f"{number}"
        row.save()
        found[urgency] = row
    return found


# Each example is weeks of daily sweeps: few of them, EXAMPLES=50 for more, and no search for a smaller one.
few = settings(
    max_examples=int(os.environ.get("EXAMPLES", "2")), deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def came_back(urgency, due_time, *, back_after, asked=None):
    """Given on the first day, due on the fourth, handed in on that day and returned so many days later."""
    given_at, due_on = datetime.combine(FIRST, time(8), tzinfo=LOCAL), FIRST + timedelta(days=3)
    asked_on = FIRST + timedelta(days=asked) if asked is not None else None
    back_on = due_on + timedelta(days=back_after)
    return Case(urgency, given_at, due_on, due_time, False, due_on, back_on, asked_on, None, None)


# A day swept daily, on which what the wait adds decides what is claimed: hours, days, and how long a hold lasts.
RETURNS = [
    came_back("hoa_toc", time(10), back_after=0),
    came_back("hoa_toc", time(16, 30), back_after=2),
    came_back("khan", time(16, 30), back_after=0),
    came_back("normal", None, back_after=5),
    came_back("normal", None, back_after=6, asked=0),
    replace(
        came_back("normal", None, back_after=0),
        handed_on=None,
        returned_on=None,
        aside_on=FIRST + timedelta(days=5),
    ),
    replace(
        came_back("khan", None, back_after=0),
        handed_on=None,
        returned_on=None,
        aside_on=FIRST + timedelta(days=5),
        back_on=FIRST + timedelta(days=15),
    ),
]


@few
@example(given_cases=RETURNS, gaps=[1] * 30)
@given(
    given_cases=st.lists(cases(), min_size=4, max_size=12),
    gaps=st.lists(st.integers(1, 12), min_size=3, max_size=8),
)
def test_the_sweep_claims_what_the_rules_say_however_seldom_it_comes(
    make, directives, province, given_cases, gaps
):
    sweeps, day = set(), FIRST
    for gap in gaps:
        day += timedelta(days=gap)
        sweeps.add(day)
    with transaction.atomic():
        ledger, asked = simulate(make, directives, province.position("phochutich"), given_cases, sweeps)
        transaction.set_rollback(True)
    assert ledger == asked


@few
@given(given_cases=st.lists(cases(), min_size=4, max_size=12))
def test_after_an_outage_the_same_rungs_are_on_record_as_after_daily_sweeps(
    make, directives, province, given_cases
):
    calm = [
        replace(
            case,
            handed_on=None,
            returned_on=None,
            asked_on=None,
            marked_on=None,
            answered_on=None,
            aside_on=None,
        )
        for case in given_cases
    ]
    every_day = {FIRST + timedelta(days=number) for number in range(0, DAYS + 1, 3)} | {LAST}
    found = []
    for sweeps in (every_day, {LAST}):
        with transaction.atomic():
            ledger, _ = simulate(make, directives, province.position("phochutich"), calm, sweeps)
            first = min((pk for pk, _, _ in ledger), default=0)
            found.append(
                {(pk - first, key, ordinal): merged for (pk, key, ordinal), merged in ledger.items()}
            )
            transaction.set_rollback(True)
    daily, once = found
    assert daily.keys() == once.keys()
    heard = [pk for (pk, _, _), merged in once.items() if not merged]
    assert len(heard) == len(set(heard)) == len({pk for pk, _, _ in once})
