"""The kinds of mail: a registry that higher rooms fill from their apps.py."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Payload = dict[str, Any]

log = logging.getLogger(__name__)


class UnknownMailKind(LookupError):
    """A mail names a kind that no room has registered."""


@dataclass(frozen=True)
class MailKind:
    """One kind of mail.

    `why` answers "Vì sao tôi nhận thư này?". `still_due` is asked with the mail's payload right
    before it is sent: permission and state are checked again there, and a mail that is no longer
    due is withdrawn. `still_due_many` answers for many payloads at once, in their order, where
    that takes fewer queries; without it each is asked by itself.

    `mail_class` (DESIGN §9): act_now is a mail at once within working hours; digest waits for the
    person's next digest; record is a line on screen and no mail. `optional`: the person may
    decline the mail; digests always are, an escalation never is. `hold_when_uncertain`: when the
    connection broke after the whole mail was handed over, wait for a person instead of sending a
    second copy (for signed papers; a reminder is better twice than never).
    """

    code: str
    title: str
    why: str
    still_due: Callable[[Payload], bool]
    mail_class: str = "act_now"
    hold_when_uncertain: bool = False
    optional: bool = False
    still_due_many: Callable[[Sequence[Payload]], Sequence[bool]] | None = None

    @property
    def may_decline(self) -> bool:
        """Whether a person may choose not to get it."""
        return self.optional or self.mail_class == "digest"

    def answers(self, payloads: Sequence[Payload]) -> list[bool | Exception]:
        """Whether each is still due; the error in its place where the question itself failed.

        One broken mail must not stop the others, so a failed bulk question is asked again singly.
        """
        if self.still_due_many is not None and len(payloads) > 1:
            try:
                found = list(self.still_due_many(payloads))
                if len(found) == len(payloads):
                    return [bool(one) for one in found]
                log.error("kind %s: %d answers to %d questions", self.code, len(found), len(payloads))
            except Exception:
                log.exception("kind %s: still_due_many failed", self.code)
        return [self._answer(payload) for payload in payloads]

    def _answer(self, payload: Payload) -> bool | Exception:
        try:
            return bool(self.still_due(payload))
        except Exception as error:
            log.exception("kind %s: still_due failed", self.code)
            return error


_kinds: dict[str, MailKind] = {}


def register(kind: MailKind) -> MailKind:
    """Make `kind` known; the same code twice is an error unless it is the same kind."""
    if _kinds.get(kind.code, kind) != kind:
        raise ValueError(f"mail kind {kind.code!r} is registered twice")
    _kinds[kind.code] = kind
    return kind


def get(code: str) -> MailKind:
    """The kind of that code; raises UnknownMailKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownMailKind(code) from None


def all_kinds() -> tuple[MailKind, ...]:
    """Every registered kind, by title, for the filter of the mail list."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.title))


def always_due(payload: Payload) -> bool:
    """`still_due` of mails that report a fact which cannot be undone."""
    return True
