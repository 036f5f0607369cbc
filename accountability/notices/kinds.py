"""The kinds of mail: a registry that higher rooms fill from their apps.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Payload = dict[str, Any]


class UnknownMailKind(LookupError):
    """A mail names a kind that no room has registered."""


@dataclass(frozen=True)
class MailKind:
    """One kind of mail.

    `why` answers "Vì sao tôi nhận thư này?". `still_due` is asked with the mail's payload right
    before it is sent: permission and state are checked again there, and a mail that is no longer
    due is withdrawn. `mail_class` is act_now, digest or record. `hold_when_uncertain`: when the
    connection broke after the whole mail was handed over, wait for a person instead of sending a
    second copy (for signed papers; a reminder is better twice than never).
    """

    code: str
    title: str
    why: str
    still_due: Callable[[Payload], bool]
    mail_class: str = "act_now"
    hold_when_uncertain: bool = False


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
