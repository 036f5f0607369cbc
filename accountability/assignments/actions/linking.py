"""Gắn với nhiệm vụ gốc: a further document orders what is open already; the link, and its undoing."""

from __future__ import annotations

from datetime import datetime

from django.core import serializers
from django.db import IntegrityError, transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.drafting import drop_draft
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.models import Assignment, Source
from accountability.assignments.rules import OPEN_STATES, State
from accountability.assignments.telling import Telling, heads_and_focal_points, tell_many
from accountability.core.saying import say
from accountability.directives.models import Directive

_CUT = Directive.State.SPLITTING


def _cut(pk: int) -> Directive:
    """The directive, locked, while it is being cut. Raises Refused at any other step."""
    row = Directive.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.state != _CUT:
        raise Refused(
            say(
                "Văn bản đang ở bước “{state}”, không gắn nhiệm vụ được. Người duyệt có thể trả lại để sửa.",
                state=row.get_state_display(),
            )
        )
    return row


@transaction.atomic
def link_source(
    directive_pk: int, assignment_pk: int, *, quote: str, clause: str, by: Actor, at: datetime,
    draft_pk: int | None = None,
) -> Source:  # fmt: skip
    """The document becomes a further source of an open assignment, in place of a draft (`draft_pk`) where there is one.

    Nothing of the assignment changes: not its lead, not its deadline; those a document changes by amending it. Raises
    Refused for an assignment that has ended, one of the same document, or a link that is there already.
    """
    directive = _cut(directive_pk)
    if not quote.strip():
        raise Refused(say("Vui lòng ghi nội dung giao trong văn bản này."))
    row = lock(assignment_pk, states=OPEN_STATES, verb=say("gắn thêm văn bản"))
    if row.directive_id == directive.pk:
        raise Refused(say("Nhiệm vụ này do chính văn bản đang bóc tách giao."))
    kept = _put_away(directive, draft_pk, by=by, at=at) if draft_pk is not None else ""
    try:
        with transaction.atomic():
            made = Source.objects.create(
                assignment=row, directive=directive, quote=quote.strip()[:1000], clause=clause.strip()[:100], draft=kept,
                linked_at=at, linked_by_id=by.user_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(
            say("Văn bản này đã được gắn với nhiệm vụ đó; nếu bản thảo bị trùng, vui lòng bỏ bản thảo.")
        ) from error
    log(row, "link_source", by=by, at=at, after={"directive": directive.pk, "clause": made.clause})
    return made


def _put_away(directive: Directive, draft_pk: int, *, by: Actor, at: datetime) -> str:
    """Take the draft off the document; what it was, for undoing."""
    draft = Assignment.objects.filter(pk=draft_pk, directive=directive, state=State.DRAFT).first()
    if draft is None:
        raise Refused(say("Bản thảo này không còn; có thể người khác vừa xử lý. Vui lòng tải lại trang."))
    rows = [
        *([draft.series] if draft.series else []), draft, *draft.coordinations.all(), *draft.milestones.all(),
        *draft.targets.all(),
    ]  # fmt: skip
    kept = serializers.serialize("json", rows)
    drop_draft(draft.pk, by=by, at=at)
    return str(kept)


@transaction.atomic
def unlink_source(pk: int, *, by: Actor, at: datetime) -> Source:
    """Undo the link; while the document is being cut, the draft that it replaced is back as it was.

    Raises Refused when it was undone already.
    """
    row = Source.objects.select_for_update(of=("self",)).select_related("assignment", "directive").get(pk=pk)
    if row.unlinked_at is not None:
        raise Refused(say("Liên kết này đã được gỡ trước đó."))
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=row.directive_id)
    row.unlinked_at, row.unlinked_by_id = at, by.user_id
    back = _bring_back(row.draft) if directive.state == _CUT and row.draft else None
    row.draft = ""
    row.save()
    log(row.assignment, "unlink_source", by=by, at=at, before={"directive": row.directive_id})
    if back is not None:
        log(back, "draft", by=by, at=at, after={"title": back.title, "lead": back.lead_agency_id})
    return row


def _bring_back(kept: str) -> Assignment:
    """Write the rows of a draft again, under the keys that they had; databases give no key twice."""
    rows = list(serializers.deserialize("json", kept))
    for row in rows:
        row.save()
    return next(row.object for row in rows if isinstance(row.object, Assignment))


def confirm_sources(directive: Directive, *, by: Actor | None, at: datetime) -> list[Source]:
    """The document is given: the drafts that links replaced are no longer kept, and the leads hear of the further order."""
    rows = list(
        Source.objects.filter(directive=directive, unlinked_at=None)
        .select_related("assignment__directive", "assignment__lead_agency")
        .order_by("pk")
    )
    Source.objects.filter(pk__in=[row.pk for row in rows]).update(draft="")
    people = heads_and_focal_points([row.assignment.lead_agency_id for row in rows])
    told = [
        Telling([row.assignment], people.get(row.assignment.lead_agency_id, []),
                say("Nhiệm vụ được giao thêm tại {cited}", cited=directive.cited), f"source:{row.pk}")
        for row in rows
    ]  # fmt: skip
    tell_many(told, kind="decided", at=at)
    return rows
