"""A person decides on a proposal: changes its form, confirms it into drafts, drops it, brings it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions import AssignmentSpec, Refused, draft, drop_draft
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State as TaskState
from accountability.audit.meanwhile import Overtaken
from accountability.core.saying import say
from accountability.intake.actions.holding import State, hold, log, refuse_secret
from accountability.intake.models import Proposal

_OVERTAKEN = say(
    "Trong lúc đang nhập, người khác đã sửa đề xuất này; vui lòng xem nội dung đang lưu rồi gửi "
    "lại nếu vẫn cần."
)


def _not_overtaken(row: Proposal, seen: int | None) -> None:
    if seen is not None and seen != row.revision:
        raise Overtaken(_OVERTAKEN)


@transaction.atomic
def change(
    pk: int, *, fields: Mapping[str, Any], is_complete: bool, seen: int | None, by: Actor, at: datetime
) -> Proposal:
    """Keep the form of a proposal as it was filled in; complete or not, nothing typed is lost.

    A complete form answers the questions. Raises Overtaken when somebody changed it since revision `seen`, Refused for a
    secrecy mark (nothing is stored) and once it was decided on.
    """
    refuse_secret(*_words(fields))
    row = hold(pk, states=[State.PROPOSED], verb=say("sửa"))
    _not_overtaken(row, seen)
    changed = sorted(
        name for name in {*row.fields, *fields} if row.fields.get(name, "") != fields.get(name, "")
    )
    row.fields = dict(fields)
    row.revision += 1
    if is_complete:
        row.questions, row.is_checked = [], True
    row.save()
    log(row, "change", by=by, at=at, after={"changed": changed, "complete": is_complete})
    return row


def _words(fields: Mapping[str, Any]) -> list[str]:
    return [
        text for value in fields.values() for text in (value if isinstance(value, list) else [str(value)])
    ]


@transaction.atomic
def confirm(
    pk: int, spec: AssignmentSpec, *, fields: Mapping[str, Any] | None = None, seen: int | None = None, by: Actor,
    at: datetime,
) -> list[Assignment]:  # fmt: skip
    """Make the drafts of a proposal, one per lead, and tie them to its sentence; `fields` is the form they came of.

    Raises Refused as `draft` does, and once it was decided on; Overtaken as `change` does.
    """
    row = hold(pk, states=[State.PROPOSED], verb=say("xác nhận"))
    _not_overtaken(row, seen)
    made = draft(row.extraction.directive, spec, by=by, at=at)
    row.fields = dict(fields) if fields is not None else row.fields
    row.state, row.revision, row.questions = State.CONFIRMED, row.revision + 1, []
    row.is_checked = row.is_checked or fields is not None
    row.save()
    row.assignments.set(made)
    log(
        row,
        "confirm",
        by=by,
        at=at,
        after={"assignments": [one.pk for one in made][:100], "count": len(made)},
    )
    return made


@transaction.atomic
def confirm_many(
    specs: Sequence[tuple[int, int, AssignmentSpec]], *, by: Actor, at: datetime
) -> list[list[Assignment]]:
    """Confirm several, each by key, revision and spec; all or none. Raises as `confirm` does."""
    return [confirm(pk, spec, seen=seen, by=by, at=at) for pk, seen, spec in specs]


@transaction.atomic
def drop(pk: int, *, by: Actor, at: datetime) -> Proposal:
    """The sentence gives no duty here; the proposal stays visible and can be brought back."""
    row = hold(pk, states=[State.PROPOSED], verb=say("bỏ"))
    return _move(row, State.DROPPED, "drop", by=by, at=at)


@transaction.atomic
def restore(pk: int, *, by: Actor, at: datetime) -> Proposal:
    """Undo what was decided on a proposal, while its drafts were not given.

    A confirmed one gives up its drafts; one that went into another takes that one's place again, as one that was split
    takes the place of its pieces; a sentence set aside becomes a proposal. Raises Refused where the way back is closed.
    """
    row = hold(
        pk,
        states=[State.ASIDE, State.CONFIRMED, State.DROPPED, State.MERGED, State.SPLIT],
        verb=say("khôi phục"),
    )
    if row.state == State.CONFIRMED:
        _take_back(row, by=by, at=at)
    if row.state == State.MERGED and row.merged_into is not None:
        whole = row.merged_into
        _close([whole], say("Đề xuất gộp"), by=by, at=at)
        for part in whole.parts.exclude(pk=row.pk):
            part.merged_into = None
            _move(part, State.PROPOSED, "restore", by=by, at=at)
    if row.state == State.SPLIT:
        _close(list(row.pieces.all()), say("Đề xuất tách ra"), by=by, at=at)
    if row.state == State.DROPPED:
        _still_wanted(row)
    row.merged_into = None
    return _move(row, State.PROPOSED, "restore", by=by, at=at)


def _take_back(row: Proposal, *, by: Actor, at: datetime) -> None:
    made = list(row.assignments.all())
    if any(one.state != TaskState.DRAFT for one in made):
        raise Refused(say("Nhiệm vụ đã được giao, không trả lại thành đề xuất được."))
    for one in made:
        drop_draft(one.pk, by=by, at=at)


def _close(rows: Sequence[Proposal], name: str, *, by: Actor, at: datetime) -> None:
    """Drop what stands in the way; refused when it was worked on further."""
    for row in rows:
        if row.state not in (State.PROPOSED, State.DROPPED):
            raise Refused(
                say(
                    "{name} đang ở trạng thái “{state}”; vui lòng hoàn lại đề xuất đó trước.",
                    name=name,
                    state=row.get_state_display(),
                )
            )
        if row.state == State.PROPOSED:
            _move(row, State.DROPPED, "drop", by=by, at=at)


def _still_wanted(row: Proposal) -> None:
    """A piece, or a whole, comes back only while what it was made of has not taken its place again."""
    if row.split_from is not None and row.split_from.state != State.SPLIT:
        raise Refused(say("Câu gốc đã được khôi phục; vui lòng tách lại nếu cần."))
    if row.found is None and row.split_from is None and not row.parts.filter(state=State.MERGED).exists():
        raise Refused(say("Các câu đã gộp đã được khôi phục; vui lòng gộp lại nếu cần."))


def _move(row: Proposal, state: str, action: str, *, by: Actor, at: datetime) -> Proposal:
    before = row.state
    row.state = state
    row.revision += 1
    row.save()
    log(row, action, by=by, at=at, before={"state": before}, after={"state": state})
    return row
