"""Everything that happened to one assignment, newest first, with the recipients of each notice.

The claims of the ladder belong to a higher room, which hands them in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from accountability.accounts.models import User
from accountability.agencies.bodies import short_names
from accountability.agencies.models import Position
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.audit.presenters import author, sentence
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.core.text import date_vi, moment_vi
from accountability.notices.models import Notification, Outbox, OutboxState

# A leader's word has its own event; the verbs that only carry it out say nothing new.
_SAID_ALREADY = (
    "assignment.draft", "assignment.redraft", "assignment.decide", "assignment.answer_obstacle",
    "assignment.demand_explanation", "assignment.refuse_extension",
)  # fmt: skip
_ON_EXPLANATIONS = ("instruction.explain", "instruction.accept")
_TONES = {
    "assignment.accept": "done",
    "assignment.rework": "overdue",
    "assignment.return": "overdue",
    "explanation.demand": "overdue",
    "decision.request": "overdue",
}

_DATED = ("assignment.deadline", "assignment.extend_by_document")

# The fact that a mail's key names ("claim:7") → the events that it tells of.
_TELLS = {
    "trì": ("assignment.assign", "assignment.reassign"),
    "hợp": ("assignment.assign", "assignment.reassign"),
    "officer": ("assignment.name_officer",),
    "return": ("assignment.return",),
    "reassign": ("assignment.reassign",),
    "submission": ("assignment.submit",),
    "review": ("assignment.review_submission",),
    "claim": ("assignment.claim",),
    "accept": ("assignment.accept",),
    "rework": ("assignment.rework",),
    "extension": ("assignment.ask_extension",),
    "extension-decided": ("instruction.extend", "instruction.refuse"),
    "extension-closed": ("assignment.close_extension",),
    "obstacle": ("assignment.obstacle",),
    "answer": ("instruction.answer",),
    "coordination": ("assignment.coordination",),
    "explain": ("instruction.explain",),
    "explain-back": ("assignment.withdraw_demand",),
    "explained": ("assignment.explain",),
    "urge": ("assignment.urge",),
    "at-once": ("assignment.report_at_once",),
    "at-once-told": ("assignment.report_at_once",),
    "drop": ("assignment.drop",),
    "drop-back": ("assignment.drop_back",),
    "nothing": ("assignment.nothing",),
    "nothing-back": ("assignment.nothing_back",),
    "exemption": ("assignment.ask_exemption",),
    "exemption-answered": ("assignment.not_concerned", "assignment.refuse_exemption"),
    "doc-extend": ("assignment.extend_by_document",),
    "doc-amend": ("assignment.amend_by_document",),
    "doc-replace": ("assignment.replace",),
    "doc-end": ("assignment.end",),
    "doc-withdraw": ("assignment.withdraw",),
    "doc-restore": ("assignment.withdraw_back",),
    "decision": (
        "instruction.opinion", "instruction.extend", "instruction.reassign", "instruction.accept",
        "instruction.call_in", "instruction.draft",
    ),
}  # fmt: skip


LADDER = say("Quy tắc nhắc việc, đôn đốc")


@dataclass(frozen=True)
class Claimed:
    """One claim of the ladder, as the timeline needs it."""

    pk: int
    at: datetime
    title: str
    merged: bool = False


@dataclass
class Entry:
    """One line of the timeline."""

    at: datetime
    what: str
    by: str = ""
    note: str = ""
    tone: str = ""
    recipients: list[str] = field(default_factory=list)
    key: str = ""  # The action, or "claim:<pk>": what mails are matched with.
    order: tuple[int, int] = (0, 0)  # Among entries of one instant: the clock may stand still.


@dataclass
class _Told:
    """One notice, by mail or on screen, with all who got it."""

    at: datetime
    text: str
    keys: tuple[str, ...]
    recipients: list[str] = field(default_factory=list)

    @property
    def is_of_ladder(self) -> bool:
        """Whether it tells claims of rungs."""
        return any(key.startswith("claim:") for key in self.keys)


def timeline(
    row: Assignment, claims: Iterable[Claimed] = (), *, reads_explanations: bool = False
) -> list[Entry]:
    """The entries, newest first. Words of a leader on an explanation are for those who may read explanations."""
    entries = _of_events(row, reads_explanations) + _of_claims(claims)
    for told in _tellings(row):
        homes = [
            entry
            for entry in entries
            # A claim may be told later than it was made: by a weekly list, by the digest of the morning.
            if entry.key in told.keys and (entry.at == told.at or told.is_of_ladder) and not _has(entry, told)
        ]
        # A mail of the ladder may name several rungs; any other tells one act.
        homes = homes if told.is_of_ladder else homes[:1]
        for home in homes:
            home.recipients += told.recipients
        if not homes:
            what = say("Đã thông báo: {told_text}", told_text=told.text)
            entries.append(Entry(told.at, what, recipients=told.recipients, order=(2, 0)))
    return sorted(entries, key=lambda entry: (entry.at, entry.order), reverse=True)


def _has(entry: Entry, told: _Told) -> bool:
    """The entry has been told to these already: another act of the same instant is meant."""
    return bool(set(entry.recipients) & set(told.recipients))


def _of_events(row: Assignment, reads_explanations: bool) -> list[Entry]:
    events = _events(assignment=row.pk)
    behalf = {event.behalf_position_pk for event in events if event.behalf_position_pk}
    titles = dict(Position.objects.filter(pk__in=behalf).values_list("pk", "title")) if behalf else {}
    names = short_names()
    return [
        Entry(
            at=event.at, what=sentence(event) + _details(event, names), by=_by(event, titles),
            note="" if event.action in _ON_EXPLANATIONS and not reads_explanations else event.note,
            tone=_TONES.get(event.action, ""), key=event.action, order=(1, event.pk),
        )
        for event in events
    ]  # fmt: skip


@prepared
def _events(*, assignment: int) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(assignment_pk=assignment).exclude(action__in=_SAID_ALREADY)
    return rows.select_related("user").order_by("at", "pk")


def _details(event: AuditEvent, names: Mapping[int, str]) -> str:
    after = event.after or {}
    if event.action in ("assignment.assign", "assignment.reassign") and after.get("lead") in names:
        return f": {names[after['lead']]}"
    if event.action in _DATED and after.get("due_on"):
        return f": {date_vi(datetime.fromisoformat(after['due_on']).date())}"
    if event.action == "assignment.ask_extension" and after.get("new_due_on"):
        return say(" đến {date}", date=date_vi(datetime.fromisoformat(after["new_due_on"]).date()))
    return ""


def _by(event: AuditEvent, titles: dict[int, str]) -> str:
    """Who did it; of a word recorded for a leader both who decided and who entered."""
    leader = titles.get(event.behalf_position_pk or 0, "")
    return (
        say("{leader} (cập nhật: {author})", leader=leader, author=author(event))
        if leader and leader != author(event)
        else author(event)
    )


def _of_claims(claims: Iterable[Claimed]) -> list[Entry]:
    """One entry per rung that was told; the rungs merged at one instant are one entry."""
    entries: list[Entry] = []
    merged: dict[datetime, list[str]] = {}
    for claim in claims:
        if claim.merged:
            merged.setdefault(claim.at, []).append(claim.title)
            continue
        key, order = f"claim:{claim.pk}", (0, claim.pk)
        entries.append(Entry(claim.at, claim.title, by=LADDER, tone="soon", key=key, order=order))
    for at, titles in merged.items():
        what = say("{n} cấp đôn đốc gộp vào cấp cao hơn, không gửi riêng", n=len(titles))
        entries.append(Entry(at, what, by=LADDER, note="\n".join(titles)))
    return entries


# Who was told -------------------------------------------------------------------------------------------------------------


def _tellings(row: Assignment) -> list[_Told]:
    """Mails and notices about the assignment, those of one fact together; oldest first."""
    found: dict[tuple[object, ...], _Told] = {}
    mailed: set[tuple[int | None, datetime]] = set()
    for mail in _mails(subject=row.subject):
        keys = _keys_of(mail)
        told = found.setdefault(
            (mail.created_at, keys or mail.subject_line), _Told(mail.created_at, mail.subject_line, keys)
        )
        told.recipients.append(
            say("{name} – thư, {delivery}", name=_name(mail.recipient_user), delivery=_delivery(mail))
        )
        mailed.add((mail.recipient_user_id, mail.created_at))
    for notice in _notices(subject=row.subject):
        if (notice.recipient_id, notice.timestamp) in mailed:
            continue
        key = (notice.timestamp, notice.text)
        found.setdefault(key, _Told(notice.timestamp, notice.text, ())).recipients.append(
            say("{name} – trên hệ thống", name=_name(notice.recipient))
        )
    return list(found.values())


@prepared
def _mails(*, subject: str) -> QuerySet[Outbox]:
    return Outbox.objects.about(subject).defer("mime").select_related("recipient_user").order_by("pk")


@prepared
def _notices(*, subject: str) -> QuerySet[Notification]:
    return Notification.objects.filter(subject=subject).select_related("recipient").order_by("pk")


def _keys_of(mail: Outbox) -> tuple[str, ...]:
    if ledger := mail.payload.get("ledger"):
        return tuple(f"claim:{pk}" for pk in ledger)
    parts = mail.dedupe_key.split(":")
    return _TELLS.get(parts[1], ()) if len(parts) > 1 else ()


def _name(user: User | None) -> str:
    return str(user) if user is not None else say("(không rõ người nhận)")


def _delivery(mail: Outbox) -> str:
    if mail.state == OutboxState.SENT and mail.sent_at is not None:
        return say("đã gửi {sent_at}", sent_at=moment_vi(mail.sent_at))
    return OutboxState(mail.state).label.lower()
