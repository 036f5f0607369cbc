"""Reading the chain of documents: what later ones did to an assignment, what a document does to others, what was set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from accountability.assignments.models import Assignment, AssignmentQuerySet, DirectiveEffect, SetAside
from accountability.assignments.rules import ASIDE_STATES, State
from accountability.core.saying import joined, say
from accountability.core.text import date_vi
from accountability.directives.models import Directive, Relation

_K, _S = DirectiveEffect.Kind, DirectiveEffect.State
# As seen from the assignment: what was done to it.
PASSIVE = {
    _K.EXTEND: say("Được gia hạn bởi"), _K.AMEND: say("Được sửa đổi, bổ sung bởi"), _K.REPLACE: say("Được thay thế bởi"),
    _K.END: say("Kết thúc theo"), _K.WITHDRAW: say("Bị thu hồi bởi"), _K.RESTORE: say("Được hủy bỏ việc thu hồi bởi"),
}  # fmt: skip
_ACTIVE_WHOLE = {Relation.Kind.WITHDRAWS: say("Thu hồi"), Relation.Kind.RESTORES: say("Hủy bỏ việc thu hồi")}
_PASSIVE_WHOLE = {
    Relation.Kind.WITHDRAWS: say("Bị thu hồi bởi"),
    Relation.Kind.RESTORES: say("Được hủy bỏ việc thu hồi bởi"),
}


@dataclass(frozen=True)
class Link:
    """One line of the chain: what, the other document, how many assignments, what changed."""

    said: str
    document: Directive
    note: str = ""
    is_planned: bool = False
    successor: Assignment | None = None


def changes_of(effect: DirectiveEffect) -> str:
    """What an effect changed, in words: "thời hạn 20/12/2022 → 31/01/2023"; empty where only the state did."""
    if effect.before is None or effect.after is None:
        return ""
    before, after = effect.before, effect.after
    found = []
    if before.get("due_on") != after.get("due_on"):
        found.append(
            say("thời hạn {day} → {day2}", day=_day(before.get("due_on")), day2=_day(after.get("due_on")))
        )
    for name, label in (("title", say("nội dung")), ("product", say("sản phẩm"))):
        if before.get(name) != after.get(name):
            found.append(
                say(
                    "{label}: “{get}” → “{get2}”",
                    label=label,
                    get=before.get(name) or "—",
                    get2=after.get(name),
                )
            )
    return joined("; ", found)


def plan_of(effect: DirectiveEffect) -> str:
    """What a planned effect will change, in the same words."""
    row = effect.assignment
    found = []
    if effect.new_due_on:
        found.append(say("thời hạn {day} → {day2}", day=_day(row.due_on), day2=_day(effect.new_due_on)))
    if effect.new_title:
        found.append(say("nội dung: “{row}” → “{new_title}”", row=row.title, new_title=effect.new_title))
    if effect.new_product:
        found.append(
            say(
                "sản phẩm: “{product}” → “{new_product}”",
                product=row.product or "—",
                new_product=effect.new_product,
            )
        )
    if effect.kind == _K.REPLACE:
        found.append(
            say("thay bằng: “{successor}”", successor=effect.successor.title)
            if effect.successor
            else say("chưa có nhiệm vụ thay thế")
        )
    if effect.kind == _K.END:
        found.append(say("kết thúc, không tính hoàn thành, không tính quá hạn"))
    return joined("; ", found)


def _day(value: str | date | None) -> str:
    if value is None:
        return say("không có thời hạn")
    return date_vi(date.fromisoformat(value) if isinstance(value, str) else value)


def effects_on(row: Assignment) -> list[Link]:
    """What later documents did to this assignment, the latest first."""
    found = DirectiveEffect.objects.filter(assignment=row, state=_S.IN_FORCE)
    rows = found.select_related("relation__later", "successor").order_by("-in_force_at", "-pk")
    return [
        Link(PASSIVE[_K(one.kind)], one.relation.later, changes_of(one), successor=one.successor)
        for one in rows
    ]


def replaced_by(row: Assignment) -> list[Assignment]:
    """The assignments of earlier documents in whose place this one came."""
    found = Assignment.objects.filter(effects__successor=row, effects__state=_S.IN_FORCE)
    return list(found.select_related("directive").order_by("pk"))


def aside_of(row: Assignment) -> SetAside | None:
    """Why and since when the assignment does not count; None while it does."""
    if row.state not in ASIDE_STATES:
        return None
    return (
        SetAside.objects.filter(assignment=row, back_at=None)
        .select_related("effect__relation__later")
        .first()
    )


def days_late_when_set_aside(row: Assignment, aside: SetAside) -> int:
    """How many calendar days the deadline had passed when the assignment left the clock; 0 in time."""
    return max(0, (aside.on - row.due_on).days) if row.due_on else 0


def aside_counts(rows: AssignmentQuerySet) -> list[dict[str, Any]]:
    """What does not count, by state, in the order of the states: (state, label, count). One query."""
    found = dict(
        rows.filter(state__in=ASIDE_STATES)
        .order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
        .values_list("state", "number")
    )
    return [
        {"state": state.value, "label": State(state).label, "count": found[state.value]}
        for state in ASIDE_STATES
        if state.value in found
    ]


# Documents --------------------------------------------------------------------------------------------------------------


def _counted(effects: Iterable[DirectiveEffect]) -> str:
    """ "gia hạn 2, kết thúc 1 nhiệm vụ"."""
    numbers: dict[str, int] = {}
    for effect in effects:
        if effect.state != _S.SKIPPED:
            numbers[effect.kind] = numbers.get(effect.kind, 0) + 1
    parts = [
        say("{label} {number}", label=_K(kind).label.lower(), number=number)
        for kind, number in numbers.items()
    ]
    return say("{parts} nhiệm vụ", parts=joined(", ", parts)) if parts else ""


def links_of(directive: Directive, *, with_plans: bool) -> list[Link]:
    """What this document does to earlier ones; plans are for those who work on it."""
    rows = directive.relations.select_related("earlier").prefetch_related("effects").order_by("pk")
    rows = rows if with_plans else rows.exclude(in_force_at=None)
    return [
        Link(
            _ACTIVE_WHOLE.get(Relation.Kind(row.kind), say("Sửa đổi, bổ sung")), row.earlier,
            joined("; ", filter(None, [_counted(row.effects.all()), row.note])), is_planned=row.in_force_at is None,
        )
        for row in rows
    ]  # fmt: skip


def links_back_of(directive: Directive) -> list[Link]:
    """What later documents did to this one, the latest first."""
    rows = (
        directive.relations_back.exclude(in_force_at=None).select_related("later").prefetch_related("effects")
    )
    return [
        Link(
            _PASSIVE_WHOLE.get(Relation.Kind(row.kind), say("Được sửa đổi, bổ sung bởi")), row.later,
            joined("; ", filter(None, [_counted(row.effects.all()), row.note])),
        )
        for row in rows.order_by("-in_force_at", "-pk")
    ]  # fmt: skip
