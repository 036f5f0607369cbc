"""Numbers of outgoing documents: per issuer, year and series, from 01 on, without gaps and without doubles.

NĐ 30/2020/NĐ-CP Điều 15: the numbers of an agency begin at 01 on 1 January and end on 31 December. A series is a kind of
document as offices count them ("CV", "TB", "BC"); secret documents have a series of their own and never enter the system.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.directives.actions import Refused
from accountability.directives.models import Directive
from accountability.documents.models import NumberSeries, TakenNumber
from accountability.documents.rules import KINDS

# A paper register that stands higher is a slip of the keyboard.
HIGHEST = 99_999
# The series in which we give numbers: those of outgoing documents, and that of reports.
COUNTED = frozenset({rule.series for rule in KINDS.values()} | {"BC"})


def take_number(
    issuer: Agency, year: int, series: str, *, at: datetime, title: str = "", url: str = ""
) -> int:
    """The next number of the series, in the caller's transaction.

    The row of the series is locked until that transaction ends: whoever asks meanwhile waits and gets the next number.
    What is rolled back gives its number back with it, so there is no gap. A number that a registered directive of the
    issuer bears is passed over: it is in use, and the register says by what. `title` and `url` are the line of the register.
    Raises RuntimeError outside a transaction.
    """
    return take(issuer, year, series, at=at, title=title, url=url).number


def take(
    issuer: Agency, year: int, series: str, *, at: datetime, title: str = "", url: str = ""
) -> TakenNumber:
    """As `take_number`; the line of the register, for a document that names it."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("take_number() must run inside the transaction of the act that needs the number")
    counted = _hold(issuer, year, series)
    while bearer := _bearer(issuer, year, series, counted.last + 1):
        _write(counted, at=at, title=bearer.cited, url=reverse("directive-detail", args=[bearer.pk]))
    return _write(counted, at=at, title=title, url=url)


def next_number(issuer: Agency, year: int, series: str) -> int:
    """The number that comes next, without taking it: another may be faster."""
    last = NumberSeries.objects.filter(issuer=issuer, year=year, series=series).values_list("last", flat=True)
    number = (last.first() or 0) + 1
    while _bearer(issuer, year, series, number):
        number += 1
    return number


def refuse_taken(issuer: Agency, year: int, series: str, number: str) -> None:
    """Before a directive of the issuer is registered under this number, in the same transaction: it is no document of ours.

    The series stays locked until that transaction ends, as it does for whoever takes a number: of two at the same
    instant the second sees what the first one did. SQLite lets one writer in at a time and needs no lock.
    Raises Refused when an outgoing document has the number.
    """
    if series not in COUNTED or not number:
        return
    _hold(issuer, year, series)
    # A number that was passed over for another registered document is none of ours.
    if is_taken(issuer, year, series, number) and _bearer(issuer, year, series, int(number)) is None:
        raise Refused(
            say(
                "Số {number} của sổ năm {year} đã cấp cho văn bản khác, phát hành ở hệ thống này.",
                number=number, year=year,
            )
        )  # fmt: skip


def _hold(issuer: Agency, year: int, series: str) -> NumberSeries:
    """The series, locked. Two who open it at once meet at its unique key: the second then waits for the lock."""
    rows = NumberSeries.objects.select_for_update()
    return rows.get_or_create(issuer=issuer, year=year, series=series)[0]


def _bearer(issuer: Agency, year: int, series: str, number: int) -> Directive | None:
    """The registered document of the issuer that has this number of this series already."""
    written = {str(number), f"{number:02d}"}
    rows = Directive.objects.filter(issuer=issuer, issuer_text="", year=year, kind=series, number__in=written)
    return rows.order_by("pk").first()


def _write(counted: NumberSeries, *, at: datetime, title: str, url: str) -> TakenNumber:
    counted.last += 1
    counted.save(update_fields=["last"])
    return TakenNumber.objects.create(
        series=counted, number=counted.last, taken_at=at, title=title[:500], url=url
    )


@transaction.atomic
def go_on_from(
    issuer: Agency, year: int, series: str, *, paper_last: int, by: Actor, at: datetime
) -> NumberSeries:
    """The paper register stands at `paper_last`: ours goes on with the next number.

    Raises Refused when ours has come as far already: a number would be given twice.
    """
    if not 0 < paper_last < HIGHEST:
        raise Refused(say("Số cuối của sổ giấy phải từ 1 đến {most}.", most=HIGHEST - 1))
    counted = _hold(issuer, year, series)
    if paper_last <= counted.last:
        raise Refused(
            say(
                "Sổ {series} năm {year} đã đến số {last:02d}; sổ giấy phải ở số lớn hơn, nếu không sẽ trùng số.",
                series=series, year=year, last=counted.last,
            )
        )  # fmt: skip
    before = {"last": counted.last}
    counted.last = counted.paper_last = paper_last
    counted.save(update_fields=["last", "paper_last"])
    record(
        action="document.go_on_from", by=by, at=at, target_kind="number_series", target_pk=counted.pk, before=before,
        after={"series": series, "year": year, "last": paper_last},
    )  # fmt: skip
    return counted


def is_taken(issuer: Agency, year: int, series: str, number: str) -> bool:
    """Whether our register has given this number, written as people do ("07")."""
    if not (number.isascii() and number.isdigit()) or len(number) > 9:
        return False
    rows = TakenNumber.objects.filter(series__issuer=issuer, series__year=year, series__series=series)
    return rows.filter(number=int(number)).exists()
