"""Cột: which sheet is read, where its titles stand, and what each column means."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.assignments.actions import Refused
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.intake.access import access_annex
from accountability.intake.actions import set_layout
from accountability.intake.forms import LayoutForm
from accountability.intake.models import AnnexImport
from accountability.intake.packing import unpacked_layout
from accountability.intake.reading import Unreadable
from accountability.intake.rules.grid import Sheet, letters
from accountability.intake.rules.headers import Layout
from accountability.intake.rules.rows import text_of
from accountability.intake.sources import again

_ABOVE, _BELOW = 2, 6
_AUTO = "tim"


@login_required
@require_http_methods(["GET", "POST"])
def annex_columns(request: HttpRequest, pk: int, annex_pk: int) -> HttpResponse:
    """Choose, and the rows are read anew; what was typed over them stays."""
    annex = access_annex(request.actor, pk, annex_pk)
    try:
        sheets = again(annex)
    except Unreadable as error:  # The limits became tighter, or the kept file is gone.
        messages.error(request, as_said(error))
        return redirect("annex-detail", pk, annex_pk)
    layout = unpacked_layout(annex.layout)
    sheet = sheets[annex.layout["sheet"]]
    form = LayoutForm(
        request.POST or None, initial=_initial(annex, layout), sheets=[one.name for one in sheets], width=sheet.width,
        titles=dict(layout.titles),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _set(request, annex, sheets, form):
        return redirect("annex-detail", pk, annex_pk)
    context = {
        "directive": annex.directive, "annex": annex, "form": form, "rows": _sample(sheet, layout),
        "columns": [(letters(column), form[f"cot-{column}"]) for column in range(sheet.width)],
    }  # fmt: skip
    return render(request, "intake/annex_columns.html", context)


def _initial(annex: AnnexImport, layout: Layout) -> dict[str, object]:
    chosen = {f"cot-{column}": meaning.value for column, meaning in layout.columns.items()}
    return {"sheet": annex.layout["sheet"], "first": layout.first + 1, "last": layout.last + 1, **chosen}


def _set(request: HttpRequest, annex: AnnexImport, sheets: Sequence[Sheet], form: LayoutForm) -> bool:
    number = form.cleaned_data["sheet"]
    find = _AUTO in request.POST or number != annex.layout["sheet"]
    try:
        set_layout(
            annex.pk, sheets, sheet=number, first=form.cleaned_data["first"] - 1, last=form.cleaned_data["last"] - 1,
            columns=None if find else form.columns, by=request.actor, at=clock.now(),
        )  # fmt: skip
    except Refused as error:
        form.add_error(None, as_said(error))
        return False
    messages.success(request, say("Đã đọc lại bảng theo cách mới."))
    return True


def _sample(sheet: Sheet, layout: Layout) -> list[tuple[int, bool, list[str]]]:
    """Rows around the titles: number, whether it is a title, the texts of its cells."""
    near = [row for row in sheet.rows if layout.first - _ABOVE <= row.line <= layout.last + _BELOW]
    return [
        (
            row.line + 1,
            layout.first <= row.line <= layout.last,
            [text_of(row.at(column))[:80] for column in range(sheet.width)],
        )
        for row in near[: _ABOVE + _BELOW + 4]
    ]
