"""Dán từ Excel, or a workbook: first what would be written is shown, then it is written, all or nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.permissions import Permission
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.secrecy import secrecy_mark
from accountability.core.spelling import one_line
from accountability.core.zone import local
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.indicators.access import access_indicator, reach
from accountability.indicators.actions import Asked, Refused, record_readings
from accountability.indicators.forms import PasteForm
from accountability.indicators.models import Indicator
from accountability.indicators.pasting import DryRun, dry_run, text_of
from accountability.indicators.reading import participants
from accountability.indicators.views.entering import chosen_period, offered_periods
from accountability.intake.reading import Unreadable
from accountability.intake.reading.unreadable import Secret
from accountability.intake.sources import of_upload

_SHOWN = 50


@login_required
@require_http_methods(["GET", "POST"])
def figures_paste(request: HttpRequest, pk: int) -> HttpResponse:
    """The table stays in its field until everything is right; a workbook is read into that field."""
    actor, at = request.actor, clock.now()
    indicator = access_indicator(actor, pk, Permission.ENTER_READING)
    period = chosen_period(request, indicator)
    context: dict[str, Any] = {
        "indicator": indicator,
        "period": period,
        "periods": offered_periods(indicator),
    }
    initial = {"data_on": min(period.end_on, local(at).date())}
    if request.method != "POST":
        return render(
            request, "indicators/figures_paste.html", context | {"form": PasteForm(initial=initial)}
        )
    try:
        text = _table(request, indicator)
    except Secret:
        context |= {"form": PasteForm(initial=initial), "secret_refused": NOTHING_KEPT}
        return render(request, "indicators/figures_paste.html", context)
    except Unreadable as error:
        form = PasteForm(request.POST)
        form.add_error("file", as_said(error))
        return render(request, "indicators/figures_paste.html", context | {"form": form})
    given = request.POST.copy()
    given["pasted"] = text
    form = PasteForm(given)
    if not form.is_valid():
        return render(request, "indicators/figures_paste.html", context | {"form": form})
    seen = reach(actor, indicator, Permission.ENTER_READING)
    agencies = list(participants(indicator, clock.today()).filter(seen.within("pk")))
    found = dry_run(
        indicator, text, agencies, period=period, data_on=form.cleaned_data["data_on"],
        source=one_line(form.cleaned_data["source"]),
        answers={agency.pk: request.POST.get(f"answer-{agency.pk}", "") for agency in agencies},
        percent=request.POST.get("percent", ""),
    )  # fmt: skip
    if found.share is not None and found.percent is None and "write" in request.POST:
        form.add_error(None, say("Vui lòng cho biết số liệu là phần trăm hay tỷ số."))
    if found.is_clear and "write" in request.POST:
        try:
            made = record_readings(pk, found.entries, period=period, by=actor, at=at)
        except Asked as asked:
            form.add_error(None, as_said(asked))
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã ghi {n} số liệu kỳ {label}.", n=len(made), label=period.label))
            return redirect("indicator-detail", pk)
    return render(request, "indicators/figures_paste.html", context | {"form": form} | _shown(found))


def _table(request: HttpRequest, indicator: Indicator) -> str:
    """What was pasted, or the first sheet of the file. Raises Secret for a secrecy mark anywhere, Unreadable for such a file."""
    typed = [value for _, values in request.POST.lists() for value in values if isinstance(value, str)]
    if any(secrecy_mark(text) for text in typed):
        raise Secret("")
    upload = request.FILES.get("file")
    if upload is None:
        return request.POST.get("pasted", "")
    sheets = of_upload(upload).sheets
    if not sheets:
        raise Unreadable(say("Tệp không có bảng nào."))
    return text_of(sheets[0], indicator.kind)


def _shown(found: DryRun) -> dict[str, Any]:
    rows = [{"entry": entry, "asked": found.asked.get(entry.agency.pk, ())} for entry in found.entries]
    return {
        "found": found, "problems": found.problems[:_SHOWN], "more_problems": max(0, len(found.problems) - _SHOWN),
        "rows": sorted(rows, key=lambda row: not row["asked"]),
    }  # fmt: skip
