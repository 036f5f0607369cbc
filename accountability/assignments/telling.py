"""Telling the people of an assignment: in the application and by mail, in the transaction of the fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.agencies.reading import holders, positions_of
from accountability.assignments.explaining import explanation_of
from accountability.assignments.models import Assignment
from accountability.core.zone import local
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.message import MailDraft, MailItem

if TYPE_CHECKING:
    from accountability.accounts.models import User

_SHORT = 90


def short(title: str) -> str:
    """A title cut for a subject line."""
    return title if len(title) <= _SHORT else title[: _SHORT - 1].rstrip() + "…"


def item_of(assignment: Assignment, note: str = "") -> MailItem:
    """Number, short title, deadline and link; no contents."""
    return MailItem(
        number=assignment.directive.cited,
        title=short(assignment.title),
        url=f"/nhiem-vu/{assignment.pk}/",
        due=assignment.due_on or "không có thời hạn",
        note=note,
    )


def directive_subject(assignment: Assignment) -> str:
    """What a notice about a whole directive is about: "d:3"."""
    return f"d:{assignment.directive_id}"


@dataclass(frozen=True)
class Telling:
    """One thing that happened to some assignments, and the positions whose holders hear it.

    `text` is a Vietnamese sentence without contents; `fact` names the business fact for the key of the mail
    ("assigned:3"), so that the same fact is never told twice. Several assignments become one mail.
    """

    assignments: list[Assignment]
    positions: list[Position]
    text: str
    fact: str


def tell(
    assignments: Iterable[Assignment],
    positions: Iterable[Position | None],
    *,
    kind: str,
    text: str,
    fact: str,
    at: datetime,
) -> None:
    """Tell those who hold these positions that something happened; one mail each, whatever their number of positions."""
    named = [position for position in positions if position is not None]
    tell_many([Telling(list(assignments), named, text, fact)], kind=kind, at=at)


def tell_many(tellings: Iterable[Telling], *, kind: str, at: datetime) -> None:
    """Tell many things at once; the number of statements does not grow with them."""
    told = [telling for telling in tellings if telling.assignments]
    keys = {position.pk for telling in told for position in telling.positions}
    found = holders(keys, today=local(at).date())
    explained = _explainer()
    drafts: list[MailDraft] = []
    notices: list[NoticeDraft] = []
    for telling in told:
        people: dict[int, tuple[User, int]] = {}
        for position in telling.positions:
            for user in found.get(position.pk, []):
                people.setdefault(user.pk, (user, position.pk))
        if people:
            made = _drafts(telling, people.values(), kind, explained)
            drafts += made
            notices += [_notice(draft, telling) for draft in made]
    post_mails(drafts, at=at)
    notify_many(notices, at=at)


def _explainer() -> Callable[[Assignment], tuple[str, ...]]:
    """How the deadline of a row was counted, in lines; counted once for rows that were given alike."""
    known: dict[tuple[object, ...], tuple[str, ...]] = {}

    def lines_of(row: Assignment) -> tuple[str, ...]:
        key = (row.duration, row.duration_days, row.assigned_on, row.due_on)
        if key not in known:
            found = explanation_of(row)
            known[key] = tuple(found.lines) if found else ()
        return known[key]

    return lines_of


def _drafts(
    telling: Telling,
    people: Iterable[tuple[User, int]],
    kind: str,
    explained: Callable[[Assignment], tuple[str, ...]],
) -> list[MailDraft]:
    rows, text = telling.assignments, telling.text
    about = short(rows[0].title)
    subject_line = f"{text}: {about}" if len(rows) == 1 else f"{text} ({len(rows)} nhiệm vụ)"
    # Who is given one task with a number of days reads how they were counted.
    lines = (f"{text}.", *(explained(rows[0]) if len(rows) == 1 and kind == "assigned" else ()))
    items = tuple(item_of(row) for row in rows)
    # Several tasks of one document are told as the document's, and thread with it.
    whole = () if len(rows) == 1 else (directive_subject(rows[0]),)
    subjects = (*whole, *(row.subject for row in rows))
    facts = {"assignments": [row.pk for row in rows]}
    return [
        MailDraft(
            kind=kind, dedupe_key=f"{kind}:{telling.fact}:{user.pk}", to=user, subject_line=subject_line,
            lines=lines, items=items, subjects=subjects, payload=facts,
            urgent=rows[0].directive.urgency == "hoa_toc", demo=any(row.is_assumed for row in rows),
            references=whole or None, position=position,
        )
        for user, position in people
    ]  # fmt: skip


def _notice(draft: MailDraft, telling: Telling) -> NoticeDraft:
    single = telling.assignments[0] if len(telling.assignments) == 1 else None
    url = f"/nhiem-vu/{single.pk}/" if single else f"/van-ban/{telling.assignments[0].directive_id}/"
    subject = single.subject if single else directive_subject(telling.assignments[0])
    return NoticeDraft(
        user_id=draft.to.pk, kind=draft.kind, text=draft.subject_line, url=url, subject=subject
    )


def heads_and_focal_points(agency_ids: Iterable[int]) -> dict[int, list[Position]]:
    """Agency key → its head and focal point; two roles, one query. The Office's head is its chief."""
    roles = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.FOCAL_POINT)
    found: dict[int, list[Position]] = {}
    for (agency_id, _role), rows in positions_of(agency_ids, roles).items():
        found.setdefault(agency_id, []).extend(rows)
    return found


def office_of(assignment: Assignment) -> list[Position]:
    """The Office for this assignment: its specialist and the deputy chief in charge, never everybody."""
    deputies = [
        position
        for position in Position.objects.filter(role=Role.OFFICE_DEPUTY)
        if position.covers(assignment.field)
    ]
    return [position for position in [assignment.specialist, *deputies[:1]] if position is not None]


def head_of(agency_id: int) -> list[Position]:
    """The head of an agency: its head by role, for the Office its chief."""
    return list(Position.objects.filter(agency_id=agency_id, role__in=[Role.AGENCY_HEAD, Role.OFFICE_CHIEF]))
