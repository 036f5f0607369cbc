"""Telling who must confirm or read: a line on screen, and one in the reader's next digest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.agencies.reading import holders, positions_of
from accountability.awareness.kinds import READING, RECEIPT
from accountability.awareness.models import ReadingDuty, Receipt
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.message import MailDraft, MailItem

if TYPE_CHECKING:
    from accountability.accounts.models import User

CONFIRMING_ROLES = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.FOCAL_POINT)


def tell_readers(duties: Sequence[ReadingDuty], *, text: str, fact: str, at: datetime) -> int:
    """Tell those who hold the positions of these duties; how many lines were written on screens."""
    people = holders((duty.position_id for duty in duties), today=local(at).date())
    told = [
        (duty.directive, user, duty.position_id, {"duty": duty.pk}, f"reading:{duty.pk}:{fact}:{user.pk}")
        for duty in duties
        for user in people.get(duty.position_id, [])
    ]
    return _tell(told, READING, text, at)


def tell_receivers(receipts: Sequence[Receipt], *, text: str, fact: str, at: datetime) -> int:
    """Tell heads and focal points of the agencies of these receipts; how many lines were written on screens."""
    found = positions_of((receipt.agency_id for receipt in receipts), CONFIRMING_ROLES)
    seats: dict[int, list[Position]] = {}
    for (agency_id, _role), rows in found.items():
        seats.setdefault(agency_id, []).extend(rows)
    people = holders((seat.pk for rows in seats.values() for seat in rows), today=local(at).date())
    told = [
        (receipt.directive, user, seat.pk, {"receipt": receipt.pk}, f"receipt:{receipt.pk}:{fact}:{user.pk}")
        for receipt in receipts
        for seat in seats.get(receipt.agency_id, [])
        for user in people.get(seat.pk, [])
    ]
    return _tell(told, RECEIPT, text, at)


def _tell(
    told: Iterable[tuple[Directive, User, int, dict[str, int], str]], kind: str, text: str, at: datetime
) -> int:
    notices, mails = [], []
    for directive, user, position, payload, key in told:
        url, subject = f"/van-ban/{directive.pk}/", f"d:{directive.pk}"
        notices.append(NoticeDraft(user.pk, kind, f"{text}: {directive.cited}", url, subject))
        item = MailItem(directive.cited, directive.abstract, url, due="xác nhận trên hệ thống", note=text)
        mails.append(
            MailDraft(
                kind=kind, dedupe_key=key, to=user, subject_line=f"{text}: {directive.cited}", items=(item,),
                subjects=(subject,), payload=payload, demo=directive.is_assumed, position=position,
            )
        )  # fmt: skip
    post_mails(mails, at=at)
    return notify_many(notices, at=at)
