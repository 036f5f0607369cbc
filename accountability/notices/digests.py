"""The digest: one mail per person and slot, built at its slot from what is still due (DESIGN §9).

A slot is a time of working mornings (setting DIGEST_SLOTS). What was ready by the slot goes into
it; who had his digest of a slot gets the rest with the next one. Each person's digest is built in
one transaction that holds his lines, so two workers build it once: the mail's key is the slot and
the person, and a line's row says into which mail it went.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction

from accountability.accounts.models import User
from accountability.agencies.reading import holders
from accountability.calendars.reading import calendar_around
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.notices import kinds, preferences, rules
from accountability.notices.actions.posting import write_mails
from accountability.notices.kinds import MailKind, Payload
from accountability.notices.message import MailDraft, MailItem
from accountability.notices.models import DigestItem, Outbox

KIND = "digest"
SLOTS = ("07:30",)
LIST_URL = "/nhiem-vu/"
State = DigestItem.State


def slots() -> tuple[time, ...]:
    """The times of day of the digests. Raises ValueError for a setting that is no time."""
    return tuple(time.fromisoformat(one) for one in getattr(settings, "DIGEST_SLOTS", SLOTS))


def build(*, at: datetime) -> int:
    """Write the digests of the slot that has come; how many. Running it again, or twice at once, adds none."""
    pending = DigestItem.objects.filter(state=State.PENDING, ready_at__lte=at)
    if not pending.exists():
        return 0
    slot = rules.slot_before(at, slots(), calendar_around(local(at).date()))
    if slot is None:
        return 0
    _hand_on(slot, today=local(at).date())
    ready = pending.filter(ready_at__lte=slot).order_by("recipient_user_id")
    people = list(ready.values_list("recipient_user_id", flat=True).distinct())
    return sum(_build_one(person, slot=slot, at=at) for person in people)


@transaction.atomic
def _hand_on(slot: datetime, *, today: date) -> int:
    """Give lines whose reader left his position to whoever answers for it now; how many moved.

    A line that nobody is left for, or that all of them have, is dropped.
    """
    written_to = DigestItem.objects.filter(state=State.PENDING, ready_at__lte=slot, position__isnull=False)
    lines = list(written_to.select_for_update(no_key=True).order_by("pk"))
    now = holders([line.position_id for line in lines if line.position_id], today=today)
    moved = 0
    for line in lines:
        people = [user.pk for user in now.get(line.position_id or 0, [])]
        if line.recipient_user_id in people:
            continue
        stem = line.dedupe_key.removesuffix(f":{line.recipient_user_id}")
        same = DigestItem.objects.filter(recipient_user__in=people, dedupe_key__startswith=f"{stem}:")
        told = set(same.values_list("recipient_user_id", flat=True))
        heir = next((pk for pk in people if pk not in told), None)
        waiting = DigestItem.objects.filter(pk=line.pk, state=State.PENDING)
        if heir is None:
            waiting.update(state=State.DROPPED)
        else:
            moved += waiting.update(recipient_user_id=heir)
    return moved


@transaction.atomic
def _build_one(user_id: int, *, slot: datetime, at: datetime) -> int:
    """The digest of one person: 1 if a mail was written."""
    # The lock is the person's, so that a second worker waits and then finds nothing.
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    key = f"digest:{slot:%Y-%m-%dT%H:%M}:{user_id}"
    if Outbox.objects.filter(dedupe_key=key).exists():
        return 0
    held = DigestItem.objects.filter(recipient_user=user, state=State.PENDING, ready_at__lte=slot)
    lines = _still_wanted(list(held.order_by("pk")), user)
    if not lines:
        return 0
    (mail,) = write_mails([_draft(user, lines, key=key)], at=at)
    DigestItem.objects.filter(pk__in=[line.pk for line in lines]).update(state=State.MAILED, mail=mail)
    return 1


def _still_wanted(lines: Sequence[DigestItem], user: User) -> list[DigestItem]:
    """The lines that are still due and not declined; the others are closed. A question that fails waits."""
    declined = preferences.declined([user.pk], [line.kind for line in lines])
    answers = _answers(lines)
    refused = [line.pk for line in lines if (user.pk, line.kind) in declined]
    over = [line.pk for line in lines if answers[line.pk] is False or not user.is_active]
    DigestItem.objects.filter(pk__in=over).update(state=State.DROPPED)
    DigestItem.objects.filter(pk__in=refused).exclude(pk__in=over).update(state=State.DECLINED)
    closed = {*refused, *over}
    return [line for line in lines if answers[line.pk] is True and line.pk not in closed]


def _answers(lines: Sequence[DigestItem]) -> dict[int, bool | Exception]:
    """Whether each line is still due, asked kind by kind."""
    found: dict[int, bool | Exception] = {}
    for code in {line.kind for line in lines}:
        same = [line for line in lines if line.kind == code]
        answers = kinds.get(code).answers([line.payload for line in same])
        found.update({line.pk: answer for line, answer in zip(same, answers, strict=True)})
    return found


def _draft(user: User, lines: Sequence[DigestItem], *, key: str) -> MailDraft:
    """Gravest first, then the oldest; a title per kind opens the mail."""
    ranked = sorted(lines, key=lambda line: (-line.consequence, line.pk))
    counts = {
        code: sum(line.kind == code for line in ranked)
        for code in dict.fromkeys(line.kind for line in ranked)
    }
    opening = tuple(f"{kinds.get(code).title}: {count} việc." for code, count in counts.items())
    return MailDraft(
        kind=KIND,
        dedupe_key=key,
        to=user,
        subject_line=f"Tổng hợp {len(ranked)} việc cần theo dõi",
        lines=opening,
        items=tuple(MailItem(line.number, line.title, line.url, line.deadline, line.note) for line in ranked),
        subjects=tuple(dict.fromkeys(line.subject for line in ranked if line.subject)),
        payload={"lines": [line.pk for line in ranked]},
        more_url=LIST_URL,
        demo=any(line.demo for line in ranked),
    )


def _still_due(payload: Payload) -> bool:
    """Asked again when the mail goes: at least one of its lines still stands."""
    lines = list(DigestItem.objects.filter(pk__in=payload["lines"]))
    return any(answer is True for answer in _answers(lines).values())


def register_kind() -> None:
    """Make the digest itself known; called when the room is ready."""
    kinds.register(
        MailKind(
            KIND,
            say("Thư tổng hợp"),
            "Các việc trên thuộc phần người nhận chủ trì, phối hợp hoặc theo dõi; mỗi buổi sáng làm việc một thư.",
            _still_due,
            mail_class="digest",
        )
    )


def waiting() -> Any:
    """The lines that wait for their slot, for the page of mails."""
    return DigestItem.objects.filter(state=State.PENDING)
