"""What a later document does to assignments of earlier ones, when it gives its own: all in the transaction of that act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.actions.aside import FREEZABLE, set_aside, take_back
from accountability.assignments.actions.drafting import searchable
from accountability.assignments.actions.moving import Move, cause_of, move_deadlines
from accountability.assignments.effects import effect_refusal
from accountability.assignments.models import (
    Assignment,
    Coordination,
    DeadlineVersion,
    DirectiveEffect,
    LeadTenure,
    SetAside,
    Source,
)
from accountability.assignments.rules import OPEN_STATES, State, thawed
from accountability.assignments.telling import Telling, heads_and_focal_points, tell_many
from accountability.audit.record import event, record_many
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.chain import bring_into_force
from accountability.directives.models import Directive, Relation

_K, _S = DirectiveEffect.Kind, DirectiveEffect.State
_BATCH = 2_000
_ENDING = {_K.REPLACE: State.REPLACED, _K.END: State.ENDED}
_SAID = {
    _K.EXTEND: say("Gia hạn theo"), _K.AMEND: say("Sửa đổi, bổ sung theo"), _K.REPLACE: say("Thay thế theo"), _K.END: say("Kết thúc theo"),
    _K.WITHDRAW: say("Thu hồi theo"), _K.RESTORE: say("Hủy bỏ việc thu hồi theo"),
}  # fmt: skip


@dataclass
class InForce:
    """What came into force: whose processes end, whose start anew, what was skipped because it had ended."""

    set_aside: list[Assignment] = field(default_factory=list)
    taken_back: list[Assignment] = field(default_factory=list)
    moved: list[Assignment] = field(default_factory=list)
    skipped: list[DirectiveEffect] = field(default_factory=list)


def put_in_force(later: Directive, *, by: Actor | None, at: datetime) -> InForce:
    """Carry out everything that was planned, in the caller's transaction. Nothing when nothing was planned.

    Raises Refused when an earlier document was changed meanwhile so that it is not possible any more.
    """
    done = InForce()
    planned = (
        Relation.objects.select_for_update().filter(later=later, in_force_at=None).order_by("earlier_id")
    )
    for relation in planned:
        relation.later = later
        earlier = bring_into_force(relation, by=by, at=at)
        if relation.kind == Relation.Kind.WITHDRAWS:
            _withdraw(relation, earlier, done, by=by, at=at)
        elif relation.kind == Relation.Kind.RESTORES:
            _restore(relation, earlier, done, by=by, at=at)
        else:
            _amend(relation, earlier, done, by=by, at=at)
    return done


def _rows(earlier: Directive, keys: Iterable[int] | None = None, **more: Any) -> list[Assignment]:
    """Assignments of the earlier document, locked, one object for each agency."""
    found = Assignment.objects.select_for_update(of=("self",)).filter(directive=earlier, **more)
    rows = list((found if keys is None else found.filter(pk__in=list(keys))).order_by("pk"))
    leads = Agency.objects.in_bulk({row.lead_agency_id for row in rows})
    for row in rows:
        row.directive, row.lead_agency = earlier, leads[row.lead_agency_id]
    return rows


# The whole document -----------------------------------------------------------------------------------------------------


def _whole(
    relation: Relation, rows: Sequence[Assignment], kind: str, at: datetime
) -> dict[int, DirectiveEffect]:
    made = DirectiveEffect.objects.bulk_create(
        [
            DirectiveEffect(relation=relation, assignment=row, kind=kind, state=_S.IN_FORCE, in_force_at=at)
            for row in rows
        ],
        batch_size=_BATCH,
    )
    return {effect.assignment_id: effect for effect in made}


def _withdraw(
    relation: Relation, earlier: Directive, done: InForce, *, by: Actor | None, at: datetime
) -> None:
    """All that is open freezes (NĐ 30/2020 Điều 18: who received it is told); what was done stays done."""
    rows, kept = _still_ordered(_rows(earlier, state__in=FREEZABLE))
    done.skipped += _skip_whole(relation, kept)
    effects = _whole(relation, rows, _K.WITHDRAW, at)
    set_aside(rows, State.WITHDRAWN, reason=_because(_K.WITHDRAW, relation), effects=effects, by=by, at=at)
    done.set_aside += rows
    _tell(relation, rows, _K.WITHDRAW, at)


def _still_ordered(rows: Sequence[Assignment]) -> tuple[list[Assignment], list[Source]]:
    """The rows that only this document orders, and for each of the others a document in force that orders it as well."""
    linked = Source.objects.filter(
        assignment__in=[row.pk for row in rows], unlinked_at=None, directive__state=Directive.State.ISSUED
    )
    other = {source.assignment_id: source for source in linked.select_related("directive").order_by("-pk")}
    return [row for row in rows if row.pk not in other], list(other.values())


def _skip_whole(relation: Relation, kept: Sequence[Source]) -> list[DirectiveEffect]:
    """What another document orders as well goes on under it; the withdrawal says so."""
    return DirectiveEffect.objects.bulk_create(
        [
            DirectiveEffect(
                relation=relation, assignment_id=source.assignment_id, kind=_K.WITHDRAW, state=_S.SKIPPED,
                skipped_why=say("Nhiệm vụ còn được giao tại {cited}", cited=source.directive.cited)[:300],
            )
            for source in kept
        ],
        batch_size=_BATCH,
    )  # fmt: skip


def _restore(
    relation: Relation, earlier: Directive, done: InForce, *, by: Actor | None, at: datetime
) -> None:
    """What the withdrawal froze goes on where it stood; the days of the withdrawal are nobody's."""
    frozen = {
        one.assignment_id: one
        for one in SetAside.objects.filter(
            assignment__directive=earlier,
            state=State.WITHDRAWN,
            back_at=None,
            effect__relation__earlier=earlier,
        )
    }
    rows = _rows(earlier, frozen)
    _whole(relation, rows, _K.RESTORE, at)
    take_back(rows, reason=_because(_K.RESTORE, relation), by=by, at=at)
    today = local(at).date()
    moves = [
        Move(
            row, thawed(row.due_on, owed_days=row.owed_days, frozen_on=frozen[row.pk].on, thawed_on=today),
            DeadlineVersion.Cause.RESTORED, row.excused_time or row.due_time,
        )
        for row in rows
        if row.due_on is not None
    ]  # fmt: skip
    move_deadlines(moves, document=relation.later, by=by, at=at)
    _receive_again([row for row in rows if row.state == State.ASSIGNED], relation, at)
    done.taken_back += rows
    _tell(relation, rows, _K.RESTORE, at)


