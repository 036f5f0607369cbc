"""The tables of a snapshot as sheets of one workbook: whole, where the document prints the first lines."""

from __future__ import annotations

from collections.abc import Iterable

from accountability.core.text import date_vi, moment_vi
from accountability.printing.sheets import Cell, Column, Kind, Sheet
from accountability.reports.freezing import changes_of, figures_of, rows_of
from accountability.reports.models import Snapshot
from accountability.reports.rules import (
    BUCKET_LABELS,
    AssignmentRow,
    BucketCounts,
    Changes,
    ReportFigures,
    TaskLine,
)
from accountability.reports.rules.changes import MovedLine

_TEXT, _NUMBER, _DATE, _PERCENT = Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.PERCENT
About = list[tuple[str, str]]


def report_sheets(snapshot: Snapshot) -> list[Sheet]:
    """Every table of the report, with all of its rows."""
    figures, changes = figures_of(snapshot), changes_of(snapshot)
    about = _about(snapshot, figures)
    made = [
        _summary(figures, changes, about), _by_agency(figures, about), _assignments(rows_of(snapshot), about),
        _tasks("Quá hạn", figures.overdue, about), _indicators(figures, about), _obstacles(figures, about),
        _tasks("Đến hạn kỳ tới", figures.upcoming, about), _directives(figures, about),
    ]  # fmt: skip
    if changes is not None:
        made += [
            _agency_changes(changes, about),
            _moved("Mới quá hạn", changes.newly_overdue, about),
            _moved("Đã giải quyết", changes.settled, about),
        ]
    return made


def _about(snapshot: Snapshot, figures: ReportFigures) -> About:
    found = [
        ("Báo cáo", figures.subject),
        ("Số liệu tính đến", moment_vi(snapshot.taken_at)),
        ("Bản số", str(snapshot.number)),
        ("Mã băm SHA-256 của số liệu", snapshot.sha256),
    ]
    if snapshot.reason:
        found.append(("Lý do đính chính", snapshot.reason))
    if snapshot.anchor:
        found.append(("Mốc nhật ký", f"{snapshot.anchor['number']}:{snapshot.anchor['sha256']}"))
    if figures.is_demo:
        found.append(("Lưu ý", "SỐ LIỆU GIẢ ĐỊNH"))
    return found


def _sheet(
    title: str, columns: Iterable[tuple[str, int, Kind]], rows: Iterable[list[Cell]], about: About
) -> Sheet:
    return Sheet(title, [Column(*column) for column in columns], rows, about)


def _summary(figures: ReportFigures, changes: Changes | None, about: About) -> Sheet:
    before = {one.label: one.before for one in changes.buckets} if changes else {}
    rows: list[list[Cell]] = [
        [label, count, before.get(label), count - before[label] if before else None]
        for label, count in figures.bucket_lines
    ]
    rows.append(["Tổng số", figures.counts.total, sum(before.values()) if before else None, None])
    columns = (("Tình trạng", 34, _TEXT), ("Số nhiệm vụ", 14, _NUMBER), ("Kỳ trước", 14, _NUMBER), ("Thay đổi", 14, _NUMBER))  # fmt: skip
    return _sheet("Tổng hợp", columns, rows, about)


def _counts(counts: BucketCounts) -> list[Cell]:
    return [counts.total, *(getattr(counts, code) for code in BUCKET_LABELS), counts.rate]


def _by_agency(figures: ReportFigures, about: About) -> Sheet:
    rows = [
        [block.name, line.name, *_counts(line.counts)] for block in figures.blocks for line in block.agencies
    ]
    buckets = [(label, 14, _NUMBER) for label in BUCKET_LABELS.values()]
    columns = [("Khối", 26, _TEXT), ("Cơ quan chủ trì", 36, _TEXT), ("Tổng số", 10, _NUMBER), *buckets, ("Tỷ lệ đúng hạn", 12, _PERCENT)]  # fmt: skip
    return _sheet("Theo cơ quan", columns, rows, about)


def _assignments(rows: Iterable[AssignmentRow], about: About) -> Sheet:
    columns = (
        ("Mã", 8, _NUMBER), ("Nhiệm vụ", 60, _TEXT), ("Văn bản giao", 34, _TEXT), ("Cơ quan chủ trì", 30, _TEXT),
        ("Cơ quan phối hợp", 40, _TEXT), ("Nhóm", 30, _TEXT), ("Tình trạng", 26, _TEXT), ("Ngày giao", 12, _DATE),
        ("Thời hạn", 12, _DATE), ("Thời hạn ban đầu", 12, _DATE), ("Số lần gia hạn", 10, _NUMBER),
        ("Số ngày quá hạn", 10, _NUMBER), ("Hoàn thành ngày", 12, _DATE), ("Kết quả trong kỳ", 60, _TEXT),
        ("Khó khăn, vướng mắc", 50, _TEXT), ("Đề xuất, kiến nghị", 50, _TEXT),
    )  # fmt: skip
    lines: Iterable[list[Cell]] = (
        [
            row.pk, row.title, row.directive_ref, row.lead_name, "; ".join(row.coordinating), row.group,
            BUCKET_LABELS[row.bucket], row.assigned_on, row.due_on, row.original_due_on, row.extensions, row.days_overdue,
            row.done_on, row.progress, row.obstacle, row.proposal,
        ]
        for row in rows
    )  # fmt: skip
    return _sheet("Nhiệm vụ", columns, lines, about)


