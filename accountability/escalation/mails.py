"""What a sweep tells, in words: notices on screen and mails, written in the transaction of the claims.

A letter states the ladder: which rung this is, who hears next and when. It carries number, title, deadline and link, and
nothing of explanations or evidence (DESIGN §9). The number of statements does not grow with the number of mails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from accountability.calendars.rules import Calendar
from accountability.escalation import wording
from accountability.escalation.models import Explanation, SweepRun
from accountability.escalation.policies import Ladder
from accountability.escalation.reaching import rung_day
from accountability.escalation.recipients import NAMES
from accountability.escalation.rules import Channel, Require, RungFacts, next_after
from accountability.escalation.telling import (
    Hearing,
    Ladders,
    Letter,
    Telling,
    kind_of,
    letters,
    weekly_lists,
)
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.message import LIST_LIMIT, MailDraft, MailItem

LIST_URL = "/nhiem-vu/"
LATE_URL = "/nhiem-vu/?bucket=overdue"
# More lines of one sweep than this are one line on the notice page: nobody reads four hundred.
NOTICES_APART = 10


class Teller:
    """Tells what one run claimed; call `tell` once, inside the sweep's transaction, also when nothing was claimed."""

    def __init__(
        self,
        *,
        run: SweepRun,
        ladders: Mapping[int, Ladder],
        at: datetime,
        today: date,
        calendar: Calendar,
    ) -> None:
        self.run, self.at, self.today, self.calendar = run, at, today, calendar
        self.ladders = Ladders(ladders)

    def tell(self, explanations: Iterable[Explanation]) -> tuple[int, int]:
        """Write the notices and mails of the run; how many of each."""
        hearing = Hearing(run=self.run, ladders=self.ladders, at=self.at)
        now, listed = hearing.tellings(explanations), hearing.listed()
        return self.write(now, [*letters(now), *weekly_lists(listed)])

    def write(self, now: Sequence[Telling], mail: Sequence[Letter]) -> tuple[int, int]:
        """Put down what is told: notices on screen, letters by mail."""
        if not now and not mail:
            return 0, 0
        lists = [letter for letter in mail if letter.code == "weekly"]
        notices = [*self._notices(now), *(self._list_notice(letter) for letter in lists)]
        written = post_mails((draft for letter in mail for draft in self.drafts(letter)), at=self.at)
        return notify_many(notices, at=self.at), len(written)

    # On screen --------------------------------------------------------------------------------------------------------

    def _notices(self, tellings: Iterable[Telling]) -> list[NoticeDraft]:
        by_reader: dict[int, list[Telling]] = defaultdict(list)
        drafts: list[NoticeDraft] = []
        for one in tellings:
            # What no mail tells keeps a line of its own: it is the only record that it was told.
            if one.rung.channel == Channel.RECORD:
                drafts.append(self._notice(one))
            else:
                by_reader[one.recipient.user.pk].append(one)
        for reader, own in by_reader.items():
            if len(own) <= NOTICES_APART:
                drafts += [self._notice(one) for one in own]
            else:
                text = _LIST_OPENING["list"].format(count=len(own)).rstrip(":") + "."
                drafts.append(NoticeDraft(reader, "escalation", text, LIST_URL))
        return drafts

    def _notice(self, one: Telling) -> NoticeDraft:
        return NoticeDraft(
            one.recipient.user.pk, kind_of(one), self._headline(one), row_url(one), one.claim.subject
        )

    def _list_notice(self, letter: Letter) -> NoticeDraft:
        return NoticeDraft(letter.recipient.user.pk, "escalation", self._subject(letter), LATE_URL)

    # By mail ----------------------------------------------------------------------------------------------------------

    def drafts(self, letter: Letter) -> Iterator[MailDraft]:
        """The letter as the outbox takes it; a digest matter by matter, for the reader's next digest to fold."""
        if letter.code != "digest":
            yield self.draft(letter)
            return
        # What is reached today belongs to the digest of this morning, also when the sweep comes after its hour.
        reached_at = datetime.combine(self.today, time.min, tzinfo=self.at.tzinfo)
        for one in letter.tellings:
            alone = self.draft(replace(letter, tellings=(one,)))
            yield replace(alone, ready_at=reached_at, consequence=one.rung.rank)

    def draft(self, letter: Letter) -> MailDraft:
        """The letter as one mail."""
        tellings = letter.tellings
        first, many = tellings[0], len(tellings) > 1
        return MailDraft(
            kind=f"escalation.{letter.code}",
            dedupe_key=self._key(letter),
            to=first.recipient.user,
            subject_line=self._subject(letter),
            lines=tuple(self._opening(letter) if many else self._lines(first)),
            # The mail prints no more than LIST_LIMIT; the others are a number and a link.
            items=tuple(self._item(one, listed=many) for one in tellings[:LIST_LIMIT])
            + (_NOT_PRINTED,) * (len(tellings) - LIST_LIMIT),
            ladder=tuple(self._ladder(tellings)),
            subjects=tuple(dict.fromkeys(claim.subject for one in tellings for claim in one.claims)),
            payload={
                "ledger": [claim.pk for one in tellings for claim in one.claims],
                "user": first.recipient.user.pk,
            },
            urgent=any(one.is_urgent for one in tellings),
            why=_why(first) if letter.code == "single" else "",
            more_url=LIST_URL,
            demo=any(one.claim.is_assumed for one in tellings),
            position=_one_position(tellings),
        )

    def _key(self, letter: Letter) -> str:
        first = letter.tellings[0]
        reader, claim = first.recipient.user.pk, first.claim
        if letter.code in ("single", "digest") and first.group is None:
            return f"esc:{claim.subject}:{claim.rung_key}:{claim.occasion}:{claim.ordinal}:{reader}"
        if letter.code in ("single", "digest"):
            return f"esc-group:{claim.directive_id}:{claim.duty_key}:{claim.rung_key}:{self.run.pk}:{reader}"
        return f"esc-{letter.code}:{self.run.pk}:{reader}"

    def _subject(self, letter: Letter) -> str:
        if len(letter.tellings) == 1:
            return self._headline(letter.tellings[0])
        return _LIST_SUBJECT[letter.code].format(count=len(letter.tellings))

    # Sentences --------------------------------------------------------------------------------------------------------

    def _state(self, one: Telling) -> str:
        claim = one.claim
        return wording.standing(one.rung, anchor_on=claim.anchor_on, at=self.at, anchor_at=claim.anchor_at)

    def _headline(self, one: Telling) -> str:
        title = one.claim.title
        if one.group is not None:
            title = f"{title} ({one.group.unfinished}/{one.group.total} đơn vị chưa xong)"
        return wording.headline(self._state(one), title)

    def _who(self, one: Telling) -> str:
        """Who owes it: the lead, the agency of the part, or the laggards of a group."""
        if one.group is not None:
            laggards = [claim.lead_name for claim in one.claims]
            return wording.of_group(one.group.unfinished, one.group.total, laggards)
        if one.claim.part_name is not None:
            return f"{one.claim.part_name} phối hợp"
        return f"{one.claim.lead_name} chủ trì"

    def _lines(self, one: Telling) -> list[str]:
        lines = [f"Nhiệm vụ dưới đây do {self._who(one)}: {self._state(one)}."]
        if one.group is not None:
            lines = [f"Nhiệm vụ giao chung dưới đây {self._state(one)}; {self._who(one)}."]
        return [
            line for line in [_COPIED.get(one.recipient.stands, ""), *lines, _told(one), *_asks(one)] if line
        ]

    def _opening(self, letter: Letter) -> list[str]:
        opening = _LIST_OPENING[letter.code].format(count=len(letter.tellings))
        stands = dict.fromkeys(_COPIED.get(one.recipient.stands, "") for one in letter.tellings)
        asks = dict.fromkeys(ask for one in letter.tellings for ask in _asks(one))
        return [line for line in [*stands, opening, *asks] if line]

    def _item(self, one: Telling, *, listed: bool) -> MailItem:
        row = one.claim
        whose = self._who(one) if one.group or row.part_name is not None else f"chủ trì: {row.lead_name}"
        notes = [self._state(one), whose, _told(one) if listed else ""]
        return MailItem(
            number=row.cited,
            title=row.title,
            url=row_url(one),
            due=row.due_on or "không thời hạn",
            note="; ".join(note for note in notes if note),
        )

    # The ladder -------------------------------------------------------------------------------------------------------

    def _ladder(self, tellings: Sequence[Telling]) -> list[str]:
        """Which rungs these are, and for each who hears next and when; nothing for bodies that stand on no ladder."""
        if tellings[0].recipient.stands:
            return []
        of_rung: dict[RungFacts, list[Telling]] = defaultdict(list)
        for one in tellings:
            of_rung[one.rung].append(one)
        lines = []
        for rung, ones in of_rung.items():
            first = min(ones, key=lambda one: one.claim.anchor_on)
            lines += [wording.ladder_line(rung), self._next(first, earliest=len(ones) > 1)]
        return lines

    def _next(self, one: Telling, *, earliest: bool) -> str:
        following = next_after(one.rung, self.ladders.of(one.claim).rungs)
        if following is None:
            return wording.next_line(None, on=None, names=())
        names = [NAMES[name] for name in (*following.to, *following.cc)]
        on = rung_day(
            following, anchor_on=one.claim.anchor_on, anchor_at=one.claim.anchor_at,
            citizens=one.claim.affects_citizens, calendar=self.calendar,
        )  # fmt: skip
        return wording.next_line(following, on=on, names=names, earliest=earliest)


