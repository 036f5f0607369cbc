"""The verbs on tasks of the province: register, move the deadline by a document, report up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency, Position
from accountability.audit.record import record
from accountability.central.models import CentralDeadline, CentralTask, ProvinceReport
from accountability.central.rules import same_body
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.files.models import StoredFile


@dataclass(frozen=True)
class CentralTaskSpec:
    """What the Office writes down of a task that the document gives the province."""

    title: str
    due_on: date | None = None
    product: str = ""
    deadline_words: str = ""
    supervisor: Position | None = None


def is_from_above(directive: Directive) -> bool:
    """Whether the document may give the province something: not one of the province's own or of the agencies below it.

    Bodies above stand outside the list of agencies, but for those of the ministries.
    """
    return bool(directive.issuer_text) or directive.issuer.kind == Agency.Kind.MINISTRY


@transaction.atomic
def register_task(directive: Directive, spec: CentralTaskSpec, *, by: Actor, at: datetime) -> CentralTask:
    """Ghi nhiệm vụ Trung ương giao tỉnh. Raises Refused for a document of ours or a deadline before the document."""
    if not is_from_above(directive):
        raise Refused(
            say("Chỉ văn bản của cơ quan cấp trên (ngoài danh mục cơ quan của tỉnh) giao nhiệm vụ cho tỉnh.")
        )
    if directive.state == Directive.State.WITHDRAWN:
        raise Refused(say("Văn bản này đã được thu hồi."))
    if not spec.title.strip():
        raise Refused(say("Vui lòng nhập nội dung nhiệm vụ."))
    _check_due(spec.due_on, directive)
    task = CentralTask.objects.create(
        directive=directive, title=spec.title.strip(), product=spec.product.strip(), field=directive.field,
        due_on=spec.due_on, deadline_words=spec.deadline_words.strip(), supervisor=spec.supervisor,
        specialist=directive.specialist, registered_at=at, registered_by_id=by.user_id,
    )  # fmt: skip
    CentralDeadline.objects.create(
        task=task, number=1, due_on=spec.due_on, document=directive, set_at=at, set_by_id=by.user_id
    )
    _log(task, "register", by=by, at=at, after={"title": task.title, "due_on": _iso(task.due_on)})
    return task


def _check_due(due_on: date | None, document: Directive) -> None:
    if due_on is not None and due_on < document.issued_on:
        raise Refused(
            say(
                "Hạn Trung ương không được trước ngày văn bản ({issued_on}).",
                issued_on=date_vi(document.issued_on),
            )
        )


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _log(
    task: CentralTask, action: str, *, by: Actor, at: datetime, after: dict[str, object],
    before: dict[str, object] | None = None,
) -> None:  # fmt: skip
    record(
        action=f"central.{action}", by=by, at=at, target_kind="central_task", target_pk=task.pk, before=before,
        after=after, directive_pk=task.directive_id,
    )  # fmt: skip


def _lock(pk: int) -> CentralTask:
    """The task, locked and not ended. Raises Refused when the province's report ended it meanwhile."""
    task = CentralTask.objects.select_for_update(of=("self",)).select_related("directive__issuer").get(pk=pk)
    report = ProvinceReport.objects.filter(task=task).first()
    if report is not None:
        raise Refused(say("Nhiệm vụ này đã kết thúc bằng {cited}.", cited=report.cited))
    return task


@transaction.atomic
def move_deadline(pk: int, *, due_on: date, document: Directive, by: Actor, at: datetime) -> CentralDeadline:
    """The body that set the deadline moves it, by another document of its own. Raises Refused for any other document."""
    task = _lock(pk)
    asked = (task.directive.issuer_id, task.directive.issuer_text)
    if document.pk == task.directive_id or not same_body(asked, (document.issuer_id, document.issuer_text)):
        raise Refused(say("Chỉ một văn bản khác của {body} mới đổi được hạn Trung ương này.", body=task.body))
    if document.state == Directive.State.WITHDRAWN:
        raise Refused(say("Văn bản này đã được thu hồi."))
    if document.issued_on < task.directive.issued_on:
        raise Refused(say("Văn bản đổi hạn không được ban hành trước văn bản giao."))
    if due_on == task.due_on:
        raise Refused(say("Hạn mới trùng với hạn hiện nay."))
    _check_due(due_on, document)
    before = {"due_on": _iso(task.due_on)}
    task.due_on = due_on
    task.save(update_fields=["due_on"])
    made = CentralDeadline.objects.create(
        task=task, number=task.deadlines.count() + 1, due_on=due_on, document=document, set_at=at,
        set_by_id=by.user_id,
    )  # fmt: skip
    after: dict[str, object] = {"due_on": _iso(due_on), "document": document.pk, "number": made.number}
    _log(task, "deadline", by=by, at=at, before=dict(before), after=after)
    return made


@transaction.atomic
def report_up(
    pk: int, *, reference: Reference, reported_on: date, by: Actor, at: datetime, summary: str = "",
    file: StoredFile | None = None,
) -> ProvinceReport:  # fmt: skip
    """The province's own report was sent up: the task ends. Raises Refused for a report of the future or of before."""
    task = _lock(pk)
    if reported_on > local(at).date():
        raise Refused(say("Ngày báo cáo không được sau hôm nay."))
    if reported_on < task.directive.issued_on:
        raise Refused(
            say(
                "Ngày báo cáo không được trước ngày văn bản giao ({issued_on}).",
                issued_on=date_vi(task.directive.issued_on),
            )
        )
    made = ProvinceReport.objects.create(
        task=task, number=reference.number, symbol=reference.symbol, reported_on=reported_on,
        summary=summary.strip(), file=file, recorded_at=at, recorded_by_id=by.user_id,
    )  # fmt: skip
    after: dict[str, object] = {
        "report": f"{made.number}/{made.symbol}", "reported_on": _iso(reported_on), "due_on": _iso(task.due_on),
    }  # fmt: skip
    _log(task, "report", by=by, at=at, after=after)
    return made
