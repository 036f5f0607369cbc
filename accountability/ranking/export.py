"""A ranking as a workbook or as CSV: the rows that the reader may see, and what the file is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.core.text import date_vi, moment_vi
from accountability.printing.sheets import Cell, Column, Kind, Sheet, write_book, write_csv
from accountability.ranking.models import Ranking, RankingRow
from accountability.ranking.reading import League, leagues, why_no_place

FORMATS = ("xlsx", "csv")
_FIGURES = (
    ("due", say("Đến hạn trong kỳ")), ("on_time", say("Đúng hạn")), ("late_done", say("Hoàn thành quá hạn")),
    ("late_open", say("Chưa hoàn thành, quá hạn")), ("returned", say("Bị yêu cầu thực hiện lại")),
    ("unexplained", say("Không giải trình")), ("met_original", say("Đúng thời hạn ban đầu")),
    ("extended", say("Được gia hạn")), ("owed", say("Được trừ số ngày của cấp trên")),
    ("left_out", say("Không tính trong kỳ")), ("ongoing", say("Nhiệm vụ thường xuyên")),
)  # fmt: skip


def _columns(internal: bool) -> Sequence[Column]:
    columns = [
        Column(say("Nhóm"), 26), Column(say("Hạng"), 8, Kind.NUMBER), Column(say("Hạng kỳ trước"), 10, Kind.NUMBER),
        Column(say("Đơn vị"), 34), Column(say("Điểm"), 9, Kind.NUMBER), Column(say("Tỷ lệ đúng hạn"), 10, Kind.PERCENT),
        *(Column(title, 12, Kind.NUMBER) for _, title in _FIGURES), Column(say("Ghi chú"), 36),
    ]  # fmt: skip
    return [*columns, Column(say("Đề xuất xem xét"), 36)] if internal else columns


def _line(league: League, row: RankingRow, min_tasks: int, internal: bool) -> Sequence[Cell]:
    line: list[Cell] = [
        league.group.label, row.place, row.previous_place, row.agency.name, row.score, row.on_time_rate,
        *(getattr(row, name) for name, _ in _FIGURES), why_no_place(row, min_tasks),
    ]  # fmt: skip
    return [*line, row.proposal] if internal else line


def _lines(tables: Sequence[League], min_tasks: int, internal: bool) -> Iterator[Sequence[Cell]]:
    for league in tables:
        for row in league.rows:
            yield _line(league, row, min_tasks, internal)


def write_ranking(
    path: Path, ranking: Ranking, rows: Sequence[RankingRow], file_format: str, *, internal: bool, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Write these rows. `internal`: with what may be looked at, which is for the Office and the leaders."""
    about = [
        (say("Bảng"), say("Xếp hạng thực hiện nhiệm vụ, {period}", period=str(ranking).lower())),
        (say("Bước"), ranking.get_state_display()),
        (say("Công thức"), str(ranking.version)),
        (say("Kết quả ghi nhận đến hết ngày"), date_vi(ranking.counted_until)),
        (say("Mã kiểm chứng"), ranking.sha256 or say("chưa chốt")),
        (say("Lập lúc"), moment_vi(at)),
        (say("Người lập"), " – ".join(part for part in (by.title, by.agency_name) if part)),
    ]
    if ranking.is_assumed:
        about.append((say("Ghi chú"), say("SỐ LIỆU GIẢ ĐỊNH")))
    minimum = ranking.version.min_tasks
    sheet = Sheet(say("Xếp hạng"), _columns(internal), _lines(leagues(rows), minimum, internal), about)
    if file_format == "csv":
        write_csv(path, sheet)
    else:
        write_book(path, [sheet])
