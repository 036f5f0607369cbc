"""A long annex is printed in parts and reads as one document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from accountability.printing import annex
from accountability.printing.annex import print_annex
from accountability.printing.sheets import Cell, Column, Kind, Sheet
from tests.paper import pages_of

COLUMNS = (Column("STT", 6), Column("Nội dung nhiệm vụ", 60), Column("Thời hạn", 14, Kind.DATE))


def rows(count: int) -> Iterator[tuple[Cell, ...]]:
    for number in range(1, count + 1):
        yield number, f"Nhiệm vụ {number}: rà soát, làm sạch dữ liệu", date(2022, 11, 16)


def test_parts_are_joined_in_order_with_one_run_of_numbers_and_their_heads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(annex, "PART_ROWS", 60)
    told: list[int] = []
    sheet = Sheet("Danh mục nhiệm vụ", COLUMNS, rows(150), [("Lập lúc", "08:00")])
    pdf = print_annex(sheet, number="I", source="Kèm theo Thông báo", step=told.append)
    assert told == [60, 120, 150]
    pages = pages_of(pdf.data)
    assert len(pages) == pdf.pages >= 5
    first = [one.text for one in pages[0].lines]
    assert first[:3] == ["Phụ lục I", "DANH MỤC NHIỆM VỤ", "(Kèm theo Thông báo)"]
    found = []
    for number, page in enumerate(pages, 1):
        assert (round(page.width), round(page.height)) == (297, 210)
        above = [one for one in page.lines if one.bottom < 19]
        assert [one.text for one in above] == ([] if number == 1 else [str(number)])
        assert all(one.runs[0].font.startswith("Tinos-Don-Doc") for one in page.lines)
        assert any("Nội dung nhiệm vụ" in one.text for one in page.lines)
        assert max(one.right for one in page.lines) <= 282.3
        found += [
            one.text.split(":")[0].split("Nhiệm vụ ")[1] for one in page.lines if "Nhiệm vụ " in one.text
        ]
    assert found == [str(number) for number in range(1, 151)]


def test_who_calls_it_off_ends_it_and_an_empty_list_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annex, "PART_ROWS", 2)
    printed: list[str] = []
    monkeypatch.setattr(annex, "print_html", lambda markup, timeout: printed.append(markup))

    def stop(rows: int) -> None:
        raise KeyError("dừng")

    with pytest.raises(KeyError):
        print_annex(Sheet("x", COLUMNS, rows(100), []), step=stop)
    assert len(printed) <= annex.WORKERS + 1
    (markup, count), *others = annex._markups(
        Sheet("x", COLUMNS, [], []), number="", source="", is_demo=False
    )
    assert (count, others) == (0, [])
    assert "Không có dòng nào." in markup
