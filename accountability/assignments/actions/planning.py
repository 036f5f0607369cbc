"""Planning what a document that is being cut will do to the assignments of an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused
from accountability.assignments.effects import effect_refusal
from accountability.assignments.models import Assignment, DirectiveEffect
from accountability.assignments.rules import OPEN_STATES, State
from accountability.central.rules import child_refusal
from accountability.core.saying import say
from accountability.directives.chain import drop_relation, hold_splitting, plan_relation
from accountability.directives.models import Directive, Relation

_K = DirectiveEffect.Kind
# What can be chosen for one assignment; withdrawing and restoring are of the whole document.
CHOSEN = (_K.EXTEND, _K.AMEND, _K.REPLACE, _K.END)


@dataclass(frozen=True)
class EffectSpec:
    """What shall happen to one assignment; `successor` is a duty of the later document, None: that of the same lead."""

    assignment: Assignment
    kind: str
    new_due_on: date | None = None
    new_title: str = ""
    new_product: str = ""
    successor: Assignment | None = None


def drafts_of(later: Directive) -> list[Assignment]:
    """The duties that the document gives itself, as far as they are cut."""
    rows = Assignment.objects.filter(directive=later, state=State.DRAFT, addendum=None)
    return list(rows.select_related("lead_agency").order_by("rank", "pk"))


def by_lead(drafts: Iterable[Assignment]) -> dict[int, list[Assignment]]:
    """The same, by lead agency."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    for draft in drafts:
        found[draft.lead_agency_id].append(draft)
    return found


def successor_for(row: Assignment, drafts: Mapping[int, list[Assignment]]) -> Assignment | None:
    """The one duty of the later document with the same lead; None when there is none or more than one."""
    same = drafts.get(row.lead_agency_id, [])
    return same[0] if len(same) == 1 else None


def spec_refusal(spec: EffectSpec, later: Directive, drafts: Mapping[int, list[Assignment]]) -> str:
    """Why that cannot be planned, in Vietnamese; empty when it can."""
    row = spec.assignment
    if row.state not in OPEN_STATES:
        return say("nhiệm vụ đang ở trạng thái “{label}”.", label=State(row.state).label)
    if spec.kind == _K.REPLACE and (spec.successor or successor_for(row, drafts)) is None:
        return say(
            "chưa xác định được nhiệm vụ thay thế (chủ trì: {lead_name}); vui lòng bóc tách hoặc chọn.",
            lead_name=row.lead_name,
        )
    above = row.central_task.due_on if row.central_task is not None else None
    if spec.new_due_on is not None and (wrong := child_refusal(spec.new_due_on, above=above)):
        return wrong
    return effect_refusal(
        spec.kind, due_on=row.due_on, new_due_on=spec.new_due_on, issued_on=later.issued_on,
        changes_words=bool(spec.new_title.strip() or spec.new_product.strip()),
    )  # fmt: skip


@transaction.atomic
def plan_effects(
    later_pk: int,
    earlier: Directive,
    specs: Sequence[EffectSpec],
    *,
    note: str = "",
    by: Actor | None,
    at: datetime,
) -> Relation:
    """Write down effects on assignments of the earlier document; one that was planned before is planned anew.

    Raises Refused with the first assignment on which it is not possible, and for none at all.
    """
    if not specs:
        raise Refused(say("Vui lòng chọn ít nhất một nhiệm vụ của văn bản trước."))
    relation = plan_relation(later_pk, earlier, kind=Relation.Kind.AMENDS, note=note, by=by, at=at)
    drafts = by_lead(drafts_of(relation.later))
    for spec in specs:
        if spec.assignment.directive_id != earlier.pk:
            raise Refused(say("Nhiệm vụ không thuộc văn bản trước đã chọn."))
        if refusal := spec_refusal(spec, relation.later, drafts):
            raise Refused(say("“{assignment}”: {refusal}", assignment=spec.assignment.title, refusal=refusal))
    relation.effects.filter(assignment__in=[spec.assignment for spec in specs]).delete()
    DirectiveEffect.objects.bulk_create(
        DirectiveEffect(
            relation=relation, assignment=spec.assignment, kind=spec.kind, new_due_on=spec.new_due_on,
            new_title=spec.new_title.strip(), new_product=spec.new_product.strip(),
            successor=(spec.successor or successor_for(spec.assignment, drafts)) if spec.kind == _K.REPLACE else None,
        )
        for spec in specs
    )  # fmt: skip
    return relation


@transaction.atomic
def plan_whole(
    later_pk: int, earlier: Directive, *, kind: str, note: str = "", by: Actor | None, at: datetime
) -> Relation:
    """Write down that the whole earlier document is withdrawn, or that its withdrawal is taken back."""
    return plan_relation(later_pk, earlier, kind=kind, note=note, by=by, at=at)


@transaction.atomic
def drop_plan(later_pk: int, relation_pk: int, *, by: Actor | None, at: datetime) -> None:
    """Take a planned relation with all of its effects off."""
    drop_relation(later_pk, relation_pk, by=by, at=at)


@transaction.atomic
def drop_effect(later_pk: int, effect_pk: int, *, by: Actor | None, at: datetime) -> None:
    """Take the effect on one assignment off the plan; with the last one the relation goes."""
    hold_splitting(later_pk)
    effect = DirectiveEffect.objects.filter(
        pk=effect_pk, relation__later_id=later_pk, state=DirectiveEffect.State.PLANNED
    ).first()
    if effect is None:
        raise Refused(say("Tác động này không còn; có thể người khác vừa bỏ. Vui lòng tải lại trang."))
    relation_pk = effect.relation_id
    effect.delete()
    if not DirectiveEffect.objects.filter(relation_id=relation_pk).exists():
        drop_relation(later_pk, relation_pk, by=by, at=at)


def check_plan(later_pk: int) -> None:
    """Before the cut goes to review: every replaced assignment still knows what replaces it. Raises Refused."""
    orphan = (
        DirectiveEffect.objects.filter(relation__later_id=later_pk, kind=_K.REPLACE, successor=None)
        .select_related("assignment")
        .first()
    )
    if orphan is not None:
        raise Refused(
            say(
                "Nhiệm vụ thay thế cho “{assignment}” đã bị bỏ khỏi bản bóc tách; vui lòng chọn lại ở mục "
                "Tác động đến văn bản trước.",
                assignment=orphan.assignment.title,
            )
        )
