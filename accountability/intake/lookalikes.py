"""Look-alikes: open assignments of the same lead whose content resembles what is being written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.core.saying import say
from accountability.intake.rules.likeness import Likeness, likeness, telling_words

# A candidate shares one of so many words with the duty; so many candidates are compared, the newest first.
_WORDS, _CANDIDATES = 4, 600
# So many are shown for one duty.
_SHOWN = 3


@dataclass(frozen=True)
class Lookalike:
    """An open assignment that resembles a draft, and why."""

    assignment: Assignment
    likeness: Likeness

    @property
    def why(self) -> str:
        """The reason in words: how much is common, and which words."""
        return say(
            "trùng {share}%: {shared}", share=self.likeness.share, shared=", ".join(self.likeness.shared[:12])
        )


def lookalikes_of(drafts: Sequence[Assignment], seen: AssignmentQuerySet) -> dict[int, list[Lookalike]]:
    """Draft key → the open assignments among `seen` of the same lead that resemble it, the most alike first.

    Occurrences of a recurring duty resemble each other by nature: of a series the newest stands for all. One query for
    all drafts of a page, and at most 600 candidates.
    """
    if not drafts:
        return {}
    by_lead: dict[int, list[Assignment]] = defaultdict(list)
    for candidate in _candidates(drafts, seen):
        by_lead[candidate.lead_agency_id].append(candidate)
    found = {}
    for draft in drafts:
        alike = _alike(draft, by_lead.get(draft.lead_agency_id, []))
        if alike:
            found[draft.pk] = alike
    return found


def _candidates(drafts: Iterable[Assignment], seen: AssignmentQuerySet) -> list[Assignment]:
    """Open assignments of the leads that have one of the telling words of a draft of theirs."""
    words = {draft.title: telling_words(draft.title, _WORDS) for draft in drafts}
    asked: dict[str, set[int]] = defaultdict(set)
    for draft in drafts:
        asked[draft.title].add(draft.lead_agency_id)
    conditions = [
        Q(lead_agency_id__in=leads) & reduce(or_, (Q(search_text__contains=word) for word in words[title]))
        for title, leads in asked.items()
        if words[title]
    ]
    if not conditions:
        return []
    known = {draft.directive_id for draft in drafts}
    rows = seen.open().filter(reduce(or_, conditions)).exclude(directive_id__in=known)
    return list(rows.select_related("directive", "lead_agency", "series").order_by("-pk")[:_CANDIDATES])


def _alike(draft: Assignment, candidates: Iterable[Assignment]) -> list[Lookalike]:
    found: dict[object, Lookalike] = {}
    mine = draft.series.title if draft.series else draft.title
    for one in candidates:
        same = likeness(mine, one.series.title if one.series else one.title)
        if same is not None:
            found.setdefault(one.series_id or f"#{one.pk}", Lookalike(one, same))
    return sorted(found.values(), key=lambda one: (-one.likeness.share, one.assignment.pk))[:_SHOWN]
