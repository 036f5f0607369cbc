"""What every verb begins with: the ranking, held, in a step in which the verb is possible."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.long_work import GOES_ON
from accountability.core.saying import say
from accountability.ranking.models import Ranking


class Refused(ValueError):
    """The act is not possible now; the message says why, in Vietnamese."""


def hold_ranking(pk: int, *, states: Collection[str], verb: str) -> Ranking:
    """The ranking for whoever changes it. Raises Refused in any other step than these."""
    ranking = Ranking.objects.select_for_update(of=("self",)).select_related("version").get(pk=pk)
    if ranking.state not in states:
        raise Refused(
            say("Bảng xếp hạng đang ở bước “{step}”; không {verb} được nữa.", step=ranking.get_state_display(), verb=verb)
        )  # fmt: skip
    return ranking


def refuse_while_counting(ranking: Ranking) -> None:
    """Raise Refused while an engine counts it."""
    if ranking.counts.filter(state__in=GOES_ON).exists():
        raise Refused(say("Hệ thống đang tính lại bảng này; vui lòng chờ tính xong."))


def log(
    action: str, ranking: Ranking, *, by: Actor | None, at: datetime, after: Mapping[str, Any] | None = None
) -> None:
    """The event of the verb, in its transaction."""
    record(
        action=f"ranking.{action}", by=by, at=at, target_kind="ranking", target_pk=ranking.pk,
        after={"period": [ranking.kind, ranking.from_on.isoformat()], **(after or {})},
    )  # fmt: skip
