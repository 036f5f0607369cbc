"""Đôn đốc hàng loạt: one round in one transaction, by statements whose number does not grow with the assignments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import BigIntegerField, F, QuerySet, Value
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.assignments.models import Assignment
from accountability.assignments.reading import excused_due_on
from accountability.audit.record import record, record_each
from accountability.core.inserting import insert_from
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.directives.models import Directive
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.message import LIST_LIMIT, MailDraft, MailItem
from accountability.urging.kinds import LETTER
from accountability.urging.leads import Key, Lead, leads_of, reached
from accountability.urging.models import Urging, UrgingRound

NOBODY = "Không còn việc nào quá hạn mà đơn vị có người nhận; không có gì để đôn đốc."


class Urged(NamedTuple):
    """What a letter says of one assignment, as plain values: a round may hold thousands."""

    pk: int
    agency: int
    position: int | None
    title: str
    due_on: date
    excused_on: date
    deadline_number: int
    directive: int
    is_assumed: bool


@dataclass(frozen=True)
class Sent:
    """What a round came to; `again` when the same page was sent a second time and nothing was written."""

    round: UrgingRound
    assignments: int
    letters: int
    again: bool = False


@transaction.atomic
def urge(late: QuerySet[Any], *, token: UUID, note: str = "", by: Actor, at: datetime) -> Sent:
    """Urge the leads of these rows of `overdue`; the same token a second time changes nothing.

    Per lead one letter and one line on screen to each who answers for it, on each assignment an entry of its timeline
    and its audit event. What nobody answers for is left out. Raises Refused when nothing is left to urge, and for the
    token of somebody else.
    """
    words = {"urged_at": at, "urged_by_id": by.user_id, "urged_title": by.title[:200], "note": note.strip()}
    # Two clicks at once: the second waits here until the first has committed, and finds its round.
    made, is_new = UrgingRound.objects.get_or_create(token=token, defaults=words)
    if is_new:
        return _write(made, late, by=by, at=at)
    if made.urged_by_id != by.user_id:
        raise Refused("Lượt đôn đốc này không còn dùng được; vui lòng chọn lại.")
    return Sent(made, made.urgings.count(), 0, again=True)


def _write(made: UrgingRound, late: QuerySet[Any], *, by: Actor, at: datetime) -> Sent:
    today = local(at).date()
    leads = leads_of(late, today)
    if not any(lead.people for lead in leads):
        raise Refused(NOBODY)
    wanted = late.filter(reached(leads)).order_by("pk")
    columns = {
        "round": Value(made.pk, BigIntegerField()), "assignment": F("pk"),
        "deadline_number": F("deadline_number"),
    }  # fmt: skip
    if not insert_from(wanted, Urging, columns):
        raise Refused(NOBODY)
    # From here on the rows of the round decide: what became overdue or was ended meanwhile changes nothing of it.
    urged = Assignment.objects.filter(urgings__round=made)
    record_each(
        urged.order_by("pk"), action="assignment.urge", by=by, at=at, target_kind="assignment",
        after={"round": Value(made.pk, BigIntegerField())}, note=made.note,
        columns={"target_pk": F("pk"), "assignment_pk": F("pk"), "directive_pk": F("directive_id")},
    )  # fmt: skip
    letters, count = _tell(made, urged, by=by, at=at)
    record(
        action="urging.send", by=by, at=at, target_kind="urging", target_pk=made.pk,
        after={"assignments": count, "letters": letters}, note=made.note,
    )  # fmt: skip
    return Sent(made, count, letters)


# Telling --------------------------------------------------------------------------------------------------------------


def _tell(made: UrgingRound, urged: QuerySet[Assignment], *, by: Actor, at: datetime) -> tuple[int, int]:
    """One letter and one line to each reader; how many letters, about how many assignments."""
    today = local(at).date()
    dated = urged.annotate(excused_on=excused_due_on())
    names = ("pk", "lead_agency_id", "lead_position_id", "title", "due_on", "excused_on", "deadline_number")
    found: dict[Key, list[Urged]] = defaultdict(list)
    rows = dated.order_by("excused_on", "pk").values_list(*names, "directive_id", "is_assumed")
    for row in map(Urged._make, rows):
        found[row.agency, row.position].append(row)
    cited = _cited(found.values())
    drafts, notices = [], []
    for lead in leads_of(dated, today):
        own = found[lead.key]
        for person in lead.people:
            draft = _letter(made, lead, person, own, cited, today=today, by=by)
            drafts.append(draft)
            subject = f"a:{own[0].pk}" if len(own) == 1 else ""
            notices.append(NoticeDraft(person.pk, "urging", draft.subject_line, _page(own), subject))
    post_mails(drafts, at=at)
    notify_many(notices, at=at)
    return len(drafts), sum(map(len, found.values()))


def _cited(found: Iterable[Sequence[Urged]]) -> dict[int, str]:
    keys = {row.directive for own in found for row in own}
    return {pk: row.cited for pk, row in Directive.objects.in_bulk(keys).items()}


def _page(own: Sequence[Urged]) -> str:
    """The one assignment, or the agency's inbox, on which what is overdue comes first."""
    if len(own) == 1:
        return reverse("assignment-detail", args=[own[0].pk])
    return f"{reverse('agency-page')}?cua=don-vi&xem=viec"


def _letter(
    made: UrgingRound, lead: Lead, person: Any, own: Sequence[Urged], cited: dict[int, str], *, today: date, by: Actor
) -> MailDraft:  # fmt: skip
    """Number, title, deadline and link of each, as all our mails have it; the Office's words above."""
    opening = (
        f"Văn phòng UBND tỉnh ({by.title}) đề nghị {lead.name} khẩn trương thực hiện {len(own)} nhiệm vụ đã quá hạn "
        "dưới đây; cập nhật kết quả, hoặc nêu khó khăn, vướng mắc, trên hệ thống."
    )
    items = tuple(
        MailItem(cited[row.directive], row.title, reverse("assignment-detail", args=[row.pk]), row.due_on,
                 f"quá hạn {(today - row.excused_on).days} ngày")
        for row in own[:LIST_LIMIT]
    )  # fmt: skip
    hidden = (MailItem("", "", _page(own)),) * (len(own) - LIST_LIMIT)
    title = own[0].title if len(own) == 1 else f"{len(own)} nhiệm vụ quá hạn"
    return MailDraft(
        kind=LETTER, dedupe_key=f"urging:urge:{made.pk}:{lead.key[0]}:{lead.key[1] or 0}:{person.pk}", to=person,
        subject_line=f"Văn phòng đôn đốc: {title}", lines=tuple(filter(None, (opening, made.note))),
        items=items + hidden, subjects=tuple(f"a:{row.pk}" for row in own), more_url=_page(own),
        payload={"user": person.pk, "urged": [[row.pk, row.deadline_number] for row in own]},
        demo=any(row.is_assumed for row in own), position=lead.position.pk if lead.position else None,
    )  # fmt: skip
