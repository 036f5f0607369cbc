"""The sweep: who must hear of what, now.

Specification (DESIGN §6; issue 2, story point 6):

1.  The ladder in force at `at` is read once. Each rung's threshold is inverted once: `late-3` on that day means
    "deadline on or before D". The database only compares dates.
2.  A rung is claimed by one row of the ledger, UNIQUE(subject, rung_key, occasion, ordinal). Rows go in by
    INSERT ... SELECT ... ON CONFLICT DO NOTHING, so two sweeps at once claim each rung once, and a second sweep at
    the same moment claims nothing.
3.  Who can claim: open assignments of leads that answer to the province; never drafts, ended or imported work
    (`anchors`). Work handed in within its deadline claims no late rung while it waits for others; what waits for
    others is not reminded.
4.  A rung that would have been reached before the lead was given the duty is dropped: not claimed at all.
5.  Rungs are claimed from the highest down. One below a claimed rung of the same subject and occasion is written as
    merged: it is on record, and nobody hears of it. After an outage one letter goes out, not three.
6.  The act that a rung demands (explanation, decision) is demanded for merged rungs as well, once while it is open.
7.  Each claim that is not merged is told: in the application to everyone it names, by mail as `mails` folds it.
8.  All of it is one transaction with one audit event per rung: a sweep that fails has done nothing.
9.  The number of statements depends on the number of rungs and mails, not on that of assignments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Min, Q

from accountability.audit.record import event, record_many
from accountability.calendars.reading import calendar_around
from accountability.core.zone import local
from accountability.escalation.demands import demand_decisions, demand_explanations
from accountability.escalation.ledger import claim_rung
from accountability.escalation.mails import Teller
from accountability.escalation.models import Escalation, SweepRun
from accountability.escalation.policies import ladder_in_force
from accountability.escalation.rules import REMINDERS


@dataclass(frozen=True)
class SweepResult:
    """What one sweep did.

    `reminded` counts claims of due-soon, due-soon-2 and due-today that were told, `escalated` those of all other
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
def sweep(*, at: datetime, ran_at: datetime | None = None, teller: type[Teller] = Teller) -> SweepResult:
    """Claim every rung reached by `at` and tell it; `ran_at` is the machine's time when it differs (demo clock).

    Raises LookupError in Vietnamese when no ladder is in force, or a decision is wanted and the province has no Chair.
    """
    today = local(at).date()
    ladder, calendar = ladder_in_force(at), calendar_around(today)
    run = SweepRun.objects.create(at=at, ran_at=ran_at or at)
    claimed = 0
    for rung in reversed(ladder.rungs):
        claimed += claim_rung(rung, ladder=ladder, run=run, at=at, today=today, calendar=calendar)
    explanations = demand_explanations(run=run, ladder=ladder, at=at, today=today, calendar=calendar)
    decisions = demand_decisions(run=run, ladder=ladder, at=at, today=today)
    telling = teller(run=run, ladders={ladder.version_pk: ladder}, at=at, today=today, calendar=calendar)
    notices, mails = telling.tell(explanations)
    counts = _counts(run)
    _record(run, counts, at)
    run.claims, run.merged = claimed, sum(count.merged for count in counts)
    run.notices, run.mails = notices, mails
    run.save()
    return SweepResult(
        reminded=sum(count.told for count in counts if count.key in REMINDERS),
        escalated={count.key: count.told for count in counts if count.told and count.key not in REMINDERS},
        merged=run.merged,
        notices=notices,
        mails=mails,
        explanations=[row.pk for row in explanations],
        decisions=[row.pk for row in decisions],
        run_pk=run.pk,
    )


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
