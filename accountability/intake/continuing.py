"""Sentences that go on telling a duty: which proposal stands for that duty by now."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from accountability.intake.models import Extraction, Proposal

State = Proposal.State


def told_before(extraction: Extraction, rows: Sequence[Proposal]) -> dict[int, Proposal]:
    """Key of each of `rows` that goes on telling another → the proposal that holds that other's work now.

    What was merged is looked for in the whole, what was split in its last piece, beside which the sentence stands. Two
    queries, whatever the number of rows; none when no row goes on.
    """
    going_on = {row.pk: row.continues_id for row in rows if row.continues_id is not None}
    if not going_on:
        return {}
    became = _became(extraction)
    holders: dict[int, int] = {}
    for pk, before in going_on.items():
        here = before
        while here in became:  # A whole is younger than its parts, a piece than its whole: this ends.
            here = became[here]
        if here != pk:
            holders[pk] = here
    found = extraction.proposals.in_bulk(set(holders.values()))
    return {pk: found[holder] for pk, holder in holders.items()}


def _became(extraction: Extraction) -> dict[int, int]:
    """Proposal → the whole that it went into, or the last of the pieces that it was cut into."""
    found: dict[int, int] = {}
    moved = extraction.proposals.filter(Q(state=State.MERGED) | Q(split_from__state=State.SPLIT))
    for pk, whole, cut in moved.in_order().values_list("pk", "merged_into", "split_from"):
        if whole is not None:
            found[pk] = whole
        if cut is not None:
            found[cut] = pk
    return found
