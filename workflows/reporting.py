"""What people and the clock do with the period of a report: the verb writes the facts, then the process follows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions import LeaderWord
from accountability.reports import closing, word_actions
from accountability.reports import cycle_actions as reports
from accountability.reports.models import ReportCycle, ReportIssue
from workflows.flows import ReportFlow
from workflows.stepping import step


def close_periods(*, at: datetime) -> int:
    """Close every period that ended, each with its process; remind of deadlines. How many were closed."""
    closed = closing.close_periods(at=at, started=_start)
    closing.remind(at=at)
    return closed


def _start(cycle: ReportCycle) -> None:
    ReportFlow.start.run(row=cycle)


@transaction.atomic
def send_report(pk: int, *, by: Actor, at: datetime) -> ReportCycle:
    """Trình Văn phòng thẩm tra."""
    row = reports.send(pk, by=by, at=at)
    step(row.process_id, ReportFlow.draft, by)
    return row


@transaction.atomic
def withdraw_report(pk: int, *, by: Actor, at: datetime) -> ReportCycle:
    """Rút lại để sửa."""
    row = reports.withdraw(pk, by=by, at=at)
    step(row.process_id, ReportFlow.review, by)
    return row


@transaction.atomic
def return_report(pk: int, *, remarks: str, by: Actor, at: datetime) -> ReportCycle:
    """Văn phòng trả lại."""
    row = reports.return_report(pk, remarks=remarks, by=by, at=at)
    step(row.process_id, ReportFlow.review, by)
    return row


@transaction.atomic
def submit_report(pk: int, *, by: Actor, at: datetime) -> ReportCycle:
    """Văn phòng trình Chủ tịch."""
    row = reports.submit(pk, by=by, at=at)
    step(row.process_id, ReportFlow.review, by)
    return row


@transaction.atomic
def instruct_report(pk: int, *, text: str, by: Actor, at: datetime) -> ReportCycle:
    """Cho ý kiến."""
    row = word_actions.instruct(pk, text=text, by=by, at=at)
    step(row.process_id, ReportFlow.instruct, by)
    return row


@transaction.atomic
def record_word_on_report(pk: int, word: LeaderWord, *, by: Actor, at: datetime) -> ReportCycle:
    """Ghi ý kiến thay lãnh đạo."""
    row = word_actions.record_word(pk, word, by=by, at=at)
    step(row.process_id, ReportFlow.instruct, by)
    return row


@transaction.atomic
def issue_report(pk: int, *, by: Actor, at: datetime) -> ReportIssue:
    """Phát hành, lưu."""
    made = reports.issue(pk, by=by, at=at)
    step(made.snapshot.cycle.process_id, ReportFlow.issue, by)
    return made


def correct_report(pk: int, *, reason: str, by: Actor, at: datetime) -> ReportCycle:
    """Lập bản đính chính: its figures are read first; its own process begins."""
    taken = reports.take_again(pk, reason=reason, by=by, at=at)
    with transaction.atomic():
        row = reports.correct(pk, taken, by=by, at=at)
        _start(row)
    return row
