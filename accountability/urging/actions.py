"""Đôn đốc hàng loạt: what is decided is written at once; a few letters go with it, many are made by the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Value

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.inserting import insert_from
from accountability.core.long_work import LongWork, end
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.urging.leads import Lead, leads_of, reached
from accountability.urging.models import UrgedLead, Urging, UrgingRound
from accountability.urging.telling import tell

NOBODY = say("Không còn việc nào quá hạn mà đơn vị có người nhận; không có gì để đôn đốc.")
# Letters that are made while the person waits: about a second. Beyond it the engine makes them.
AT_ONCE = 50


@dataclass(frozen=True)
class Sent:
    """What a round came to; `again` when the same page was sent a second time and nothing was written.

    While `round.goes_on` its letters are still to be made.
    """

    round: UrgingRound
    assignments: int
    letters: int
    again: bool = False


@transaction.atomic
def urge(late: QuerySet[Any], *, token: UUID, note: str = "", by: Actor, at: datetime) -> Sent:
    """Urge the leads of these rows of `overdue`; the same token a second time changes nothing.

    Who is written to about what is decided here. Per lead one letter and one line on screen to each who answers for it,
    on each assignment an entry of its timeline and its audit event: at once for a few letters, else by the engine
    (`urging.sending`). What nobody answers for is left out. Raises Refused when nothing is left to urge, and for the
    token of somebody else.
    """
    words = {"urged_at": at, "urged_by_id": by.user_id, "urged_title": by.title[:200], "note": note.strip()}
    # Until the commit nobody else sees the round: it is ours as if we had claimed it.
    held = {"state": LongWork.State.MAKING, "attempts": 1}
    # Two clicks at once: the second waits here until the first has committed, and finds its round.
    made, is_new = UrgingRound.objects.get_or_create(token=token, defaults=words | held)
    if is_new:
        return _write(made, late, by=by, at=at)
    if made.urged_by_id != by.user_id:
        raise Refused(say("Lượt đôn đốc này không còn dùng được; vui lòng chọn lại."))
    return Sent(made, made.urgings.count(), made.total, again=True)


def _write(made: UrgingRound, late: QuerySet[Any], *, by: Actor, at: datetime) -> Sent:
    told = [lead for lead in leads_of(late, local(at).date()) if lead.people]
    if not told:
        raise Refused(NOBODY)
    leads = _decide_readers(made, told)
    count = _decide_assignments(made, late.filter(reached(told)).order_by("pk"))
    if not count:
        raise Refused(NOBODY)
    made.total = sum(len(lead.readers) for lead in leads)
    record(
        action="urging.send", by=by, at=at, target_kind="urging", target_pk=made.pk,
        after={"assignments": count, "letters": made.total}, note=made.note,
    )  # fmt: skip
    if made.total > AT_ONCE:
        made.state, made.attempts = LongWork.State.WAITING, 0
        made.save(update_fields=["state", "attempts", "total"])
        return Sent(made, count, made.total)
    letters = tell(made, leads, by=by, at=at)
    end(made, LongWork.State.DONE, at=at, total=made.total, written=made.total)
    made.refresh_from_db()
    return Sent(made, count, letters)


def _decide_readers(made: UrgingRound, told: Sequence[Lead]) -> list[UrgedLead]:
    return UrgedLead.objects.bulk_create(
        UrgedLead(
            round=made, agency=lead.agency, named=lead.named, position=lead.position,
            readers=[person.pk for person in lead.people],
        )
        for lead in told
    )  # fmt: skip


def _decide_assignments(made: UrgingRound, wanted: QuerySet[Any]) -> int:
    """Write down which assignments are urged; from here on these rows decide, not what is overdue later."""
    columns = {
        "round": Value(made.pk, BigIntegerField()), "assignment": F("pk"),
        "deadline_number": F("deadline_number"),
    }  # fmt: skip
    agencies = UrgedLead.objects.filter(round=made, named=None, agency=OuterRef("lead_agency"))
    positions = UrgedLead.objects.filter(round=made, named=OuterRef("lead_position"))
    return sum(
        insert_from(rows, Urging, {**columns, "lead": Subquery(leads.values("pk")[:1])})
        for rows, leads in (
            (wanted.filter(lead_position=None), agencies), (wanted.exclude(lead_position=None), positions)
        )
    )  # fmt: skip
