"""The verbs on relations between documents, and on addenda to one; what they do to assignments is the room above's."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.directives.models import Addendum, Directive, Relation

# A document that has given its assignments, or that is only followed, can be changed by a later one.
CHANGEABLE = (Directive.State.ISSUED, Directive.State.REGISTERED)
_K = Relation.Kind


def log(
    directive: Directive, action: str, *, by: Actor | None, at: datetime, other: int = 0, note: str = ""
) -> None:
    """The audit event of a relation, on one of its two documents."""
    record(
        action=f"directive.{action}", by=by, at=at, target_kind="directive", target_pk=directive.pk,
        directive_pk=directive.pk, after={"other": other} if other else None, note=note,
    )  # fmt: skip


def relation_refusal(later: Directive, earlier: Directive, kind: str) -> str:
    """Why the later document cannot do that to the earlier one, in Vietnamese; empty when it can."""
    if later.pk == earlier.pk:
        return say("Văn bản không tác động đến chính nó.")
    if earlier.issued_on > later.issued_on:
        return say(
            "{cited} ban hành sau văn bản này ({issued_on}), không phải văn bản trước.",
            cited=earlier.cited,
            issued_on=date_vi(later.issued_on),
        )
    if kind == _K.RESTORES:
        if earlier.state != Directive.State.WITHDRAWN:
            return say("{cited} không bị thu hồi nên không có việc thu hồi để hủy bỏ.", cited=earlier.cited)
        return ""
    if earlier.state not in CHANGEABLE:
        return say(
            "{cited} đang ở trạng thái “{state}”, không {label} được.",
            cited=earlier.cited,
            state=earlier.get_state_display(),
            label=_K(kind).label.lower(),
        )
    return ""


@transaction.atomic
def plan_relation(
    later_pk: int, earlier: Directive, *, kind: str, note: str = "", by: Actor | None, at: datetime
) -> Relation:
    """Write down what a document that is being cut will do to an earlier one; one relation for each pair.

    Another kind takes the place of the former plan, and the effects planned under it go. Raises Refused once the cut was
    sent to review.
    """
    later, earlier = hold_splitting(later_pk), Directive.objects.get(pk=earlier.pk)
    if refusal := relation_refusal(later, earlier, kind):
        raise Refused(refusal)
    former = Relation.objects.filter(later=later, earlier=earlier).first()
    if former is not None and former.kind != kind:
        former.delete()
        former = None
    made = former or Relation(later=later, earlier=earlier, kind=kind)
    made.note, made.planned_at, made.planned_by_id = note.strip(), at, by.user_id if by else None
    made.save()
    log(
        later,
        "plan_relation",
        by=by,
        at=at,
        other=earlier.pk,
        note=f"{made.get_kind_display()}: {earlier.cited}",
    )
    return made


@transaction.atomic
def drop_relation(later_pk: int, relation_pk: int, *, by: Actor | None, at: datetime) -> Relation:
    """Take a planned relation off, with its effects. Raises Refused when it is gone or in force."""
    later = hold_splitting(later_pk)
    found = Relation.objects.select_related("earlier").filter(pk=relation_pk, later=later, in_force_at=None)
    relation = found.first()
    if relation is None:
        raise Refused(say("Tác động này không còn; có thể người khác vừa bỏ. Vui lòng tải lại trang."))
    log(later, "drop_relation", by=by, at=at, other=relation.earlier_id, note=relation.earlier.cited)
    relation.delete()
    return relation


def hold_splitting(pk: int) -> Directive:
    """The document, locked while it is cut: what is under review shall not change under the reviewer's hands."""
    row = Directive.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.state != Directive.State.SPLITTING:
        raise Refused(
            say(
                "Văn bản đang ở bước “{state}”, không sửa tác động đến văn bản trước được. Người duyệt có "
                "thể trả lại để sửa.",
                state=row.get_state_display(),
            )
        )
    return row


def bring_into_force(relation: Relation, *, by: Actor | None, at: datetime) -> Directive:
    """The relation is in force; a withdrawn document is Thu hồi, a restored one what it was before. In the caller's
    transaction. Raises Refused when somebody else changed the earlier document meanwhile.
    """
    later = relation.later
    earlier = Directive.objects.select_for_update(of=("self",)).get(pk=relation.earlier_id)
    if refusal := relation_refusal(later, earlier, relation.kind):
        raise Refused(say("{refusal} Vui lòng trả lại để sửa.", refusal=refusal))
    relation.in_force_at, relation.earlier_state = at, earlier.state
    relation.save(update_fields=["in_force_at", "earlier_state"])
    if relation.kind == _K.WITHDRAWS:
        earlier.state = Directive.State.WITHDRAWN
    elif relation.kind == _K.RESTORES:
        earlier.state = _withdrawal_of(earlier).earlier_state
    if earlier.state != relation.earlier_state:
        earlier.save(update_fields=["state"])
    log(later, relation.kind, by=by, at=at, other=earlier.pk, note=earlier.cited)
    log(earlier, f"{relation.kind}_back", by=by, at=at, other=later.pk, note=later.cited)
    return earlier


