"""What is given the province from above, on the Office's first page: near or past its deadline, or due to be reported."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet

from accountability.access.actor import Actor
from accountability.assignments.handed_down import report_due
from accountability.central.access import visible_to
from accountability.central.models import CentralTask
from accountability.central.reading import words_for
from accountability.core.saying import say
from accountability.desk import links
from accountability.desk.reading.common import Line, Moment, Rows, Source


def of_leader(moment: Moment) -> Source:
    """What the province itself must answer for above, near its deadline or past it."""
    near = moment.today + timedelta(days=settings.CENTRAL_NEAR_DAYS)

    def line(row: CentralTask) -> Line:
        words = words_for(row, moment.today)
        note = say("{body} · {cited}", body=row.body, cited=row.directive.cited)
        return Line(row.title, links.address("central-detail", row.pk), note, words.label, words.tone)

    rows = Rows(_near, {"eyes": moment.eyes, "near": near})
    return Source("trung-uong", say("Trung ương giao tỉnh"), rows, line,
                  say("Không có nhiệm vụ Trung ương giao sắp đến hạn hoặc đã qua hạn."))  # fmt: skip


def _near(*, eyes: Actor, near: date) -> QuerySet[CentralTask]:
    rows = visible_to(eyes).open().filter(due_on__lte=near)
    return rows.select_related("directive__issuer").order_by("due_on", "pk")


def of_office(moment: Moment) -> Source:
    """Open tasks of the province that ask for something now; neutral, nobody is late above."""
    near = moment.today + timedelta(days=settings.CENTRAL_NEAR_DAYS)
    mine = visible_to(moment.actor)
    waiting = set(report_due(mine).values_list("pk", flat=True))
    rows = mine.open().filter(Q(due_on__lte=near) | Q(pk__in=waiting)).select_related("directive__issuer")

    def line(row: CentralTask) -> Line:
        words = words_for(row, moment.today)
        due = say(" · các nhiệm vụ của cơ quan đã xong, đến lượt tỉnh báo cáo") if row.pk in waiting else ""
        note = say("{body} · {cited}{due}", body=row.body, cited=row.directive.cited, due=due)
        return Line(row.title, links.address("central-detail", row.pk), note, words.label, words.tone)

    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    return Source("trung-uong", say("Trung ương giao tỉnh"), ordered, line)
