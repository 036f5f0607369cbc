"""The habit of the commands, tried as a shell would see it."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser

from accountability.core.cli import JsonCommand, add_at, at_from


class Sample(JsonCommand):
    """Answers with the instant; fails on demand."""

    def add_arguments(self, parser: CommandParser) -> None:
        add_at(parser)
        parser.add_argument("--fail", choices=["value", "validation"])

    def answer(self, **options: Any) -> Mapping[str, Any]:
        if options["fail"] == "value":
            raise ValueError("Sai\nhai dòng")
        if options["fail"] == "validation":
            raise ValidationError(["Thiếu số", "thiếu ngày"])
        return {"at": at_from(options).isoformat(), "ghi_chú": "Đôn Đốc"}


def _run(*argv: str) -> None:
    Sample().run_from_argv(["manage.py", "sample", *argv])


def test_json_is_one_object_on_the_last_line(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--at", "2022-11-08", "--json")
    last = capsys.readouterr().out.splitlines()[-1]
    assert json.loads(last) == {"at": "2022-11-08T00:00:00+07:00", "ghi_chú": "Đôn Đốc"}
    assert "Đôn Đốc" in last


def test_without_json_a_person_can_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--at", "2022-11-08T08:00")
    assert capsys.readouterr().out == "at: 2022-11-08T08:00:00+07:00\nghi_chú: Đôn Đốc\n"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--fail", "value"], "Sai hai dòng"),
        (["--fail", "validation"], "Thiếu số; thiếu ngày"),
        (["--at", "hôm qua"], "Thời điểm không hợp lệ"),
        (["--nonsense"], "--nonsense"),
        (["--fail", "other"], "--fail"),
    ],
)
def test_a_refusal_is_one_line_on_stderr_and_code_2(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        _run(*argv, "--json")
    out, err = capsys.readouterr()
    assert stop.value.code == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert said in err