def _withdrawal_of(earlier: Directive) -> Relation:
    """The relation by which it is withdrawn now: the last one."""
    found = Relation.objects.filter(earlier=earlier, kind=_K.WITHDRAWS, in_force_at__isnull=False)
    return found.order_by("in_force_at", "pk").last()  # type: ignore[return-value]


# Giao bổ sung -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_addendum(directive_pk: int, *, note: str, by: Actor | None, at: datetime) -> Addendum:
    """Begin an addendum to a document that has given its assignments. One is cut at a time."""
    row = Directive.objects.select_for_update(of=("self",)).get(pk=directive_pk)
    if row.state != Directive.State.ISSUED:
        raise Refused(
            say(
                "Văn bản đang ở trạng thái “{state}”, không giao bổ sung được.", state=row.get_state_display()
            )
        )
    if not note.strip():
        raise Refused(say("Vui lòng nêu căn cứ giao bổ sung."))
    if row.addenda.filter(state__in=[Addendum.State.DRAFTING, Addendum.State.IN_REVIEW]).exists():
        raise Refused(
            say("Văn bản đang có một lần giao bổ sung chưa xong; vui lòng hoàn tất hoặc bỏ lần đó trước.")
        )
    number = 1 + max(row.addenda.values_list("number", flat=True), default=0)
    made = Addendum.objects.create(
        directive=row, number=number, note=note.strip(), made_at=at, made_by_id=by.user_id if by else None
    )
    log_addendum(made, "addendum_begin", by=by, at=at, note=made.note)
    return made


def log_addendum(row: Addendum, action: str, *, by: Actor | None, at: datetime, note: str = "") -> None:
    """The audit event of a step of an addendum, on its document."""
    record(
        action=f"directive.{action}", by=by, at=at, target_kind="directive", target_pk=row.directive_id,
        directive_pk=row.directive_id, after={"addendum": row.number, "state": row.state}, note=note,
    )  # fmt: skip


def hold_addendum(pk: int, state: str, verb: str) -> Addendum:
    """The addendum, locked. Raises Refused in another state, or when its document is no longer in force."""
    row = Addendum.objects.select_for_update(of=("self",)).select_related("directive").get(pk=pk)
    if row.state != state:
        raise Refused(
            say(
                "Lần giao bổ sung đang ở bước “{state}”, không {verb} được. Có thể người khác vừa xử lý; vui "
                "lòng tải lại trang.",
                state=row.get_state_display(),
                verb=verb,
            )
        )
    return row


@transaction.atomic
def send_addendum(pk: int, *, by: Actor | None, at: datetime) -> Addendum:
    """Trình duyệt giao bổ sung."""
    row = hold_addendum(pk, Addendum.State.DRAFTING, say("trình duyệt"))
    row.state, row.review_note = Addendum.State.IN_REVIEW, ""
    row.save(update_fields=["state", "review_note"])
    log_addendum(row, "addendum_review", by=by, at=at)
    return row


@transaction.atomic
def return_addendum(pk: int, *, reason: str, by: Actor, at: datetime) -> Addendum:
    """The reviewer sends it back, with a reason."""
    if not reason.strip():
        raise Refused(say("Vui lòng nêu nội dung cần sửa."))
    row = hold_addendum(pk, Addendum.State.IN_REVIEW, say("trả lại"))
    row.state, row.review_note = Addendum.State.DRAFTING, reason.strip()
    row.save(update_fields=["state", "review_note"])
    log_addendum(row, "addendum_return", by=by, at=at, note=reason)
    return row


@transaction.atomic
def approve_addendum(pk: int, *, by: Actor | None, at: datetime) -> Addendum:
    """Duyệt giao bổ sung: its date is that of this day, from which its deadlines are counted."""
    row = hold_addendum(pk, Addendum.State.IN_REVIEW, say("duyệt"))
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=row.directive_id)
    if directive.state != Directive.State.ISSUED:
        raise Refused(
            say(
                "Văn bản đang ở trạng thái “{state}”, không giao bổ sung được nữa.",
                state=directive.get_state_display(),
            )
        )
    row.state, row.dated_on = Addendum.State.GIVEN, local(at).date()
    row.save(update_fields=["state", "dated_on"])
    log_addendum(row, "addendum_approve", by=by, at=at)
    return row


@transaction.atomic
def drop_addendum(pk: int, *, by: Actor, at: datetime) -> Addendum:
    """Take an addendum that is still cut off the document; its drafts are the caller's to drop first."""
    row = hold_addendum(pk, Addendum.State.DRAFTING, say("bỏ"))
    row.state = Addendum.State.DROPPED
    row.save(update_fields=["state"])
    log_addendum(row, "addendum_drop", by=by, at=at)
    return row
