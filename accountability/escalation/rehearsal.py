"""Who will receive what in the coming days, by a ladder that nobody has saved yet.

1.  The real sweep runs for 08:00 of each coming day, with the ladder as it was typed in force, inside one transaction
    that is rolled back: claims, merging, demands, weekly lists and folding are those of the real thing.
2.  The letters are collected, not written: no mail is built, no process is touched, nothing is left behind.
3.  Nothing else moves meanwhile: the answer holds "if nobody does anything". Periods of series that open later are not in.
4.  It holds locks: on SQLite the one writer's, on PostgreSQL those of its own rows, for which a real sweep may wait.
    So it stops after a budget of seconds and says up to which day it came; a morning with more claims than
    MOST_CLAIMS gives its figures only (ADR 0016).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db import OperationalError, connection, transaction
from django.db.models import Count, Max

from accountability.access.actor import Actor
from accountability.assignments.access import visible_to
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.escalation.mails import Teller, row_url
from accountability.escalation.models import Escalation, Explanation, Policy, PolicyVersion
from accountability.escalation.policy_checks import RungDraft
from accountability.escalation.policy_drafts import check, write_rungs
from accountability.escalation.recipients import NAMES
from accountability.escalation.sweep import sweep
from accountability.escalation.telling import Hearing, Letter, Telling, letters, weekly_lists
from accountability.notices.rules import next_at

DAYS = 30
MORNING = time(8, 0)
ROWS_SHOWN = 300
ITEMS_SHOWN = 20
# A morning with more gives only figures: to name every reader would hold the locks too long.
MOST_CLAIMS = 2_000
# How long a rehearsal may wait for a lock before it gives way to the real work.
LOCK_WAIT_SECONDS = 5
NOT_YOURS = say("Nhiệm vụ ngoài phạm vi theo dõi")
BUSY = say("Hệ thống đang rà soát hoặc ghi dữ liệu; vui lòng xem trước lại sau ít phút.")


class Busy(RuntimeError):
    """The database is at work elsewhere; the rehearsal gave way."""


@dataclass(frozen=True)
class Item:
    """One matter of a letter."""

    number: str
    title: str
    url: str
    rung: str
    note: str
    assignment_pk: int = 0


@dataclass(frozen=True)
class Row:
    """One letter of one day."""

    on: date
    reader: str
    as_what: str
    way: str
    items: tuple[Item, ...]
    more: int = 0
    is_copy: bool = False


@dataclass
class Rehearsed:
    """What would go out: figures for every day, and the first letters by name.

    `figures` counts claims told per day and rung title, `letters` the letters per day; `stopped_on` is the first day
    that the time did not suffice for.
    """

    from_on: date
    days: int
    rows: list[Row] = field(default_factory=list)
    figures: dict[date, Counter[str]] = field(default_factory=dict)
    letters: Counter[date] = field(default_factory=Counter)
    readers: set[int] = field(default_factory=set)
    left_out: int = 0
    only_figures: list[date] = field(default_factory=list)
    stopped_on: date | None = None

    @property
    def total(self) -> int:
        """All letters of all days."""
        return sum(self.letters.values())

    @property
    def by_rung(self) -> list[tuple[str, int]]:
        """Rung title → how often it is told, most often first."""
        return sum(self.figures.values(), Counter()).most_common()

    @property
    def by_day(self) -> Iterator[dict[str, object]]:
        """The days on which something goes out, each with its figures and its letters."""
        for on in sorted({*self.figures, *self.letters}):
            yield {
                "on": on, "letters": self.letters[on], "figures": self.figures.get(on, Counter()).most_common(),
                "alike": _alike(row for row in self.rows if row.on == on), "only_figures": on in self.only_figures,
            }  # fmt: skip


def _alike(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Letters of one day that read the same, to several: forty districts are one line with forty names."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        same = (row.way, row.is_copy, tuple((item.rung, item.title) for item in row.items), row.more)
        found.setdefault(same, []).append(row)
    return [{"first": group[0], "readers": group, "number": len(group)} for group in found.values()]


def rehearse(
    policy: Policy,
    rungs: Sequence[RungDraft] | None,
    *,
    at: datetime,
    days: int = DAYS,
    from_on: date | None = None,
    goes_on: Callable[[], bool] = lambda: True,
) -> Rehearsed:
    """The letters of the coming days if the policy's ladder were `rungs` from that day; None for those in force.

    `goes_on` is asked before each day. Raises Contradictory for a ladder that could not be put in force, Busy when a
    lock is not to be had, LookupError in Vietnamese when no ladder is in force.
    """
    if rungs is not None:
        check(rungs)
    today = local(at).date()
    found = Rehearsed(from_on=today, days=days)
    try:
        with transaction.atomic():
            _wait_briefly()
            _try_out(policy, rungs, at, from_on)
            versions = frozenset(policy.versions.values_list("pk", flat=True))
            for morning in mornings(at, days):
                if not goes_on():
                    found.stopped_on = local(morning).date()
                    break
                sweep(at=morning, teller=_collector(found, versions))
            transaction.set_rollback(True)
    except OperationalError as failure:
        raise Busy(BUSY) from failure
    return found


def as_read_by(actor: Actor, found: Rehearsed) -> Rehearsed:
    """The same letters, in which matters that the actor may not read have their rung and nothing else (DESIGN §1, 4)."""
    named = {item.assignment_pk for row in found.rows for item in row.items}
    readable = set(visible_to(actor).filter(pk__in=named).values_list("pk", flat=True))
    rows = [replace(row, items=tuple(_shown(item, readable) for item in row.items)) for row in found.rows]
    return replace(found, rows=rows)


def _shown(item: Item, readable: set[int]) -> Item:
    return item if item.assignment_pk in readable else Item("", NOT_YOURS, "", item.rung, "")


def mornings(at: datetime, days: int) -> Iterator[datetime]:
    """Now, then 08:00 of each following day."""
    now = local(at)
    yield now
    for number in range(1, days):
        yield datetime.combine(now.date() + timedelta(days=number), MORNING, tzinfo=now.tzinfo)


def _wait_briefly() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{LOCK_WAIT_SECONDS}s"])


def _try_out(policy: Policy, rungs: Sequence[RungDraft] | None, at: datetime, from_on: date | None) -> None:
    """Put what was typed in force from that day, ahead of versions that were to come later."""
    if rungs is None:
        return
    today = local(at).date()
    since = at
    if from_on and from_on > today:
        since = datetime.combine(from_on, time.min, tzinfo=local(at).tzinfo)
    later = policy.versions.filter(in_force_at__gt=at)
    later.update(in_force_at=at + timedelta(days=36_500))
    last = policy.versions.aggregate(last=Max("number"))["last"] or 0
    write_rungs(PolicyVersion.objects.create(policy=policy, number=last + 1, in_force_at=since), rungs)


class _Collector(Teller):
    """Hears like the real one and writes nothing: the letters go to `found`."""

    found: Rehearsed
    versions: frozenset[int]

    def tell(self, explanations: Iterable[Explanation]) -> tuple[int, int]:
        """Add this morning's figures and letters."""
        claims = Escalation.objects.filter(run=self.run, merged=False)
        told = claims.filter(version_id__in=self.versions).order_by()
        for version, key, number in told.values_list("version_id", "rung_key").annotate(number=Count("pk")):
            title = self.ladders.titles(version)[key]
            self.found.figures.setdefault(self.today, Counter())[title] += number
        hearing = Hearing(run=self.run, ladders=self.ladders, at=self.at)
        if claims.count() + hearing.waiting() > MOST_CLAIMS:
            self.found.only_figures.append(self.today)
            return 0, 0
        now, listed = hearing.tellings(explanations), hearing.listed()
        for letter in [*letters(now), *weekly_lists(listed)]:
            self._collect(letter)
        return 0, 0

    def _collect(self, letter: Letter) -> None:
        """The letter on the day on which it would go out, as far as it is about this policy."""
        own = [one for one in letter.tellings if one.claim.version_id in self.versions]
        if not own:
            return
        urgent = any(one.is_urgent for one in letter.tellings)
        on = local(next_at(self.at, urgent=urgent, calendar=self.calendar)).date()
        self.found.letters[on] += 1
        self.found.readers.add(letter.recipient.user.pk)
        if len(self.found.rows) >= ROWS_SHOWN:
            self.found.left_out += 1
            return
        reader = letter.recipient
        self.found.rows.append(
            Row(
                on=on, reader=reader.user.display_name or reader.user.username,
                as_what=reader.title or NAMES[reader.name], way=_way(letter),
                items=tuple(self._matter(one) for one in own[:ITEMS_SHOWN]), more=max(0, len(own) - ITEMS_SHOWN),
                is_copy=all(one.recipient.is_copy for one in own),
            )
        )  # fmt: skip

    def _matter(self, one: Telling) -> Item:
        item = self._item(one, listed=False)
        return Item(item.number, item.title, row_url(one), one.rung.title, item.note, one.claim.assignment_id)


def _collector(found: Rehearsed, versions: frozenset[int]) -> type[Teller]:
    """The collector as the sweep takes it."""
    return type("Collector", (_Collector,), {"found": found, "versions": versions})


def _way(letter: Letter) -> str:
    many = len(letter.tellings)
    return _WAYS[letter.code] if many == 1 else say("{WAYS}, {many} việc", WAYS=_WAYS[letter.code], many=many)


_WAYS = {
    "single": say("thư riêng"),
    "list": say("thư danh sách"),
    "digest": say("thư tổng hợp"),
    "weekly": say("danh sách tuần"),
}
