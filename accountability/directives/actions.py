"""The verbs on directives: register, send to review, approve or return, sign, issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency, Position
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import secrecy_mark
from accountability.core.zone import local
from accountability.directives.models import Directive, Program
from accountability.directives.rules import Reference
from accountability.files.models import StoredFile


class Refused(ValueError):
    """The act is not possible; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class DirectiveSpec:
    """What the văn thư writes down of a document."""

    kind: str
    issuer: Agency
    issued_on: date
    abstract: str
    field: str
    reference: Reference | None = None
    issuer_text: str = ""
    origin: str = Directive.Origin.ELSEWHERE
    signer: Position | None = None
    signer_form: str = ""
    spoken_form: str = ""
    urgency: str = Directive.Urgency.NORMAL
    program: Program | None = None
    file: StoredFile | None = None
    effective_at: datetime | None = None
    is_assumed: bool = False
    keep_only: bool = False  # Registered to be cited; gives no assignments here.


def _log(
    directive: Directive, action: str, *, by: Actor | None, at: datetime, before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None, note: str = "",
) -> None:  # fmt: skip
    record(
        action=f"directive.{action}", by=by, at=at, target_kind="directive", target_pk=directive.pk, before=before,
        after=after, directive_pk=directive.pk, note=note,
    )  # fmt: skip


def _check(spec: DirectiveSpec, at: datetime) -> None:
    if not spec.abstract.strip():
        raise Refused(say("Vui lòng nhập trích yếu."))
    symbol = spec.reference.symbol if spec.reference else ""
    mark = secrecy_mark(spec.abstract) or secrecy_mark(symbol)
    if mark:
        raise Refused(
            say(
                "Văn bản có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu gì của văn bản này.",
                mark=mark,
            )
        )
    if spec.issued_on > local(at).date():
        raise Refused(say("Ngày ban hành không được sau hôm nay."))
    if spec.origin == Directive.Origin.SPOKEN and not spec.spoken_form:
        raise Refused(
            say("Vui lòng chọn hình thức chỉ đạo (bút phê, phiếu trình, tại cuộc họp, qua điện thoại).")
        )


def specialist_for(field: str) -> Position | None:
    """The specialist of the Office who follows that field, the most particular first."""
    rows = [row for row in Position.objects.filter(role="specialist") if row.covers(field)]
    return min(rows, key=lambda row: (len(row.fields) or 99, row.rank), default=None)


def _number_taken(spec: DirectiveSpec, reference: Reference) -> bool:
    return Directive.objects.filter(
        issuer=spec.issuer, issuer_text=spec.issuer_text, year=spec.issued_on.year, symbol=reference.symbol,
        number=reference.number,
    ).exists()  # fmt: skip


def register(spec: DirectiveSpec, *, by: Actor | None, at: datetime) -> Directive:
    """Register a document, or an instruction given by word.

    Raises Refused for a secrecy mark (nothing is stored), a date in the future, or a number that the issuer used
    already that year (NĐ 30/2020 Điều 15).
    """
    _check(spec, at)
    reference = spec.reference or Reference("", "")
    try:
        with transaction.atomic():
            made = Directive.objects.create(
                kind=spec.kind, origin=spec.origin, issuer=spec.issuer, issuer_text=spec.issuer_text,
                number=reference.number, symbol=reference.symbol, year=spec.issued_on.year, issued_on=spec.issued_on,
                effective_at=spec.effective_at, signer=spec.signer, signer_form=spec.signer_form,
                spoken_form=spec.spoken_form, abstract=spec.abstract.strip(), urgency=spec.urgency, field=spec.field,
                program=spec.program, file=spec.file, is_assumed=spec.is_assumed, registered_at=at,
                registered_by_id=by.user_id if by else None, specialist=specialist_for(spec.field),
                state=Directive.State.REGISTERED if spec.keep_only else Directive.State.SPLITTING,
            )  # fmt: skip
            _log(made, "register", by=by, at=at, after={"reference": made.reference, "kind": made.kind})
    except IntegrityError as error:
        if not _number_taken(spec, reference):
            raise
        raise Refused(
            say(
                "Số, ký hiệu {reference_number}/{symbol} năm {year} của cơ quan này đã được đăng ký.",
                reference_number=reference.number,
                symbol=reference.symbol,
                year=spec.issued_on.year,
            )
        ) from error
    return made


def _lock(pk: int, state: str, verb: str) -> Directive:
    row = Directive.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.state != state:
        raise Refused(
            say(
                "Văn bản đang ở bước “{state}”, không {verb} được. Có thể người khác vừa xử lý; vui lòng tải "
                "lại trang.",
                state=row.get_state_display(),
                verb=verb,
            )
        )
    return row


