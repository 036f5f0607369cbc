"""Sổ đăng ký văn bản đi as NĐ 30/2020 has it (Phụ lục IV, mục I): what of its ten columns the system knows, line by line.

Số lượng bản and Ký nhận belong to paper copies; Ngày chuyển is the day of the document, since issuing it tells its addressees. A
line whose document the reader may not know of keeps its number and says no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.documents.access import documents_of
from accountability.documents.models import OutgoingDocument, TakenNumber
from accountability.documents.reading import with_addressees
from accountability.documents.rules import State

# So many addressees are named in a line; the document has the others.
MOST_NAMED = 3


@dataclass(frozen=True)
class RegisterLine:
    """One number: columns 1 to 6 and 10 of the form. `about` is empty where the reader may not know what it is for."""

    reference: str
    on: date
    kind: str = ""
    about: str = ""
    url: str = ""
    signer: str = ""
    signer_title: str = ""
    sent_to: str = ""
    kept_by: str = ""
    note: str = ""


def lines_of(
    actor: Actor, taken: Iterable[TakenNumber], *, most_named: int | None = MOST_NAMED
) -> list[RegisterLine]:
    """The lines for these numbers, in their order, with so many addressees each. Two statements, beside that of the numbers."""
    numbers = list(taken)
    rows = documents_of(actor).filter(taken__in=[one.pk for one in numbers])
    wide = rows.select_related("taken", "signer", "from_position", "to_position")
    known = {row.taken_id: row for row in wide.prefetch_related(with_addressees())}
    return [
        _of_document(one, known[one.pk], most_named) if one.pk in known else _of_another(one)
        for one in numbers
    ]


def _of_document(one: TakenNumber, row: OutgoingDocument, most_named: int | None) -> RegisterLine:
    return RegisterLine(
        row.reference, row.issued_on or _day(one), kind=row.rule.title, about=row.abstract, url=reverse("document-detail", args=[row.pk]),
        signer=row.signer_name, signer_title=row.signer.title, sent_to=_sent_to(row, most_named), kept_by=f"VT, {row.field}",
        note=say("Đã thu hồi") if row.state == State.RECALLED else "",
    )  # fmt: skip


def _sent_to(row: OutgoingDocument, most: int | None) -> str:
    if row.from_position is not None and row.to_position is not None:
        return f"{row.from_position.title}; {row.to_position.title}"
    names = [one.printed for one in row.addressees.all()]
    named = "; ".join(names[:most])
    if most is None or len(names) <= most:
        return named
    return say("{named} và {n} nơi khác", named=named, n=len(names) - most)


def _of_another(one: TakenNumber) -> RegisterLine:
    """A number that a report or a registered document bears; or a document of others, of which only the number is told."""
    return RegisterLine(f"{one.number:02d}", _day(one), about=one.title, url=one.url)


def _day(one: TakenNumber) -> date:
    return local(one.taken_at).date()
