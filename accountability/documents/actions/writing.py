"""Soạn, sửa dự thảo: a draft is written once per page that was shown, and changed by whoever read its last revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import Role
from accountability.access.rules import seats_with
from accountability.agencies.models import Agency, Position
from accountability.assignments.models import Assignment, Instruction
from accountability.core.saying import say
from accountability.core.text import secrecy_mark
from accountability.directives.actions import Refused
from accountability.directives.models import Directive
from accountability.documents.actions.keeping import hold, write_down
from accountability.documents.models import Addressee, DocumentTemplate, OutgoingDocument, SpokenOf
from accountability.documents.rules import (
    CANNOT_BE_CALLED_TO_ACCOUNT,
    Kind,
    State,
    Verb,
    rule_of,
    signer_lines,
    symbol_of,
)

LETTER_OF = {Kind.REMIND: Instruction.Letter.REMINDER, Kind.CRITICISE: Instruction.Letter.CRITICISM}
CHANGED_MEANWHILE = say("Dự thảo đã được người khác sửa sau khi mở trang; vui lòng đọc lại rồi thực hiện.")


class Unread(Refused):
    """The document was changed since the page that the actor acts from was drawn."""


@dataclass(frozen=True)
class DocumentSpec:
    """What the drafter writes. `recipients` are the lines under "Nơi nhận" without the file copy."""

    kind: str
    issuer: Agency
    field: str
    abstract: str
    body: str
    signer: Position
    addressees: Sequence[tuple[Agency, Position | None]] = ()
    assignments: Sequence[Assignment] = ()
    recipients: str = ""
    urgency: str = OutgoingDocument.Urgency.NORMAL
    signs_for_all: bool = False
    directive: Directive | None = None
    order: Instruction | None = None
    from_position: Position | None = None
    to_position: Position | None = None
    template: DocumentTemplate | None = None


@transaction.atomic
def write(spec: DocumentSpec, *, token: UUID, by: Actor, at: datetime) -> OutgoingDocument:
    """A new draft of the actor's position. The same token a second time gives the draft that the first click made.

    Raises Refused for a secrecy mark (nothing is stored) and for what the kind does not allow.
    """
    _check(spec)
    _refuse_second(spec, token)
    drafter = seats_with(by, {}, Permission.DRAFT_DOCUMENT)[0].position_id
    made, is_new = OutgoingDocument.objects.get_or_create(
        token=token, defaults=_columns(spec) | {"kind": spec.kind, "drafter_id": drafter, "made_at": at}
    )
    if not is_new:
        if made.drafter_id not in by.position_ids:
            raise Refused(say("Trang soạn này không còn dùng được; vui lòng mở lại."))
        return made
    _hang_on(made, spec)
    write_down(made, Verb.WRITE, by=by, at=at)
    return made


def _refuse_second(spec: DocumentSpec, token: UUID) -> None:
    """An order of the Chairman is carried out by one document; a draft that was given up makes room for another."""
    if spec.order is None:
        return
    others = OutgoingDocument.objects.exclude(state=State.DROPPED).exclude(token=token)
    if others.filter(order=spec.order).exists():
        raise Refused(say("Chỉ đạo này đã có văn bản đang soạn hoặc đã ban hành."))


@transaction.atomic
def write_each(
    specs: Sequence[DocumentSpec], *, token: UUID, by: Actor, at: datetime
) -> list[OutgoingDocument]:
    """A draft for each addressee, all or none; each speaks of its own assignments, so no agency reads what another owes."""
    if any(rule_of(spec.kind).is_private for spec in specs):
        raise Refused(say("Văn bản nhắc nhở, phê bình soạn từng văn bản, không soạn hàng loạt."))
    return [write(spec, token=uuid5(token, str(spec.addressees[0][0].pk)), by=by, at=at) for spec in specs]


@transaction.atomic
def change(pk: int, spec: DocumentSpec, *, revision: int, by: Actor, at: datetime) -> OutgoingDocument:
    """Write the draft anew. Raises Refused as `write`, and Unread when it was changed since `revision` was read."""
    row = hold(pk, Verb.CHANGE)
    if row.revision != revision:
        raise Unread(CHANGED_MEANWHILE)
    # What a draft is about does not change with its words.
    _check(replace(spec, kind=row.kind, order=row.order, directive=row.directive))
    for name, value in _columns(spec).items():
        if name not in ("order", "directive", "template"):
            setattr(row, name, value)
    row.revision += 1
    row.save()
    row.addressees.all().delete()
    row.spoken_of.all().delete()
    _hang_on(row, spec)
    write_down(row, Verb.CHANGE, by=by, at=at)
    return row


def _columns(spec: DocumentSpec) -> dict[str, object]:
    rule = rule_of(spec.kind)
    issuer = (
        spec.issuer.symbols[-1 if spec.issuer.code == "VPUBND" else 0]
        if spec.issuer.symbols
        else spec.issuer.code
    )
    return {
        "issuer": spec.issuer, "field": spec.field, "abstract": spec.abstract.strip(), "body": spec.body.strip(),
        "recipients": spec.recipients.strip(), "urgency": spec.urgency, "signer": spec.signer,
        "signs_for_all": spec.signs_for_all, "directive": spec.directive, "order": spec.order,
        "from_position": spec.from_position, "to_position": spec.to_position, "template": spec.template,
        "symbol": symbol_of(rule.series, issuer, spec.field),
        "is_assumed": any(row.is_assumed for row in spec.assignments),
    }  # fmt: skip


def _hang_on(row: OutgoingDocument, spec: DocumentSpec) -> None:
    Addressee.objects.bulk_create(
        Addressee(document=row, agency=agency, position=position, rank=rank)
        for rank, (agency, position) in enumerate(spec.addressees)
    )
    SpokenOf.objects.bulk_create(
        SpokenOf(document=row, assignment=one, rank=rank) for rank, one in enumerate(spec.assignments)
    )


# What is asked of a draft ---------------------------------------------------------------------------------------------


def _check(spec: DocumentSpec) -> None:
    mark = secrecy_mark("\n".join((spec.abstract, spec.body, spec.recipients)))
    if mark:
        raise Refused(
            say("Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark)
        )
    if not spec.abstract.strip() or not spec.body.strip():
        raise Refused(say("Vui lòng nhập trích yếu và nội dung."))
    _check_signer(spec)
    _check_addressees(spec)
    if rule_of(spec.kind).is_private:
        _check_private(spec)


def _check_signer(spec: DocumentSpec) -> None:
    role = Role(spec.signer.role)
    if role not in rule_of(spec.kind).signers:
        raise Refused(say("{signer} không ký loại văn bản này.", signer=spec.signer.title))
    try:
        signer_lines(role, of_province=spec.issuer.code == "UBND", for_all=spec.signs_for_all)
    except ValueError as error:
        raise Refused(
            say(
                "{signer} không ký văn bản của {issuer}; chọn người ký khác hoặc cơ quan ban hành khác.",
                signer=spec.signer.title, issuer=spec.issuer.short_name,
            )
        ) from error  # fmt: skip


def _check_addressees(spec: DocumentSpec) -> None:
    rule = rule_of(spec.kind)
    if spec.kind == Kind.HANDOVER:
        if spec.from_position is None or spec.to_position is None or spec.from_position == spec.to_position:
            raise Refused(say("Biên bản bàn giao cần bên giao và bên nhận, là hai chức danh khác nhau."))
        return
    if not spec.addressees:
        raise Refused(say("Vui lòng chọn nơi gửi."))
    if len(spec.addressees) > 1 and not rule.to_many:
        raise Refused(say("{kind} gửi một nơi.", kind=rule.title))
    if spec.kind == Kind.CONCLUSION:
        return
    if spec.kind == Kind.EXPLAIN:
        _check_explaining(spec)
    reached = {agency.pk for agency, _ in spec.addressees}
    others = [row for row in spec.assignments if row.lead_agency_id not in reached]
    if others:
        raise Refused(
            say(
                "“{title}” không do nơi gửi chủ trì; văn bản chỉ nêu việc của nơi gửi.", title=others[0].title
            )
        )


def _check_explaining(spec: DocumentSpec) -> None:
    """Issued, it demands explanations in the ladder: of an agency that owes them, about something."""
    agency, _ = spec.addressees[0]
    if not agency.answers_to_province:
        raise Refused(say("{short_name} không thuộc diện giải trình.", short_name=agency.short_name))
    if not spec.assignments:
        raise Refused(say("Vui lòng chọn nhiệm vụ phải giải trình."))


def _check_private(spec: DocumentSpec) -> None:
    """Nhắc nhở, phê bình: on an order of the Chairman for just this letter, to whom he may hold to account, signed by him."""
    order = spec.order
    letter = LETTER_OF[Kind(spec.kind)]
    if (
        order is None
        or order.act != Instruction.Act.DRAFT
        or order.letter != letter
        or order.leader.role != Role.CHAIR
    ):
        raise Refused(
            say("{kind} chỉ được soạn theo chỉ đạo của Chủ tịch giao Văn phòng tham mưu chính văn bản đó.",
                kind=rule_of(spec.kind).title)
        )  # fmt: skip
    if order.leader_id != spec.signer.pk:
        raise Refused(say("Văn bản nhắc nhở, phê bình do chính Chủ tịch đã chỉ đạo ký."))
    agency, position = spec.addressees[0]
    if agency.kind in CANNOT_BE_CALLED_TO_ACCOUNT:
        raise Refused(
            say(
                "{agency} không thuộc quyền nhắc nhở, phê bình của Chủ tịch UBND tỉnh (cơ quan ngoài tỉnh, ngành dọc, "
                "cơ quan Đảng, lực lượng vũ trang, đoàn thể).",
                agency=agency.short_name,
            )
        )
    if position is None or position.agency_id != agency.pk:
        raise Refused(
            say("Văn bản nhắc nhở, phê bình gửi cơ quan và chức danh cụ thể; vui lòng chọn chức danh.")
        )
    if order.assignment is None or [row.pk for row in spec.assignments] != [order.assignment_id]:
        raise Refused(say("Văn bản chỉ nêu nhiệm vụ mà Chủ tịch đã chỉ đạo."))
