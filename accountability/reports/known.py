"""A report is known again by its file, also when a signature was added behind its bytes."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.printing.known import Known
from accountability.reports.access import access_report
from accountability.reports.models import PeriodicReport


def known_report(hashes: Sequence[str], actor: Actor) -> Known | None:
    """The report whose file has one of these hashes. Who may not read reports hears only that it is one of ours."""
    made = PeriodicReport.objects.filter(file__sha256__in=list(hashes)).order_by("pk").first()
    if made is None:
        return None
    kind = say("báo cáo định kỳ")
    try:
        access_report(actor, made.pk)
    except Http404:
        return Known(kind, made.made_at)
    return Known(kind, made.made_at, title=str(made), url=reverse("report-file", args=[made.pk]))
