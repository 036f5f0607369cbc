"""EMAIL_URL and DATABASE_URL as an office writes them."""

from __future__ import annotations

from datetime import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import (
    BASE_DIR,
    FILEMAIL_BACKEND,
    database_settings,
    email_settings,
    number_of_days,
    time_of_day,
)


def test_a_mail_directory_keeps_its_leading_slash() -> None:
    assert email_settings("filemail:///srv/dondoc/mail") == {
        "EMAIL_BACKEND": FILEMAIL_BACKEND,
        "FILEMAIL_DIR": "/srv/dondoc/mail",
    }


def test_a_mail_directory_may_hold_spaces() -> None:
    assert email_settings("filemail:///srv/th%C6%B0%20%C4%91i")["FILEMAIL_DIR"] == "/srv/thư đi"


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.tinh.example", 25, False, False),
        ("smtp://mail.tinh.example:2525", 2525, False, False),
        ("smtp+tls://mail.tinh.example", 587, True, False),
        ("smtp+ssl://mail.tinh.example", 465, False, True),
    ],
)
def test_a_mail_server_is_reached_as_its_address_says(url: str, port: int, tls: bool, ssl: bool) -> None:
    found = email_settings(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.tinh.example", port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)


def test_a_mail_account_may_hold_signs_of_an_address() -> None:
    found = email_settings("smtp+tls://vp%40tinh:a%2Fb%3Ac@mail.tinh.example")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("vp@tinh", "a/b:c")


@pytest.mark.parametrize(
    "url", ["", "mail.tinh.example", "filemail://", "filemail://var/mail", "smtp://", "http://a"]
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        email_settings(url)


def test_a_refused_address_does_not_show_its_password() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        email_settings("imap://vanphong:bimat@mail.tinh.example")
    assert "bimat" not in str(refusal.value)


def test_sqlite_writers_wait_for_each_other() -> None:
    found = database_settings("sqlite:///var/thu.sqlite3")
    assert found["NAME"] == str(BASE_DIR / "var" / "thu.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_an_absolute_sqlite_path_stays_where_it_is() -> None:
    assert database_settings("sqlite:////srv/dondoc.sqlite3")["NAME"] == "/srv/dondoc.sqlite3"


def test_postgresql_is_told_by_its_address() -> None:
    found = database_settings("postgres://dondoc:secret@db.tinh.example:5433/dondoc")
    assert (found["ENGINE"], found["HOST"], found["PORT"], found["NAME"]) == (
        "django.db.backends.postgresql",
        "db.tinh.example",
        5433,
        "dondoc",
    )


def test_postgresql_keeps_plans_unless_it_is_told_not_to(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://dondoc:secret@db.tinh.example:5433/dondoc"
    assert database_settings(url)["OPTIONS"]["prepare_threshold"] == 2
    assert database_settings(f"{url}?sslmode=require")["OPTIONS"]["sslmode"] == "require"
    monkeypatch.setenv("DATABASE_PLANS", "0")
    assert "prepare_threshold" not in database_settings(url).get("OPTIONS", {})


def test_hours_and_days_are_read() -> None:
    assert time_of_day("OFFICE_CLOSES", " 16:30") == time(16, 30)
    assert number_of_days("CENTRAL_NEAR_DAYS", "0") == 0


@pytest.mark.parametrize("text", ["", "17", "25:00", "17:00:00", "năm giờ"])
def test_what_is_no_hour_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"^OFFICE_CLOSES không hợp lệ .*: cần giờ và phút như 17:00\.$"
    ):
        time_of_day("OFFICE_CLOSES", text)


@pytest.mark.parametrize("text", ["", "-1", "14 ngày", "1.5", "367", "²"])
def test_what_is_no_number_of_days_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"^CENTRAL_NEAR_DAYS không hợp lệ .*: cần số ngày từ 0 đến 366\.$"
    ):
        number_of_days("CENTRAL_NEAR_DAYS", text)
