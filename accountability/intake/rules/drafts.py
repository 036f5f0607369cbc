"""Candidates while the text is still being read: details that stand behind a duty are put into it. Pure.

"Đơn vị chủ trì: Sở X", "Thời gian: Quý I/2023" on lines of their own belong to the duty above. "Trình UBND tỉnh trước ngày …"
goes on telling the duty before: it stays a candidate of its own, and lends its date to a duty that has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from accountability.intake.rules.asking import confidence_of, questions_of
from accountability.intake.rules.candidates import Candidate, Named
from accountability.intake.rules.deadlines import Deadline
from accountability.intake.rules.sentences import Stretch
from accountability.intake.rules.tokens import Tokens

# How sure a line is that only the details below it show to be a duty.
_BY_ITS_DETAILS = 0.6
_FARTHEST_DETAIL = 4


@dataclass
class Draft:
    """One stretch: its candidate so far, what was read of dates, and what it is among the others."""

    stretch: Stretch
    candidate: Candidate
    sureness: float
    deadline: Deadline | None = None
    milestones: tuple[Deadline, ...] = ()
    is_heading: bool = False
    is_detail: bool = False
    goes_on: bool = False
    names: tuple[Named, ...] = field(default=())  # The lead named in the stretch itself.


def finish(drafts: Sequence[Draft], tokens: Tokens) -> list[Candidate]:
    """The candidates in the order of the text, details folded in, with their questions."""
    _fold_details(drafts, tokens)
    kept = [draft for draft in drafts if not draft.is_heading]
    found: list[Candidate] = []
    for number, draft in enumerate(kept):
        if draft.goes_on and number and found[-1].is_task and draft.candidate.is_task:
            _lend(kept[number - 1], draft, tokens)
            found[-1] = _asked(kept[number - 1])
            draft.candidate = replace(draft.candidate, continues=number - 1)
        found.append(_asked(draft))
    return found


def _fold_details(drafts: Sequence[Draft], tokens: Tokens) -> None:
    item: Draft | None = None
    behind = 0
    for draft in drafts:
        if not draft.is_detail:
            item, behind = draft, 0
            continue
        behind += 1
        if item is None and draft.names and draft.candidate.is_task:
            item, behind = draft, 0
            continue
        if item is None or behind > _FARTHEST_DETAIL or not _belongs(item, draft):
            continue
        if item.is_heading:
            item.is_heading, item.sureness = False, _BY_ITS_DETAILS
            item.candidate = replace(item.candidate, is_task=True)
        if item.candidate.is_task:
            _take_in(item, draft, tokens)


def _belongs(item: Draft, detail: Draft) -> bool:
    """In the same paragraph, or on lines below the item."""
    same = item.stretch.paragraph == detail.stretch.paragraph
    return same or detail.stretch.level == 0 or detail.stretch.level > item.stretch.level


def _take_in(item: Draft, detail: Draft, tokens: Tokens) -> None:
    told, said = item.candidate, detail.candidate
    if detail.names and (told.lead is None or told.lead_is_hidden):
        told = with_lead(told, detail.names, tokens, hidden=False)
    told = replace(
        told,
        coordinating=(
            *told.coordinating,
            *(named for named in said.coordinating if named not in told.coordinating),
        ),
        period=told.period or said.period,
    )
    if told.deadline_text is None and said.deadline_text is not None:
        told = _with_date_of(told, said)
        item.deadline = detail.deadline
    item.candidate = told
    detail.candidate = Candidate(said.sentence, said.span, False, confidence=detail.sureness)


def _lend(before: Draft, draft: Draft, tokens: Tokens) -> None:
    told = before.candidate
    if told.deadline_text is None and draft.candidate.deadline_on is not None:
        before.candidate = _with_date_of(told, draft.candidate)


def _with_date_of(told: Candidate, said: Candidate) -> Candidate:
    return replace(
        told,
        deadline_text=said.deadline_text,
        deadline_on=said.deadline_on,
        deadline_span=said.deadline_span,
    )


def _asked(draft: Draft) -> Candidate:
    found = draft.candidate
    if not found.is_task:
        return replace(found, confidence=draft.sureness)
    questions = questions_of(found, draft.deadline, draft.milestones)
    return replace(found, questions=questions, confidence=confidence_of(found, draft.sureness, questions))


def with_lead(found: Candidate, leads: tuple[Named, ...], tokens: Tokens, *, hidden: bool) -> Candidate:
    """The candidate with this lead: several members as one phrase, as printed; none of them coordinates too."""
    lead, span = leads[0].phrase, leads[0].span
    if len(leads) > 1:
        span = (leads[0].span[0], leads[-1].span[1])
        lead = " ".join(tokens.text[span[0] : span[1]].split())
    kept = {named.phrase.casefold() for named in leads}
    return replace(
        found,
        lead=lead,
        lead_code=leads[0].code if len(leads) == 1 else None,
        leads=leads,
        lead_span=span,
        lead_is_hidden=hidden,
        coordinating=tuple(named for named in found.coordinating if named.phrase.casefold() not in kept),
    )
