"""The answer of a permission check; a refusal says why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """No, with the reason in Vietnamese for the screen."""

    reason: str

    def __bool__(self) -> bool:
        return False


Verdict = Allowed | Denied
