"""A workbook is read safely, looked at, and written as a whole by `manage.py import_readings`."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from accountability.indicators.models import Indicator, Reading
from tests.given import SignIn

pytestmark = pytest.mark.django_db


def book(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def run(capsys: pytest.CaptureFixture[str], path: Path, *more: str) -> dict[str, object]:
    call_command(
        "import_readings", str(path), "--indicator", "DVC-TRUC-TUYEN", "--by", "congan", "--data-on", "2022-10-31",
        "--source", "Cổng dịch vụ công", "--at", "2022-11-08T08:00", "--json", *more,
    )  # fmt: skip
    found: dict[str, object] = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    return found


def test_a_workbook_is_written_as_a_whole(
    indicator: Indicator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = book(tmp_path / "a.xlsx", [["Đơn vị", "Tỷ lệ"], ["Vinh", 12.5], ["Diễn Châu", "không phát sinh"]])
    bad = book(tmp_path / "b.xlsx", [["Vinh", 12.5], ["Nơi không có", 3]])
    assert run(capsys, good, "--dry-run")["written"] == 0
    assert run(capsys, bad)["written"] == 0
    assert not Reading.objects.exists()
    assert run(capsys, good)["written"] == 2
    assert Reading.objects.get(agency__code="H412").value == Decimal("12.5")


def test_what_is_asked_about_waits_for_a_word(
    indicator: Indicator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path / "a.xlsx", [["Vinh", 120]])
    assert run(capsys, path)["written"] == 0
    assert run(capsys, path, "--confirm", "đã đối chiếu")["written"] == 1


def test_percent_cells_are_asked_about_and_the_answer_is_kept(
    indicator: Indicator, tmp_path: Path, sign_in: SignIn, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path / "a.xlsx", [["Đơn vị", "Tỷ lệ"], ["Vinh", 0.0562], ["Diễn Châu", 0.3]])
    url = reverse("figures-paste", args=[indicator.pk]) + "?ky=2022-10-01"
    client, about = sign_in("standing_head"), {"data_on": "2022-10-31", "source": "Cổng dịch vụ công"}
    page = client.post(url, about | {"file": SimpleUploadedFile("a.xlsx", path.read_bytes())})
    text = page.content.decode()
    assert "Số 0,3 trong bảng là:" in text
    assert "30\u00a0%" in text
    assert "0,3\u00a0%" in text
    assert "Xem trước: 2 cơ quan" not in text, "no figure is shown before it is known what it is"
    table = page.context["form"]["pasted"].value()
    assert "0,0562" in table, "no decimal is lost on the way into the field"
    unanswered = client.post(url, about | {"pasted": table, "write": "1"}).content.decode()
    assert "Vui lòng cho biết số liệu là phần trăm hay tỷ số." in unanswered
    assert not Reading.objects.exists()
    chosen = client.post(url, about | {"pasted": table, "percent": "share"}).content.decode()
    assert 'value="share" checked' in chosen
    assert "<div>5,62 %</div>" in chosen
    client.post(url, about | {"pasted": table, "percent": "share", "write": "1"})
    assert Reading.objects.get(agency__code="H412").value == Decimal("5.62")

    Reading.objects.all().delete()
    assert run(capsys, path)["share"] == "0,3"
    assert run(capsys, path, "--percent", "share")["written"] == 2
