"""The person at work, frozen for one request: which positions he holds now, and what they reach."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accountability.access.roles import Role


@dataclass(frozen=True)
class Seat:
    """One position held today.

    `works_for`, `oversees` and `watches` are keys of agencies, from guardian's grants on agencies to the
    position's group. Empty `fields` with a role that works by field means every field.
    """

    position_id: int
    role: Role
    title: str
    agency_id: int
    agency_name: str
    fields: frozenset[str] = frozenset()
    works_for: frozenset[int] = frozenset()
    oversees: frozenset[int] = frozenset()
    watches: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Actor:
    """A signed-in person with the positions of today; built once per request by `agencies.reading.actor_for`."""

    user_id: int
    seats: tuple[Seat, ...] = ()
    address: str = ""  # Where the request came from, for the audit.

    @property
    def title(self) -> str:
        """The first position's title, as the screen shows who is signed in."""
        return self.seats[0].title if self.seats else ""

    @property
    def agency_name(self) -> str:
        """The agency of the first position."""
        return self.seats[0].agency_name if self.seats else ""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of all positions held."""
        return frozenset(seat.role for seat in self.seats)

    @property
    def position_ids(self) -> frozenset[int]:
        """The keys of all positions held."""
        return frozenset(seat.position_id for seat in self.seats)

    @property
    def works_for(self) -> frozenset[int]:
        """The agencies that the actor acts for."""
        return frozenset().union(*(seat.works_for for seat in self.seats))


def eyes_of(actor: Actor) -> Actor:
    """The actor without names and address: all that a condition on rows asks of him, and the same shape for all heads.

    For statements that are `prepared`.
    """
    return Actor(actor.user_id, tuple(replace(seat, title="", agency_name="") for seat in actor.seats))
