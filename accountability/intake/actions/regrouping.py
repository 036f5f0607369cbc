"""Proposals are cut otherwise than the text suggested: several become one, one becomes several. The quotes stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accountability.access.actor import Actor
from accountability.assignments.actions import Refused
from accountability.core.saying import say
from accountability.intake.actions.holding import State, hold, log
from accountability.intake.actions.reading_texts import Draft
from accountability.intake.continuing import told_before
from accountability.intake.fields import merged_fields
from accountability.intake.models import Extraction, Proposal

BETWEEN_QUOTES = " […] "


@transaction.atomic
def merge(pks: Sequence[int], *, by: Actor, at: datetime) -> Proposal:
    """One proposal that quotes the sentences of several. Raises Refused for fewer than two, or for two readings."""
    if len(set(pks)) < 2:
        raise Refused(say("Vui lòng chọn từ hai đề xuất trở lên để gộp."))
    rows = sorted(
        (hold(pk, states=[State.PROPOSED], verb=say("gộp")) for pk in set(pks)),
        key=lambda row: (row.starts_at, row.rank),
    )
    if len({row.extraction_id for row in rows}) > 1:
        raise Refused(say("Chỉ gộp được các đề xuất của cùng một văn bản."))
    fields, questions = merged_fields([row.fields for row in rows])
    made = Proposal.objects.create(
        extraction=rows[0].extraction, rank=rows[0].rank, starts_at=rows[0].starts_at, found=None, fields=fields,
        spans=sorted(span for row in rows for span in row.spans),
        sentence=BETWEEN_QUOTES.join(row.sentence for row in rows),
        questions=list(dict.fromkeys([*(one for row in rows for one in row.questions), *questions])),
        confidence=min(row.confidence for row in rows), continues=_before(rows),
    )  # fmt: skip
    for row in rows:
        row.state, row.merged_into, row.revision = State.MERGED, made, row.revision + 1
        row.save()
    log(made, "merge", by=by, at=at, after={"merged": [row.pk for row in rows]})
    return made


def _before(rows: Sequence[Proposal]) -> Proposal | None:
    """The duty that these go on telling, unless it is one of them."""
    keys = {row.pk for row in rows}
    return next((row.continues for row in rows if row.continues_id and row.continues_id not in keys), None)


@transaction.atomic
def merge_above(pk: int, *, by: Actor, at: datetime) -> Proposal:
    """Merge a proposal into the one whose work it goes on telling, as `merge` does. Raises Refused where there is none."""
    row = hold(pk, states=[State.PROPOSED], verb=say("gộp"))
    above = told_before(row.extraction, [row]).get(row.pk)
    if above is None:
        raise Refused(say("Đề xuất này không nói tiếp nhiệm vụ nào; vui lòng chọn các đề xuất để gộp."))
    return merge([above.pk, row.pk], by=by, at=at)


@transaction.atomic
def split(pk: int, drafts: Sequence[Draft], *, by: Actor, at: datetime) -> list[Proposal]:
    """Several proposals, each with its own part of the sentence. Raises Refused for fewer than two.

    Raises ValueError when a part does not lie within the sentence.
    """
    if len(drafts) < 2:
        raise Refused(say("Vui lòng xuống dòng ở chỗ cần tách, để có từ hai phần trở lên."))
    row = hold(pk, states=[State.PROPOSED], verb=say("tách"))
    rank = row.extraction.proposals.aggregate(last=Max("rank"))["last"] or 0
    made = [_piece(row, row.extraction, rank + number, draft) for number, draft in enumerate(drafts, start=1)]
    made[0].continues = row.continues
    for piece in made:
        piece.save()
    row.state, row.revision = State.SPLIT, row.revision + 1
    row.save()
    log(row, "split", by=by, at=at, after={"pieces": [piece.pk for piece in made]})
    return made


def _piece(whole: Proposal, extraction: Extraction, rank: int, draft: Draft) -> Proposal:
    start, end = draft.span
    if not any(first <= start < end <= last for first, last in whole.spans):
        raise ValueError(f"{draft.span} lies outside the sentence {whole.spans}")
    return Proposal(
        extraction=extraction, rank=rank, spans=[[start, end]], starts_at=start, sentence=extraction.text[start:end],
        found=draft.found, fields=draft.fields, questions=list(draft.questions), confidence=draft.confidence,
        split_from=whole,
    )  # fmt: skip
