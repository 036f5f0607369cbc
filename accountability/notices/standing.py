"""How delivery stands: what waits, what ended badly, which channel is down, and the alarm about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accountability.access.permissions import Permission
from accountability.access.roles import Relation
from accountability.access.rules import roles_allowing
from accountability.agencies.models import Position
from accountability.agencies.reading import holders
from accountability.core.prepared import prepared
from accountability.core.saying import joined, say
from accountability.core.zone import local
from accountability.notices import channels, rules
from accountability.notices.actions.telling import NoticeDraft, notify_many
from accountability.notices.models import NEEDS_A_PERSON, ChannelStop, Outbox
from accountability.notices.rules import Answer, Outcome

# A server that is only restarting alarms nobody.
ALARM_AFTER = timedelta(minutes=15)
PAUSES = {
    Outcome.UNREACHABLE: rules.PAUSE_UNREACHABLE,
    Outcome.REFUSED: rules.PAUSE_REFUSED,
}


def backlog(at: datetime) -> int:
    """Mails written up to `at` that still wait to be sent, quiet hours included."""
    return Outbox.objects.waiting().filter(created_at__lte=at).count()


def dead_count() -> int:
    """Mails that did not reach their reader and need a person: dead, bounced, or unclear whether sent."""
    return Outbox.objects.filter(state__in=NEEDS_A_PERSON).count()


def open_stops() -> list[ChannelStop]:
    """The interruptions that go on."""
    return _open_stops()


@prepared
def _open_stops() -> QuerySet[ChannelStop]:
    return ChannelStop.objects.filter(resumed_at=None).order_by("channel")


def interrupted_channels() -> set[str]:
    """The codes of the channels that are interrupted, their pause over or not."""
    return {stop.channel for stop in open_stops()}


def channel_trouble() -> str:
    """What the mail system said when it stopped a channel, and what to do; "" when all are open."""
    return joined("; ", [describe(stop) for stop in open_stops()])


def describe(stop: ChannelStop) -> str:
    """One interruption in words: the server's answer first, then the advice."""
    said = " ".join(str(part) for part in (stop.code, stop.text) if part)
    return say("{said} ({advice})", said=said, advice=rules.advice(stop.stage, stop.code))


def stop(channel: str, answer: Answer, *, at: datetime) -> datetime:
    """Note that the channel is down, and alarm the Office in time; when it will be tried again."""
    outcome = rules.classify(answer)
    refused = outcome is Outcome.REFUSED
    until = at + PAUSES[outcome]
    facts = {
        "stage": answer.stage.value,
        "code": answer.code,
        "text": answer.text[:500],
        "refused": refused,
        "until_at": until,
    }
    with transaction.atomic():
        note, created = ChannelStop.objects.select_for_update().get_or_create(
            channel=channel, resumed_at=None, defaults=facts | {"stopped_at": at}
        )
        if not created:
            ChannelStop.objects.filter(pk=note.pk).update(**facts)
        if note.alarmed_at is None and (refused or at - note.stopped_at >= ALARM_AFTER):
            ChannelStop.objects.filter(pk=note.pk).update(alarmed_at=at)
            _alarm(ChannelStop.objects.get(pk=note.pk), at)
    return until


def resumed(channel: str, *, at: datetime) -> None:
    """The channel took a mail, or refused one by itself: the interruption is over."""
    ChannelStop.objects.filter(channel=channel, resumed_at=None).update(resumed_at=at)


def _alarm(note: ChannelStop, at: datetime) -> None:
    """Tell those who watch over delivery, on screen: a mail would not reach them."""
    roles = roles_allowing(Permission.VIEW_OUTBOX, Relation.ANY)
    watching = Position.objects.filter(role__in=[role.value for role in roles]).values_list("pk", flat=True)
    people = {user.pk for users in holders(watching, today=local(at).date()).values() for user in users}
    text = say(
        "Kênh {title} đang dừng: {describe}", title=channels.get(note.channel).title, describe=describe(note)
    )
    notify_many((NoticeDraft(pk, "mail.alarm", text, "/thu-di/") for pk in sorted(people)), at=at)
