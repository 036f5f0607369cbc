"""An annex becomes drafts: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.actions.drafting_many import write_all_drafts
from accountability.assignments.actions.drafting_series import Recurrence
from accountability.assignments.actions.guards import Refused
from accountability.assignments.actions.specs import AssignmentSpec, Part
from accountability.assignments.rules import Duration
from accountability.core.garbage import collector_rests
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.intake.actions.annexes import OPEN, judged_rows, lock, log
from accountability.intake.models import AnnexImport, AnnexMade, AnnexRow
from accountability.intake.rules.tree import path_text
from accountability.intake.rules.verdicts import Judged, Status

LONGEST_GROUP = 120
_BATCH = 2_000


@transaction.atomic
def commit_annex(pk: int, *, by: Actor | None, at: datetime) -> AnnexImport:
    """Write the drafts of every row that is not there yet, in one transaction.

    Raises Refused while a row is refused, when nothing is new, and when the directive is no longer being cut.
    """
    annex = lock(pk, OPEN, say("ghi"))
    directive = _open_directive(annex.directive_id)
    _free_rows_without_drafts(directive)
    judged = judged_rows(annex)
    refused = [row.number for row, one in judged if one.status == Status.REFUSED]
    if refused:
        raise Refused(
            say(
                "Còn {n} dòng chưa ghi được (dòng {told}). Sửa, hoặc chọn “Bỏ qua” từng dòng, rồi ghi lại.",
                n=len(refused),
                told=_told(refused),
            )
        )
    fresh = [(row, one) for row, one in judged if one.status == Status.CREATE]
    if not fresh:
        raise Refused(say("Không có dòng nào mới: mọi nhiệm vụ của phụ lục đã có trong văn bản."))
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    with collector_rests():
        specs = [spec_of(one, agencies) for _, one in fresh]
        made = write_all_drafts(directive, specs, by=by, at=at)
    keys = [row.pk for row, _ in fresh]
    for start in range(0, len(keys), _BATCH):
        AnnexRow.objects.filter(pk__in=keys[start : start + _BATCH]).update(is_written=True)
    links = [
        AnnexMade(row=row, assignment=one) for (row, _), ones in zip(fresh, made, strict=True) for one in ones
    ]
    AnnexMade.objects.bulk_create(links, batch_size=_BATCH)
    annex.state, annex.committed_at, annex.committed_by_id = (
        AnnexImport.State.COMMITTED, at, by.user_id if by else None,
    )  # fmt: skip
    annex.save(update_fields=["state", "committed_at", "committed_by"])
    log(annex, "commit", by=by, at=at, after={"rows": len(fresh), "assignments": len(links)})
    return annex


def _told(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:10])
    return f"{shown}, …" if len(numbers) > 10 else shown


def _open_directive(pk: int) -> Directive:
    """The directive, locked while drafts are written. Raises Refused when it is not being cut."""
    row = Directive.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.state != Directive.State.SPLITTING:
        raise Refused(
            say(
                "Văn bản đang ở bước “{state}”, không ghi thêm nhiệm vụ được. Người duyệt có thể trả lại để "
                "sửa.",
                state=row.get_state_display(),
            )
        )
    return row


def _free_rows_without_drafts(directive: Directive) -> None:
    """Rows whose drafts were all dropped by hand may be written again."""
    made = AnnexMade.objects.filter(row=OuterRef("pk"))
    AnnexRow.objects.filter(~Exists(made), directive=directive, is_written=True).update(is_written=False)


def spec_of(one: Judged, agencies: Mapping[str, Agency]) -> AssignmentSpec:
    """The duty of a row, as the form of bóc tách would give it; one with a rhythm recurs."""
    deadline = one.deadline
    spec = AssignmentSpec(
        title=one.content, leads=[agencies[code] for code in one.leads], product=one.product,
        group=path_text(one.path, LONGEST_GROUP), coordinating=[Part(agencies[code], "") for code in one.parts],
        duration=deadline.duration, due_on=deadline.due_on, due_time=deadline.due_time, days=deadline.days,
        review_days=deadline.review_days, deadline_words=deadline.words, deadline_note=deadline.note,
    )  # fmt: skip
    if not deadline.rhythm:
        return spec
    return replace(
        spec, duration=Duration.NONE, review_days=None, rhythm=deadline.rhythm, series_from=deadline.since,
        recurrence=Recurrence(ends_on=deadline.until),
    )  # fmt: skip
