"""Who knows: what an agency has to confirm and to read, who of it has not; for the Office, which documents lie unconfirmed."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.assignments.access import directives_through
from accountability.awareness.models import ReadingDuty, Receipt
from accountability.awareness.reading import late_of_directive, own_duties
from accountability.core.saying import say
from accountability.desk import links
from accountability.desk.reading.common import Line, Moment, Rows, Source
from accountability.directives.access import scope, visible_to
from accountability.directives.models import Directive


def of_office(moment: Moment) -> Source:
    """Documents of which an agency has not confirmed receipt though its working day is over."""
    late = Receipt.objects.late(moment.today).filter(directive=OuterRef("pk"))
    rows = Directive.objects.filter(Exists(late)).filter(scope(moment.actor))
    counted = rows.annotate(
        sent=Count("receipts", distinct=True),
        late=Count("receipts", filter=late_of_directive(moment.today), distinct=True),
    )

    def line(row: Any) -> Line:
        note = say(
            "{cited} · {late}/{sent} cơ quan chưa xác nhận, đã quá ngày làm việc",
            cited=row.cited,
            late=row.late,
            sent=row.sent,
        )
        url = links.address("awareness-detail", row.pk)
        return Line(row.abstract, url, note, say("{late} cơ quan", late=row.late), "soon")

    ordered = counted.order_by("-issued_on", "-pk")
    return Source("chua-nhan", say("Văn bản chưa được xác nhận đã nhận"), ordered, line, tone="soon")


def _agencies_by(eyes: Actor, permission: Permission) -> frozenset[int]:
    """The agencies for which the actor may do this as their own."""
    may = [seat for seat in eyes.seats if permission in ROLES[seat.role].may.get(Relation.RECEIVING, ())]
    return frozenset().union(*(seat.works_for for seat in may))


def _open_to(eyes: Actor) -> Exists:
    """Asked row by row: few are owed, and a document may have a million assignments."""
    return Exists(visible_to(eyes, directives_through(eyes)).filter(pk=OuterRef("directive")))


def receipts_owed(eyes: Actor) -> QuerySet[Receipt]:
    """Documents that came to the actor's agencies: confirming takes one click, and is due within the day."""
    mine = _agencies_by(eyes, Permission.CONFIRM_RECEIPT)
    return Receipt.objects.owed().filter(_open_to(eyes), agency__in=mine)


def readings_owed(eyes: Actor) -> QuerySet[ReadingDuty]:
    """Documents that this person must read."""
    return own_duties(eyes.position_ids).filter(_open_to(eyes))


def _unread(*, eyes: Actor) -> QuerySet[ReadingDuty]:
    mine = _agencies_by(eyes, Permission.NAME_READERS) | _agencies_by(eyes, Permission.RECORD_BRIEFING)
    rows = ReadingDuty.objects.unread().filter(_open_to(eyes), agency__in=mine)
    others = rows.exclude(position__in=eyes.position_ids)
    return others.select_related("directive", "position").order_by("named_at", "pk")


def unread(moment: Moment) -> Source:
    """For those who answer for the agency: each of its people who has not read."""

    def line(row: ReadingDuty) -> Line:
        days = moment.waited(row.named_on)
        label = say("đã {days} ngày làm việc", days=days) if days else say("chỉ định hôm nay")
        url = links.address("awareness-detail", row.directive_id)
        return Line(
            row.position.title,
            url,
            say("{cited}: {abstract}", cited=row.directive.cited, abstract=row.directive.abstract),
            label,
            "none",
        )

    rows = Rows(_unread, {"eyes": moment.eyes})
    return Source("chua-doc", say("Người của đơn vị chưa đọc văn bản"), rows, line)
