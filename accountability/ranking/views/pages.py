"""What is read of rankings: the list, the tables of one, one agency's result explained, the file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.core import clock
from accountability.core.saying import say
from accountability.files.rules import MEDIA_TYPES
from accountability.ranking.access import (
    access_ranking,
    access_rankings,
    access_row,
    objections_for,
    own_agencies,
    reads_all,
)
from accountability.ranking.export import FORMATS, write_ranking
from accountability.ranking.models import Objection, Ranking, RankingRow
from accountability.ranking.reading import (
    KINDS,
    all_rows,
    average_of_group,
    count_that_goes_on,
    leagues,
    own_rows,
    steps_of,
    tasks_of,
    why_no_place,
)
from accountability.ranking.views.steps import steps_to_take

PAGE_SIZE = 20
TASKS = 50


@login_required
@require_GET
def ranking_list(request: HttpRequest) -> HttpResponse:
    """The rankings that one may read, the latest first, with one's own places."""
    actor = request.actor
    page = Paginator(access_rankings(actor), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    own = own_rows(actor, shown)
    context = {
        "page_obj": page, "rows": [{"ranking": one, "own": own.get(one.pk, [])} for one in shown],
        "keeps": bool(may(actor, Permission.KEEP_RANKING)), "has_own": any(own.values()) or bool(own_agencies(actor)),
    }  # fmt: skip
    return render(request, "ranking/ranking_list.html", context)


@login_required
@require_GET
def ranking_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables; for an agency, before they are published, its own row only."""
    actor = request.actor
    ranking = access_ranking(actor, pk)
    rows = all_rows(actor, ranking)
    internal = bool(may(actor, Permission.VIEW_RANKING))
    context = {
        "ranking": ranking, "leagues": leagues(rows), "internal": internal, "whole": reads_all(actor, ranking),
        "own": own_agencies(actor), "work": count_that_goes_on(ranking) if internal else None,
        "steps": steps_to_take(actor, ranking, clock.today()), "is_empty": not rows,
        "waiting": objections_for(actor, ranking).filter(state=Objection.State.ASKED).count(),
    }  # fmt: skip
    partial = "ranking/_count_progress.html" if request.GET.get("partial") else "ranking/ranking_detail.html"
    return render(request, partial, context)


@login_required
@require_GET
def ranking_row(request: HttpRequest, pk: int, agency_pk: int) -> HttpResponse:
    """Why an agency has this score: the sum, and each task that went into it."""
    actor, row = request.actor, access_row(request.actor, pk, agency_pk)
    ranking, kind = row.ranking, request.GET.get("loai", "")
    tasks = tasks_of(actor, row, kind)
    everything = tasks_of(actor, row)
    whole = reads_all(actor, ranking)
    context = {
        "ranking": ranking, "row": row, "steps": steps_of(row, ranking), "version": ranking.version, "chosen": kind,
        "kinds": [*((code, label) for code, (label, _) in KINDS.items()), ("tra-lai", say("Bị yêu cầu thực hiện lại")),
                  ("khong-giai-trinh", say("Không giải trình"))],
        "page_obj": Paginator(tasks, TASKS).get_page(request.GET.get("page")),
        "hidden": row.due + row.left_out - everything.count(),
        "whole": whole, "average": None if whole else average_of_group(row),
        "no_place": why_no_place(row, ranking.version.min_tasks),
        "objections": objections_for(actor, ranking, row.agency), "objects": _may_object(actor, row),
        "internal": bool(may(actor, Permission.VIEW_RANKING)),
    }  # fmt: skip
    return render(request, "ranking/ranking_row.html", context)


def _may_object(actor: Actor, row: RankingRow) -> bool:
    """Whether the button is offered; the form says more."""
    takes = (
        row.ranking.state == Ranking.State.WINDOW
        and (row.ranking.window_to_on or clock.today()) >= clock.today()
    )
    return takes and row.agency_id in own_agencies(actor, Permission.OBJECT_TO_RANKING)


@login_required
@require_GET
def ranking_file(request: HttpRequest, pk: int) -> FileResponse:
    """What one may read of it as a file: ?dang=xlsx or csv."""
    actor, wanted = request.actor, request.GET.get("dang", "xlsx")
    ranking = access_ranking(actor, pk)
    if wanted not in FORMATS:
        raise Http404(say("Chỉ có tệp Excel và CSV."))
    internal = bool(may(actor, Permission.VIEW_RANKING))
    with tempfile.TemporaryDirectory(prefix="dondoc-ranking-") as folder:
        path = Path(folder) / "file"
        write_ranking(
            path, ranking, all_rows(actor, ranking), wanted, internal=internal, by=actor, at=clock.now()
        )
        content = path.open("rb")  # Open, the file outlives its name.
    name = f"xep-hang-{ranking.kind}-{ranking.from_on.isoformat()}.{wanted}"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=MEDIA_TYPES[wanted])
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
