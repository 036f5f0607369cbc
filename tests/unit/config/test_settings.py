"""What the settings take from the environment, and what they refuse. Each case starts its own Python."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings.environment import BASE_DIR, kept_secret_key

PRODUCTION = {
    "SECRET_KEY": "k3y-" * 20,
    "BASE_URL": "https://dondoc.tinh.example",
    "DATABASE_URL": "postgres://dondoc:secret@db.tinh.example/dondoc",
    "EMAIL_URL": "smtp+tls://mail.tinh.example",
    "DEFAULT_FROM_EMAIL": "dondoc@tinh.example",
}


def value_of(name: str, module: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Print one setting of a settings module, as a process with just this environment sees it.

    An empty .env stands in for that of the checkout, which belongs to whoever runs the tests.
    """
    code = (
        "import config.settings.environment as e; e.read_dotenv = lambda: None\n"
        f"import {module} as s; print(s.{name})"
    )
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def production(name: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """One production setting under a full environment with these changes; an empty value takes one out."""
    environment = {key: value for key, value in {**PRODUCTION, **changes}.items() if value}
    return value_of(name, "config.settings.production", environment)


def test_production_starts_with_a_full_environment() -> None:
    done = production("BASE_URL")
    assert (done.returncode, done.stdout) == (0, "https://dondoc.tinh.example\n"), done.stderr


def test_a_command_says_a_wrong_setting_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "status", "--json"],
        env={"PATH": os.environ["PATH"], "EMAIL_URL": "pigeon://roof"},
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("CommandError: EMAIL_URL không hợp lệ (lược đồ 'pigeon')")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_refuses_to_start_without(name: str) -> None:
    done = production("BASE_URL", **{name: ""})
    assert done.returncode != 0
    assert f"ImproperlyConfigured: Thiếu {name}" in done.stderr


def test_production_refuses_demo_mode() -> None:
    done = production("DEMO", DEMO="1")
    assert done.returncode != 0
    assert "ImproperlyConfigured: DEMO=1 bị từ chối" in done.stderr


def test_production_refuses_links_without_tls() -> None:
    done = production("BASE_URL", BASE_URL="http://dondoc.tinh.example")
    assert done.returncode != 0
    assert "https://" in done.stderr


def test_production_answers_to_the_host_of_its_links() -> None:
    assert production("ALLOWED_HOSTS").stdout == "['dondoc.tinh.example']\n"


def test_production_answers_to_the_hosts_that_are_named() -> None:
    done = production("ALLOWED_HOSTS", ALLOWED_HOSTS="a.example,b.example")
    assert done.stdout == "['a.example', 'b.example']\n"


def embedded(name: str, **environment: str) -> str:
    """One embedded setting under this environment and nothing else."""
    done = value_of(name, "config.settings.embedded", {"SECRET_KEY": "for this test", **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_embedded_links_name_the_port() -> None:
    assert embedded("BASE_URL", PORT="8765") == "http://127.0.0.1:8765"


def test_embedded_keeps_its_rows_under_var() -> None:
    assert embedded("DATABASES['default']['NAME']") == str(BASE_DIR / "var" / "dondoc.sqlite3")


def test_embedded_writes_mails_as_files_under_var() -> None:
    assert embedded("FILEMAIL_DIR") == str(BASE_DIR / "var" / "mail")


def test_the_clock_is_the_systems_outside_demo_mode() -> None:
    assert embedded("CLOCK") == "accountability.core.clock.system_now"


def test_the_clock_stands_in_demo_mode() -> None:
    assert embedded("CLOCK", DEMO="1") == "accountability.calendars.demo_clock.now"


def test_the_secret_key_is_drawn_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = kept_secret_key(path)
    assert len(key) >= 50
    assert kept_secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]


def test_proxies_are_addresses_or_networks() -> None:
    assert production("TRUSTED_PROXIES", TRUSTED_PROXIES="10.0.0.5,10.1.0.0/16").stdout == (
        "['10.0.0.5', '10.1.0.0/16']\n"
    )
    done = production("TRUSTED_PROXIES", TRUSTED_PROXIES="proxy.tinh.vn")
    assert done.returncode != 0
    assert "ImproperlyConfigured: TRUSTED_PROXIES: “proxy.tinh.vn” không phải là địa chỉ IP" in done.stderr


def test_the_distributed_engine_refuses_to_start_without_a_broker() -> None:
    done = value_of("app", "config.celery", {"SECRET_KEY": "x"})
    assert done.returncode != 0
    assert "ImproperlyConfigured: Thiếu CELERY_BROKER_URL" in done.stderr
