"""The matrix as a file that the engine draws: for somebody, as he may see it when it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import QueryDict

from accountability.access.actor import Actor
from accountability.assignments.models import AssignmentQuerySet
from accountability.core.saying import say
from accountability.desk.views.matrix import Subject, cells_in, content, of_directive, of_program
from accountability.desk.views.matrix_paper import drawn, too_large
from accountability.search.papers import NoPaper, Paper, register_paper

Of = Callable[[Actor, int], tuple[AssignmentQuerySet, Subject]]
NOTHING = say("Bảng không có ô nào với điều kiện lọc này; không có gì để lập tệp.")


def register_matrices() -> None:
    """Make both kinds of matrix known as papers; called when the room is ready."""
    for name, of in (("matrix-directive", of_directive), ("matrix-program", of_program)):
        register_paper(_paper(name, of))


def _paper(name: str, of: Of) -> Paper:
    def shown(actor: Actor, pk: int, query: QueryDict, at: datetime) -> tuple[dict[str, Any], int]:
        context = content(*of(actor, pk), query, at, actor=actor)
        cells = cells_in(context)
        if refusal := too_large(cells) or ("" if cells else NOTHING):
            raise NoPaper(refusal)
        return context, cells

    return Paper(
        name, say("Bảng tổng hợp đơn vị – nhiệm vụ"), "bang-tong-hop",
        size=lambda actor, pk, query, at: shown(actor, pk, query, at)[1],
        draw=lambda actor, pk, query, at, step: drawn(shown(actor, pk, query, at)[0], at),
    )  # fmt: skip
