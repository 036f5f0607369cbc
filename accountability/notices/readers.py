"""Who reads a mail that was written to a position: whoever answers for it on the day that it goes.

The holder, an acting holder or a delegate may have changed since the mail was written: over a
night, a holiday, an outage.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from accountability.agencies.reading import holder_keys, holders
from accountability.notices import channels, mime
from accountability.notices.claiming import mine
from accountability.notices.message import shorten
from accountability.notices.models import Outbox

if TYPE_CHECKING:
    from accountability.accounts.models import User


def present(rows: Sequence[Outbox], *, today: date) -> set[int]:
    """Give each mail whose reader left his position to the one who has it now; the keys of those that nobody gets.

    A mail is nobody's when the position is vacant, or when all who hold it have the same mail already.
    """
    written_to = [row for row in rows if row.position_id is not None]
    if not written_to:
        return set()
    keys = holder_keys([row.position_id for row in written_to if row.position_id], today=today)
    left = [row for row in written_to if row.recipient_user_id not in keys.get(row.position_id or 0, ())]
    if not left:
        return set()
    now = holders([row.position_id for row in left if row.position_id], today=today)
    lost: set[int] = set()
    for row in left:
        heir = _without_it(row, now.get(row.position_id or 0, []))
        if heir is None or not _hand_on(row, heir):
            lost.add(row.pk)
    return lost


def _without_it(row: Outbox, people: Sequence[User]) -> User | None:
    """The first of them who was not told the same fact: a key ends with its reader (DESIGN §14)."""
    stem, _, last = row.dedupe_key.rpartition(":")
    if not people or last != str(row.recipient_user_id):
        return next(iter(people), None)
    same_fact = Outbox.objects.filter(
        recipient_user__in=[user.pk for user in people], dedupe_key__startswith=f"{stem}:"
    )
    told = set(same_fact.values_list("recipient_user_id", flat=True))
    return next((user for user in people if user.pk not in told), None)


def _hand_on(row: Outbox, heir: User) -> bool:
    """Write the new reader into the mail, in the row that we hold; False if we lost it."""
    channel = channels.get(row.channel)
    address = channel.address(heir)
    if row.channel == channels.MAIL and address:
        greeted = row.recipient_user.display_name if row.recipient_user else ""
        name = shorten(heir.display_name, 120)
        row.mime = mime.readdressed(bytes(row.mime), name=name, address=address, greeted=greeted)
    row.recipient, row.recipient_user = address, heir
    changed = mine(row).update(mime=row.mime, recipient=address, recipient_user=heir)
    return bool(changed)
