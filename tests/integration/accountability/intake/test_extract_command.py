"""`manage.py extract`: a public contract, answered on a database that only the migrations wrote."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db

TEXT = (
    "Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Nội vụ và các đơn vị liên quan rà soát, "
    "báo cáo UBND tỉnh trước ngày 15/12/2022.\n"
    "Đến nay, các đơn vị đã hoàn thành việc rà soát theo yêu cầu."
)
KEYS = [
    "sentence",
    "span",
    "is_task",
    "lead",
    "lead_code",
    "coordinating",
    "deadline_text",
    "deadline_on",
    "period",
    "targets",
    "confidence",
    "questions",
]


def _file(folder: Path, text: str = TEXT, name: str = "van-ban.txt") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def _extract(path: str, on: str = "2022-11-07") -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("extract", path, "--date", on, "--json", stdout=out)
    found: list[dict[str, Any]] = json.loads(out.getvalue().splitlines()[-1])["candidates"]
    return found


def test_each_sentence_judged_is_a_candidate_with_its_place(tmp_path: Path) -> None:
    found = _extract(_file(tmp_path))
    assert [list(candidate) for candidate in found] == [KEYS, KEYS]
    assert [candidate["is_task"] for candidate in found] == [True, False]
    assert [TEXT[slice(*candidate["span"])] for candidate in found] == [c["sentence"] for c in found]


def test_the_departments_are_found_without_the_demo(tmp_path: Path) -> None:
    task = _extract(_file(tmp_path))[0]
    assert (task["lead"], task["lead_code"]) == ("Sở Thông tin và Truyền thông", "STTTT")
    assert task["coordinating"] == ["Sở Nội vụ", "các đơn vị liên quan"]
    assert (task["deadline_text"], task["deadline_on"]) == ("trước ngày 15/12/2022", "2022-12-15")


def test_the_same_text_of_2026_finds_the_agencies_of_its_day(tmp_path: Path) -> None:
    path = _file(tmp_path, "Giao Sở Nội vụ chủ trì, phối hợp với Sở Thông tin và Truyền thông rà soát.")
    then, now = _extract(path), _extract(path, "2026-03-02")
    assert [then[0]["lead_code"], now[0]["lead_code"]] == ["SNV", "SNV2025"]


@pytest.mark.parametrize(
    ("name", "text", "on", "said"),
    [
        ("a.txt", TEXT, "07/11/2022", "--date không hợp lệ"),
        ("a.txt", TEXT, "1822-11-07", "nằm ngoài phạm vi"),
        ("a.txt", "MẬT\n" + TEXT, "2022-11-07", "độ mật"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, name: str, text: str, on: str, said: str
) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError, match=said) as refused:
        call_command("extract", _file(tmp_path, text, name), "--date", on, "--json", stdout=out)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert out.getvalue() == ""


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không có tệp"):
        call_command("extract", str(tmp_path / "khong-co.txt"), "--date", "2022-11-07")
