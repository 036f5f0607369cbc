"""From the last counting to the Chairman's word: freeze, submit, approve or return. From the freezing on nothing is counted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.ranking.actions.counting import rulings_of
from accountability.ranking.actions.locking import Refused, hold_ranking, log, refuse_while_counting
from accountability.ranking.models import Objection, Ranking
from accountability.ranking.tabling import hash_of
from accountability.ranking.telling import tell_approved, tell_returned, tell_submitted


@transaction.atomic
def freeze(pk: int, *, by: Actor, at: datetime) -> Ranking:
    """Chốt, when the window is over and every objection is answered and counted. Writes down the hash of what is frozen.

    Raises Refused before that.
    """
    ranking = hold_ranking(pk, states=(Ranking.State.WINDOW,), verb=say("chốt"))
    refuse_while_counting(ranking)
    if ranking.window_to_on is not None and local(at).date() <= ranking.window_to_on:
        raise Refused(
            say("Thời gian kiến nghị còn đến hết ngày {day}; chốt được từ ngày hôm sau.", day=date_vi(ranking.window_to_on))
        )  # fmt: skip
    open_ones = ranking.objections.filter(state=Objection.State.ASKED).count()
    if open_ones:
        raise Refused(say("Còn {n} kiến nghị chưa trả lời; vui lòng trả lời trước khi chốt.", n=open_ones))
    if rulings_of(ranking) != ranking.rulings_counted:
        raise Refused(
            say("Có kiến nghị được chấp nhận sau lần tính gần nhất; vui lòng tính lại trước khi chốt.")
        )
    ranking.state, ranking.frozen_at, ranking.frozen_by_id = Ranking.State.FROZEN, at, by.user_id
    ranking.frozen_title, ranking.sha256 = by.title[:200], hash_of(ranking)
    ranking.save(update_fields=["state", "frozen_at", "frozen_by", "frozen_title", "sha256"])
    log("freeze", ranking, by=by, at=at, after={"sha256": ranking.sha256})
    return ranking


@transaction.atomic
def submit(pk: int, *, note: str, by: Actor, at: datetime) -> Ranking:
    """Trình Chủ tịch what was frozen; also what he returned, as it is, with the Office's words on his reason.

    Raises Refused for a returned one without words, or where another was made for the period since.
    """
    ranking = hold_ranking(pk, states=(Ranking.State.FROZEN, Ranking.State.RETURNED), verb=say("trình"))
    if ranking.state == Ranking.State.RETURNED:
        if not note.strip():
            raise Refused(say("Vui lòng ghi ý kiến của Văn phòng về lý do trả lại."))
        others = Ranking.objects.filter(kind=ranking.kind, from_on=ranking.from_on)
        if others.exclude(state=Ranking.State.RETURNED).exists():
            raise Refused(say("Đã lập bảng khác cho kỳ này; không trình lại bảng cũ."))
    ranking.state, ranking.submitted_at, ranking.submitted_by_id = Ranking.State.SUBMITTED, at, by.user_id
    ranking.submitted_title, ranking.submitted_note = by.title[:200], note.strip()
    ranking.save(update_fields=["state", "submitted_at", "submitted_by", "submitted_title", "submitted_note"])
    log("submit", ranking, by=by, at=at)
    tell_submitted(ranking, at=at)
    return ranking


def approve(pk: int, *, by: Actor, at: datetime) -> Ranking:
    """Phê duyệt, công bố: from now on everybody inside reads the table. The heads of its agencies get a mail."""
    return _decide(pk, Ranking.State.APPROVED, "", by=by, at=at, verb=say("phê duyệt"))


def return_ranking(pk: int, *, reason: str, by: Actor, at: datetime) -> Ranking:
    """Trả lại Văn phòng, with a reason; the figures stay as they were frozen. Raises Refused without one."""
    if not reason.strip():
        raise Refused(say("Vui lòng ghi lý do trả lại."))
    return _decide(pk, Ranking.State.RETURNED, reason.strip(), by=by, at=at, verb=say("trả lại"))


@transaction.atomic
def _decide(pk: int, state: str, reason: str, *, by: Actor, at: datetime, verb: str) -> Ranking:
    ranking = hold_ranking(pk, states=(Ranking.State.SUBMITTED,), verb=verb)
    ranking.state, ranking.decided_at, ranking.decided_by_id = state, at, by.user_id
    ranking.decided_title, ranking.return_reason = by.title[:200], reason
    ranking.save(update_fields=["state", "decided_at", "decided_by", "decided_title", "return_reason"])
    if state == Ranking.State.APPROVED:
        log("approve", ranking, by=by, at=at, after={"sha256": ranking.sha256})
        tell_approved(ranking, at=at)
    else:
        log("return", ranking, by=by, at=at)
        tell_returned(ranking, at=at)
    return ranking
