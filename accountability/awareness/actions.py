"""The verbs of who knows: confirm receipt, record a briefing, name who must read, confirm reading, remind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accountability.access.actor import Actor
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import holder_keys
from accountability.audit.record import event, record, record_many
from accountability.awareness.models import Briefing, BriefingFile, ReadingDuty, Receipt
from accountability.awareness.rules import REMIND_AFTER_WORKING_DAYS, briefing_refusal, receipt_due_on
from accountability.awareness.telling import tell_readers, tell_receivers
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import latest_anchor
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.directives.models import Directive
from accountability.files.models import StoredFile

BATCH = 1_000
_GONE = say("Văn bản này đã được thu hồi; không cần xác nhận nữa.")


@dataclass(frozen=True)
class BriefingSpec:
    """What an agency writes down of its meeting."""

    held_on: date
    convened: int
    present: int
    staff: int
    informed: int
    note: str = ""


def _refuse_withdrawn(directive: Directive) -> None:
    if directive.state == Directive.State.WITHDRAWN:
        raise Refused(_GONE)


# Receipt --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def owe_receipts(sent: Iterable[tuple[int, int]], *, at: datetime) -> None:
    """These (directive key, agency key) were sent a directive at that instant; what was sent before stays as it is.

    Called with the giving of assignments, in its transaction; two statements per 1,000 pairs.
    """
    due_on = receipt_due_on(at, calendar_around(local(at).date()), closes=settings.OFFICE_CLOSES)
    rows = [
        Receipt(directive_id=directive, agency_id=agency, sent_at=at, due_on=due_on)
        for directive, agency in dict.fromkeys(sent)
    ]
    Receipt.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


@transaction.atomic
def confirm_receipt(pk: int, *, by: Actor, at: datetime) -> Receipt:
    """Xác nhận đã nhận văn bản, once for the agency. Raises Refused when somebody was first."""
    row = Receipt.objects.select_for_update(of=("self",)).select_related("directive", "agency").get(pk=pk)
    _refuse_withdrawn(row.directive)
    if row.confirmed_at is not None:
        raise Refused(say("{short_name} đã xác nhận nhận văn bản này.", short_name=row.agency.short_name))
    row.confirmed_at, row.confirmed_by_id = at, by.user_id
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    record(
        action="receipt.confirm", by=by, at=at, target_kind="receipt", target_pk=row.pk,
        directive_pk=row.directive_id,
        after={"agency": row.agency_id, "in_time": local(at).date() <= row.due_on},
    )  # fmt: skip
    return row


# Briefing -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def record_briefing(
    directive: Directive, agency: Agency, spec: BriefingSpec, *, by: Actor, at: datetime,
    files: Iterable[StoredFile] = (),
) -> Briefing:  # fmt: skip
    """Ghi nhận quán triệt. Raises Refused for figures that do not fit, or an agency that was not sent the directive."""
    _refuse_withdrawn(directive)
    if not Receipt.objects.filter(directive=directive, agency=agency).exists():
        raise Refused(say("{short_name} không nhận văn bản này.", short_name=agency.short_name))
    wrong = briefing_refusal(
        held_on=spec.held_on, issued_on=directive.issued_on, today=local(at).date(), convened=spec.convened,
        present=spec.present, staff=spec.staff, informed=spec.informed,
    )  # fmt: skip
    if wrong:
        raise Refused(wrong)
    made = Briefing.objects.create(
        directive=directive, agency=agency, held_on=spec.held_on, convened=spec.convened, present=spec.present,
        staff=spec.staff, informed=spec.informed, note=spec.note.strip(), recorded_at=at,
        recorded_by_id=by.user_id,
    )  # fmt: skip
    BriefingFile.objects.bulk_create(BriefingFile(briefing=made, file=file) for file in files)
    record(
        action="briefing.record", by=by, at=at, target_kind="briefing", target_pk=made.pk,
        directive_pk=directive.pk, after={
            "agency": agency.pk, "held_on": spec.held_on.isoformat(), "convened": spec.convened,
            "present": spec.present, "staff": spec.staff, "informed": spec.informed,
        },
    )  # fmt: skip
    return made


# Reading --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def name_readers(
    directive: Directive, positions: Sequence[Position], *, by: Actor, at: datetime
) -> list[ReadingDuty]:
    """These positions must read the directive; those that are asked already, or read it, are not asked twice.

    Raises Refused for a position of an agency that was not sent the directive.
    """
    Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    _refuse_withdrawn(directive)
    received = set(Receipt.objects.filter(directive=directive).values_list("agency_id", flat=True))
    stranger = next((one for one in positions if one.agency_id not in received), None)
    if stranger is not None:
        raise Refused(
            say(
                "Cơ quan của {stranger} không nhận văn bản này nên không mở được văn bản.",
                stranger=stranger.title,
            )
        )
    today = local(at).date()
    asked = _asked_already(directive, positions, today)
    made = ReadingDuty.objects.bulk_create(
        ReadingDuty(
            directive=directive, agency_id=one.agency_id, position=one, named_at=at, named_on=today,
            named_by_id=by.user_id,
        )
        for one in positions
        if one.pk not in asked
    )  # fmt: skip
    _log_each(made, "name", by=by, at=at)
    tell_readers(made, text=say("Văn bản phải đọc"), fact="named", at=at)
    return made


def _asked_already(directive: Directive, positions: Sequence[Position], today: date) -> set[int]:
    """Positions with an open duty, or whose holder of today has read; another holder is asked anew."""
    keys = [one.pk for one in positions]
    now = holder_keys(keys, today=today)
    known = ReadingDuty.objects.standing().filter(directive=directive, position__in=keys)
    return {
        position_id
        for position_id, read_at, reader in known.values_list("position_id", "read_at", "read_by_id")
        if read_at is None or reader in now.get(position_id, frozenset())
    }


@transaction.atomic
def withdraw_reader(pk: int, *, by: Actor, at: datetime) -> ReadingDuty:
    """Bỏ tên: a name put down by mistake; it stays in the record. Raises Refused once it was read."""
    row = _open_duty(pk)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _log_each([row], "withdraw", by=by, at=at)
    return row


@transaction.atomic
def confirm_reading(pk: int, *, by: Actor, at: datetime) -> ReadingDuty:
    """Tôi đã đọc. Raises Refused when it was confirmed or taken off meanwhile."""
    row = _open_duty(pk)
    _refuse_withdrawn(row.directive)
    row.read_at, row.read_by_id = at, by.user_id
    row.save(update_fields=["read_at", "read_by"])
    _log_each([row], "confirm", by=by, at=at)
    return row


def _open_duty(pk: int) -> ReadingDuty:
    row = (
        ReadingDuty.objects.select_for_update(of=("self",)).select_related("directive", "position").get(pk=pk)
    )
    if row.read_at is not None:
        raise Refused(say("{position} đã xác nhận đã đọc.", position=row.position.title))
    if row.withdrawn_at is not None:
        raise Refused(say("{position} không còn trong danh sách phải đọc.", position=row.position.title))
    return row


def _log_each(duties: Sequence[ReadingDuty], action: str, *, by: Actor | None, at: datetime) -> None:
    record_many(
        [
            event(
                action=f"reading.{action}", by=by, at=at, target_kind="reading_duty", target_pk=duty.pk,
                directive_pk=duty.directive_id, after={"position": duty.position_id},
            )
            for duty in duties
        ]
    )  # fmt: skip


# Reminders ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def remind(
    directive: Directive, *, agencies: Collection[int] | None, by: Actor, at: datetime
) -> tuple[int, int]:
    """Remind who has not confirmed receipt and who has not read, of these agencies (None: of all), once a day each.

    How many agencies and how many officials were reminded.
    """
    _refuse_withdrawn(directive)
    theirs = Q() if agencies is None else Q(agency__in=agencies)
    today = local(at).date()
    fresh = theirs & _not_yet_today(today)
    Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)  # Two clicks remind once.
    receipts = list(
        Receipt.objects.owed().filter(fresh, directive=directive).select_related("directive", "agency")
    )
    duties = list(ReadingDuty.objects.unread().filter(fresh, directive=directive).select_related("directive"))
    Receipt.objects.filter(pk__in=[row.pk for row in receipts]).update(reminded_on=today)
    tell_receivers(
        receipts, text=say("Nhắc: chưa xác nhận đã nhận văn bản"), fact=f"remind:{today.isoformat()}", at=at
    )
    record_many(
        [
            event(
                action="receipt.remind", by=by, at=at, target_kind="receipt", target_pk=row.pk,
                directive_pk=directive.pk, after={"agency": row.agency_id},
            )
            for row in receipts
        ]
    )  # fmt: skip
    _remind_readers(duties, by=by, at=at)
    return len(receipts), len(duties)


def _not_yet_today(today: date) -> Q:
    return Q(reminded_on=None) | Q(reminded_on__lt=today)


def _remind_readers(duties: Sequence[ReadingDuty], *, by: Actor | None, at: datetime) -> None:
    today = local(at).date()
    ReadingDuty.objects.filter(pk__in=[duty.pk for duty in duties]).update(reminded_on=today)
    tell_readers(duties, text=say("Nhắc: văn bản chưa đọc"), fact=f"remind:{today.isoformat()}", at=at)
    _log_each(duties, "remind", by=by, at=at)


@transaction.atomic
def remind_unread(*, at: datetime) -> int:
    """The clock reminds who has not read two working days after he was named, once; how many."""
    today = local(at).date()
    named_by = latest_anchor(today, REMIND_AFTER_WORKING_DAYS, "wd", calendar_around(today))
    forgotten = ReadingDuty.objects.unread().filter(named_on__lte=named_by, reminded_on=None)
    locked = forgotten.select_for_update(of=("self",)).select_related("directive").order_by("pk")
    duties = list(locked)
    if duties:
        _remind_readers(duties, by=None, at=at)
    return len(duties)
