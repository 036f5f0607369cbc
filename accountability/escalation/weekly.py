"""A leader's rungs are lists: one per leader and fixed slot of the week, made from the ledger when the slot has come.

The claim is the fact; that a list told it is a fact of its own (`ListedClaim`), written with the mail. So a list that
comes late after an outage leaves nothing out, and two sweeps at once tell no leader the same item twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from accountability.assignments.rules import OPEN_STATES
from accountability.core.zone import local
from accountability.escalation.models import Escalation, ListedClaim, Rung, SweepRun
from accountability.escalation.rules import Channel, RungFacts

# A claim that no list has told for so long names nobody who could be told (a vacant position).
LOOKBACK = timedelta(days=60)
WEEK = timedelta(days=7)


def last_slot(at: datetime) -> datetime:
    """The latest slot that has come by `at`: settings WEEKLY_LIST_WEEKDAY (1 is Monday) and WEEKLY_LIST_TIME."""
    now, hour = local(at), time.fromisoformat(settings.WEEKLY_LIST_TIME)
    back = (now.isoweekday() - settings.WEEKLY_LIST_WEEKDAY) % 7
    slot = datetime.combine(now.date() - timedelta(days=back), hour, tzinfo=now.tzinfo)
    return slot if slot <= now else slot - WEEK


def next_slot(at: datetime) -> datetime:
    """The next time at which lists go out, `at` itself excluded."""
    return last_slot(at) + WEEK


def slot_has_come(run: SweepRun) -> bool:
    """Whether this run is the first since the last slot; the first run of all is. One statement."""
    before = SweepRun.objects.filter(pk__lt=run.pk).order_by("-pk").values_list("at", flat=True).first()
    return before is None or before < last_slot(run.at)


def is_listed(rung: RungFacts) -> bool:
    """Whether leaders hear of the rung by their weekly list."""
    return rung.channel == Channel.WEEKLY_LIST


def unlisted(run: SweepRun) -> QuerySet[Escalation]:
    """The claims of weekly rungs that no list has told yet, those of this run included, oldest first."""
    first = SweepRun.objects.filter(at__gte=run.at - LOOKBACK).order_by("pk").values_list("pk", flat=True)
    told = ListedClaim.objects.filter(claim=OuterRef("pk"))
    weekly = Rung.objects.filter(
        version=OuterRef("version"), key=OuterRef("rung_key"), channel=Channel.WEEKLY_LIST
    )
    rows = Escalation.objects.filter(
        ~Exists(told), Exists(weekly), merged=False, run_id__gte=first.first() or run.pk,
        assignment__state__in=OPEN_STATES,
    )  # fmt: skip
    return rows.order_by("pk")


def put_down(claims: Iterable[int], run: SweepRun) -> frozenset[int]:
    """Write that the lists of this run tell the claims of these keys; those that no other run's lists told."""
    rows = [ListedClaim(claim_id=pk, run=run) for pk in sorted(claims)]
    ListedClaim.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return frozenset(ListedClaim.objects.filter(run=run).values_list("claim_id", flat=True))
