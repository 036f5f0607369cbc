"""The letters of some leads of a round, with all that goes with them. The number of statements does not grow with the work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.assignments.reading import excused_due_on
from accountability.assignments.rules import OPEN_STATES
from accountability.audit.record import record_each
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.message import LIST_LIMIT, MailDraft, MailItem
from accountability.urging.kinds import HANDED_IN, LETTER
from accountability.urging.models import UrgedLead, Urging, UrgingRound


class Urged(NamedTuple):
    """What a letter says of one assignment, as plain values: a round may hold thousands."""

    pk: int
    lead: int
    title: str
    due_on: date
    excused_on: date
    deadline_number: int
    directive: int
    is_assumed: bool


@transaction.atomic
def tell(made: UrgingRound, leads: Sequence[UrgedLead], *, by: Actor, at: datetime) -> int:
    """Make the letters of these leads, as they were decided; how many were made.

    What was ended, handed in or moved since then is left out, and its row says so. Call it for leads that were not told,
    while holding the round.
    """
    keys = [lead.pk for lead in leads]
    _leave_out(made.urgings.filter(lead__in=keys, outcome=Urging.Outcome.WAITING))
    made.urgings.filter(lead__in=keys, outcome=Urging.Outcome.WAITING).update(outcome=Urging.Outcome.TOLD)
    urged = Assignment.objects.filter(
        urgings__round=made, urgings__lead__in=keys, urgings__outcome=Urging.Outcome.TOLD
    )
    record_each(
        urged.order_by("pk"), action="assignment.urge", by=by, at=at, target_kind="assignment",
        after={"round": Value(made.pk, BigIntegerField())}, note=made.note,
        columns={"target_pk": F("pk"), "assignment_pk": F("pk"), "directive_pk": F("directive_id")},
    )  # fmt: skip
    return _post(made, leads, _rows(urged, made), at=at)


def _leave_out(waiting: QuerySet[Urging]) -> None:
    """Say of each that is not to be told any more why not."""
    of_another = Q(lead__named=None) & ~Q(assignment__lead_agency=F("lead__agency"))
    of_another |= Q(lead__named__isnull=False) & ~Q(assignment__lead_position=F("lead__named"))
    moved = of_another | ~Q(deadline_number=F("assignment__deadline_number"))
    waiting.exclude(assignment__state__in=OPEN_STATES).update(outcome=Urging.Outcome.ENDED)
    waiting.filter(assignment__state__in=HANDED_IN).update(outcome=Urging.Outcome.HANDED_IN)
    waiting.filter(moved).update(outcome=Urging.Outcome.MOVED)


def _rows(urged: QuerySet[Assignment], made: UrgingRound) -> dict[int, list[Urged]]:
    """Lead → its assignments, the longest overdue first."""
    names = (
        "pk",
        "urgings__lead_id",
        "title",
        "due_on",
        "excused_on",
        "deadline_number",
        "directive_id",
        "is_assumed",
    )
    found: dict[int, list[Urged]] = defaultdict(list)
    dated = urged.annotate(excused_on=excused_due_on()).order_by("excused_on", "pk")
    for row in map(Urged._make, dated.values_list(*names)):
        found[row.lead].append(row)
    return found


def _post(
    made: UrgingRound, leads: Sequence[UrgedLead], found: dict[int, list[Urged]], *, at: datetime
) -> int:
    """One letter and one line to each reader; how many letters."""
    today, cited = local(at).date(), _cited(found.values())
    people = User.objects.in_bulk({pk for lead in leads for pk in lead.readers})
    drafts, notices = [], []
    for lead in leads:
        own = found.get(lead.pk, [])
        lead.told_at, lead.letters = at, len(lead.readers) if own else 0
        for person in (people[pk] for pk in lead.readers if own):
            draft = _letter(made, lead, person, own, cited, today=today)
            drafts.append(draft)
            subject = f"a:{own[0].pk}" if len(own) == 1 else ""
            notices.append(NoticeDraft(person.pk, "urging", draft.subject_line, _page(own), subject))
    post_mails(drafts, at=at)
    notify_many(notices, at=at)
    UrgedLead.objects.bulk_update(leads, ["told_at", "letters"])
    return len(drafts)


def _cited(found: Iterable[Sequence[Urged]]) -> dict[int, str]:
    keys = {row.directive for own in found for row in own}
    return {pk: row.cited for pk, row in Directive.objects.in_bulk(keys).items()}


def _page(own: Sequence[Urged]) -> str:
    """The one assignment, or the agency's inbox, on which what is overdue comes first."""
    if len(own) == 1:
        return reverse("assignment-detail", args=[own[0].pk])
    return f"{reverse('agency-page')}?cua=don-vi&xem=viec"


def _letter(
    made: UrgingRound, lead: UrgedLead, person: Any, own: Sequence[Urged], cited: dict[int, str], *, today: date
) -> MailDraft:  # fmt: skip
    """Number, title, deadline and link of each, as all our mails have it; the Office's words above."""
    opening = (
        f"Văn phòng UBND tỉnh ({made.urged_title}) đề nghị {lead.name} khẩn trương thực hiện {len(own)} nhiệm vụ đã quá hạn "
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
        kind=LETTER, dedupe_key=f"urging:urge:{made.pk}:{lead.agency_id}:{lead.named_id or 0}:{person.pk}", to=person,
        subject_line=f"Văn phòng đôn đốc: {title}", lines=tuple(filter(None, (opening, made.note))),
        items=items + hidden, subjects=tuple(f"a:{row.pk}" for row in own), more_url=_page(own),
        payload={"user": person.pk, "urged": [[row.pk, row.deadline_number] for row in own]},
        demo=any(row.is_assumed for row in own), position=lead.position_id,
    )  # fmt: skip
