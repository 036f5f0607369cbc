"""What the reader can do next with a ranking: one main button, and the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.core.saying import say
from accountability.ranking.models import Ranking

_S = Ranking.State


@dataclass(frozen=True)
class Next:
    """A button: a link, or (`posts`) an act that asks first."""

    label: str
    url: str
    main: bool = False
    posts: bool = False
    confirm: str = ""
    counts: bool = False  # Beside its label stands how many objections wait.


def steps_to_take(actor: Actor, ranking: Ranking, today: date) -> list[Next]:
    """By the step of the ranking and what the actor may."""
    found: list[Next] = []
    if may(actor, Permission.KEEP_RANKING):
        found += _of_the_office(ranking, today)
    if may(actor, Permission.SUBMIT_RANKING):
        found += _of_its_leaders(ranking, today)
    if may(actor, Permission.DECIDE_RANKING) and ranking.state == _S.SUBMITTED:
        found.append(
            Next(say("Phê duyệt hoặc trả lại"), reverse("ranking-decide", args=[ranking.pk]), main=True)
        )
    return found


def _over(ranking: Ranking, today: date) -> bool:
    return ranking.window_to_on is not None and today > ranking.window_to_on


def _of_the_office(ranking: Ranking, today: date) -> list[Next]:
    window = reverse("ranking-window", args=[ranking.pk])
    found = []
    if ranking.state == _S.COUNTED:
        found.append(Next(say("Mở thời gian kiến nghị"), window, main=True))
    if ranking.state == _S.WINDOW:
        found.append(
            Next(say("Kiến nghị của đơn vị"), reverse("objection-list", args=[ranking.pk]), counts=True)
        )
        if not _over(ranking, today):
            found.append(Next(say("Kéo dài thời gian"), window))
    if ranking.state in (_S.COUNTING, _S.COUNTED, _S.WINDOW):
        found.append(Next(say("Tính lại"), reverse("ranking-recount", args=[ranking.pk]), posts=True))
    return found


def _of_its_leaders(ranking: Ranking, today: date) -> list[Next]:
    submit = reverse("ranking-submit", args=[ranking.pk])
    if ranking.state == _S.WINDOW and _over(ranking, today):
        confirm = say("Chốt bảng xếp hạng? Sau khi chốt, số liệu không thay đổi được nữa.")
        url = reverse("ranking-freeze", args=[ranking.pk])
        return [Next(say("Chốt số liệu"), url, main=True, posts=True, confirm=confirm)]
    if ranking.state == _S.FROZEN:
        return [Next(say("Trình Chủ tịch"), submit, main=True)]
    return [Next(say("Trình lại"), submit)] if ranking.state == _S.RETURNED else []
