"""A report is known again by its file, also when a signature was added behind its bytes."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.printing.known import Known
from accountability.reports.access import access_report
from accountability.reports.cycle_access import access_cycle
from accountability.reports.models import PeriodicReport, ReportFile


def known_report(hashes: Sequence[str], actor: Actor) -> Known | None:
    """The report whose file has one of these hashes. Who may not read reports hears only that it is one of ours."""
    kind = say("báo cáo định kỳ")
    made = PeriodicReport.objects.filter(file__sha256__in=list(hashes)).order_by("pk").first()
    if made is None:
        return _issued(hashes, actor, kind)
    try:
        access_report(actor, made.pk)
    except Http404:
        return Known(kind, made.made_at)
    return Known(kind, made.made_at, title=str(made), url=reverse("report-file", args=[made.pk]))


def _issued(hashes: Sequence[str], actor: Actor, kind: str) -> Known | None:
    """A file of a report that was issued for its period."""
    rows = ReportFile.objects.filter(file__sha256__in=list(hashes)).select_related(
        "issue__snapshot__cycle__kind"
    )
    made = rows.order_by("pk").first()
    if made is None:
        return None
    cycle = made.issue.snapshot.cycle
    try:
        access_cycle(actor, cycle.pk)
    except Http404:
        return Known(kind, made.made_at)
    return Known(
        kind, made.made_at, title=f"{cycle} ({made.issue})", url=reverse("cycle-detail", args=[cycle.pk])
    )
