"""A register as a workbook with the ten columns of NĐ 30/2020 Phụ lục IV, to be printed and bound (Điều 15 khoản 2, Điều 16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.core.text import moment_vi
from accountability.documents.models import NumberSeries, TakenNumber
from accountability.documents.register import lines_of
from accountability.printing.sheets import Cell, Column, Kind, Sheet, write_book

# Two of them are filled in by hand: they belong to paper copies.
_COLUMNS = (
    Column(say("Số, ký hiệu"), 14), Column(say("Ngày tháng"), 12, Kind.DATE), Column(say("Tên loại và trích yếu nội dung"), 60),
    Column(say("Người ký"), 30), Column(say("Nơi nhận"), 50), Column(say("Đơn vị, người nhận bản lưu"), 18),
    Column(say("Số lượng bản"), 10), Column(say("Ngày chuyển"), 12, Kind.DATE), Column(say("Ký nhận"), 14), Column(say("Ghi chú"), 16),
)  # fmt: skip


def write_register(path: Path, series: NumberSeries, *, by: Actor, at: datetime) -> None:
    """Write every number of the series, from the first on; of documents that the reader may not know of the number alone."""
    about = [
        (say("Sổ"), say("Sổ đăng ký văn bản đi, loại {series}", series=series.series)),
        (say("Cơ quan"), series.issuer.name),
        (say("Năm"), str(series.year)),
        (say("Lập lúc"), moment_vi(at)),
        (say("Người lập"), " – ".join(part for part in (by.title, by.agency_name) if part)),
    ]
    if series.paper_last:
        about.append((say("Ở sổ giấy"), say("từ số 01 đến số {last:02d}", last=series.paper_last)))
    write_book(path, [Sheet(say("Văn bản đi"), _COLUMNS, _lines(series, by), about)])


def _lines(series: NumberSeries, by: Actor) -> Iterator[Sequence[Cell]]:
    taken = TakenNumber.objects.filter(series=series).order_by("number")
    for one in lines_of(by, taken, most_named=None):
        about = one.about or say("Văn bản ngoài phạm vi theo dõi")
        yield (
            one.reference, one.on, f"{one.kind}: {about}" if one.kind else about,
            ", ".join(part for part in (one.signer, one.signer_title) if part), one.sent_to, one.kept_by, "",
            one.on if one.kind else None, "", one.note,
        )  # fmt: skip
