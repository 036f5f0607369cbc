"""Which ladder is in force, as facts that the rules understand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accountability.escalation import default_policy
from accountability.escalation.models import PolicyVersion, Rung
from accountability.escalation.rules import Anchor, Channel, Condition, RungFacts


@dataclass(frozen=True)
class Ladder:
    """One version of a policy with its rungs, lowest first."""

    version_pk: int
    rungs: tuple[RungFacts, ...]

    def rung(self, key: str) -> RungFacts:
        """The rung of that key. Raises KeyError."""
        return {rung.key: rung for rung in self.rungs}[key]

    def of(self, anchor: Anchor) -> tuple[RungFacts, ...]:
        """The rungs that count from that fact, lowest first."""
        return tuple(rung for rung in self.rungs if rung.anchor == anchor)


def ladder_in_force(at: datetime) -> Ladder:
    """The default ladder as worded at that instant. Raises LookupError in Vietnamese when there is none. Two queries."""
    versions = PolicyVersion.objects.filter(policy__code=default_policy.CODE, in_force_at__lte=at)
    version = versions.order_by("-in_force_at", "-number").first()
    if version is None:
        raise LookupError("Chưa có quy tắc nhắc việc, đôn đốc có hiệu lực tại thời điểm này.")
    return Ladder(version.pk, tuple(_facts(row) for row in version.rungs.order_by("rank")))


def _facts(row: Rung) -> RungFacts:
    return RungFacts(
        key=row.key, title=row.title, rank=row.rank, anchor=Anchor(row.anchor), offset=row.offset, unit=row.unit,
        condition=Condition(row.condition), to=tuple(row.to), cc=tuple(row.cc), channel=Channel(row.channel),
        require=row.require, answer_days=row.answer_days, citizens_offset=row.citizens_offset,
        condition_days=row.condition_days, waits=row.waits, repeat_days=row.repeat_days, repeat_limit=row.repeat_limit,
    )  # fmt: skip


def ladder_of_version(version_pk: int) -> Ladder:
    """The ladder of that version, whether or not it is in force: for claims made under an earlier one. One query."""
    rungs = Rung.objects.filter(version_id=version_pk).order_by("rank")
    return Ladder(version_pk, tuple(_facts(row) for row in rungs))
