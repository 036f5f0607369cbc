"""What a line of the inbox says: the mark, the matter, and the one button of the act that is due next for this person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model, QuerySet

from accountability.assignments.badges import timing_badge
from accountability.assignments.models import Assignment, Completion, Coordination, InternalPart, Obstacle
from accountability.assignments.rules import Bucket, State
from accountability.awareness.models import ReadingDuty, Receipt
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.desk import links
from accountability.desk.reading.common import OF_LINE, PAGE_SIZE, SHOWN, Moment, about
from accountability.desk.reading.inbox import Key, kinds_of, parts_owed, with_days
from accountability.desk.reading.place import Desk, Place
from accountability.desk.rules.inbox import FAR, Act, Tier, Work, next_act
from accountability.escalation.models import Explanation

# The colour of the mark; the words beside it say the same.
_TONES = {
    Tier.EXPLANATION_LATE: "overdue", Tier.EXPLANATION: "overdue", Tier.OVERDUE: "overdue", Tier.PART_OVERDUE: "overdue",
    Tier.REWORK: "return", Tier.UNTAKEN: "soon", Tier.RECEIPT_LATE: "soon", Tier.DUE_SOON: "soon",
    Tier.PART_DUE_SOON: "soon", Tier.TO_CONFIRM: "wait", Tier.TO_ANSWER: "wait", Tier.RECEIPT: "soon",
    Tier.TO_READ: "soon",
}  # fmt: skip
_POSTED = (Act.TAKE, Act.CONFIRM_RECEIPT)
_ADDRESSES = {
    Act.TAKE: "assignment-acknowledge", Act.UPDATE: "assignment-progress", Act.NAME: "assignment-officer",
}  # fmt: skip


@dataclass(frozen=True)
class InboxLine:
    """One line: `mark` how it presses, `kind` what it is, and the button; `act_url` is empty when there is none."""

    title: str
    url: str
    mark: str
    tone: str
    kind: str = ""
    note: str = ""
    act: str = ""
    act_url: str = ""
    act_posts: bool = False


Make = Callable[[Any, Tier, date], InboxLine]


def lines_of(keys: Iterable[Key], place: Place) -> list[InboxLine]:
    """The lines of these keys in their order; a statement for each kind, however many keys there are."""
    wanted = list(keys)
    # One shape for seven lines, one for a page of the whole list.
    most = SHOWN if len(wanted) <= SHOWN else PAGE_SIZE
    makers = _makers(place)
    found: dict[tuple[str, int], Any] = {}
    for kind in kinds_of(place.desk):
        pks = [pk for _, _, one, pk in wanted if one == kind]
        # Asked also when none stands among these: their number does not depend on what comes first.
        padded = pks + [-place for place in range(1, most - len(pks) + 1)]
        found |= {(kind, row.pk): row for row in _of_keys(_ROWS[kind], desk=place.desk, pks=padded)}
    return [
        makers[kind](found[kind, pk], Tier(tier), day)
        for tier, day, kind, pk in wanted
        if (kind, pk) in found
    ]


@prepared
def _of_keys(rows: Callable[[Desk], QuerySet[Any]], *, desk: Desk, pks: list[int]) -> QuerySet[Any]:
    return rows(desk).filter(pk__in=pks)


_OF_ASSIGNMENT = ("assignment__directive", "assignment__lead_agency", "assignment__lead_position")


def _work(desk: Desk) -> QuerySet[Any]:
    rows = with_days(Assignment.objects.all()).select_related("directive", "lead_agency", "lead_position")
    return rows.only(*OF_LINE, "led_from_on", "next_review_on", "officer")


def _parts_owed(desk: Desk) -> QuerySet[Any]:
    return parts_owed(desk).select_related(*_OF_ASSIGNMENT)


def _of_assignments(model: type[Model]) -> Callable[[Desk], QuerySet[Any]]:
    return partial(_selected, model, _OF_ASSIGNMENT)


def _of_documents(model: type[Model]) -> Callable[[Desk], QuerySet[Any]]:
    return partial(_selected, model, ("directive",))


def _selected(model: type[Model], along: tuple[str, ...], desk: Desk) -> QuerySet[Any]:
    return model._default_manager.select_related(*along)


# By kind of key: what its rows are read from.
_ROWS: Mapping[str, Callable[[Desk], QuerySet[Any]]] = {
    "viec": _work,
    "giai-trinh": _of_assignments(Explanation),
    "phoi-hop": _parts_owed,
    "da-nhan": _of_documents(Receipt),
    "xac-nhan": _of_assignments(Completion),
    "vuong-mac": _of_assignments(Obstacle),
    "huyen-giao": _of_assignments(InternalPart),
    "phai-doc": _of_documents(ReadingDuty),
}


def _makers(place: Place) -> Mapping[str, Make]:
    """By kind of key: how a row becomes a line."""
    moment = place.moment
    return {
        "viec": _assignment(place),
        "giai-trinh": _explanation(moment),
        "phoi-hop": _part(moment),
        "da-nhan": _receipt(moment),
        "xac-nhan": _claim(moment),
        "vuong-mac": _obstacle(moment),
        "huyen-giao": _from_above,
        "phai-doc": _reading(moment),
    }


def work_of(row: Any, *, is_past: bool) -> Work:
    """A row of `with_days` as the rules weigh it."""
    return Work(
        state=State(row.state), given_on=row.led_from_on, due_on=row.excused_on, is_past=is_past,
        review_on=row.next_review_on, has_officer=row.officer_id is not None,
    )  # fmt: skip


def _assignment(place: Place) -> Make:
    moment = place.moment

    def line(row: Assignment, tier: Tier, day: date) -> InboxLine:
        timing = moment.timing(row)
        act = next_act(work_of(row, is_past=timing.bucket == Bucket.OVERDUE), place.reader)
        return InboxLine(
            row.title, links.dossier(row.pk), _mark(row, tier, day, moment), _TONES.get(tier, "none"),
            note=about(row, with_lead=len(place.agencies) > 1),
            act="" if act == Act.LOOK else act.value,
            act_url="" if act == Act.LOOK else links.address(_ADDRESSES[act], row.pk), act_posts=act in _POSTED,
        )  # fmt: skip

    return line


def _mark(row: Assignment, tier: Tier, day: date, moment: Moment) -> str:
    badge = timing_badge(moment.timing(row), row.state)
    if tier == Tier.UNTAKEN:
        return say("Chưa tiếp nhận, đã {waited} ngày làm việc", waited=moment.waited(day))
    if tier == Tier.REWORK:
        left = say(" · {badge}", badge=badge.label) if badge.code in (Bucket.DUE_SOON, Bucket.IN_TIME) else ""
        return say("Yêu cầu bổ sung{left}", left=left)
    if tier == Tier.REVIEW_DUE:
        return (
            say("Đến kỳ rà soát")
            if day >= moment.today
            else say("Quá kỳ rà soát {days} ngày", days=(moment.today - day).days)
        )
    return {Tier.TO_TAKE: say("Mới giao"), Tier.TO_NAME: say("Chưa phân công")}.get(tier, badge.label)


def _explanation(moment: Moment) -> Make:
    def line(row: Explanation, tier: Tier, day: date) -> InboxLine:
        late = (moment.today - row.answer_by_on).days
        mark = (
            say("Quá hạn giải trình {late} ngày", late=late)
            if late > 0
            else say("Giải trình trước {answer_by_on:%d/%m}", answer_by_on=row.answer_by_on)
        )
        return _of(row.assignment, mark, tier, Act.EXPLAIN, "explanation-write", row.pk)

    return line


def _of(assignment: Assignment, mark: str, tier: Tier, act: Act, name: str, pk: int, title: str = "", kind: str = "") -> InboxLine:  # fmt: skip
    """A line about something of an assignment, done at an address of its own."""
    return InboxLine(
        title or assignment.title, links.dossier(assignment.pk), mark, _TONES.get(tier, "none"), kind=kind,
        note=about(assignment), act=act.value, act_url=links.address(name, pk),
    )  # fmt: skip


def _part(moment: Moment) -> Make:
    def line(row: Coordination, tier: Tier, day: date) -> InboxLine:
        mark = _days_words((moment.today - day).days)
        return _of(row.assignment, mark, tier, Act.REPORT_PART, "coordination-report", row.pk,
                   title=row.duty, kind=say("Phối hợp phải báo cáo"))  # fmt: skip

    return line


def _days_words(late: int) -> str:
    if late > 0:
        return say("Quá hạn {late} ngày", late=late)
    return say("Đến hạn hôm nay") if late == 0 else say("Còn {value} ngày", value=-late)


def _receipt(moment: Moment) -> Make:
    def line(row: Receipt, tier: Tier, day: date) -> InboxLine:
        late = (moment.today - row.due_on).days
        when = say("trong hôm nay") if late == 0 else say("trong ngày {due_on:%d/%m}", due_on=row.due_on)
        mark = (
            say("Quá ngày xác nhận {late} ngày", late=late) if late > 0 else say("Xác nhận {when}", when=when)
        )
        return InboxLine(
            row.directive.abstract, links.address("directive-detail", row.directive_id), mark, _TONES[tier],
            kind=say("Văn bản cần xác nhận đã nhận"), note=row.directive.cited, act=Act.CONFIRM_RECEIPT.value,
            act_url=links.address("receipt-confirm", row.pk), act_posts=True,
        )  # fmt: skip

    return line


def _reading(moment: Moment) -> Make:
    def line(row: ReadingDuty, tier: Tier, day: date) -> InboxLine:
        days = moment.waited(row.named_on)
        url = links.address("directive-detail", row.directive_id)
        return InboxLine(
            row.directive.abstract, url, say("Chưa đọc, đã {days} ngày làm việc", days=days) if days else say("Chưa đọc"), _TONES[tier],
            kind=say("Văn bản phải đọc"), note=row.directive.cited, act=Act.READ.value, act_url=url,
        )  # fmt: skip

    return line


def _claim(moment: Moment) -> Make:
    def line(row: Completion, tier: Tier, day: date) -> InboxLine:
        mark = (
            say("Chờ xác nhận {waited} ngày làm việc", waited=moment.waited(day))
            if moment.waited(day)
            else say("Báo cáo hôm nay")
        )
        return _of(row.assignment, mark, tier, Act.VERIFY, "assignment-verify", row.assignment_id,
                   kind=say("Chờ xác nhận hoàn thành"))  # fmt: skip

    return line


def _obstacle(moment: Moment) -> Make:
    def line(row: Obstacle, tier: Tier, day: date) -> InboxLine:
        mark = (
            say("Chờ trả lời {waited} ngày làm việc", waited=moment.waited(day))
            if moment.waited(day)
            else say("Nêu hôm nay")
        )
        return _of(row.assignment, mark, tier, Act.ANSWER, "obstacle-answer", row.pk, title=row.text,
                   kind=say("Khó khăn, vướng mắc gửi đến"))  # fmt: skip

    return line


def _from_above(row: InternalPart, tier: Tier, day: date) -> InboxLine:
    """No lateness here: the province's clock does not run on what a lead passes on."""
    url = links.address("part-detail", row.pk)
    mark = say("Không ghi thời hạn") if day == FAR else say("Thời hạn {day:%d/%m/%Y}", day=day)
    return InboxLine(
        row.duty, url, mark, "none", kind=say("Việc huyện giao"),
        note=say("{short_name} · {cited}", short_name=row.assignment.lead_agency.short_name, cited=row.assignment.directive.cited),
        act=Act.REPORT_BELOW.value, act_url=url,
    )  # fmt: skip
