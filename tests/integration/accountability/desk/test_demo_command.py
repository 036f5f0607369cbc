"""`manage.py demo`: a fresh database becomes the demo, once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from accountability.accounts.models import User
from accountability.desk import demo
from config.settings.environment import BASE_DIR

# Seconds in which a starved machine still loads the demo.
LONGEST = 600
STORY = [
    "chutich",
    "phochutich",
    "phochanhvanphong",
    "chuyenvien",
    "vanthu",
    "congan",
    "ldtbxh",
    "ldtbxh-daumoi",
]
STORY += ["ldtbxh-chuyenvien", "nhnn", "vinh", "dienchau", "bithu-vinh", "ngoaicuoc"]


def manage(database: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an office would, on a database of its own."""
    return started(database, "manage.py", *arguments, **environment)


def started(database: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python, with the settings of an office and this database."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DEMO", "DATABASE_URL")}
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        "DATABASE_URL": f"sqlite:///{database}",
        "SECRET_KEY": "only-for-tests",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR, env=kept | own | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def answer(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


# To start the program takes a second, most commands a tenth of one: commands that succeed can follow each other in one.
ONE_AFTER_ANOTHER = """
import json, sys
from django.core.management import execute_from_command_line
for arguments in json.loads(sys.argv[1]):
    execute_from_command_line(["manage.py", *arguments])
"""


def answers(database: Path, *commands: list[str]) -> list[dict[str, Any]]:
    """What these commands answer, one after another."""
    done = started(
        database, "-c", ONE_AFTER_ANOTHER, json.dumps([[*command, "--json"] for command in commands])
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(found) == len(commands)
    return found


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A database that `demo` made, and what it printed: made by the first test process that asks, copied by the others."""
    own = tmp_path_factory.mktemp("demo") / "dondoc.sqlite3"
    # Workers have folders of their own beside each other.
    kept = (
        tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else own.parent
    ) / "demo-once"
    printed = kept / "printed.json"
    try:
        kept.mkdir()
    except FileExistsError:
        until = time.monotonic() + LONGEST
        while not printed.exists():
            assert time.monotonic() < until, "Tiến trình kiểm thử kia không nạp được bản trình diễn."
            time.sleep(0.2)
    else:
        made = answer(manage(kept / "dondoc.sqlite3", "demo", "--json"))
        printed.with_suffix(".part").write_text(json.dumps(made), encoding="utf-8")
        printed.with_suffix(".part").rename(printed)
    shutil.copyfile(kept / "dondoc.sqlite3", own)
    return own, json.loads(printed.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_a_fresh_database_becomes_the_demo_without_demo_mode(loaded: tuple[Path, dict[str, Any]]) -> None:
    _, made = loaded
    assert set(made) == {"created", "login_url", "programs", "accounts"}
    assert made["created"] is True
    assert made["login_url"].endswith("/dang-nhap/")
    assert made["programs"] == ["DA06"]
    assert all(set(row) == {"username", "password", "position", "agency_code"} for row in made["accounts"])
    assert set(STORY) <= {row["username"] for row in made["accounts"]}


@pytest.mark.slow
def test_a_second_run_changes_nothing(loaded: tuple[Path, dict[str, Any]]) -> None:
    database, made = loaded
    again = answer(manage(database, "demo", "--json"))
    assert again == made | {"created": False}


@pytest.mark.slow
def test_another_year_needs_a_reset(loaded: tuple[Path, dict[str, Any]]) -> None:
    database, _ = loaded
    done = manage(database, "demo", "--as-of", "2026", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--reset" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_status_and_sweep_answer_outside_demo_mode(loaded: tuple[Path, dict[str, Any]]) -> None:
    database, _ = loaded
    at = ["--at", "2022-11-08T08:00"]
    before, swept, again, after = answers(
        database, ["status", *at], ["sweep", *at], ["sweep", *at], ["status", *at]
    )
    assert set(before) == {
        "at", "open", "overdue", "outbox_backlog", "outbox_dead", "last_sweep", "engine",
    }  # fmt: skip
    assert set(swept) == {"at", "reminded", "escalated", "merged", "notices", "mails"}
    assert [again[key] for key in ("reminded", "escalated", "merged", "notices", "mails")] == [0, {}, 0, 0, 0]
    assert after["last_sweep"]["at"] == "2022-11-08T08:00:00+07:00"


@pytest.mark.slow
def test_a_reset_starts_again_and_brings_todays_province(loaded: tuple[Path, dict[str, Any]]) -> None:
    database, _ = loaded
    made, again = answers(database, ["demo", "--reset", "--as-of", "2026"], ["demo"])
    assert made["created"] is True
    assert "vinh" not in {row["username"] for row in made["accounts"]}
    assert again["created"] is False


@pytest.mark.slow
def test_production_takes_no_demo(tmp_path: Path) -> None:
    done = manage(
        tmp_path / "dondoc.sqlite3", "demo", "--json", DJANGO_SETTINGS_MODULE="config.settings.production",
        BASE_URL="https://dondoc.tinh.example", EMAIL_URL="smtp://mail.tinh.example",
        DEFAULT_FROM_EMAIL="dondoc@tinh.example",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "production" in done.stderr


def test_an_offices_own_data_is_neither_mixed_nor_replaced(no_province: None) -> None:
    User.objects.create(username="nguoi-that")
    with pytest.raises(ValueError, match="không phải của bản trình diễn"):
        demo.load("2022")
    assert User.objects.count() == 1
