"""The sweep: who must hear of what, now.

Specification (DESIGN §6):

1.  The ladders in force at `at` are read once, and which of them each document climbs is decided by urgency, program and
    kind (`policies`). Each rung and each repeat of it is inverted once (`steps`): `late-3` on that day means "deadline on
    or before D". The database only compares dates, instants and numbers of days.
2.  A rung is claimed by one row of the ledger, UNIQUE(subject, rung_key, occasion, ordinal). Rows go in by
    INSERT ... SELECT ... ON CONFLICT DO NOTHING, so two sweeps at once claim each rung once, and a second sweep at
    the same moment claims nothing.
3.  Who can claim: open assignments of leads, and owed parts of coordinating agencies, that answer to the province; never
    drafts, ended or imported work (`anchors`). What waits for others is not reminded, and claims no rung that is reached
    after it was handed in: the agency's clock stands, the Office's runs (`unverified`).
4.  A rung that would have been reached before the lead was given the duty is dropped: not claimed at all. The first
    reminder of a task so short that it would be dropped comes at half-time.
5.  While a superior owes an answer in time, the higher rungs (`waits`) are held; they come when the hold ends.
6.  Of the rungs of one subject that count from one fact only the highest is heard of. One below a claimed rung is written
    as merged: it is on record, and nobody hears of it. After an outage one letter goes out, not three.
7.  The act that a rung demands (explanation, decision) is demanded for merged rungs as well, once while it is open.
8.  Each claim that is not merged is told: in the application to everyone it names, by mail as `mails` folds it.
9.  All of it is one transaction with one audit event per rung: a sweep that fails has done nothing.
10. The number of statements depends on the number of kinds of facts and mails, not on that of assignments, rungs or
    ladders; where it looks is `lookout`'s to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Min, Q

from accountability.assignments.reading import hold_floor
from accountability.audit.record import event, record_many
from accountability.calendars.reading import calendar_around
from accountability.core.garbage import collector_rests
from accountability.core.zone import local
from accountability.escalation.anchors import Look
from accountability.escalation.demands import demand_decisions, demand_explanations
from accountability.escalation.ledger import claim_all
from accountability.escalation.lookout import Outlook, outlook
from accountability.escalation.mails import Teller
from accountability.escalation.models import Escalation, Explanation, SweepRun
from accountability.escalation.policies import Ladders, ladders_in_force
from accountability.escalation.rules import REMINDERS
from accountability.escalation.steps import Moment


@dataclass(frozen=True)
class SweepResult:
    """What one sweep did.

    `reminded` counts claims of reminders (`rules.REMINDERS`) that were told, `escalated` those of all other
    rungs by key (only keys with a claim), `merged` claims that nobody heard of. `explanations` and `decisions` are the
    keys of the acts demanded, for the edge to hand to their processes.
    """

    reminded: int = 0
    escalated: dict[str, int] = field(default_factory=dict)
    merged: int = 0
    notices: int = 0
    mails: int = 0
    explanations: list[int] = field(default_factory=list)
    decisions: list[int] = field(default_factory=list)
    run_pk: int = 0


@dataclass(frozen=True)
class _Count:
    """The claims of one rung in one run."""

    key: str
    told: int
    merged: int
    first_pk: int
    last_pk: int


@transaction.atomic
def sweep(
    *, at: datetime, ran_at: datetime | None = None, teller: type[Teller] = Teller, everything: bool = True
) -> SweepResult:
    """Claim every rung reached by `at` and tell it; `ran_at` is the machine's time when it differs (demo clock).

    With `everything` false it looks only where something can have changed since the day's first sweep (`lookout`).
    `teller` tells the claims of the run; it is asked on each sweep. Raises LookupError in Vietnamese when no ladder is
    in force, or a decision is wanted and the province has no Chair.
    """
    today = local(at).date()
    moment = Moment(at, today, calendar_around(today))
    ladders = ladders_in_force(at)
    seen = outlook(ladders=ladders, moment=moment, ran_at=ran_at or at, everything=everything)
    run = SweepRun.objects.create(
        at=at, ran_at=ran_at or at, looked_at_all=seen.is_full, audit_pk=seen.audit_pk, basis=seen.basis
    )
    claimed = _claim(run, seen, ladders, moment)
    if not claimed:
        run.notices, run.mails = _tell(run, ladders, moment, teller, [])
        if run.notices or run.mails:
            run.save()
        return SweepResult(notices=run.notices, mails=run.mails, run_pk=run.pk)
    explanations = demand_explanations(run=run, ladders=ladders, at=at, today=today, calendar=moment.calendar)
    decisions = demand_decisions(run=run, ladders=ladders, at=at, today=today)
    run.notices, run.mails = _tell(run, ladders, moment, teller, explanations)
    counts = _counts(run)
    _record(run, counts, at)
    run.claims, run.merged = claimed, sum(count.merged for count in counts)
    run.save()
    return SweepResult(
        reminded=sum(count.told for count in counts if count.key in REMINDERS),
        escalated={count.key: count.told for count in counts if count.told and count.key not in REMINDERS},
        merged=run.merged,
        notices=run.notices,
        mails=run.mails,
        explanations=[row.pk for row in explanations],
        decisions=[row.pk for row in decisions],
        run_pk=run.pk,
    )


def _claim(run: SweepRun, seen: Outlook, ladders: Ladders, moment: Moment) -> int:
    held_from_on = hold_floor(moment.today, moment.calendar)
    look = Look(ladders, moment.at, moment.today, moment.today, held_from_on, only=seen.only)
    climbed = ladders.in_use()
    claimed = 0 if seen.only == frozenset() else claim_all(look, moment, run, climbed)
    in_hours = [] if seen.is_full else [ladder for ladder in climbed if ladder.is_in_hours]
    if in_hours:
        claimed += claim_all(replace(look, only=None), moment, run, in_hours)
    return claimed


def _tell(
    run: SweepRun, ladders: Ladders, moment: Moment, teller: type[Teller], explanations: list[Explanation]
) -> tuple[int, int]:
    telling = teller(
        run=run, ladders=ladders.by_version, at=moment.at, today=moment.today, calendar=moment.calendar
    )
    # Ten thousands of tellings live until the last letter is written; to search them for garbage took a tenth of the sweep.
    with collector_rests():
        return telling.tell(explanations)


def _counts(run: SweepRun) -> list[_Count]:
    rows = Escalation.objects.filter(run=run).order_by().values("rung_key")
    counted = rows.annotate(
        told=Count("pk", filter=Q(merged=False)),
        silent=Count("pk", filter=Q(merged=True)),
        first_pk=Min("pk"),
        last_pk=Max("pk"),
    )
    return [
        _Count(row["rung_key"], row["told"], row["silent"], row["first_pk"], row["last_pk"])
        for row in counted.order_by("first_pk")
    ]


def _record(run: SweepRun, counts: list[_Count], at: datetime) -> None:
    """One audit event per rung; the clock acts, so there is no person."""
    record_many(
        [
            event(
                action="sweep.claim", by=None, at=at, target_kind="sweep", target_pk=run.pk,
                after={
                    "rung": count.key, "told": count.told, "merged": count.merged,
                    "ledger": [count.first_pk, count.last_pk],
                },
            )
            for count in counts
        ]
    )  # fmt: skip
