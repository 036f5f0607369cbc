"""Cấp số, phát hành; thu hồi. The number, the file and the letters to the addressees are one transaction.

Drawing the file takes half a second, in which nobody else should wait for a number. So it is drawn first, for the number
that comes next, and only then the number is taken: if somebody was faster, the file is drawn again for the next one.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.documents.actions.demanding import demand, take_back
from accountability.documents.actions.keeping import hold, move
from accountability.documents.actions.moving import _refuse_secret
from accountability.documents.actions.noticing import number_directive, take_number_back
from accountability.documents.models import OutgoingDocument
from accountability.documents.numbering import next_number, take
from accountability.documents.rules import State, Verb, after, refusal
from accountability.documents.telling import tell_issued, tell_recalled
from accountability.files.actions import keep_made
from accountability.files.signed import SignedBytes, keep_signed

# Draws the document with this number and date.
Draw = Callable[[OutgoingDocument, int, date, datetime], bytes]
# Signs the drawn file, or says that there is no key for it.
Sign = Callable[[OutgoingDocument, bytes, datetime], SignedBytes | None]
# What follows in the same transaction, above this room: the processes.
Follow = Callable[[OutgoingDocument], None]
TRIES = 5


class _Faster(Exception):
    """Somebody took the number for which the file was drawn."""


def _nothing(row: OutgoingDocument) -> None:
    """No process follows."""


def unsigned(row: OutgoingDocument, data: bytes, at: datetime) -> SignedBytes | None:
    """No key signs."""


def issue(
    pk: int, *, draw: Draw, by: Actor, at: datetime, sign: Sign = unsigned, follow: Follow = _nothing
) -> OutgoingDocument:  # fmt: skip
    """The văn thư numbers, dates and issues; the addressees hear it.

    A letter that asks for explanations demands them; a notice gives its number to the instruction that it announces.

    Raises Refused, and what `draw` and `sign` raise: then no number was taken, and it can be issued later.
    """
    for _ in range(TRIES):
        row = OutgoingDocument.objects.select_related("issuer", "signer").get(pk=pk)
        if after(State(row.state), Verb.ISSUE) is None:
            raise Refused(refusal(State(row.state), Verb.ISSUE))
        on = local(at).date()
        number = next_number(row.issuer, on.year, row.rule.series)
        data = draw(row, number, on, at)
        try:
            signed = sign(row, data, at)
            return _issue(pk, number=number, on=on, data=data, signed=signed, by=by, at=at, follow=follow)
        except _Faster:
            continue
    raise Refused(say("Nhiều văn bản đang được cấp số cùng lúc; vui lòng thử lại."))


@transaction.atomic
def _issue(
    pk: int, *, number: int, on: date, data: bytes, signed: SignedBytes | None, by: Actor, at: datetime, follow: Follow
) -> OutgoingDocument:  # fmt: skip
    row = hold(pk, Verb.ISSUE)
    # No words in the register: its readers see what of the document they may by the document itself.
    row.taken = take(row.issuer, on.year, row.rule.series, at=at)
    if row.taken.number != number:
        raise _Faster  # The transaction is rolled back, and the number with it.
    row.issued_on = on
    name = f"{row.number}-{row.symbol}.pdf"
    row.file = keep_made(name, File(io.BytesIO(data)), "application/pdf", by=by, at=at)
    if signed is not None:
        keep_signed(row.file, signed, by=by, at=at)
    move(row, Verb.ISSUE, by=by, at=at)
    demand(row, by=by, at=at)
    number_directive(row, by=by, at=at)
    tell_issued(row, at=at)
    follow(row)
    return row


@transaction.atomic
def recall(pk: int, *, reason: str, by: Actor, at: datetime, follow: Follow = _nothing) -> OutgoingDocument:
    """Take an issued document back (NĐ 30/2020 Điều 18): the number stays used, the addressees are told and read no more.

    What it demanded and nobody has given yet is not owed any more; an instruction that it announced loses the number.
    """
    row = hold(pk, Verb.RECALL)
    if not reason.strip():
        raise Refused(say("Vui lòng nêu lý do và văn bản, ý kiến cho phép thu hồi."))
    _refuse_secret(reason)
    move(row, Verb.RECALL, by=by, at=at, note=reason.strip())
    take_back(row, by=by, at=at)
    take_number_back(row, by=by, at=at)
    tell_recalled(row, at=at)
    follow(row)
    return row
