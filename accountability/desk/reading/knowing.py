"""Who knows: what an agency has to confirm and to read, who of it has not; for the Office, which documents lie unconfirmed."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.assignments.access import directives_through
from accountability.awareness.models import ReadingDuty, Receipt
from accountability.awareness.reading import late_of_directive, own_duties
from accountability.desk import links
from accountability.desk.reading.common import Line, Moment, Source
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
        note = f"{row.cited} · {row.late}/{row.sent} cơ quan chưa xác nhận, đã quá ngày làm việc"
        url = links.address("awareness-detail", row.pk)
        return Line(row.abstract, url, note, f"{row.late} cơ quan", "soon")

    ordered = counted.order_by("-issued_on", "-pk")
    return Source("chua-nhan", "Văn bản chưa được xác nhận đã nhận", ordered, line, tone="soon")


def _agencies_by(moment: Moment, permission: Permission) -> frozenset[int]:
    """The agencies for which the actor may do this as their own."""
    seats = moment.actor.seats
    may = [seat for seat in seats if permission in ROLES[seat.role].may.get(Relation.RECEIVING, ())]
    return frozenset().union(*(seat.works_for for seat in may))


def _open_to(moment: Moment) -> QuerySet[Directive]:
    return visible_to(moment.actor, directives_through(moment.actor))


def to_confirm(moment: Moment) -> Source:
    """Documents that came: confirming takes one click, and is due within the day."""
    mine = _agencies_by(moment, Permission.CONFIRM_RECEIPT)
    rows = Receipt.objects.owed().filter(agency__in=mine, directive__in=_open_to(moment))

    def line(row: Receipt) -> Line:
        late = row.due_on < moment.today
        label = "Quá ngày xác nhận" if late else "Xác nhận trong hôm nay"
        if row.due_on > moment.today:
            label = f"Xác nhận trong ngày {row.due_on:%d/%m}"
        tone = "overdue" if late else "soon"
        return Line(row.directive.abstract, _page(row), row.directive.cited, label, tone)

    ordered = rows.select_related("directive", "agency").order_by("due_on", "pk")
    return Source("da-nhan", "Văn bản cần xác nhận đã nhận", ordered, line, tone="soon")


def to_read(moment: Moment) -> Source:
    """Documents that this person must read."""

    def line(row: ReadingDuty) -> Line:
        return Line(row.directive.abstract, _page(row), row.directive.cited, "Chưa đọc", "soon")

    rows = own_duties(moment.actor.position_ids).filter(directive__in=_open_to(moment))
    return Source("phai-doc", "Văn bản phải đọc", rows, line, tone="soon")


def unread(moment: Moment) -> Source:
    """For those who answer for the agency: each of its people who has not read."""
    mine = _agencies_by(moment, Permission.NAME_READERS) | _agencies_by(moment, Permission.RECORD_BRIEFING)
    rows = ReadingDuty.objects.unread().filter(agency__in=mine, directive__in=_open_to(moment))
    others = rows.exclude(position__in=moment.actor.position_ids)

    def line(row: ReadingDuty) -> Line:
        days = moment.waited(row.named_on)
        label = f"đã {days} ngày làm việc" if days else "chỉ định hôm nay"
        url = links.address("awareness-detail", row.directive_id)
        return Line(
            row.position.title, url, f"{row.directive.cited}: {row.directive.abstract}", label, "none"
        )

    ordered = others.select_related("directive", "position").order_by("named_at", "pk")
    return Source("chua-doc", "Người của đơn vị chưa đọc văn bản", ordered, line)


def _page(row: Any) -> str:
    return links.address("directive-detail", row.directive_id)
