"""Bảng tổng hợp đơn vị – nhiệm vụ: rows, columns, cells, sums, filters, and who sees which of them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from pypdf import PdfReader

from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.actions.specs import TargetSpec
from accountability.assignments.models import (
    Assignment,
    Completion,
    Coordination,
    DeadlineVersion,
    TargetReading,
)
from accountability.assignments.reading import timings, with_facts
from accountability.assignments.rules import Bucket
from accountability.core.zone import LOCAL
from accountability.desk.reading import matrix as reading
from accountability.desk.reading.matrix_cells import cells_on
from accountability.desk.rules.matrix import LOOKS
from accountability.desk.views import matrix, matrix_paper
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program
from accountability.directives.rules import Reference
from accountability.notices.models import Notification
from accountability.search.making import make_exports
from accountability.search.models import ExportJob
from workflows import acts

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 11, 8, 8, tzinfo=LOCAL)


@pytest.fixture
def as_(client, cast):
    def sign_in(name: str):
        client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def wards(province) -> list[Agency]:
    return list(Agency.objects.filter(parent__code="H412").order_by("rank"))


@pytest.fixture
def give(province, demo_time) -> Callable[..., Directive]:
    """A document of the program that gives these duties."""
    numbers = iter(range(700, 800))

    def make(*specs: AssignmentSpec) -> Directive:
        row = acts.register_directive(
            DirectiveSpec(
                kind="KH", issuer=province.agency("UBND"), issued_on=date(2022, 11, 7), abstract="Kế hoạch", field="NC",
                reference=Reference(str(next(numbers)), "KH-UBND"), program=Program.objects.get(code="DA06"),
            ),
            by=None, at=NOW,
        )  # fmt: skip
        for spec in specs:
            draft(row, spec, by=None, at=NOW)
        acts.send_to_review(row.pk, by=None, at=NOW)
        acts.approve_directive(row.pk, by=None, at=NOW)
        return row

    return make


@pytest.fixture
def directive(give, wards, province) -> Directive:
    """One duty of five wards with a figure, one of the labour department alone, with a bank that helps."""
    own = AssignmentSpec(
        "Chi trả an sinh xã hội", [province.agency("SLDTBXH")], duration="fixed", due_on=date(2022, 12, 20),
        coordinating=[(province.agency("NHNN"), "Mở tài khoản")],
    )  # fmt: skip
    shared = AssignmentSpec(
        "Cấp tài khoản định danh", wards[:5], duration="fixed", due_on=date(2022, 12, 20),
        targets=[TargetSpec("Tài khoản", Decimal(50), "tài khoản")],
    )  # fmt: skip
    return give(shared, own)


def led_by(directive: Directive, agency: Agency) -> Assignment:
    return Assignment.objects.get(directive=directive, lead_agency=agency)


def change(row: Assignment, **fields) -> None:
    Assignment.objects.filter(pk=row.pk).update(**fields)


@pytest.fixture
def page(as_):
    def get(row: Directive, query: str = "", name: str = "specialist") -> str:
        response = as_(name).get(reverse("matrix-directive", args=[row.pk]) + query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return get


def row_of(text: str, agency: Agency) -> str:
    """The markup of one row."""
    found = re.search(
        rf"<tr><th scope=row><a href=\"[^\"]*\">{re.escape(agency.short_name)}</a>(.*?)(?=<tr|<tbody|<tfoot)",
        text,
        re.S,
    )
    assert found is not None, agency.short_name
    return found[1]


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


# On paper ---------------------------------------------------------------------------------------------------------------


def test_the_file_is_one_a3_sheet_with_every_agency_and_every_duty(as_, directive, wards, province) -> None:
    change(led_by(directive, province.agency("SLDTBXH")), due_on=date(2022, 10, 17))
    response = as_("specialist").get(reverse("matrix-directive", args=[directive.pk]) + "?pdf=1")
    assert response["Content-Type"] == "application/pdf"
    (sheet,) = PdfReader(io.BytesIO(response.content)).pages
    assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [420, 297]
    text = sheet.extract_text()
    assert "Cấp tài khoản định danh" in text
    assert "■ 22" in text
    assert "00/06" in text
    for ward in wards[:5]:
        assert ward.short_name in text


# Drawn by the engine ----------------------------------------------------------------------------------------------------


@pytest.fixture
def large(directive, monkeypatch) -> str:
    """The address of a matrix that is too large to wait for."""
    for module in (matrix, matrix_paper):
        monkeypatch.setattr(module, "MOST_CELLS", 3)
    return reverse("matrix-directive", args=[directive.pk]) + "?xep=ten"


def asked(client, address: str):
    return client.post(reverse("export-new"), {"address": address, "format": "pdf"})


def engine() -> int:
    return make_exports(at=lambda: NOW, system_now=lambda: NOW)


def test_a_large_matrix_has_the_button_of_the_engine(as_, large) -> None:
    client = as_("specialist")
    assert 'name="format" value="pdf"' in client.get(large).content.decode()
    response = client.get(large + "&pdf=1", follow=True)
    assert response.redirect_chain == [(large, 302)]
    assert "bấm “Lập tệp PDF”" in unescape(response.content.decode())
    assert not ExportJob.objects.exists()  # To ask for a page makes nothing.


def test_a_large_matrix_is_drawn_behind_told_and_fetched(as_, large, cast, wards) -> None:
    client = as_("specialist")
    job = ExportJob.objects.get(pk=resolve(asked(client, large)["Location"]).kwargs["pk"])
    assert asked(client, large)["Location"].endswith(f"/{job.pk}/")  # The same wish twice is one.
    page = reverse("export-detail", args=[job.pk])
    assert job.total == 12
    assert "<progress" in client.get(page).content.decode()

    assert engine() == 1

    told = Notification.objects.get(recipient=cast["specialist"], kind="export")
    assert told.url == page
    assert client.get(page).context["address"] == large
    data = b"".join(client.get(reverse("export-file", args=[job.pk])).streaming_content)
    (sheet,) = PdfReader(io.BytesIO(data)).pages
    assert all(ward.short_name in sheet.extract_text() for ward in wards[:5])
    assert "Bảng tổng hợp" in client.get(reverse("export-list")).content.decode()


def test_the_file_has_what_one_may_see_when_it_is_drawn(as_, large, cast, province) -> None:
    """The head of an agency gets its own row, and nobody else's."""
    asked(as_("labour_head"), large)
    assert engine() == 1
    job = ExportJob.objects.get()
    with job.file.content.open("rb") as content:
        text = PdfReader(content).pages[0].extract_text()
    assert "Chi trả an sinh xã hội" in text
    assert "Cấp tài khoản định danh" not in text


