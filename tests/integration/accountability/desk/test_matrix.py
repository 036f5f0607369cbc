"""Bảng tổng hợp đơn vị – nhiệm vụ: rows, columns, cells, sums, filters, and who sees which of them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec
from accountability.assignments.models import (
    Assignment,
    Completion,
    Coordination,
    DeadlineVersion,
    TargetReading,
)
from accountability.assignments.reading import timings, with_facts
from accountability.assignments.rules import Bucket
from accountability.desk.reading import matrix as reading
from accountability.desk.reading.matrix_cells import cells_on
from accountability.desk.rules.matrix import LOOKS
from accountability.directives.models import Directive
from tests.integration.accountability.desk.matrices import (
    NOW,
    as_,
    change,
    directive,
    give,
    led_by,
    page,
    row_of,
    wards,
)

__all__ = ["as_", "directive", "give", "page", "wards"]
pytestmark = pytest.mark.django_db

# What stands in it ------------------------------------------------------------------------------------------------------


def test_a_duty_of_many_is_one_column_and_a_cell_leads_to_its_assignment(page, directive, wards) -> None:
    text = page(directive)
    assert "6 đơn vị, 2 việc" in text
    assert text.count('<th scope="col"><a') == 2
    for ward in wards[:5]:
        assert f'href="{reverse("assignment-detail", args=[led_by(directive, ward).pk])}"' in row_of(
            text, ward
        )
    assert wards[5].short_name not in text


def test_states_are_said_by_class_and_word_with_the_days_late_and_the_figure(
    page, directive, wards, province
) -> None:
    first, second, labour = (led_by(directive, one) for one in (*wards[:2], province.agency("SLDTBXH")))
    change(first, due_on=date(2022, 10, 17))
    change(second, state="done", done_on=date(2022, 11, 8))
    TargetReading.objects.create(
        target=second.targets.get(), value=Decimal(12), data_on=date(2022, 11, 8), reported_at=NOW
    )
    change(labour, due_on=date(2022, 10, 17))
    text = page(directive)
    assert 'title="Quá hạn 22 ngày · Chưa tiếp nhận"' in row_of(text, wards[0])
    assert "<td class=o>" in row_of(text, wards[0])
    assert 'aria-label="Hoàn thành đúng hạn, chỉ tiêu 12/50">12/50</a>' in row_of(text, wards[1])
    assert ">22</a>" in row_of(text, province.agency("SLDTBXH")), "without a figure the days are shown"


def test_the_cells_say_what_the_timing_of_each_assignment_says(directive, wards, province) -> None:
    """The same rule as everywhere: with a claim that waits, a deadline moved after it passed, days that superiors owe."""
    rows = list(Assignment.objects.filter(directive=directive).order_by("pk"))
    for row, fields in zip(
        rows,
        (
            {"due_on": date(2022, 11, 7)}, {"due_on": date(2022, 11, 7), "owed_days": 3},
            {"due_on": date(2022, 11, 7), "state": "claimed"}, {"state": "done", "done_on": date(2022, 11, 8)},
            {"due_on": date(2022, 11, 10)}, {"due_on": None},
        ), strict=True,
    ):  # fmt: skip
        change(row, **fields)
    tenure = rows[2].tenures.get()
    Completion.objects.create(
        assignment=rows[2], tenure=tenure, number="5", symbol="BC", summary="Xong", result_on=date(2022, 11, 6), counts_on=date(2022, 11, 6),
        claimed_at=NOW, claimed_on=date(2022, 11, 6),
    )  # fmt: skip
    DeadlineVersion.objects.filter(assignment=rows[3]).update(after_expiry=True)
    given = reading.given_rows(Assignment.objects.filter(directive=directive), reading.Wanted())
    cells = cells_on(given, reading.columns_of(given), NOW, with_helpers=False)
    wanted = timings(with_facts(Assignment.objects.filter(directive=directive)), NOW)
    assert {cell.pk: cell.look for cell in cells} == {pk: one.bucket.value for pk, one in wanted.items()}
    assert {cell.pk: cell.days_late for cell in cells} == {pk: one.days_overdue for pk, one in wanted.items()}
    assert {one.bucket for one in wanted.values()} == {
        Bucket.OVERDUE, Bucket.DUE_SOON, Bucket.IN_TIME, Bucket.DONE_LATE, Bucket.NO_DEADLINE,
    }  # fmt: skip


def test_rows_and_columns_are_summed_and_laggards_come_first(page, directive, wards) -> None:
    change(led_by(directive, wards[3]), due_on=date(2022, 10, 17))
    change(led_by(directive, wards[0]), state="done", done_on=date(2022, 11, 8))
    change(led_by(directive, wards[1]), state="withdrawn")
    text = page(directive)
    assert "Đã xong 1/5 nhiệm vụ, quá hạn 1" in text
    assert "<td class=sum>01/01" in row_of(text, wards[0])
    assert "<td class=sum>00/01 <b class=late" in row_of(text, wards[3])
    assert 'title="Thu hồi"' in row_of(text, wards[1]), "what was set aside is seen, and in no sum"
    assert "<td class=sum>00/00" in row_of(text, wards[1])
    foot = text[text.index("<tfoot>") : text.index("</tfoot>")]
    assert re.findall(r"\d\d/\d\d", foot) == ["01/05", "01/04", "00/01"]
    assert text.index(wards[3].short_name) < text.index(wards[2].short_name)
    ordered = page(directive, "?xep=ten")
    assert ordered.index(wards[2].short_name) < ordered.index(wards[3].short_name)


def test_two_assignments_in_one_cell_are_a_count_that_leads_to_the_list(page, directive, wards) -> None:
    one = led_by(directive, wards[0])
    twin = Assignment.objects.get(pk=led_by(directive, wards[1]).pk)
    change(twin, lead_agency=wards[0], due_on=date(2022, 10, 17))
    cell = row_of(page(directive), wards[0])
    assert 'title="2 nhiệm vụ, trong đó: Quá hạn 22 ngày · Chưa tiếp nhận"' in cell
    assert f"/nhiem-vu/?directive={one.directive_id}&agency={wards[0].pk}" in cell
    assert ">×2</a>" in cell


def test_coordinating_duties_are_shown_when_asked_for_and_counted_nowhere(page, directive, province) -> None:
    bank = province.agency("NHNN")
    assert bank.short_name not in page(directive)
    text = page(directive, "?phoi_hop=on")
    assert 'title="Phối hợp: chưa báo cáo"' in row_of(text, bank)
    assert "<td class=sum>00/00" in row_of(text, bank)
    assert "Đã xong 0/6 nhiệm vụ" in text
    Coordination.objects.update(due_on=date(2022, 11, 1))
    assert 'title="Phối hợp: chưa báo cáo, quá hạn 7 ngày"' in row_of(page(directive, "?phoi_hop=on"), bank)
    Coordination.objects.update(state="reported")
    assert "<td class=dp>" in row_of(page(directive, "?phoi_hop=on"), bank)


def test_with_coordinating_duties_the_sums_are_still_those_of_the_agencies_shown(page, directive) -> None:
    text = page(directive, "?phoi_hop=on&nhom=xa")
    foot = text[text.index("<tfoot>") : text.index("</tfoot>")]
    assert re.findall(r"\d\d/\d\d", foot) == ["00/05", "00/05", "00/00"]


# Filters ----------------------------------------------------------------------------------------------------------------


def test_groups_and_a_district_with_its_communes_narrow_it(page, give, wards, province) -> None:
    city, other = province.agency("H412"), Agency.objects.filter(parent__code="H425").order_by("rank")[0]
    duty = AssignmentSpec(
        "Việc của nhiều nơi", [province.agency("SNV"), city, *wards[:2], other], duration="none"
    )
    row = give(duty)
    assert "2 đơn vị" not in page(row)
    assert "1 đơn vị, 1 việc" in page(row, "?nhom=so")
    assert "3 đơn vị, 1 việc" in page(row, "?nhom=xa")
    text = page(row, f"?huyen={city.pk}")
    assert "3 đơn vị, 1 việc" in text
    assert other.short_name not in text
    assert "Không có đơn vị nào khớp" in page(row, "?nhom=so&cham=on")
    assert "Không có lựa chọn này trong danh sách." in page(row, "?huyen=x")


def test_only_what_is_late_and_only_duties_with_figures(page, directive, wards, province) -> None:
    change(led_by(directive, wards[0]), due_on=date(2022, 10, 17))
    late = page(directive, "?cham=on")
    assert "1 đơn vị, 1 việc" in late
    figures = page(directive, "?so_lieu=on")
    assert "5 đơn vị, 1 việc" in figures
    assert province.agency("SLDTBXH").short_name not in figures


# Size -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def more(directive, wards):
    """Further assignments of the document, so many duties of so many communes."""

    def add(duties: int, leads: list[Agency], document: Directive | None = None) -> None:
        first = Assignment.objects.filter(directive=directive).order_by("rank").first()
        columns = [
            field.attname for field in Assignment._meta.concrete_fields if field.name not in ("id", "process")
        ]
        rows = []
        for duty in range(duties):
            for place, lead in enumerate(leads):
                row = Assignment(**{name: getattr(first, name) for name in columns})
                row.directive = document or directive
                row.rank, row.lead_agency, row.duty_key = 100 + duty * 1000 + place, lead, f"viec-{duty}"
                row.title = f"Việc thêm {duty:03d}"
                rows.append(row)
        Assignment.objects.bulk_create(rows)

    return add


def test_the_number_of_queries_does_not_grow(page, more, directive, wards, as_) -> None:
    def queries(address: str) -> int:
        client = as_("specialist")
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    addresses = [
        reverse("matrix-directive", args=[directive.pk]),
        reverse("matrix-directive", args=[directive.pk]) + "?phoi_hop=on&so_lieu=on",
        reverse("matrix-directive", args=[directive.pk]) + "?cham=on",
        reverse("matrix-program", args=[directive.program_id]),
    ]
    more(1, wards[:4])
    few = [queries(address) for address in addresses]
    more(40, wards)
    assert Assignment.objects.filter(directive=directive).count() > 1_000
    assert [queries(address) for address in addresses] == few


def test_many_duties_are_paged_by_columns_and_sums_are_of_all(page, more, directive, wards) -> None:
    change(led_by(directive, wards[0]), due_on=date(2022, 10, 17))
    more(60, wards[:2])
    first, last = page(directive), page(directive, "?page=2")
    assert "1–50 trong 62 việc" in first
    assert "51–62 trong 62 việc" in last
    for text in (first, last):
        assert "<td class=sum>00/61 <b class=late" in row_of(text, wards[0])
        assert "Đã xong 0/126 nhiệm vụ, quá hạn 1" in text
    assert "Việc thêm 059" in last
    assert "Việc thêm 059" not in first
    assert "Trang 2 / 2" in page(directive, "?page=99")


def test_a_program_has_its_documents_over_the_columns(as_, give, more, directive, wards) -> None:
    other = give(AssignmentSpec("Việc của văn bản khác", wards[:1], duration="none"))
    more(1, wards[:1], other)
    text = unescape(
        as_("specialist").get(reverse("matrix-program", args=[directive.program_id])).content.decode()
    )
    for document in (directive, other):
        assert f'title="{document.reference}"' in text
    assert "Việc của văn bản khác" in text


# Who sees which of it -----------------------------------------------------------------------------------------------------


def test_an_agency_sees_its_own_row_and_columns_only(page, directive, wards, cast, province) -> None:
    text = page(directive, name="commune_chair")
    mine = Agency.objects.get(positions__incumbencies__user=cast["commune_chair"])
    assert "1 đơn vị, 1 việc" in text
    assert mine.short_name in text
    assert "Chi trả an sinh xã hội" not in text
    assert "Đã xong 0/1 nhiệm vụ" in text
    assert province.agency("NHNN").short_name not in page(directive, "?phoi_hop=on", name="commune_chair")


def test_a_stranger_is_told_that_there_is_nothing(as_, directive) -> None:
    client = as_("outsider")
    assert client.get(reverse("matrix-directive", args=[directive.pk])).status_code == 404
    assert client.get(reverse("matrix-program", args=[directive.program_id])).status_code == 404
    assert directive.cited not in unescape(client.get(reverse("matrix-list")).content.decode())


def test_the_list_leads_to_programs_and_documents(as_, directive) -> None:
    text = unescape(as_("specialist").get(reverse("matrix-list")).content.decode())
    assert reverse("matrix-directive", args=[directive.pk]) in text
    assert reverse("matrix-program", args=[directive.program_id]) in text


def test_what_is_still_cut_has_no_matrix_yet(page, directive, wards) -> None:
    Assignment.objects.filter(directive=directive).update(state="draft")
    assert "Chưa có nhiệm vụ nào" in page(directive)


def test_every_look_stands_in_the_legend(page, directive) -> None:
    text = page(directive)
    for look in LOOKS.values():
        assert f'<li class="{look.letter}"><span aria-hidden="true"></span>{look.label}</li>' in text
