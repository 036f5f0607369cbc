"""The clock closes each period once; what it froze stays as it is; people bring it to the archive; nothing hangs on processes."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from viewflow.workflow.models import Process, Task

from accountability.accounts.models import User
from accountability.agencies.models import Position
from accountability.assignments.actions import Refused
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.audit.sealing import verify
from accountability.directives.models import Program
from accountability.notices.models import Notification, Outbox
from accountability.reports import cycle_actions as verbs
from accountability.reports.freezing import changes_of, figures_of, is_whole
from accountability.reports.kind_actions import KindTerms, add_kind, change_rhythm, end_kind
from accountability.reports.models import (
    CycleStep,
    ReportCycle,
    ReportIssue,
    ReportKind,
    Snapshot,
    SnapshotRow,
)
from tests.cast import Province, actor
from tests.given import assignments, go_to, on
from workflows import reporting

__all__ = ["assignments", "go_to"]


def half_months(from_on: str = "2022-11-01", due_days: int = 1) -> ReportKind:
    terms = KindTerms("Báo cáo 15 ngày", due_days, "VX", Position.objects.get(code="chutich"))
    return add_kind(
        Program.objects.get(code="DA06"), terms, rhythm="half_month", window=1, starts_on=date.fromisoformat(from_on),
        by=None, at=on("2022-11-08"),
    )  # fmt: skip


def closed(at: str) -> ReportCycle:
    reporting.close_periods(at=on(at))
    return ReportCycle.objects.latest("to_on")


def told(user: User) -> list[str]:
    return list(
        Notification.objects.filter(recipient=user, kind="report.turn").values_list("text", flat=True)
    )


def test_after_an_outage_of_three_months_each_missed_period_is_there_once(
    assignments: list[Assignment], cast: dict[str, User]
) -> None:
    half_months()
    assert reporting.close_periods(at=on("2022-11-15")) == 0, "the first period ends today"
    assert reporting.close_periods(at=on("2023-02-10")) == 6
    assert reporting.close_periods(at=on("2023-02-10")) == 0
    cycles = list(ReportCycle.objects.order_by("to_on"))
    assert [(row.from_on, row.to_on) for row in cycles][:2] == [
        (date(2022, 11, 1), date(2022, 11, 15)),
        (date(2022, 11, 16), date(2022, 11, 30)),
    ]
    assert [row.to_on for row in cycles][-1] == date(2023, 1, 31)
    assert {row.closed_at for row in cycles} == {on("2023-02-10")}
    assert Snapshot.objects.count() == Process.objects.filter(flow_class__endswith="ReportFlow").count() == 6
    first, second = (Snapshot.objects.get(cycle=row) for row in cycles[:2])
    assert (first.changes, second.since) == (None, first)
    assert figures_of(first).assigned_in_period == 4
    assert figures_of(second).assigned_in_period == 0
    assert figures_of(second).next_period.from_on == date(2022, 12, 1)
    heard = told(cast["standing_head"])
    assert sum("chốt số liệu" in line for line in heard) == 6
    assert sum("quá hạn gửi" in line for line in heard) == 6
    assert reporting.close_periods(at=on("2023-02-11")) == 0
    assert told(cast["standing_head"]) == heard, "each is reminded of once"
    assert Outbox.objects.filter(kind="report.turn", recipient_user=cast["standing_head"]).count() == 12


def test_a_kind_that_ended_owes_nothing_more_and_another_rhythm_begins_beside_it(
    assignments: list[Assignment], cast: dict[str, User]
) -> None:
    kind = half_months()
    with pytest.raises(Refused, match="cùng nhịp"):
        half_months()
    end_kind(kind.pk, by=actor(cast["office_deputy"]), at=on("2022-11-10"))
    assert reporting.close_periods(at=on("2022-12-20")) == 0
    half_months("2022-12-01")
    assert closed("2022-12-20").from_on == date(2022, 12, 1)


def test_a_closed_report_does_not_change_when_assignments_do_and_the_next_one_tells(
    assignments: list[Assignment], cast: dict[str, User]
) -> None:
    half_months()
    first = Snapshot.objects.get(cycle=closed("2022-11-16"))
    before = (first.figures, list(SnapshotRow.objects.filter(snapshot=first).values()))
    assert figures_of(first).counts.overdue == 4
    assert figures_of(first).data_at == on("2022-11-16")
    assert is_whole(first)

    done, moved, gone, late = assignments
    Assignment.objects.filter(pk=done.pk).update(state=State.DONE, done_on=date(2022, 11, 20))
    Assignment.objects.filter(pk=moved.pk).update(due_on=date(2023, 1, 15), title="Tên khác")
    Assignment.objects.filter(pk=gone.pk).update(state=State.DROPPED)

    again = Snapshot.objects.get(pk=first.pk)
    assert (again.figures, list(SnapshotRow.objects.filter(snapshot=again).values())) == before
    assert is_whole(again)
    second = Snapshot.objects.get(cycle=closed("2022-12-01"))
    changes = changes_of(second)
    assert changes is not None
    assert {line.pk: line.how for line in changes.settled} == {
        done.pk: "Hoàn thành quá hạn",
        moved.pk: "Đang thực hiện trong hạn",
        gone.pk: "Không còn tính tiến độ",
    }
    assert changes.newly_overdue == ()
    assert changes.data_at.isoformat() == on("2022-11-16").isoformat(), "told in the time of the office"
    assert [(one.before, one.now) for one in changes.buckets if one.label == "Đang thực hiện quá hạn"] == [
        (4, 1)
    ]
    assert sum(one.overdue for one in changes.agencies) == 1
    assert sum(one.total_before for one in changes.agencies) == 4
    SnapshotRow.objects.filter(snapshot=first, assignment_pk=late.pk).update(bucket="in_time", row={})
    assert not is_whole(first)


def test_a_report_goes_from_draft_to_archive_by_those_who_may_and_a_correction_stands_beside_it(
    assignments: list[Assignment], cast: dict[str, User], province: Province
) -> None:
    half_months()
    cycle = closed("2022-11-16")
    police, deputy, chair = (actor(cast[name]) for name in ("standing_head", "office_deputy", "chair"))
    at = on("2022-11-16", "09:00")

    def step() -> str:
        cycle.refresh_from_db()
        task = Task.objects.get(process_id=cycle.process_id, finished=None)
        return f"{cycle.state} {task.flow_task.name}"

    snapshot = verbs.current(cycle)
    texts = verbs.texts_of(cycle, snapshot)
    assert "{quá hạn lâu nhất}" in texts["IV"]
    words = texts | {"I": "Tình hình ổn định.\nCòn {Quá hạn} việc quá hạn."}
    seen = verbs.key_of(texts)
    with pytest.raises(Refused, match="Mục V: Không có chỗ số liệu {số bịa}"):
        verbs.write_texts(cycle.pk, words | {"V": "Có {số bịa} việc"}, seen=seen, by=police, at=at)
    with pytest.raises(Refused, match="lẻ"):
        verbs.write_texts(cycle.pk, words | {"V": "Có {quá hạn việc"}, seen=seen, by=police, at=at)
    verbs.write_texts(cycle.pk, words, seen=seen, by=police, at=at)
    with pytest.raises(Refused, match="Người khác vừa sửa"):
        verbs.write_texts(cycle.pk, texts, seen=seen, by=police, at=at)

    assert step() == "draft draft"
    reporting.send_report(cycle.pk, by=police, at=at)
    assert step() == "in_review review"
    assert "chờ thẩm tra" in told(cast["office_deputy"])[-1]
    assert told(cast["chair"]) == []
    with pytest.raises(Refused, match="đã ở bước khác"):
        verbs.write_texts(cycle.pk, texts, seen=verbs.key_of(words), by=police, at=at)
    reporting.withdraw_report(cycle.pk, by=police, at=at)
    assert step() == "draft draft"
    reporting.send_report(cycle.pk, by=police, at=at)
    with pytest.raises(Refused, match="nội dung cần sửa"):
        reporting.return_report(cycle.pk, remarks=" ", by=deputy, at=at)
    reporting.return_report(cycle.pk, remarks="Nêu rõ nguyên nhân.", by=deputy, at=at)
    assert step() == "draft draft"
    reporting.send_report(cycle.pk, by=police, at=at)
    reporting.submit_report(cycle.pk, by=deputy, at=at)
    assert step() == "submitted instruct"
    reporting.instruct_report(cycle.pk, text="Đồng ý; đôn đốc các việc quá hạn.", by=chair, at=at)
    assert step() == "instructed issue"
    made = reporting.issue_report(cycle.pk, by=police, at=at)
    cycle.refresh_from_db()
    assert (cycle.state, cycle.process.status) == ("archived", "DONE")
    assert (made.number, made.issued_on) == (1, date(2022, 11, 16))
    assert made.texts["I"] == ["Tình hình ổn định.", "Còn 04 việc quá hạn."]

    reporting.correct_report(cycle.pk, reason="Bổ sung số liệu của một xã.", by=police, at=on("2022-11-18"))
    assert step() == "draft draft"
    assert [row.number for row in Snapshot.objects.filter(cycle=cycle)] == [1, 2]
    assert is_whole(Snapshot.objects.get(pk=snapshot.pk))
    assert ReportIssue.objects.get().snapshot == snapshot

    # The process is only who acts next: without it the facts are all there.
    kept = list(CycleStep.objects.values_list("what", "note", "by_title"))
    Task.objects.filter(process__report_cycle=cycle).delete()
    Process.objects.filter(report_cycle=cycle).delete()
    cycle.refresh_from_db()
    assert (cycle.state, cycle.process_id) == ("draft", None)
    assert list(CycleStep.objects.values_list("what", "note", "by_title")) == kept
    assert ("instructed", "Đồng ý; đôn đốc các việc quá hạn.", "Chủ tịch UBND tỉnh") in kept
    assert verbs.texts_of(cycle, snapshot)["I"] == words["I"]
    assert verify().troubles == ()
    call_command("verify_audit")
    SnapshotRow.objects.filter(snapshot=snapshot).update(row={})
    with pytest.raises(CommandError, match="Số liệu đã chốt bị sửa: .* bản 1"):
        call_command("verify_audit")


def test_another_rhythm_begins_the_day_after_the_period_that_runs(
    assignments: list[Assignment], cast: dict[str, User]
) -> None:
    kind, office = half_months(), actor(cast["office_deputy"])
    terms = KindTerms("Báo cáo tháng", 2, "VX", kind.addressee)
    with pytest.raises(Refused, match="không thay đổi"):
        change_rhythm(kind.pk, terms, rhythm="half_month", window=15, by=office, at=on("2022-11-10"))
    last, first = change_rhythm(kind.pk, terms, rhythm="month", window=1, by=office, at=on("2022-11-10"))
    assert (last.end_on, first.label) == (date(2022, 11, 15), "tháng 11/2022")
    with pytest.raises(Refused, match="đã thôi lập"):
        change_rhythm(kind.pk, terms, rhythm="quarter", window=1, by=office, at=on("2022-11-11"))
    assert reporting.close_periods(at=on("2022-11-16")) == 1, (
        "the period that ran is closed in the old rhythm"
    )
    assert reporting.close_periods(at=on("2022-12-20")) == 1, "then the new one goes on"
    old, new = ReportCycle.objects.order_by("to_on")
    assert (old.kind, new.kind.replaces) == (kind, kind)
    assert (new.from_on, new.to_on, new.due_on) == (date(2022, 11, 1), date(2022, 11, 30), date(2022, 12, 2))
    assert new.snapshots.get().since == old.snapshots.get(), "compared with the last one in the old rhythm"
    assert reporting.close_periods(at=on("2023-01-02")) == 1, "and nothing more of the old one"