def test_who_may_not_see_it_any_more_gets_no_file_and_is_told(as_, large, cast) -> None:
    asked(as_("labour_head"), large)
    cast["labour_head"].incumbencies.update(to_on=date(2022, 11, 7))
    assert engine() == 0
    job = ExportJob.objects.get()
    assert (job.state, job.file, job.attempts) == ("failed", None, 1)
    assert "Không lập được tệp" in Notification.objects.get(kind="export").text


def test_a_matrix_of_which_one_sees_nothing_cannot_be_asked_for(as_, large) -> None:
    assert asked(as_("outsider"), large).status_code == 404
    assert not ExportJob.objects.exists()


def test_a_matrix_that_is_too_large_for_any_file_says_why_and_what_there_is_instead(
    as_, large, monkeypatch
) -> None:
    monkeypatch.setattr(matrix_paper, "MOST_DRAWN", 5)
    client = as_("specialist")
    assert asked(client, large)["Location"] == large
    text = unescape(client.get(large).content.decode())
    assert "quá nhiều bộ nhớ" in text
    assert "Xuất Excel" in text
    assert not ExportJob.objects.exists()


@pytest.mark.parametrize("address", ["/nhiem-vu/", "//example.com/van-ban/1/bang-tong-hop/", "/khong-co/"])
def test_what_is_no_paper_of_ours_is_not_drawn(as_, large, address) -> None:
    assert "không xuất được" in unescape(
        as_("specialist")
        .post(reverse("export-new"), {"address": address, "format": "pdf"}, follow=True)
        .content.decode()
    )
