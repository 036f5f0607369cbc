"""Phụ lục chi tiết of a report: every assignment that its snapshot counts, for paper. The document itself prints only the first lines."""

from __future__ import annotations

from collections.abc import Iterable

from accountability.core.text import moment_vi
from accountability.printing.sheets import Cell, Column, Kind, Sheet
from accountability.reports.freezing import figures_of, rows_of
from accountability.reports.models import Snapshot
from accountability.reports.rules import BUCKET_LABELS

# Nine columns across are what a person still reads; the workbook has all sixteen.
_COLUMNS = (
    Column("STT", 5), Column("Nhiệm vụ", 44), Column("Văn bản giao", 22), Column("Cơ quan chủ trì", 22),
    Column("Cơ quan phối hợp", 24), Column("Thời hạn", 11, Kind.DATE), Column("Tình trạng", 16), Column("Số ngày quá hạn", 8),
    Column("Hoàn thành ngày", 11, Kind.DATE),
)  # fmt: skip


def annex_sheet(snapshot: Snapshot) -> Sheet:
    """The rows as they were frozen, in their order; the hash of the figures stands above them."""
    figures = figures_of(snapshot)
    about = [
        ("Số liệu tính đến", moment_vi(snapshot.taken_at)),
        ("Mã băm SHA-256 của số liệu", snapshot.sha256),
    ]
    rows: Iterable[list[Cell]] = (
        [
            number, row.title, row.directive_ref, row.lead_name, "; ".join(row.coordinating), row.due_on,
            BUCKET_LABELS[row.bucket], row.days_overdue or None, row.done_on,
        ]
        for number, row in enumerate(rows_of(snapshot), 1)
    )  # fmt: skip
    return Sheet(f"Danh mục nhiệm vụ: {figures.subject}", _COLUMNS, rows, about)


def annex_source(snapshot: Snapshot) -> str:
    """ "Kèm theo Báo cáo số 07/BC-CAT …"; empty before the report has its number."""
    issue = getattr(snapshot, "issue", None)
    return (
        f"Kèm theo Báo cáo số {issue.number:02d}/{issue.symbol} ngày {issue.issued_on:%d/%m/%Y}"
        if issue
        else ""
    )
