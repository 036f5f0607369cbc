"""A text of a directive is read into proposals: the text is kept as it was read, nothing is created yet."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions import Refused
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.intake.actions.holding import hold_directive, refuse_secret
from accountability.intake.models import Extraction, Proposal


@dataclass(frozen=True)
class Source:
    """What is read: the text, the name of the file that it stood in, what its reader must know, the day of the names."""

    text: str
    dictionary_on: date
    name: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Draft:
    """One sentence judged: where it stands in the text, what was recognised in it, the form as far as that fills it.

    `continues` is the place, counted from 0 among the drafts of the text, of the one whose work it goes on telling.
    """

    span: tuple[int, int]
    is_task: bool
    confidence: float
    found: dict[str, Any] | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    questions: Sequence[str] = ()
    continues: int | None = None


def sha256_of(text: str) -> str:
    """By which the same text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def read(
    directive_pk: int, source: Source, drafts: Sequence[Draft], *, by: Actor | None, at: datetime
) -> tuple[Extraction, bool]:
    """Keep the text and what it seems to give; whether it is new. Read again, the same text gives what is there.

    Raises Refused for a secrecy mark (nothing is stored), a text without words, and once the directive is past cutting.
    """
    refuse_secret(source.text, source.name)
    if not source.text.strip():
        raise Refused(say("Vui lòng dán văn bản hoặc chọn tệp."))
    directive = hold_directive(directive_pk)
    sha256 = sha256_of(source.text)
    former = Extraction.objects.filter(directive=directive, text_sha256=sha256).first()
    if former is not None:
        return former, False
    made = Extraction.objects.create(
        directive=directive, text=source.text, text_sha256=sha256, source_name=source.name[-200:],
        notes=list(source.notes), dictionary_on=source.dictionary_on, made_at=at, made_by_id=by.user_id if by else None,
    )  # fmt: skip
    rows = Proposal.objects.bulk_create(_row(made, number, one) for number, one in enumerate(drafts, start=1))
    _tie(rows, drafts)
    record(
        action="extraction.read", by=by, at=at, target_kind="extraction", target_pk=made.pk, directive_pk=directive.pk,
        after={
            "sha256": sha256, "characters": len(source.text), "sentences": len(drafts),
            "proposed": sum(draft.is_task for draft in drafts),
        },
    )  # fmt: skip
    return made, True


def _row(extraction: Extraction, number: int, draft: Draft) -> Proposal:
    start, end = draft.span
    sentence = extraction.text[start:end]
    if not sentence.strip():
        raise ValueError(f"proposal {number} quotes nothing: {draft.span}")
    return Proposal(
        extraction=extraction, rank=number, spans=[[start, end]], starts_at=start, sentence=sentence, found=draft.found,
        fields=draft.fields, questions=list(draft.questions), confidence=draft.confidence,
        state=Proposal.State.PROPOSED if draft.is_task else Proposal.State.ASIDE,
    )  # fmt: skip


def _tie(rows: Sequence[Proposal], drafts: Sequence[Draft]) -> None:
    """Put down of each sentence that goes on telling another which one that is."""
    going_on = []
    for row, draft in zip(rows, drafts, strict=True):
        if draft.continues is not None:
            row.continues = rows[draft.continues]
            going_on.append(row)
    Proposal.objects.bulk_update(going_on, ["continues"], batch_size=500)
