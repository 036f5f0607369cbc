"""The tree of a directive: headings → duties, each with what its assignments come to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from accountability.assignments.rules import Bucket
from accountability.core.saying import joined, say
from accountability.desk.rules.matrix import ASIDE, LOOKS, Sum

# On the bar what is done stands first, then what is on its way, what is late last.
_ON_THE_BAR = (
    Bucket.DONE_ON_TIME, Bucket.DONE_LATE, Bucket.IN_TIME, Bucket.NO_DEADLINE, Bucket.DUE_SOON, Bucket.OVERDUE,
)  # fmt: skip


@dataclass(frozen=True)
class Segment:
    """A piece of a roll-up bar; `start` and `width` are percentages, written with a point as SVG wants them."""

    tone: str
    start: str
    width: str


@dataclass
class RollUp:
    """What the assignments below a branch come to."""

    counts: Counter[str] = field(default_factory=Counter)
    done: int = 0

    def add(self, look: str, number: int, *, ended: bool) -> None:
        """Count `number` assignments of that look (a bucket, or ASIDE)."""
        self.counts[look] += number
        self.done += number if ended and look != ASIDE else 0

    def absorb(self, other: RollUp) -> None:
        """Add everything of another branch."""
        self.counts.update(other.counts)
        self.done += other.done

    @property
    def total(self) -> int:
        """All that counts: without what was set aside."""
        return self.counts.total() - self.aside

    @property
    def late(self) -> int:
        """How many are overdue."""
        return self.counts[Bucket.OVERDUE]

    @property
    def aside(self) -> int:
        """How many were set aside."""
        return self.counts[ASIDE]

    @property
    def words(self) -> str:
        """As "04/05 xong · quá hạn 1 · sắp đến hạn 2": what the bar says, for everybody."""
        parts = [say("{words} xong", words=Sum(self.done, self.total).words)]
        for bucket, said in ((Bucket.OVERDUE, say("quá hạn")), (Bucket.DUE_SOON, say("sắp đến hạn"))):
            if self.counts[bucket]:
                parts.append(say("{said} {counts}", said=said, counts=self.counts[bucket]))
        if self.aside:
            parts.append(say("không tính tiến độ {aside}", aside=self.aside))
        return joined(" · ", parts)

    @property
    def tone(self) -> str:
        """The tone of the worst that is there."""
        return next((look.tone for code, look in LOOKS.items() if self.counts[code]), "none")

    @property
    def segments(self) -> list[Segment]:
        """The bar, from left to right."""
        found, start = [], 0.0
        for bucket in _ON_THE_BAR:
            if self.counts[bucket]:
                width = self.counts[bucket] * 100 / self.total
                found.append(Segment(LOOKS[bucket].tone, f"{start:.2f}", f"{width:.2f}"))
                start += width
        return found


@dataclass
class Branch:
    """A duty, or a heading with its duties. `pk` is one assignment of it, `shared` says that many have it.

    `leaves` are its assignments, where they were read.
    """

    title: str
    pk: int = 0
    shared: bool = False
    rank: int = 0
    roll_up: RollUp = field(default_factory=RollUp)
    marks: Counter[str] = field(default_factory=Counter)
    parts: int = 0
    parts_owed: int = 0
    branches: list[Branch] = field(default_factory=list)
    leaves: Sequence[Any] = ()
    is_open: bool = False

    @property
    def size(self) -> int:
        """How many assignments it has, with those set aside."""
        return self.roll_up.counts.total()

    @property
    def mark_words(self) -> list[str]:
        """What later documents did below it: "Gia hạn 2"."""
        return [
            say("{name} {number}", name=name, number=number) if self.size > 1 else name
            for name, number in sorted(self.marks.items())
        ]


def laggards_first(branches: Iterable[Branch]) -> list[Branch]:
    """The most overdue first, then the smaller share done, then the order of the document."""

    def place(branch: Branch) -> tuple[float, ...]:
        one = branch.roll_up
        return (-one.late, one.done / one.total if one.total else 1.0, branch.rank, branch.pk)

    return sorted(branches, key=place)


def tree_of(duties: Iterable[Branch], headings: Mapping[int, str]) -> list[Branch]:
    """Headings with their duties, laggards first on both floors; `headings`: one assignment of a duty → its heading."""
    found: dict[str, Branch] = {}
    for duty in duties:
        title = headings.get(duty.pk, "")
        group = found.setdefault(title, Branch(title, rank=duty.rank))
        group.rank = min(group.rank, duty.rank)
        group.branches.append(duty)
        group.roll_up.absorb(duty.roll_up)
        group.marks.update(duty.marks)
        group.parts, group.parts_owed = group.parts + duty.parts, group.parts_owed + duty.parts_owed
    for group in found.values():
        group.branches = laggards_first(group.branches)
    return laggards_first(found.values())


# So many duties are looked through at a glance; of more only the first heading is unfolded.
GLANCE = 12


def unfold(branches: Sequence[Branch], opened: int | None) -> None:
    """Open every heading of a small tree; of a large one the first, and the one with the opened duty."""
    small = sum(len(group.branches) for group in branches) <= GLANCE
    for number, group in enumerate(branches):
        group.is_open = small or number == 0 or any(duty.pk == opened for duty in group.branches)