_LIST_SUBJECT = {
    "list": "{count} việc cần xử lý",
    "digest": "{count} việc sắp đến hạn",
    "weekly": "{count} việc quá hạn kéo dài",
}
_LIST_OPENING = {
    "list": "Có {count} việc cần xử lý, xếp theo mức độ:",
    "digest": "Có {count} việc sắp đến hạn:",
    "weekly": "Có {count} việc quá hạn kéo dài, xếp theo mức độ:",
}
_NOT_PRINTED = MailItem(number="", title="", url=LIST_URL)
# What a body that does not answer to the province reads first (DESIGN §6).
_COPIED = {"outside": "Thư gửi để biết, phối hợp.", "party": "Gửi để phối hợp, theo dõi."}


def row_url(one: Telling) -> str:
    """The page of the assignment; of a group's duty, that of its gravest laggard."""
    return f"/nhiem-vu/{one.claim.assignment_id}/"


def _one_position(tellings: Sequence[Telling]) -> int | None:
    """The position that the whole letter is written to; a list may be written to several of one person's."""
    positions = {one.recipient.position for one in tellings}
    return positions.pop() if len(positions) == 1 else None


def _why(one: Telling) -> str:
    title = f" ({one.recipient.title})" if one.recipient.title else ""
    copied = "Thư gửi để biết" if one.recipient.is_copy else "Thư gửi"
    return f"{copied} theo quy tắc nhắc việc, đôn đốc; người nhận là {NAMES[one.recipient.name]}{title}."


def _told(one: Telling) -> str:
    """A copy for the lead's own says who above was told: a superior is never told without him (DESIGN §6)."""
    of_its_own = one.recipient.name.startswith(("lead.", "coordinating.")) and one.recipient.is_copy
    return wording.told_above(one.told_titles, one.listed_on) if of_its_own else ""


def _asks(one: Telling) -> list[str]:
    """What the reader is asked to do; a copy for the lead's head still carries what he owes."""
    asks = []
    if one.answer_by_on:
        asks.append(f"Đề nghị giải trình chậm nhất ngày {one.answer_by_on:%d/%m/%Y}.")
    if one.rung.require == Require.DECISION and not one.recipient.is_copy:
        asks.append("Kính đề nghị cho ý kiến chỉ đạo.")
    return asks
