"""What a person wants to get by mail: every digest, and whatever kind says that it may be declined.

What the ladder owes is not in the list: nobody declines an escalation (DESIGN §9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core import signing
from django.db import transaction

from accountability.audit.record import record
from accountability.core.saying import say
from accountability.notices import kinds
from accountability.notices.kinds import MailKind
from accountability.notices.models import MailChoice

if TYPE_CHECKING:
    from accountability.access.actor import Actor

_SALT = "notices.unsubscribe"
# A mail kept for a year still lets its reader decline the next ones.
_TOKEN_DAYS = 366


class BadToken(ValueError):
    """A link of a digest that is damaged or too old."""


@dataclass(frozen=True)
class Choice:
    """One line of the list: a kind that may be declined, and whether the person wants it."""

    kind: MailKind
    wanted: bool


def choices_of(user_id: int) -> list[Choice]:
    """Every kind that may be declined, as the person chose; what he never touched he gets."""
    stored = dict(MailChoice.objects.filter(user_id=user_id).values_list("kind", "wanted"))
    return [Choice(kind, stored.get(kind.code, True)) for kind in kinds.all_kinds() if kind.may_decline]


def declined(user_ids: Iterable[int], kind_codes: Iterable[str]) -> set[tuple[int, str]]:
    """The pairs (person, kind) that were declined; kinds that nobody may decline are never among them."""
    codes = [code for code in set(kind_codes) if kinds.get(code).may_decline]
    if not codes:
        return set()
    rows = MailChoice.objects.filter(user_id__in=set(user_ids), kind__in=codes, wanted=False)
    return set(rows.values_list("user_id", "kind"))


@transaction.atomic
def choose(*, user_id: int, wanted: Mapping[str, bool], by: Actor | None, at: datetime) -> int:
    """Keep the person's choices, kind → wanted; how many changed. Kinds that may not be declined are passed over."""
    changes = {one.kind.code: wanted[one.kind.code] for one in choices_of(user_id) if one.kind.code in wanted}
    before = {one.kind.code: one.wanted for one in choices_of(user_id)}
    changed = {code: value for code, value in changes.items() if before[code] != value}
    for code, value in changed.items():
        MailChoice.objects.update_or_create(
            user_id=user_id, kind=code, defaults={"wanted": value, "changed_at": at}
        )
    if changed:
        record(
            action="account.mail_choice",
            by=by,
            at=at,
            target_kind="account",
            target_pk=user_id,
            before={code: before[code] for code in changed},
            after=changed,
        )
    return len(changed)


def decline_digests(*, user_id: int, by: Actor | None, at: datetime) -> int:
    """Decline every digest, as one click in a mail asks for; how many changed."""
    digests = {kind.code: False for kind in kinds.all_kinds() if kind.mail_class == "digest"}
    return choose(user_id=user_id, wanted=digests, by=by, at=at)


def token(user_id: int) -> str:
    """The signed word that lets a mail program decline this person's digests, and nothing else."""
    return signing.dumps(user_id, salt=_SALT)


def reader_of(word: str) -> int:
    """The person whose digests the link is about. Raises BadToken."""
    try:
        user_id = signing.loads(word, salt=_SALT, max_age=_TOKEN_DAYS * 24 * 3600)
    except signing.BadSignature as error:
        raise BadToken(say("Liên kết không hợp lệ hoặc đã quá hạn.")) from error
    return int(user_id)