def _receive_again(rows: Sequence[Assignment], relation: Relation, at: datetime) -> None:
    """Who had not received it yet has the whole time to do so again: another tenure of the same lead."""
    today = local(at).date()
    keys = [row.pk for row in rows]
    LeadTenure.objects.filter(assignment_id__in=keys, to_at=None).update(to_at=at)
    LeadTenure.objects.bulk_create(
        [
            LeadTenure(
                assignment=row, agency_id=row.lead_agency_id, position_id=row.lead_position_id, from_at=at,
                from_on=today, cause=_because(_K.RESTORE, relation)[:300],
            )
            for row in rows
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    Assignment.objects.filter(pk__in=keys).update(led_from_on=today)
    for row in rows:
        row.led_from_on = today


# Single assignments -----------------------------------------------------------------------------------------------------


def _amend(relation: Relation, earlier: Directive, done: InForce, *, by: Actor | None, at: datetime) -> None:
    planned = {effect.assignment_id: effect for effect in relation.effects.select_related("successor")}
    rows = {row.pk: row for row in _rows(earlier, planned)}
    by_kind: dict[str, list[Assignment]] = defaultdict(list)
    for pk, effect in planned.items():
        if why := _refusal(effect, rows[pk], relation.later):
            effect.state, effect.skipped_why = _S.SKIPPED, why[:300]
            done.skipped.append(effect)
            continue
        effect.state, effect.in_force_at = _S.IN_FORCE, at
        effect.before = _facts(rows[pk])
        by_kind[effect.kind].append(rows[pk])
    _change(by_kind, planned, relation, by=by, at=at)
    for effect in planned.values():
        effect.after = _after(effect, rows[effect.assignment_id])
    effects = _written(relation, planned)
    for kind, state in _ENDING.items():
        if gone := by_kind[kind]:
            set_aside(gone, state, reason=_because(kind, relation), effects=effects, by=by, at=at)
            done.set_aside += gone
    done.moved += [*by_kind[_K.EXTEND], *by_kind[_K.AMEND]]
    for name, changed in by_kind.items():
        _tell(relation, changed, name, at)


def _written(relation: Relation, planned: dict[int, DirectiveEffect]) -> dict[int, DirectiveEffect]:
    """The plans as they came into force. Thousands of rows, each with its own facts, are written anew rather than
    updated: a tenth of the time.
    """
    relation.effects.all().delete()
    for effect in planned.values():
        effect.pk = None
    made = DirectiveEffect.objects.bulk_create(planned.values(), batch_size=_BATCH)
    return {effect.assignment_id: effect for effect in made}


def _refusal(effect: DirectiveEffect, row: Assignment, later: Directive) -> str:
    """Why it cannot be carried out now, when others may have ended or extended the assignment since it was planned."""
    if row.state not in OPEN_STATES:
        return say(
            "Nhiệm vụ đã ở trạng thái “{label}” khi văn bản có hiệu lực.", label=State(row.state).label
        )
    why = effect_refusal(
        effect.kind, due_on=row.due_on, new_due_on=effect.new_due_on, issued_on=later.issued_on,
        changes_words=bool(effect.new_title or effect.new_product),
    )  # fmt: skip
    if effect.kind == _K.EXTEND and why:
        return say("Khi văn bản có hiệu lực, {why}", why=why)
    return ""


def _facts(row: Assignment) -> dict[str, Any]:
    return {
        "due_on": row.due_on.isoformat() if row.due_on else None, "title": row.title, "product": row.product,
        "state": row.state,
    }  # fmt: skip


def _after(effect: DirectiveEffect, row: Assignment) -> dict[str, Any] | None:
    if effect.state != _S.IN_FORCE:
        return None
    state = _ENDING[_K(effect.kind)].value if effect.kind in _ENDING else row.state
    return (
        _facts(row) | {"state": state} | ({"successor": effect.successor_id} if effect.successor_id else {})
    )


def _change(
    by_kind: dict[str, list[Assignment]], effects: dict[int, DirectiveEffect], relation: Relation, *,
    by: Actor | None, at: datetime,
) -> None:  # fmt: skip
    """New words and new deadlines, with an event each."""
    changed = [*by_kind[_K.EXTEND], *by_kind[_K.AMEND]]
    before = {row.pk: _facts(row) for row in changed}
    moves = [
        Move(row, new, cause_of(row, new))
        for row in changed
        if (new := effects[row.pk].new_due_on) is not None
    ]
    move_deadlines(moves, document=relation.later, by=by, at=at)
    for row in by_kind[_K.AMEND]:
        _reword(row, effects[row.pk])
    record_many([
        event(
            action=f"assignment.{effects[row.pk].kind}_by_document", by=by, at=at, target_kind="assignment",
            target_pk=row.pk, before=before[row.pk], after=_facts(row) | {"document": relation.later_id},
            assignment_pk=row.pk, directive_pk=row.directive_id, note=relation.later.cited,
        )
        for row in changed
    ])  # fmt: skip


def _reword(row: Assignment, effect: DirectiveEffect) -> None:
    """The new content and product; a recurring duty is called so from now on, each period with its dates."""
    if effect.new_title and row.series is not None and row.period_start and row.period_end:
        row.series.title = effect.new_title[:450]
        row.series.save(update_fields=["title"])
        row.title = row.series.title_of(row.period_start, row.period_end)
    elif effect.new_title:
        row.title = effect.new_title
    row.product = effect.new_product or row.product
    row.search_text = searchable(row)
    row.save(update_fields=["title", "product", "search_text"])


# Telling ----------------------------------------------------------------------------------------------------------------


def _because(kind: str, relation: Relation) -> str:
    return f"{_SAID[_K(kind)]} {relation.later.cited}"


def _tell(relation: Relation, rows: Sequence[Assignment], kind: str, at: datetime) -> None:
    """Heads and focal points of the agencies that lead or coordinate; one mail for each agency and effect."""
    concerned: dict[int, dict[int, Assignment]] = defaultdict(dict)
    known = {row.pk: row for row in rows}
    for row in rows:
        concerned[row.lead_agency_id][row.pk] = row
    parts = Coordination.objects.filter(assignment_id__in=list(known)).values_list(
        "agency_id", "assignment_id"
    )
    for agency_id, pk in parts:
        concerned[agency_id][pk] = known[pk]
    people = heads_and_focal_points(concerned)
    tell_many(
        [
            Telling(list(told.values()), people.get(agency_id, []), _because(kind, relation),
                    f"doc-{kind}:{relation.pk}:{agency_id}")
            for agency_id, told in concerned.items()
        ],
        kind="changed", at=at,
    )  # fmt: skip