def _tasks(title: str, lines: Iterable[TaskLine], about: About) -> Sheet:
    columns = (
        ("Nhiệm vụ", 60, _TEXT), ("Văn bản giao", 34, _TEXT), ("Cơ quan chủ trì", 44, _TEXT),
        ("Cơ quan phối hợp", 40, _TEXT), ("Thời hạn", 12, _DATE), ("Thời hạn ban đầu", 12, _DATE),
        ("Số lần gia hạn", 10, _NUMBER), ("Số ngày quá hạn", 10, _NUMBER), ("Nguyên nhân, vướng mắc", 60, _TEXT),
    )  # fmt: skip
    rows: Iterable[list[Cell]] = (
        [
            line.title, line.directive_ref, "; ".join(line.leads), "; ".join(line.coordinating), line.due_on,
            line.original_due_on, line.extensions, line.days_overdue, line.cause,
        ]
        for line in lines
    )  # fmt: skip
    return _sheet(title, columns, rows, about)


def _indicators(figures: ReportFigures, about: About) -> Sheet:
    columns = (
        ("Chỉ tiêu", 60, _TEXT), ("Chỉ tiêu giao", 18, _TEXT), ("Kết quả", 18, _TEXT), ("So với chỉ tiêu", 14, _TEXT),
        ("Ngày số liệu", 12, _DATE), ("Nguồn", 50, _TEXT),
    )  # fmt: skip
    rows: Iterable[list[Cell]] = (
        [row.name, row.target_text, row.actual_text, row.verdict, row.data_on, row.source]
        for row in figures.indicators
    )
    return _sheet("Chỉ tiêu", columns, rows, about)


def _obstacles(figures: ReportFigures, about: About) -> Sheet:
    columns = (("Cơ quan", 30, _TEXT), ("Nhiệm vụ", 60, _TEXT), ("Khó khăn, vướng mắc", 60, _TEXT), ("Đề xuất, kiến nghị", 60, _TEXT))  # fmt: skip
    rows: Iterable[list[Cell]] = (
        [line.agency, line.title, line.obstacle, line.proposal] for line in figures.obstacles
    )
    return _sheet("Khó khăn, vướng mắc", columns, rows, about)


def _directives(figures: ReportFigures, about: About) -> Sheet:
    columns = (("Văn bản", 40, _TEXT), ("Trích yếu", 80, _TEXT), ("Ngày ban hành", 12, _DATE))
    rows: Iterable[list[Cell]] = ([row.ref, row.abstract, row.issued_on] for row in figures.directives)
    return _sheet("Văn bản chỉ đạo", columns, rows, about)


def _agency_changes(changes: Changes, about: About) -> Sheet:
    columns = (
        ("Cơ quan chủ trì", 36, _TEXT), ("Tổng số kỳ trước", 12, _NUMBER), ("Tổng số", 12, _NUMBER),
        ("Hoàn thành kỳ trước", 12, _NUMBER), ("Hoàn thành", 12, _NUMBER), ("Quá hạn kỳ trước", 12, _NUMBER),
        ("Quá hạn", 12, _NUMBER),
    )  # fmt: skip
    rows: Iterable[list[Cell]] = (
        [one.name, one.total_before, one.total, one.done_before, one.done, one.overdue_before, one.overdue]
        for one in changes.agencies
    )
    return _sheet("Thay đổi theo cơ quan", columns, rows, [*about, ("So với", _since(changes))])


def _moved(title: str, lines: Iterable[MovedLine], about: About) -> Sheet:
    columns = (("Mã", 8, _NUMBER), ("Nhiệm vụ", 60, _TEXT), ("Cơ quan chủ trì", 36, _TEXT), ("Thời hạn", 12, _DATE), ("Hiện nay", 34, _TEXT))  # fmt: skip
    rows: Iterable[list[Cell]] = ([line.pk, line.title, line.agency, line.due_on, line.how] for line in lines)
    return _sheet(title, columns, rows, about)


def _since(changes: Changes) -> str:
    return f"kỳ {changes.since}, số liệu ngày {date_vi(changes.data_at.date())}"