def _move(
    row: Directive, state: str, action: str, *, by: Actor | None, at: datetime, note: str = ""
) -> Directive:
    before = {"state": row.state}
    row.state = state
    row.save()
    _log(row, action, by=by, at=at, before=before, after={"state": state}, note=note)
    return row


@transaction.atomic
def send_to_review(pk: int, *, by: Actor | None, at: datetime) -> Directive:
    """The specialist hands the cut directive to his section head or deputy chief."""
    row = _lock(pk, Directive.State.SPLITTING, say("trình duyệt"))
    row.review_note = ""
    return _move(row, Directive.State.IN_REVIEW, "review", by=by, at=at)


@transaction.atomic
def return_split(pk: int, *, reason: str, by: Actor, at: datetime) -> Directive:
    """The reviewer sends it back, with a reason."""
    if not reason.strip():
        raise Refused(say("Vui lòng nêu nội dung cần sửa."))
    row = _lock(pk, Directive.State.IN_REVIEW, say("trả lại"))
    row.review_note = reason.strip()
    return _move(row, Directive.State.SPLITTING, "return_split", by=by, at=at, note=reason)


@transaction.atomic
def approve(pk: int, *, by: Actor | None, at: datetime) -> Directive:
    """The reviewer approves: a document signed elsewhere is issued at once, a draft of ours goes to be signed."""
    row = _lock(pk, Directive.State.IN_REVIEW, say("duyệt"))
    ours = row.origin == Directive.Origin.HERE
    return _move(row, Directive.State.TO_SIGN if ours else Directive.State.ISSUED, "approve", by=by, at=at)


@transaction.atomic
def sign(pk: int, *, by: Actor, at: datetime) -> Directive:
    """The leader signs a draft of ours."""
    row = _lock(pk, Directive.State.TO_SIGN, say("ký"))
    row.signer_id = by.seats[0].position_id if by.seats else None
    return _move(row, Directive.State.SIGNED, "sign", by=by, at=at)


@transaction.atomic
def issue(pk: int, *, reference: Reference, by: Actor, at: datetime) -> Directive:
    """The văn thư gives the number and issues. Raises Refused when the number is taken."""
    row = _lock(pk, Directive.State.SIGNED, say("phát hành"))
    row.number, row.symbol, row.issued_on = reference.number, reference.symbol, local(at).date()
    row.year = row.issued_on.year
    taken = Directive.objects.filter(
        issuer=row.issuer, issuer_text=row.issuer_text, year=row.year, symbol=row.symbol, number=row.number
    )
    if taken.exclude(pk=row.pk).exists():
        raise Refused(
            say("Số, ký hiệu {reference} năm {year} đã được dùng.", reference=row.reference, year=row.year)
        )
    return _move(row, Directive.State.ISSUED, "issue", by=by, at=at)


@transaction.atomic
def give_notice_number(
    pk: int, *, issuer: Agency, reference: Reference, dated_on: date, by: Actor, at: datetime
) -> Directive:
    """What was said in a meeting or by word gets number, symbol and day of the notice that was issued about it.

    The day on which it was said stays: duties run from it. Raises Refused when the directive has a number
    already, and when another of that issuer, year and symbol bears this one (NĐ 30/2020 Điều 15).
    """
    row = Directive.objects.select_for_update(of=("self",)).get(pk=pk)
    if not row.awaits_notice:
        raise Refused(say("{cited} đã có số.", cited=row.cited))
    taken = Directive.objects.filter(
        issuer=issuer, issuer_text="", year=dated_on.year, symbol=reference.symbol, number=reference.number
    )
    row.issuer, row.year, row.noticed_on = issuer, dated_on.year, dated_on
    row.number, row.symbol = reference.number, reference.symbol
    if taken.exists():
        raise Refused(
            say("Số, ký hiệu {reference} năm {year} đã được dùng.", reference=row.reference, year=row.year)
        )
    row.save()
    _log(row, "notice", by=by, at=at, after={"reference": row.reference, "dated_on": dated_on.isoformat()})
    return row


@transaction.atomic
def lose_notice_number(pk: int, *, issuer: Agency, by: Actor, at: datetime, note: str) -> Directive:
    """The notice was recalled: what was said has no document again; `issuer` is the agency of its leader."""
    row = Directive.objects.select_for_update(of=("self",)).get(pk=pk)
    before = {"reference": row.reference}
    row.issuer, row.year, row.noticed_on, row.number, row.symbol = issuer, row.issued_on.year, None, "", ""
    row.save()
    _log(row, "notice_back", by=by, at=at, before=before, note=note)
    return row
