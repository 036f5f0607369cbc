"""The verbs on the addressee's word: given by himself, recorded by the Office on his behalf, corrected by him, followed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions import LeaderWord, Refused
from accountability.assignments.models import Instruction
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.reports.cycle_actions import held, move
from accountability.reports.models import CycleStep, ReportCycle, ReportWord, WordDirective
from accountability.reports.telling import tell_recorded, tell_set_right

_State, _What = ReportCycle.State, CycleStep.What


@transaction.atomic
def instruct(pk: int, *, text: str, by: Actor, at: datetime) -> ReportCycle:
    """The addressee's word by himself; without words he has taken note of it. Raises Refused for anybody else."""
    cycle = held(pk, _State.SUBMITTED)
    if cycle.kind.addressee_id not in by.position_ids:
        raise Refused(say("Chỉ {who} được cho ý kiến vào báo cáo này.", who=cycle.kind.addressee.title))
    word = LeaderWord(cycle.kind.addressee, local(at).date(), text=text)
    return _give(cycle, word, by=by, at=at)


@transaction.atomic
def record_word(pk: int, word: LeaderWord, *, by: Actor, at: datetime) -> ReportCycle:
    """Ghi ý kiến thay: what he said on paper, in a meeting, by telephone. He hears of it and can correct it.

    Raises Refused for another leader than the addressee, without a form or words, and for a day before the figures were
    frozen or after today.
    """
    cycle = held(pk, _State.SUBMITTED)
    if word.leader != cycle.kind.addressee:
        raise Refused(say("Báo cáo này trình {who}.", who=cycle.kind.addressee.title))
    if word.form not in Instruction.Form.values or word.form == Instruction.Form.SELF:
        raise Refused(
            say(
                "Khi ghi thay lãnh đạo, cần nêu hình thức chỉ đạo (bút phê, phiếu trình, tại cuộc họp, qua "
                "điện thoại)."
            )
        )
    if not word.text.strip():
        raise Refused(say("Vui lòng ghi ý kiến của lãnh đạo."))
    if word.decided_on > local(at).date():
        raise Refused(say("Ngày chỉ đạo không được sau hôm nay."))
    closed_on = local(cycle.closed_at or at).date()
    if word.decided_on < closed_on:
        raise Refused(say("Ngày chỉ đạo không được trước ngày chốt số liệu ({day}).", day=date_vi(closed_on)))
    _give(cycle, word, by=by, at=at)
    tell_recorded(cycle, at=at)
    return cycle


def _give(cycle: ReportCycle, word: LeaderWord, *, by: Actor, at: datetime) -> ReportCycle:
    told = say("Báo cáo định kỳ đã có ý kiến, chờ phát hành")
    moved = move(
        cycle.pk, _State.SUBMITTED, _State.INSTRUCTED, _What.INSTRUCTED, told, by=by, at=at, note=word.text,
        behalf=None if word.form == Instruction.Form.SELF else word.leader.pk,
        details={"leader": word.leader.pk, "decided_on": word.decided_on.isoformat(), "form": word.form},
    )  # fmt: skip
    ReportWord.objects.create(
        step=moved.steps.latest("pk"), leader=word.leader, decided_on=word.decided_on, form=word.form, scan=word.scan
    )  # fmt: skip
    return moved


@transaction.atomic
def set_right(pk: int, *, text: str, by: Actor, at: datetime) -> ReportWord:
    """The leader corrects what was recorded in his name; the first record stays, and so does the step of the report.

    Raises Refused for anybody else, for a word of his own, and for one that was corrected already.
    """
    # Of two who correct at once the second waits here, and finds it corrected.
    word = ReportWord.objects.select_for_update(of=("self",)).select_related("step__cycle", "leader").get(pk=pk)  # fmt: skip
    if not word.is_recorded or word.leader_id not in by.position_ids:
        raise Refused(say("Chỉ lãnh đạo đã chỉ đạo được đính chính ý kiến ghi thay mình."))
    if ReportWord.objects.filter(corrects=word).exists():
        raise Refused(say("Ý kiến này đã được đính chính."))
    if not text.strip():
        raise Refused(say("Vui lòng nhập nội dung đúng của ý kiến chỉ đạo."))
    cycle = word.step.cycle
    step = CycleStep.objects.create(
        cycle=cycle, what=_What.SET_RIGHT, note=text.strip(), at=at, by_id=by.user_id, by_title=by.title
    )
    made = ReportWord.objects.create(
        step=step, leader=word.leader, decided_on=local(at).date(), corrects=word
    )
    record(
        action="report_cycle.set_right", by=by, at=at, target_kind="report_cycle", target_pk=cycle.pk,
        before={"word": word.pk}, after={"word": made.pk},
    )  # fmt: skip
    tell_set_right(cycle, word, at=at)
    return made


@transaction.atomic
def follow_with(word: ReportWord, directive: Directive, *, by: Actor, at: datetime) -> WordDirective:
    """Link a directive that gives assignments on the strength of the word, so that each leads to the other."""
    made = WordDirective.objects.create(word=word, directive=directive)
    record(
        action="report_cycle.follow", by=by, at=at, target_kind="report_cycle", target_pk=word.step.cycle_id,
        after={"word": word.pk, "directive": directive.pk}, directive_pk=directive.pk,
    )  # fmt: skip
    return made
