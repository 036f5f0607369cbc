"""An event as a Vietnamese sentence. Each room registers its own actions in its `apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accountability.audit.models import AuditEvent
from accountability.core.saying import say

Presenter = Callable[[AuditEvent], str]

_titles: dict[str, str] = {}
_presenters: dict[str, Presenter] = {}


def register(action: str, present: Presenter, *, title: str = "") -> None:
    """Tell how events of this action read; `title` names the action in the filter of the list.

    Raises ValueError when another sentence is registered for it already.
    """
    if _presenters.setdefault(action, present) is not present:
        raise ValueError(say("Việc {action!r} đã có câu khác.", action=action))
    if title:
        register_titles({action: title})


def register_titles(titles: Mapping[str, str]) -> None:
    """Name actions whose sentence is their title and nothing more."""
    _titles.update(titles)


def titles() -> dict[str, str]:
    """Action → its title, in the order of the alphabet of titles."""
    return dict(sorted(_titles.items(), key=lambda item: item[1]))


def sentence(event: AuditEvent) -> str:
    """What happened, without who and when."""
    if present := _presenters.get(event.action):
        return present(event)
    return _titles.get(event.action) or say(
        "Thao tác “{action}” trên {target_kind} số {target_pk}",
        action=event.action,
        target_kind=event.target_kind,
        target_pk=event.target_pk,
    )


def author(event: AuditEvent) -> str:
    """Who did it: the position of that moment; the account when it held none; else the system."""
    if event.position_title:
        return event.position_title
    return str(event.user) if event.user_id else say("Hệ thống")
