"""The verbs on policies: a new one copied from another, its draft, putting it in force from a day, retiring it.

A version in force is never changed: claims name it. A draft is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max

from accountability.access.actor import Actor
from accountability.assignments.actions import Refused
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import slug
from accountability.core.zone import local
from accountability.directives.models import Program
from accountability.escalation.models import Policy, PolicyVersion, Rung
from accountability.escalation.policy_checks import Problem, RungDraft, problems
from accountability.escalation.recipients import NAMES

_FIELDS = tuple(field.name for field in fields(RungDraft))


class Contradictory(Refused):
    """The ladder cannot be written as it is; `found` says where and why."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__(found[0].text)
        self.found = found


def known_keys() -> dict[str, str]:
    """Each key that was ever in force → what it counts from. One query."""
    rows = Rung.objects.filter(version__in_force_at__isnull=False).order_by("version_id", "rank")
    return dict(rows.values_list("key", "anchor"))


def check(rungs: Sequence[RungDraft]) -> None:
    """Raise Contradictory with everything that is wrong."""
    if found := problems(rungs, names=NAMES, known=known_keys()):
        raise Contradictory(found)


def rungs_of(version: PolicyVersion) -> list[RungDraft]:
    """The rungs of a version, lowest first, as the editor takes them."""
    return [
        RungDraft(**{name: _typed(getattr(row, name)) for name in _FIELDS})
        for row in version.rungs.order_by("rank")
    ]


def _typed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def write_rungs(version: PolicyVersion, rungs: Sequence[RungDraft]) -> None:
    """The rows of a ladder, in their order; the only writer of rungs besides migrations."""
    Rung.objects.bulk_create(
        Rung(version=version, rank=rank, **{name: _stored(getattr(rung, name)) for name in _FIELDS})
        for rank, rung in enumerate(rungs, start=1)
    )


