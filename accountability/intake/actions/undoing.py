"""A committed annex is undone, as long as nobody took anything of it on."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.aside import set_aside
from accountability.assignments.actions.drafting_many import drop_all_drafts
from accountability.assignments.actions.guards import Refused
from accountability.assignments.models import Assignment
from accountability.assignments.rules import ASIDE_STATES, State
from accountability.assignments.telling import Telling, heads_and_focal_points, tell_many
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.intake.actions.annexes import lock, log, rejudge
from accountability.intake.models import AnnexImport


@transaction.atomic
def undo_annex(pk: int, *, by: Actor | None, at: datetime, reason: str = "") -> list[Assignment]:
    """Take what a committed annex made off again; what was typed over its rows is kept, to commit it anew.

    Drafts are dropped. What was given and nobody acknowledged is set aside as entered by mistake ("Thôi theo dõi"), with
    the reason, its recurring duties end with it, and its leads are told: nothing that agencies saw is deleted. These rows are returned, since their processes
    are the caller's to end (`workflows.aside.undo_annex`). Raises Refused once one was acknowledged, without a reason
    where agencies were told, and while the drafts are being reviewed.
    """
    annex = lock(pk, (AnnexImport.State.COMMITTED,), say("hoàn tác"))
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=annex.directive_id)
    made = Assignment.objects.filter(annex_row__row__annex=annex).exclude(state__in=ASIDE_STATES)
    rows = list(made.select_for_update(of=("self",)).select_related("directive").order_by("pk"))
    drafts = [row.pk for row in rows if row.state == State.DRAFT]
    given = [row for row in rows if row.state == State.ASSIGNED]
    if taken := len(rows) - len(drafts) - len(given):
        raise Refused(
            say(
                "{taken} nhiệm vụ của phụ lục đã được tiếp nhận hoặc xử lý, không hoàn tác cả phụ lục được. "
                "Từng nhiệm vụ có thể thôi theo dõi, có lý do.",
                taken=taken,
            )
        )
    if drafts and directive.state != Directive.State.SPLITTING:
        raise Refused(
            say(
                "Văn bản đang ở bước “{state}”: người duyệt trả lại thì mới hoàn tác được.",
                state=directive.get_state_display(),
            )
        )
    if given and not reason.strip():
        raise Refused(say("Nhiệm vụ đã được giao; vui lòng nêu lý do hoàn tác để các cơ quan chủ trì biết."))
    dropped = drop_all_drafts(drafts, by=by, at=at)
    _set_aside(annex, given, reason=reason, by=by, at=at)
    annex.rows.filter(is_written=True).update(is_written=False)
    annex.state, annex.undone_at, annex.undone_by_id = (
        AnnexImport.State.UNDONE,
        at,
        by.user_id if by else None,
    )
    annex.save(update_fields=["state", "undone_at", "undone_by"])
    rejudge(annex)
    log(annex, "undo", by=by, at=at, after={"dropped": dropped, "set_aside": len(given)}, note=reason.strip())
    return given


def _set_aside(
    annex: AnnexImport, rows: list[Assignment], *, reason: str, by: Actor | None, at: datetime
) -> None:
    """Thôi theo dõi for all of them; each lead hears once of all of its own."""
    if not rows:
        return
    why = say("Hoàn tác phụ lục “{annex}”: {strip}", annex=annex.name, strip=reason.strip())
    set_aside(rows, State.DROPPED, reason=why, by=by, at=at, ends_series=True)
    by_lead: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows:
        by_lead[row.lead_agency_id].append(row)
    people = heads_and_focal_points(by_lead)
    told = [
        Telling(
            own,
            people.get(agency_id, []),
            say("Thôi theo dõi"),
            f"annex-undo:{annex.pk}:{at.isoformat()}:{agency_id}",
        )
        for agency_id, own in by_lead.items()
    ]
    tell_many(told, kind="changed", at=at)
