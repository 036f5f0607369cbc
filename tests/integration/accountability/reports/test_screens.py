"""Making a report by one button and by the command; who may read it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import call_command, execute_from_command_line
from django.test import Client
from pypdf import PdfReader

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.reports.models import PeriodicReport
from tests.given import GoTo, SignIn, assignments, go_to, many, sign_in

__all__ = ["assignments", "go_to", "many", "sign_in"]

HALF = {"from": "2022-11-01", "to": "2022-11-15"}


def _press(client: Client, period: str = "2022-11-01") -> None:
    program = client.get("/bao-cao/ngoai-ky/").context["form"].fields["program"].queryset.get()
    answer = client.post("/bao-cao/ngoai-ky/", {"program": program.pk, "period": period})
    assert answer.status_code == 302


def _text(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_the_standing_agency_makes_its_report_by_one_button(
    assignments: list[Assignment], sign_in: SignIn, go_to: GoTo
) -> None:
    go_to("2022-11-18")
    police = sign_in("standing_head")
    _press(police)
    report = PeriodicReport.objects.get()

    data = b"".join(police.get(f"/bao-cao/{report.pk}/pdf/").streaming_content)
    text = _text(data)

    assert (report.assignments, report.figures["counts"]["overdue"]) == (4, 4)
    assert report.sha256 == report.file.sha256
    assert "Sở Lao động - Thương binh và Xã hội" in text
    assert "UBND thành phố Vinh" in text
    assert "BC-CAT" in text
    assert AuditEvent.objects.filter(action="report.make", target_pk=report.pk).exists()
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(data)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Tinos" in font for font in fonts), fonts


def test_the_report_shows_the_drawings_of_the_page_each_with_its_figures(
    assignments: list[Assignment], sign_in: SignIn, go_to: GoTo
) -> None:
    go_to("2022-12-20")
    police = sign_in("standing_head")
    _press(police, "2022-12-01")
    report = PeriodicReport.objects.get()
    data = b"".join(police.get(f"/bao-cao/{report.pk}/pdf/").streaming_content)
    text = _text(data)
    shown = police.get("/chuong-trinh/DA06/").context["page"].charts["trend"]

    assert "Biểu đồ 1. Tỷ lệ hoàn thành đúng hạn theo tuần" in text
    assert "Biểu đồ 2. Số việc quá hạn theo số ngày" in text
    for moment, _, (rate,) in shown.table.lines:
        assert moment in text
        assert rate.replace("\u00a0", " ") in text
    assert report.figures["ageing"] == [["1–30", 0], ["31–60", 4], ["61–90", 0], ["91–120", 0], ["> 120", 0]]
    assert [point["on"] for point in report.figures["trend"]][-1] == "2022-12-20"
    assert "1–30 31–60 61–90 91–120 > 120" in text
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(data)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Tinos" in font for font in fonts), fonts


def test_leaders_and_the_office_read_reports_and_others_do_not(
    assignments: list[Assignment], sign_in: SignIn, cast: dict[str, User]
) -> None:
    _press(sign_in("clerk"))
    pk = PeriodicReport.objects.get().pk

    for who in ("chair", "clerk", "standing_head"):
        client = sign_in(who)
        assert client.get("/bao-cao/ngoai-ky/").context["page_obj"].paginator.count == 1, who
        answer = client.get(f"/bao-cao/{pk}/pdf/")
        assert b"".join(answer.streaming_content).startswith(b"%PDF-"), who
    for who in ("labour_head", "district_chair", "party_secretary", "outsider"):
        client = sign_in(who)
        assert client.get("/bao-cao/ngoai-ky/").status_code == 403, who
        assert client.get(f"/bao-cao/{pk}/pdf/").status_code == 404, who


def test_a_leader_reads_reports_but_does_not_make_them(
    assignments: list[Assignment], sign_in: SignIn
) -> None:
    chair = sign_in("chair")

    assert chair.get("/bao-cao/ngoai-ky/").context["form"] is None
    assert chair.post("/bao-cao/ngoai-ky/", {"period": "2022-11-01"}).status_code == 403


def test_a_wrong_period_is_said_and_makes_nothing(assignments: list[Assignment], sign_in: SignIn) -> None:
    answer = sign_in("clerk").post("/bao-cao/ngoai-ky/", {"program": "0", "period": "hôm qua"})

    assert answer.status_code == 200
    assert "Kỳ báo cáo không hợp lệ" in answer.content.decode()
    assert not PeriodicReport.objects.exists()


def test_the_command_prints_one_object_and_writes_the_file(
    assignments: list[Assignment], go_to: GoTo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    go_to("2022-11-18")
    out = tmp_path / "bc.pdf"
    call_command(
        "report", "--program", "DA06", "--from", HALF["from"], "--to", HALF["to"], "--out", str(out), "--json"
    )
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])

    assert set(answer) == {"file", "pages", "sha256", "from", "to", "assignments"}
    assert (answer["from"], answer["to"], answer["assignments"]) == (HALF["from"], HALF["to"], 4)
    assert "Tạo lập tài khoản an sinh xã hội" in _text(out.read_bytes())


@pytest.mark.parametrize(
    "wrong",
    [
        {"--from": "hôm qua"},
        {"--from": "2022-11-20"},
        {"--to": "2022-02-30"},
        {"--program": "KHONGCO"},
        {"--out": "khong/co/thu/muc/bc.pdf"},
    ],
)
def test_bad_input_of_the_command_is_one_line_and_code_2(
    wrong: dict[str, str], assignments: list[Assignment], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {
        "--program": "DA06",
        "--from": HALF["from"],
        "--to": HALF["to"],
        "--out": str(tmp_path / "bc.pdf"),
    }
    words = [word for pair in (given | wrong).items() for word in pair]

    with pytest.raises(SystemExit) as ended:
        execute_from_command_line([sys.argv[0], "report", *words, "--json"])

    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert not (tmp_path / "bc.pdf").exists()
