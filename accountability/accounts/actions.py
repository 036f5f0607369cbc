"""What a person does with his own account: sign in and out, end his other sessions, walk through the first steps."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accountability.access.actor import Actor
from accountability.accounts.models import FirstSteps, SignedIn, User
from accountability.audit.record import record

KEPT_SIGN_INS = 10


@transaction.atomic
def note_sign_in(*, user: User, device: str, by: Actor, at: datetime) -> SignedIn:
    """Write down that somebody signed in; the oldest rows of his own list go."""
    record(action="account.sign_in", by=by, at=at, target_kind="account", target_pk=user.pk)
    made = SignedIn.objects.create(user=user, at=at, address=by.address[:45], device=device[:200])
    kept = SignedIn.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:KEPT_SIGN_INS]
    SignedIn.objects.filter(user=user, pk__lt=min(kept)).delete()
    return made


@transaction.atomic
def note_sign_out(*, user: User, signed_in: int | None, by: Actor, at: datetime) -> None:
    """Write down that this session was ended; `signed_in` is the key of its sign-in, where it has one."""
    record(action="account.sign_out", by=by, at=at, target_kind="account", target_pk=user.pk)
    SignedIn.objects.filter(user=user, pk=signed_in or 0, ended_at=None).update(ended_at=at)


@transaction.atomic
def end_other_sessions(*, user: User, signed_in: int | None, by: Actor, at: datetime) -> User:
    """Every other session of the person ends with its next request; gives him back for the seal of this one."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    close_sign_ins(user=user, signed_in=signed_in, at=at)
    record(action="account.end_sessions", by=by, at=at, target_kind="account", target_pk=user.pk)
    return User.objects.get(pk=user.pk)


def close_sign_ins(*, user: User, signed_in: int | None, at: datetime) -> None:
    """His list says of all sessions but this one that they are over."""
    SignedIn.objects.filter(user=user, ended_at=None).exclude(pk=signed_in or 0).update(ended_at=at)


# First steps: one's own mark and nobody's fact, so it has no audit event, like that of a notice read -------------------


def take_step(*, user_id: int, step: str) -> None:
    """Mark one step as done; twice changes nothing."""
    with transaction.atomic():
        row, _ = FirstSteps.objects.select_for_update().get_or_create(user_id=user_id)
        if step not in row.done:
            row.done = [*row.done, step]
            row.save(update_fields=["done"])


def close_steps(*, user_id: int, at: datetime) -> None:
    """Bỏ qua: the card is not shown any more."""
    FirstSteps.objects.update_or_create(user_id=user_id, defaults={"closed_at": at})


def show_steps_again(*, user_id: int) -> None:
    """Xem lại: from the first step."""
    FirstSteps.objects.update_or_create(user_id=user_id, defaults={"closed_at": None, "done": []})


@transaction.atomic
def change_phone(user_pk: int, phone: str, *, by: Actor, at: datetime) -> None:
    """Keep the number under which somebody is reached at work; empty takes it away."""
    user = User.objects.select_for_update().get(pk=user_pk)
    before, user.phone = user.phone, phone
    user.save(update_fields=["phone"])
    record(
        action="account.phone_change", by=by, at=at, target_kind="account", target_pk=user.pk,
        before={"phone": before}, after={"phone": phone},
    )  # fmt: skip
