"""The window for objections: opened by the Office, used by heads and focal points, answered by the Office with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.ranking.actions.counting import recount
from accountability.ranking.actions.locking import Refused, hold_ranking, log, refuse_while_counting
from accountability.ranking.models import CountedTask, Objection, Ranking, RankingCount
from accountability.ranking.telling import tell_answer, tell_objection, tell_window


@dataclass(frozen=True)
class Ruling:
    """What an accepted objection makes of its task; all empty: the facts were corrected, and the counting reads them."""

    outcome: str = ""
    clears_returned: bool = False
    clears_unexplained: bool = False


@transaction.atomic
def open_window(pk: int, *, until: date, by: Actor, at: datetime) -> Ranking:
    """Mở thời gian kiến nghị up to and with that day; opened again, it lasts longer. Heads of the agencies get a mail.

    Raises Refused for a day that is not after today, or before the day that was told already.
    """
    states = (Ranking.State.COUNTED, Ranking.State.WINDOW)
    ranking = hold_ranking(pk, states=states, verb=say("mở thời gian kiến nghị"))
    refuse_while_counting(ranking)
    if until <= local(at).date():
        raise Refused(say("Ngày cuối nhận kiến nghị phải sau hôm nay."))
    if ranking.window_to_on is not None and until < ranking.window_to_on:
        raise Refused(
            say("Đã thông báo nhận kiến nghị đến hết ngày {day}; chỉ được kéo dài thêm.", day=date_vi(ranking.window_to_on))
        )  # fmt: skip
    ranking.state, ranking.window_to_on = Ranking.State.WINDOW, until
    ranking.window_from_at = ranking.window_from_at or at
    ranking.save(update_fields=["state", "window_from_at", "window_to_on"])
    log("open_window", ranking, by=by, at=at, after={"until": until.isoformat()})
    tell_window(ranking, at=at)
    return ranking


def refuse_outside_window(ranking: Ranking, today: date) -> None:
    """Raise Refused, saying when objections are or were taken, unless they are taken today."""
    if ranking.state in (Ranking.State.COUNTING, Ranking.State.COUNTED):
        raise Refused(say("Chưa mở thời gian kiến nghị; Văn phòng sẽ thông báo khi mở."))
    if ranking.window_to_on is None or ranking.state != Ranking.State.WINDOW or today > ranking.window_to_on:
        last = date_vi(ranking.window_to_on) if ranking.window_to_on else ""
        raise Refused(
            say("Thời gian kiến nghị đã hết ngày {day}; bảng xếp hạng không thay đổi nữa.", day=last)
        )


@transaction.atomic
def object_to(
    pk: int, *, agency: Agency, assignment_pk: int | None, text: str, by: Actor, at: datetime
) -> Objection:
    """Kiến nghị on one task of the agency's row, or (None) on the row. Raises Refused outside the window.

    Also for a task that is not in the row, and for a second one while the first on the same task waits for its answer.
    """
    ranking = Ranking.objects.select_for_update(of=("self",)).get(pk=pk)
    refuse_outside_window(ranking, local(at).date())
    if not text.strip():
        raise Refused(say("Vui lòng ghi nội dung kiến nghị."))
    own = CountedTask.objects.filter(row__ranking=ranking, row__agency=agency)
    if assignment_pk is not None and not own.filter(assignment=assignment_pk).exists():
        raise Refused(say("Nhiệm vụ này không nằm trong kết quả của đơn vị."))
    same = ranking.objections.filter(agency=agency, assignment=assignment_pk, state=Objection.State.ASKED)
    if same.exists():
        raise Refused(say("Đơn vị đã kiến nghị về nội dung này và đang chờ Văn phòng trả lời."))
    made = Objection.objects.create(
        ranking=ranking, agency=agency, assignment_id=assignment_pk, text=text.strip(), filed_at=at,
        filed_by_id=by.user_id, filed_title=by.title[:200],
    )  # fmt: skip
    log("object", ranking, by=by, at=at, after={"objection": made.pk, "agency": agency.pk})
    tell_objection(made, at=at)
    return made


def answer(
    pk: int, *, accepts: bool, text: str, ruling: Ruling, by: Actor, at: datetime
) -> RankingCount | None:
    """Trả lời kiến nghị, with a reason. An accepted one is counted anew, large rankings by the engine (its work comes back).

    Raises Refused without a reason, for one that was answered, and for a ruling where no task is named.
    """
    answered = _answer(pk, accepts=accepts, text=text, ruling=ruling, by=by, at=at)
    return recount(answered.ranking_id, by=by, at=at) if accepts else None


@transaction.atomic
def _answer(pk: int, *, accepts: bool, text: str, ruling: Ruling, by: Actor, at: datetime) -> Objection:
    of = Objection.objects.values_list("ranking_id", flat=True).get(pk=pk)
    ranking = hold_ranking(of, states=(Ranking.State.WINDOW,), verb=say("trả lời kiến nghị"))
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=pk)
    if objection.state != Objection.State.ASKED:
        raise Refused(say("Kiến nghị này đã được trả lời."))
    if not text.strip():
        raise Refused(say("Vui lòng ghi lý do trả lời."))
    if accepts and ruling != Ruling() and objection.assignment_id is None:
        raise Refused(say("Kiến nghị không nêu nhiệm vụ cụ thể; chỉ tính lại được theo dữ liệu đã sửa."))
    objection.state = Objection.State.ACCEPTED if accepts else Objection.State.REFUSED
    objection.answer, objection.answered_at, objection.answered_by_id = text.strip(), at, by.user_id
    objection.answered_title = by.title[:200]
    if accepts:
        objection.ruling, objection.clears_returned = ruling.outcome, ruling.clears_returned
        objection.clears_unexplained = ruling.clears_unexplained
    objection.save()
    log("answer", ranking, by=by, at=at, after={
        "objection": objection.pk, "accepts": accepts, "ruling": objection.ruling,
    })  # fmt: skip
    tell_answer(objection, at=at)
    return objection
