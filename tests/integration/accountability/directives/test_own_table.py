"""Figures and deadlines of one's own as a grid of fields: filled by what is pasted, read as if it had been pasted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment
from accountability.directives.views import spec_grid

pytestmark = pytest.mark.django_db

PASTED = (
    "STT\tĐơn vị\tMức giao\tThời hạn\n1\tPhường Lê Lợi\t1.500\t15/12/2022\n\n2\tXã Hưng Hoà\t\t20/12/2022\n"
)


@pytest.fixture
def split(as_, registered):
    """Send a duty as the specialist; the page that answers, in words."""

    def send(data: dict[str, Any]) -> str:
        address = reverse("directive-split", args=[registered.pk])
        response = as_("specialist").post(address, data, follow=True)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return send


@pytest.fixture
def with_target(duty) -> dict[str, Any]:
    """A duty with a common figure."""
    named = {"name": "Tài khoản định danh", "value": "100", "unit": "tài khoản"}
    return duty | {f"chi_tieu-0-{name}": text for name, text in named.items()}


def grid(*rows: tuple[str, ...], names: tuple[str, ...] = ("Tài khoản định danh",)) -> dict[str, Any]:
    """The fields of a grid: agency, figures, deadline."""
    found: dict[str, Any] = {spec_grid.NAMES: ["", *names]}
    for number, (agency, *values, due) in enumerate(rows, start=1):
        found[f"bang-{number}-co-quan"], found[f"bang-{number}-han"] = agency, due
        found |= {f"bang-{number}-muc-{place}": value for place, value in enumerate(values)}
    return found


def cell(page: str, name: str) -> str:
    """What stands in a field of the grid."""
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def given() -> set[tuple[str, Any, date | None]]:
    return {
        (row.lead_agency.short_name, row.targets.get().value, row.due_on)
        for row in Assignment.objects.select_related("lead_agency")
    }


def test_what_is_pasted_fills_the_grid_and_nothing_is_written_yet(split, with_target) -> None:
    page = split(with_target | {"own_table": PASTED, "luoi": "1"})
    assert not Assignment.objects.exists()
    assert [cell(page, f"bang-1-{name}") for name in ("co-quan", "muc-0", "han")] == [
        "Phường Lê Lợi", "1.500", "15/12/2022",
    ]  # fmt: skip
    assert cell(page, "bang-2-co-quan") == "Xã Hưng Hòa", "numbered without headings and empty lines"
    assert cell(page, "bang-3-co-quan") == "", "with empty rows behind"
    assert "Phường Lê Lợi\t" not in page, "the field to paste into is empty again"
    assert with_target["title"] in page, "nothing else that was typed is lost"


def test_what_stands_in_the_grid_is_given(split, with_target) -> None:
    rows = grid(("Phường Lê Lợi", "1.500", "15/12/2022"), ("", "", ""), ("Sở Y tế", "", "16/12/2022"))
    split(with_target | rows)
    assert given() == {
        ("UBND phường Lê Lợi (Vinh)", Decimal(1500), date(2022, 12, 15)),
        ("Sở Y tế", Decimal(100), date(2022, 12, 16)),
    }


def test_what_is_pasted_comes_behind_the_rows_of_the_grid(split, with_target) -> None:
    split(with_target | grid(("Phường Lê Lợi", "7", "15/12/2022")) | {"own_table": "Sở Y tế\t9\t16/12/2022"})
    assert {(name, value) for name, value, _ in given()} == {
        ("UBND phường Lê Lợi (Vinh)", Decimal(7)), ("Sở Y tế", Decimal(9)),
    }  # fmt: skip


def test_a_wrong_row_is_said_by_its_number_and_stays_as_it_was_typed(split, with_target) -> None:
    rows = grid(("Phường Lê Lợi", "x", "15/12/2022"), ("Sở Mây", "5", "16/12"))
    page = split(with_target | rows)
    assert "Dòng 1 (Phường Lê Lợi): “x” chưa đúng cách viết số" in page
    assert "Dòng 2 (Sở Mây): thời hạn “16/12” thiếu năm" in page
    assert (cell(page, "bang-1-muc-0"), cell(page, "bang-2-han")) == ("x", "16/12")
    assert not Assignment.objects.exists()


def test_a_target_that_is_named_after_the_grid_was_shown_moves_no_deadline(split, with_target) -> None:
    rows = grid(("Phường Lê Lợi", "15/12/2022"), names=())
    split(with_target | rows)
    assert given() == {("UBND phường Lê Lợi (Vinh)", Decimal(100), date(2022, 12, 15))}


def test_a_table_that_is_too_large_for_a_form_stays_a_text(split, with_target, monkeypatch) -> None:
    monkeypatch.setattr(spec_grid, "MOST_CELLS", 4)
    page = split(with_target | {"own_table": PASTED, "luoi": "1"})
    assert "Phường Lê Lợi\t1.500\t15/12/2022" in page
    assert "không hiện thành lưới được" in page
    assert "bang-1-co-quan" not in page
    split(with_target | {"own_table": PASTED})
    assert len(given()) == 2


def test_a_secret_in_the_grid_is_forgotten(split, duty) -> None:
    page = split(duty | grid(("MẬT", "15/12/2022"), ("Phường Lê Lợi", "15/12/2022"), names=()))
    assert "dấu chỉ mức độ mật" in page
    assert "Phường Lê Lợi" not in page
