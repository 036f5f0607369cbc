"""Where the watchdog speaks: a page for the Office, a health endpoint for machines, metrics."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from accountability.core import clock
from accountability.core.saying import say
from accountability.escalation.models import SweepRun
from accountability.health import metrics
from accountability.health.access import access_system
from accountability.health.models import Heartbeat, Job
from accountability.health.reading import facts, limits, troubles
from accountability.health.rules import Facts, Pulse, how_long, judge
from accountability.notices.delivery import dead_count

WELL, UNWELL = 200, 503


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Everything: 200 when the engine keeps its duties, else 503 with the codes. For monitoring; open to all.

    Codes only: no figure, no name, no word of a mail server.
    """
    codes = [trouble.code for trouble in troubles(at=clock.now(), system_at=clock.system_now())]
    return JsonResponse({"ok": not codes, "troubles": codes}, status=UNWELL if codes else WELL)


@never_cache
@require_safe
def web_health(request: HttpRequest) -> HttpResponse:
    """This web process answers and reaches its rows. For a proxy: a stopped engine must not take the site away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


@never_cache
def show_metrics(request: HttpRequest) -> HttpResponse:
    """The figures for Prometheus: by the token of METRICS_TOKEN, or signed in as the Office."""
    return _figures(request) if _has_token(request) else _figures_for_the_office(request)


@login_required
@require_GET
def _figures_for_the_office(request: HttpRequest) -> HttpResponse:
    access_system(request.actor)
    return _figures(request)


@require_GET
def _figures(request: HttpRequest) -> HttpResponse:
    page = metrics.exposition(at=clock.now(), system_at=clock.system_now())
    return HttpResponse(page, content_type=metrics.CONTENT_TYPE)


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}")


@login_required
@require_GET
def system_page(request: HttpRequest) -> HttpResponse:
    """For the Office: what runs, since when it does not, and what to do."""
    access_system(request.actor)
    seen = facts(at=clock.now(), system_at=clock.system_now())
    context = {
        "troubles": judge(seen, limits()),
        "jobs": _jobs(seen),
        "last": SweepRun.objects.order_by("-pk").first(),
        "tiles": _tiles(seen),
        "channel": seen.channel,
        "limits": limits(),
    }
    return render(request, "health/system.html", context)


def _jobs(seen: Facts) -> list[dict[str, Any]]:
    rows = {row.job: row for row in Heartbeat.objects.all()}
    pulses: dict[str, Pulse] = {Job.SWEEP: seen.sweep, Job.DELIVERY: seen.delivery}
    return [
        {
            "title": job.label,
            "row": rows.get(job),
            "ago": how_long(seen.now - pulse.beat_at) if (pulse := pulses[job]).beat_at else "",
        }
        for job in Job
    ]


def _tiles(seen: Facts) -> list[dict[str, Any]]:
    dead = dead_count()
    return [
        {"label": say("Thư đến lúc gửi, chưa gửi"), "value": seen.mails_due, "tone": "none"},
        {"label": say("Thư không gửi được"), "value": dead, "tone": "overdue" if dead else "none"},
    ]
