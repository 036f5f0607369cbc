"""Who is named, as values: one body, and bodies one after the other. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Body:
    """Who is named: tokens `lo` to `hi`, the printed phrase (with its head noun where the list left it out), the codes found.

    kind: "agency", "post" (a title of a head), "group", "place".
    """

    lo: int
    hi: int
    text: str
    codes: tuple[str, ...] = ()
    kind: str = "agency"

    @property
    def code(self) -> str | None:
        """The one agency of the dictionary, if it is one."""
        return self.codes[0] if len(self.codes) == 1 else None


@dataclass(frozen=True)
class BodyList:
    """Bodies one after the other: from token `lo` (honorifics included) to `hi` (brackets included)."""

    lo: int
    hi: int
    bodies: tuple[Body, ...]

    def before(self, at: int) -> BodyList:
        """The part that ends by this token."""
        bodies = tuple(body for body in self.bodies if body.hi <= at)
        return replace(self, bodies=bodies, hi=bodies[-1].hi if bodies else self.lo)
