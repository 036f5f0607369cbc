"""The verbs that write the organisation: who takes a position, who stands in, which agency a position works for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission as AuthPermission
from django.db import transaction

from accountability.agencies.models import Agency, AgencyGrant, Delegation, Incumbency, Position
from accountability.audit.record import record
from accountability.core.saying import say

if TYPE_CHECKING:
    from accountability.access.actor import Actor
    from accountability.accounts.models import User


@transaction.atomic
def grant(
    *, position: Position, permission: str, agencies: Iterable[Agency], by: Actor | None, at: datetime
) -> None:
    """Give the position's group a guardian permission (work_for, oversee, watch) on agencies; once each."""
    kind = AuthPermission.objects.get(content_type__app_label="agencies", codename=permission)
    rows = [
        AgencyGrant(group_id=position.group_id, permission=kind, content_object=agency) for agency in agencies
    ]
    AgencyGrant.objects.bulk_create(rows, ignore_conflicts=True)
    record(
        action="position.grant", by=by, at=at, target_kind="position", target_pk=position.pk,
        after={"permission": permission, "agencies": [row.content_object_id for row in rows]},
    )  # fmt: skip


@transaction.atomic
def take_office(
    *, position: Position, user: User, from_on: date, by: Actor | None, at: datetime, acting: bool = False
) -> Incumbency:
    """The person holds the position from that day; a holder before him ends the day before.

    Raises ValueError when the present holder began on or after that day.
    """
    if not acting:
        for former in Incumbency.objects.select_for_update().filter(
            position=position, to_on=None, acting=False
        ):
            if former.from_on >= from_on:
                raise ValueError(
                    say(
                        "{position}: người đang giữ chức danh bắt đầu từ {from_on:%d/%m/%Y}.",
                        position=position.title,
                        from_on=former.from_on,
                    )
                )
            former.to_on = from_on - timedelta(days=1)
            former.save(update_fields=["to_on"])
            former.user.groups.remove(position.group)
    held = Incumbency.objects.create(position=position, user=user, from_on=from_on, acting=acting)
    user.groups.add(position.group)
    record(
        action="position.take", by=by, at=at, target_kind="position", target_pk=position.pk,
        after={"user": user.pk, "from_on": from_on.isoformat(), "acting": acting},
    )  # fmt: skip
    return held


@transaction.atomic
def delegate(
    *,
    position: Position,
    user: User,
    from_on: date,
    to_on: date,
    document: str,
    by: Actor | None,
    at: datetime,
) -> Delegation:
    """The person may act for the position between two days, by the document named. Raises ValueError without one."""
    if not document.strip():
        raise ValueError(say("Cần nêu văn bản ủy quyền."))
    if to_on < from_on:
        raise ValueError(say("Ngày hết ủy quyền phải sau ngày bắt đầu."))
    row = Delegation.objects.create(
        position=position, user=user, from_on=from_on, to_on=to_on, document=document
    )
    record(
        action="position.delegate", by=by, at=at, target_kind="position", target_pk=position.pk,
        after={"user": user.pk, "from_on": from_on.isoformat(), "to_on": to_on.isoformat(), "document": document},
    )  # fmt: skip
    return row
