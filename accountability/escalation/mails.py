"""What a sweep tells, and how it is folded into mails: singles, lists, digests; asked again before it is sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accountability.calendars.rules import Calendar, reached_on
from accountability.directives.models import Directive
from accountability.escalation import wording
from accountability.escalation.models import Escalation, Explanation, SweepRun
from accountability.escalation.policies import Ladder
from accountability.escalation.recipients import NAMES, Directory, Recipient
from accountability.escalation.rules import Anchor, Channel, Require, RungFacts, next_after
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.message import MailDraft, MailItem
from accountability.notices.rules import Owed, PlannedMail, plan_mails

LIST_URL = "/nhiem-vu/"


@dataclass(frozen=True)
class Telling:
    """One claim told to one account."""

    claim: Escalation
    rung: RungFacts
    recipient: Recipient
    told_titles: tuple[str, ...]
    answer_by_on: date | None


class Teller:
    """Tells the claims of one run that are not merged; call `tell` once, inside the sweep's transaction."""

    def __init__(
        self, *, run: SweepRun, ladder: Ladder, at: datetime, today: date, calendar: Calendar
    ) -> None:
        self.run, self.ladder, self.at, self.today, self.calendar = run, ladder, at, today, calendar

    def tell(self, explanations: Iterable[Explanation]) -> tuple[int, int]:
        """Write the notices and mails of the run; how many of each."""
        tellings = self._words({row.assignment_id: row.answer_by_on for row in explanations})
        if not tellings:
            return 0, 0
        notices = notify_many((self._notice(telling) for telling in tellings), at=self.at)
        return notices, len(post_mails(self._drafts(tellings), at=self.at))

    def _words(self, answer_by: Mapping[int, date]) -> list[Telling]:
        related = (
            "assignment__directive__program", "assignment__lead_agency__parent", "assignment__lead_position",
            "assignment__officer",
        )  # fmt: skip
        claims = list(Escalation.objects.filter(run=self.run, merged=False).select_related(*related))
        directory = Directory((claim.assignment for claim in claims), today=self.today)
        tellings: list[Telling] = []
        for claim in claims:
            rung = self.ladder.rung(claim.rung_key)
            heard = directory.addressees(claim.assignment, rung)
            told = tuple(dict.fromkeys(one.title for one in heard if not one.is_copy and one.title))
            for one in heard:
                due = answer_by.get(claim.assignment_id) if one.name == "lead.head" else None
                tellings.append(Telling(claim, rung, one, told, due))
        return tellings

    def _notice(self, telling: Telling) -> NoticeDraft:
        claim = telling.claim
        return NoticeDraft(
            telling.recipient.user.pk,
            kind_of(telling),
            self._headline(telling),
            row_url(telling),
            claim.subject,
        )

    def _headline(self, telling: Telling) -> str:
        claim = telling.claim
        return wording.headline(
            telling.rung, claim.assignment.title, anchor_on=claim.anchor_on, today=self.today
        )

    # Folding into mails -----------------------------------------------------------------------------------------------

    def _drafts(self, tellings: list[Telling]) -> list[MailDraft]:
        at_once = [telling for telling in tellings if telling.rung.channel == Channel.ACT_NOW]
        plan = plan_mails(
            Owed(telling.recipient.user.pk, telling, telling.rung.rank, listed=telling.recipient.is_leader)
            for telling in at_once
        )
        drafts = [self._list(mail, "list") if mail.is_list else self._single(mail.items[0]) for mail in plan]
        for channel, code in ((Channel.DIGEST, "digest"), (Channel.WEEKLY_LIST, "weekly")):
            by_person: dict[Any, list[Telling]] = defaultdict(list)
            for telling in tellings:
                if telling.rung.channel == channel:
                    by_person[telling.recipient.user.pk].append(telling)
            for person, own in by_person.items():
                gravest = tuple(
                    sorted(own, key=lambda telling: (-telling.rung.rank, telling.claim.anchor_on))
                )
                drafts.append(self._list(PlannedMail(person, gravest, is_list=True), code))
        return drafts

    def _single(self, telling: Telling) -> MailDraft:
        claim, row = telling.claim, telling.claim.assignment
        key = f"esc:{claim.subject}:{claim.rung_key}:{claim.occasion}:{claim.ordinal}:{telling.recipient.user.pk}"
        return MailDraft(
            kind="escalation.single",
            dedupe_key=key,
            to=telling.recipient.user,
            subject_line=self._headline(telling),
            lines=tuple(self._lines(telling)),
            items=(self._item(telling),),
            ladder=(wording.ladder_line(telling.rung), self._next(telling)),
            subjects=(claim.subject,),
            payload=_payload([telling]),
            urgent=_is_urgent(telling),
            why=_why(telling),
            demo=row.is_assumed,
        )

    def _list(self, mail: PlannedMail[Telling], code: str) -> MailDraft:
        tellings = mail.items
        subject = _LIST_SUBJECT[code].format(count=len(tellings))
        rungs = {telling.rung.key: telling for telling in tellings}.values()
        many = len(tellings) > 1
        if many:
            lines = [_LIST_OPENING[code].format(count=len(tellings))]
            lines += dict.fromkeys(line for telling in tellings for line in self._asks(telling))
        else:
            lines = self._lines(tellings[0])
        return MailDraft(
            kind=f"escalation.{code}",
            dedupe_key=f"esc-{code}:{self.run.pk}:{mail.recipient}",
            to=tellings[0].recipient.user,
            subject_line=subject if many else self._headline(tellings[0]),
            lines=tuple(lines),
            items=tuple(self._item(telling, listed=many) for telling in tellings),
            ladder=tuple(
                line
                for telling in rungs
                for line in (wording.ladder_line(telling.rung), self._next(telling, listed=many))
            ),
            subjects=tuple(dict.fromkeys(telling.claim.subject for telling in tellings)),
            payload=_payload(tellings),
            urgent=any(_is_urgent(telling) for telling in tellings),
            more_url=LIST_URL,
            demo=any(telling.claim.assignment.is_assumed for telling in tellings),
        )

    # Sentences ----------------------------------------------------------------------------------------------------------

    def _lines(self, telling: Telling) -> list[str]:
        row = telling.claim.assignment
        state = wording.standing(telling.rung, anchor_on=telling.claim.anchor_on, today=self.today)
        lines = [f"Nhiệm vụ dưới đây do {row.lead_name} chủ trì: {state}."]
        if _is_told_of_above(telling):
            lines.append(wording.told_above(telling.told_titles))
        return [line for line in [*lines, *self._asks(telling)] if line]

    def _asks(self, telling: Telling) -> list[str]:
        """What the reader is asked to do; a copy for the lead's head still carries what he owes."""
        asks = []
        if telling.answer_by_on:
            asks.append(f"Đề nghị giải trình chậm nhất ngày {telling.answer_by_on:%d/%m/%Y}.")
        if telling.rung.require == Require.DECISION and not telling.recipient.is_copy:
            asks.append("Kính đề nghị cho ý kiến chỉ đạo.")
        return asks

    def _item(self, telling: Telling, *, listed: bool = False) -> MailItem:
        row = telling.claim.assignment
        note = wording.standing(telling.rung, anchor_on=telling.claim.anchor_on, today=self.today)
        above = [wording.told_above(telling.told_titles)] if listed and _is_told_of_above(telling) else []
        return MailItem(
            number=row.directive.cited,
            title=row.title,
            url=row_url(telling),
            due=row.due_on or "không thời hạn",
            note="; ".join([note, f"chủ trì: {row.lead_name}", *above]),
        )

    def _next(self, telling: Telling, *, listed: bool = False) -> str:
        following = next_after(telling.rung, self.ladder.rungs)
        if following is None:
            return wording.next_line(None, on=None, names=())
        names = [NAMES[name] for name in (*following.to, *following.cc)]
        if listed:
            return f"Cấp tiếp theo: {following.title} (gửi {', '.join(names)})."
        on = reached_on(telling.claim.anchor_on, following.offset, following.unit, self.calendar)
        return wording.next_line(following, on=on, names=names)


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


