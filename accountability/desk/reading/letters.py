"""Outgoing documents that wait for one person: his draft, his signature, his number. Nobody sees another's."""

from __future__ import annotations

from accountability.core.saying import joined, say
from accountability.desk import links
from accountability.desk.reading.common import Line, Moment, Rows, Source
from accountability.documents import reading
from accountability.documents.access import drafts_some
from accountability.documents.models import OutgoingDocument


def of_signer(moment: Moment) -> list[Source]:
    """What was submitted to the actor for his signature; no list for who signs nothing."""
    if not reading.signs_some(moment.actor):
        return []
    rows = Rows(reading.to_sign, {"positions": sorted(moment.actor.position_ids)})
    return [Source("van-ban-ky", say("Văn bản trình ký"), rows, _to_sign)]


def of_office(moment: Moment) -> list[Source]:
    """What the actor has to sign, to number and issue, to finish: of these only what is his work at all."""
    found = of_signer(moment)
    if reading.issues_some(moment.actor):
        rows = reading.to_issue(moment.actor)
        found.append(Source("van-ban-so", say("Văn bản chờ cấp số, phát hành"), rows, _to_issue))
    if drafts_some(moment.actor):
        rows = reading.to_finish(moment.actor)
        found.append(Source("du-thao", say("Dự thảo văn bản của tôi"), rows, _line))
    return found


def _to_sign(row: OutgoingDocument) -> Line:
    return _line(row, say("{title} soạn", title=row.drafter.title))


def _to_issue(row: OutgoingDocument) -> Line:
    return _line(row, say("{title} ký", title=row.signer.title))


def _line(row: OutgoingDocument, who: str = "") -> Line:
    urgent = row.urgency != OutgoingDocument.Urgency.NORMAL
    return Line(
        row.abstract[:1].upper() + row.abstract[1:], links.address("document-detail", row.pk),
        joined(" · ", [part for part in (row.rule.title, who) if part]),
        row.get_urgency_display() if urgent else row.get_state_display(), "overdue" if urgent else "wait",
    )  # fmt: skip
