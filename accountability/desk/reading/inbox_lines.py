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
from accountability.desk import links
from accountability.desk.reading.common import PAGE_SIZE, SHOWN, Moment, about
from accountability.desk.reading.inbox import Key, parts_owed, with_days
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
    """The lines of these keys in their order; eight statements, however many keys there are."""
    wanted = list(keys)
    # One shape for seven lines, one for a page of the whole list.
    most = SHOWN if len(wanted) <= SHOWN else PAGE_SIZE
    makers = _makers(place)
    found: dict[tuple[str, int], Any] = {}
    for kind, rows in _ROWS.items():
        pks = [pk for _, _, one, pk in wanted if one == kind]
        # Asked also when there is none: the number of statements of a page is always the same.
        padded = pks + [-place for place in range(1, most - len(pks) + 1)]
        found |= {(kind, row.pk): row for row in _of_keys(rows, desk=place.desk, pks=padded)}
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
    return with_days(Assignment.objects.all()).select_related("directive", "lead_agency", "lead_position")


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
        state=State(row.state), given_on=row.given_on or row.assigned_on, due_on=row.excused_on, is_past=is_past,
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
        return f"Chưa tiếp nhận, đã {moment.waited(day)} ngày làm việc"
    if tier == Tier.REWORK:
        left = f" · {badge.label}" if badge.code in (Bucket.DUE_SOON, Bucket.IN_TIME) else ""
        return f"Yêu cầu bổ sung{left}"
    if tier == Tier.REVIEW_DUE:
        return "Đến kỳ rà soát" if day >= moment.today else f"Quá kỳ rà soát {(moment.today - day).days} ngày"
    return {Tier.TO_TAKE: "Mới giao", Tier.TO_NAME: "Chưa phân công"}.get(tier, badge.label)


def _explanation(moment: Moment) -> Make:
    def line(row: Explanation, tier: Tier, day: date) -> InboxLine:
        late = (moment.today - row.answer_by_on).days
        mark = f"Quá hạn giải trình {late} ngày" if late > 0 else f"Giải trình trước {row.answer_by_on:%d/%m}"
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
                   title=row.duty, kind="Phối hợp phải báo cáo")  # fmt: skip

    return line


def _days_words(late: int) -> str:
    if late > 0:
        return f"Quá hạn {late} ngày"
    return "Đến hạn hôm nay" if late == 0 else f"Còn {-late} ngày"


def _receipt(moment: Moment) -> Make:
    def line(row: Receipt, tier: Tier, day: date) -> InboxLine:
        late = (moment.today - row.due_on).days
        when = "trong hôm nay" if late == 0 else f"trong ngày {row.due_on:%d/%m}"
        mark = f"Quá ngày xác nhận {late} ngày" if late > 0 else f"Xác nhận {when}"
        return InboxLine(
            row.directive.abstract, links.address("directive-detail", row.directive_id), mark, _TONES[tier],
            kind="Văn bản cần xác nhận đã nhận", note=row.directive.cited, act=Act.CONFIRM_RECEIPT.value,
            act_url=links.address("receipt-confirm", row.pk), act_posts=True,
        )  # fmt: skip

    return line


def _reading(moment: Moment) -> Make:
    def line(row: ReadingDuty, tier: Tier, day: date) -> InboxLine:
        days = moment.waited(row.named_on)
        url = links.address("directive-detail", row.directive_id)
        return InboxLine(
            row.directive.abstract, url, f"Chưa đọc, đã {days} ngày làm việc" if days else "Chưa đọc", _TONES[tier],
            kind="Văn bản phải đọc", note=row.directive.cited, act=Act.READ.value, act_url=url,
        )  # fmt: skip

    return line


def _claim(moment: Moment) -> Make:
    def line(row: Completion, tier: Tier, day: date) -> InboxLine:
        mark = f"Chờ xác nhận {moment.waited(day)} ngày làm việc" if moment.waited(day) else "Báo cáo hôm nay"
        return _of(row.assignment, mark, tier, Act.VERIFY, "assignment-verify", row.assignment_id,
                   kind="Chờ xác nhận hoàn thành")  # fmt: skip

    return line


def _obstacle(moment: Moment) -> Make:
    def line(row: Obstacle, tier: Tier, day: date) -> InboxLine:
        mark = f"Chờ trả lời {moment.waited(day)} ngày làm việc" if moment.waited(day) else "Nêu hôm nay"
        return _of(row.assignment, mark, tier, Act.ANSWER, "obstacle-answer", row.pk, title=row.text,
                   kind="Khó khăn, vướng mắc gửi đến")  # fmt: skip

    return line


def _from_above(row: InternalPart, tier: Tier, day: date) -> InboxLine:
    """No lateness here: the province's clock does not run on what a lead passes on."""
    url = links.address("part-detail", row.pk)
    mark = "Không ghi thời hạn" if day == FAR else f"Thời hạn {day:%d/%m/%Y}"
    return InboxLine(
        row.duty, url, mark, "none", kind="Việc huyện giao",
        note=f"{row.assignment.lead_agency.short_name} · {row.assignment.directive.cited}",
        act=Act.REPORT_BELOW.value, act_url=url,
    )  # fmt: skip