def row_url(telling: Telling) -> str:
    """The page of the assignment."""
    return f"/nhiem-vu/{telling.claim.assignment_id}/"


def kind_of(telling: Telling) -> str:
    """The kind of the in-app notice: a reminder before the deadline, else an escalation."""
    return "reminder" if telling.rung.anchor == Anchor.DEADLINE and not telling.rung.is_late else "escalation"


def _is_urgent(telling: Telling) -> bool:
    return bool(telling.claim.assignment.directive.urgency == Directive.Urgency.AT_ONCE)


def _payload(tellings: Iterable[Telling]) -> dict[str, Any]:
    tellings = list(tellings)
    return {"ledger": [telling.claim.pk for telling in tellings], "user": tellings[0].recipient.user.pk}


def _why(telling: Telling) -> str:
    title = f" ({telling.recipient.title})" if telling.recipient.title else ""
    copied = "Thư gửi để biết" if telling.recipient.is_copy else "Thư gửi"
    return f"{copied} theo quy tắc nhắc việc, đôn đốc; người nhận là {NAMES[telling.recipient.name]}{title}."


def _is_told_of_above(telling: Telling) -> bool:
    """A copy for the lead says who was told: a superior is never told without him (DESIGN §6)."""
    return telling.recipient.is_copy and telling.recipient.name == "lead.head" and bool(telling.told_titles)
