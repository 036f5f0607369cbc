"""Which page of help is a person's own, and how far he went on his first steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.accounts.models import FirstSteps
from accountability.agencies.models import Agency
from accountability.core.prepared import prepared
from accountability.desk import links
from accountability.desk.help import BY_SLUG, HelpPage, Step
from accountability.directives.reading import standing_agencies
from accountability.reference.keeping import kept_while

_SLUGS = {
    Role.CHAIR: "lanh-dao", Role.VICE_CHAIR: "lanh-dao", Role.CLERK: "van-thu", Role.OFFICE_CHIEF: "chuyen-vien",
    Role.OFFICE_DEPUTY: "chuyen-vien", Role.SECTION_HEAD: "chuyen-vien", Role.SPECIALIST: "chuyen-vien",
    Role.AGENCY_HEAD: "thu-truong", Role.FOCAL_POINT: "dau-moi", Role.OFFICER: "can-bo", Role.PARTY_SECRETARY: "bi-thu",
}  # fmt: skip
_MAY_STAND = ("thu-truong", "dau-moi")
_NOBODYS = "can-bo"


def own_page(actor: Actor) -> HelpPage:
    """The help of the first position; a commune has its own, and so has the standing agency of a program."""
    if not actor.seats:
        return BY_SLUG[_NOBODYS]
    seat = actor.seats[0]
    slug = _SLUGS[seat.role]
    if slug == "thu-truong" and _is_commune(seat.agency_id):
        slug = "xa"
    elif slug in _MAY_STAND and seat.agency_id in standing_agencies():
        slug = "co-quan-thuong-truc"
    return BY_SLUG[slug]


@kept_while("agencies", most=1_000)
def _is_commune(agency: int) -> bool:
    return Agency.objects.filter(pk=agency, kind=Agency.Kind.COMMUNE).exists()


@prepared
def _steps(*, user: int) -> QuerySet[FirstSteps]:
    return FirstSteps.objects.filter(user=user)


@dataclass(frozen=True)
class StepLine:
    """One of the first steps, and whether it was taken."""

    step: Step
    done: bool

    @property
    def url(self) -> str:
        """Where the step is taken."""
        return _step_address(self.step.key)


@cache
def _step_address(key: str) -> str:
    return links.address("first-step", key)


@dataclass(frozen=True)
class StepCard:
    """The card on the first page; it goes when it is closed or when every step was taken."""

    lines: tuple[StepLine, ...]

    @property
    def taken(self) -> int:
        """How many steps were taken."""
        return sum(line.done for line in self.lines)


def first_steps(actor: Actor) -> StepCard | None:
    """The card of a person who has neither closed it nor gone through it; one statement once he has."""
    row: FirstSteps | None = next(iter(_steps(user=actor.user_id)), None)
    if row is not None and row.closed_at is not None:
        return None
    done = set(row.done) if row else set()
    lines = tuple(StepLine(step, step.key in done) for step in own_page(actor).first)
    return None if all(line.done for line in lines) else StepCard(lines)