def _stored(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def stamp(policy: Policy) -> str:
    """What changes whenever somebody writes a version of the policy: a form carries it to notice that."""
    last = policy.versions.order_by("-number").first()
    return (
        f"{last.number}:{last.drafted_at.isoformat() if last.drafted_at else ''}:{last.in_force_at is None}"
        if last
        else ""
    )


def draft_of(policy: Policy) -> PolicyVersion | None:
    """The draft that is being worked on."""
    return policy.versions.filter(in_force_at__isnull=True).first()


@transaction.atomic
def create_policy(
    *,
    title: str,
    urgency: str,
    program: Program | None,
    kind: str,
    copied_from: PolicyVersion,
    by: Actor,
    at: datetime,
) -> Policy:
    """A policy for a scope that has none yet, with a draft copied from a version. Raises Refused when it is taken."""
    taken = Policy.objects.filter(urgency=urgency, program=program, kind=kind, retired_at=None).first()
    if taken is not None:
        raise Refused(say("Phạm vi này đã có “{taken}”; mỗi phạm vi chỉ có một quy tắc.", taken=taken.title))
    policy = Policy.objects.create(
        code=_free_code(urgency, program, kind),
        title=title.strip(),
        urgency=urgency,
        program=program,
        kind=kind,
    )
    draft = PolicyVersion.objects.create(
        policy=policy, number=1, note=say("Chép từ “{policy}”, phiên bản {copied_from_number}", policy=copied_from.policy.title, copied_from_number=copied_from.number),
        drafted_at=at, drafted_by_id=by.user_id,
    )  # fmt: skip
    write_rungs(draft, rungs_of(copied_from))
    _log("create", policy, by=by, at=at, after={"scope": [urgency, program.code if program else "", kind]})
    return policy


def _free_code(urgency: str, program: Program | None, kind: str) -> str:
    parts = [urgency, program.code if program else "", kind]
    wanted = slug("-".join(part for part in parts if part))[:24] or "quy-tac"
    taken = set(Policy.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if (wanted if n == 1 else f"{wanted}-{n}") not in taken)
    return wanted if number == 1 else f"{wanted}-{number}"


@transaction.atomic
def save_draft(
    policy_pk: int, rungs: Sequence[RungDraft], *, note: str, seen: str, by: Actor, at: datetime
) -> PolicyVersion:
    """Keep the ladder as the policy's draft, whole. Raises Contradictory, or Refused when somebody else wrote meanwhile."""
    policy = _locked(policy_pk, seen)
    check(rungs)
    draft = _written(policy, rungs, note=note, by=by, at=at)
    _log("draft", policy, by=by, at=at, after={"version": draft.number, "rungs": len(rungs)})
    return draft


@transaction.atomic
def put_in_force(
    policy_pk: int,
    rungs: Sequence[RungDraft],
    *,
    from_on: date,
    note: str,
    seen: str,
    by: Actor,
    at: datetime,
) -> PolicyVersion:
    """The ladder as typed becomes the next version, from 00:00 of that day, today from now on.

    Raises Contradictory; Refused for a day that has passed, or when somebody else wrote meanwhile. Claims made before
    stay; what is reached from then on is claimed by the new version.
    """
    policy = _locked(policy_pk, seen)
    check(rungs)
    today = local(at).date()
    if from_on < today:
        raise Refused(say("Ngày có hiệu lực không được trước hôm nay."))
    version = _written(policy, rungs, note=note, by=by, at=at)
    version.in_force_at = (
        at if from_on == today else datetime.combine(from_on, time.min, tzinfo=local(at).tzinfo)
    )
    version.enforced_at, version.enforced_by_id = at, by.user_id
    version.save(update_fields=["in_force_at", "enforced_at", "enforced_by"])
    _log(
        "enforce", policy, by=by, at=at,
        after={"version": version.number, "in_force_at": version.in_force_at.isoformat(), "rungs": len(rungs)},
    )  # fmt: skip
    return version


@transaction.atomic
def discard_draft(policy_pk: int, *, by: Actor, at: datetime) -> None:
    """Drop the draft; a policy that never had another version goes with it. Raises Refused when there is none."""
    policy = Policy.objects.select_for_update().get(pk=policy_pk)
    draft = draft_of(policy)
    if draft is None:
        raise Refused(say("Không có bản thảo nào để bỏ."))
    number = draft.number
    draft.rungs.all().delete()
    draft.delete()
    _log("discard", policy, by=by, at=at, before={"version": number})
    if not policy.versions.exists():
        policy.delete()


@transaction.atomic
def retire(policy_pk: int, *, by: Actor, at: datetime) -> Policy:
    """The policy applies no more from now on: its documents fall to the next wider one. Raises Refused for the widest."""
    policy = Policy.objects.select_for_update().get(pk=policy_pk)
    if policy.retired_at is not None:
        raise Refused(say("Quy tắc này đã thôi áp dụng."))
    if not (policy.urgency or policy.program_id or policy.kind):
        raise Refused(
            say("Quy tắc chung không thể thôi áp dụng: việc nào không có quy tắc riêng đều theo quy tắc này.")
        )
    policy.retired_at = at
    policy.save(update_fields=["retired_at"])
    _log("retire", policy, by=by, at=at, after={"retired_at": at.isoformat()})
    return policy


def _locked(policy_pk: int, seen: str) -> Policy:
    policy = Policy.objects.select_for_update().get(pk=policy_pk)
    if policy.retired_at is not None:
        raise Refused(say("Quy tắc này đã thôi áp dụng, không sửa được."))
    if stamp(policy) != seen:
        raise Refused(
            say(
                "Người khác vừa lưu quy tắc này sau khi bạn mở trang. Nội dung bạn nhập còn nguyên dưới đây; "
                "mở quy tắc ở thẻ khác để so sánh rồi lưu lại."
            )
        )
    return policy


def _written(
    policy: Policy, rungs: Sequence[RungDraft], *, note: str, by: Actor, at: datetime
) -> PolicyVersion:
    """The draft's rows, made anew: nothing points to the rungs of a draft."""
    draft = draft_of(policy)
    if draft is None:
        last = policy.versions.aggregate(last=Max("number"))["last"] or 0
        draft = PolicyVersion(policy=policy, number=last + 1)
    draft.note, draft.drafted_at, draft.drafted_by_id = note.strip(), at, by.user_id
    draft.save()
    draft.rungs.all().delete()
    write_rungs(draft, rungs)
    return draft


def _log(verb: str, policy: Policy, *, by: Actor, at: datetime, **facts: Any) -> None:
    record(
        action=f"policy.{verb}", by=by, at=at, target_kind="policy", target_pk=policy.pk, note=policy.title[:300],
        **facts,
    )  # fmt: skip
