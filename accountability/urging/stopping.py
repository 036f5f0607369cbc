"""A big round is called off half-way: what went out stays and is listed, the rest is not sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.long_work import call_off
from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.urging.models import Urging, UrgingRound
from accountability.urging.sending import result_of, tell_who_ordered


@transaction.atomic
def call_off_round(made: UrgingRound, *, by: Actor, at: datetime) -> bool:
    """Send nothing more of it. False when it had ended before.

    The worker makes a portion of letters in one transaction, in which it holds the round: a portion is either committed
    before this, and counted here, or finds the round called off and is undone as a whole.
    """
    if not call_off(made, at=at):
        return False
    made.urgings.filter(outcome=Urging.Outcome.WAITING).update(outcome=Urging.Outcome.UNSENT)
    letters, told, left_out = result_of(made)
    record(
        action="urging.call_off", by=by, at=at, target_kind="urging", target_pk=made.pk,
        after={"letters": letters, "assignments": told, "left_out": left_out},
    )  # fmt: skip
    if by.user_id != made.urged_by_id:
        text = say(
            "Lượt đôn đốc đã được {by} dừng: mới lập {letters} thư, phần còn lại không gửi",
            by=by.title,
            letters=number_vi(letters),
        )
        tell_who_ordered(made, text, at)
    return True
