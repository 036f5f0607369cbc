"""Where the watchdog speaks: the Office's banner and page, the health endpoint, metrics, the status command."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from accountability.accounts.models import User
from accountability.core.clock import system_now
from accountability.escalation.models import SweepRun
from accountability.health.actions import BEATS_APART, beat, note_failure
from accountability.health.models import Heartbeat, Job
from accountability.notices.models import Outbox

pytestmark = pytest.mark.django_db


def stopped(job: Job, **span: float) -> None:
    """The job came to its end that long ago and never since."""
    Heartbeat.objects.filter(job=job).update(beat_at=system_now() - timedelta(**span))


def figures(client: Client, **headers: str) -> dict[str, float]:
    text = client.get("/metrics", **headers).content.decode()  # type: ignore[arg-type]
    samples = [one for family in text_string_to_metric_families(text) for one in family.samples]
    return {"".join([one.name, *one.labels.values()]): one.value for one in samples}


def status() -> dict[str, Any]:
    out = io.StringIO()
    call_command("status", "--json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())["engine"]
    return found


def owe_mail(due_at: datetime) -> None:
    Outbox.objects.create(
        kind="x", dedupe_key="x", subject_line="Nhắc việc", message_id="<x@x>", mime=b"", next_at=due_at,
        created_at=due_at,
    )  # fmt: skip


# The health endpoint --------------------------------------------------------------------------------------------------


def test_a_machine_that_asks_is_told_without_signing_in(client: Client, engine_runs: None) -> None:
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "troubles": []})


def test_an_engine_that_stands_is_a_503_but_takes_no_site_away(client: Client, engine_runs: None) -> None:
    stopped(Job.SWEEP, minutes=31)
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()["troubles"]) == (503, ["sweep_stale"])
    assert client.get("/suc-khoe/web/").status_code == 200


def test_an_installation_without_an_engine_is_not_well(client: Client) -> None:
    assert client.get("/suc-khoe/").status_code == 503


def test_the_limits_are_settings(client: Client, engine_runs: None, settings: Any) -> None:
    settings.WATCHDOG_SWEEP_MINUTES = 120
    stopped(Job.SWEEP, minutes=31)
    assert client.get("/suc-khoe/").status_code == 200


def test_a_mail_that_nobody_takes_is_noticed(client: Client, engine_runs: None) -> None:
    owe_mail(system_now() - timedelta(minutes=31))
    assert client.get("/suc-khoe/").json()["troubles"] == ["mails_late"]
    Outbox.objects.update(
        next_at=system_now() + timedelta(hours=9)
    )  # Held back by quiet hours: nothing is wrong.
    assert client.get("/suc-khoe/").status_code == 200


def test_a_sweep_that_last_really_ran_long_ago_is_noticed(client: Client, engine_runs: None) -> None:
    SweepRun.objects.create(at=system_now(), ran_at=system_now() - timedelta(hours=1))
    assert client.get("/suc-khoe/").json()["troubles"] == ["sweep_stale"]


def test_the_demos_clock_that_stands_still_or_jumps_alarms_nobody(
    client: Client, engine_runs: None, demo_mode: None
) -> None:
    SweepRun.objects.create(at=system_now(), ran_at=system_now() - timedelta(hours=1))
    owe_mail(datetime.fromisoformat("2022-11-01T08:00+07:00"))
    assert client.get("/suc-khoe/").status_code == 200


# For the Office -------------------------------------------------------------------------------------------------------


def test_the_office_reads_it_on_every_page_and_others_are_spared(
    client: Client, cast: dict[str, User], engine_runs: None
) -> None:
    stopped(Job.SWEEP, hours=3)
    client.force_login(cast["clerk"])
    assert "Rà soát thời hạn không chạy đã 3 giờ" in client.get("/thong-bao/").content.decode()
    client.force_login(cast["labour_head"])
    assert "không chạy" not in client.get("/thong-bao/").content.decode()


def test_the_page_tells_each_job_and_its_last_failure(client: Client, cast: dict[str, User]) -> None:
    beat(job=Job.DELIVERY, at=system_now(), host="may-a")
    note_failure(job=Job.SWEEP, at=system_now(), host="may-b", error=OSError("đĩa\nđầy"))
    client.force_login(cast["clerk"])
    page = client.get("/tinh-trang/").content.decode()
    for words in (
        "may-a",
        "may-b",
        "OSError: đĩa đầy",
        "1 lần liên tiếp",
        "không chạy từ đầu",
        "Chưa lần nào",
    ):
        assert words in page


def test_an_engine_at_work_gets_one_quiet_line(
    client: Client, cast: dict[str, User], engine_runs: None
) -> None:
    client.force_login(cast["clerk"])
    assert "đang chạy bình thường" in client.get("/tinh-trang/").content.decode()


# Figures --------------------------------------------------------------------------------------------------------------


def test_prometheus_reads_ages_and_troubles(client: Client, engine_runs: None, settings: Any) -> None:
    settings.METRICS_TOKEN = "rất-bí-mật"
    stopped(Job.SWEEP, minutes=45)
    owe_mail(system_now() - timedelta(minutes=5))
    seen = figures(client, HTTP_AUTHORIZATION="Bearer rất-bí-mật")
    assert 45 * 60 <= seen["dondoc_sweep_age_seconds"] < 46 * 60
    assert seen["dondoc_delivery_age_seconds"] < 60
    assert (seen["dondoc_mails_due"], seen["dondoc_trouble" + "sweep_stale"]) == (1, 1)


def test_before_the_first_beat_the_age_is_infinite(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["clerk"])
    assert figures(client)["dondoc_sweep_age_seconds"] == float("inf")


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer x"])
def test_without_the_token_metrics_are_the_offices(client: Client, settings: Any, given: str) -> None:
    for settings.METRICS_TOKEN in ("", "rất-bí-mật"):
        assert client.get("/metrics", HTTP_AUTHORIZATION=given).status_code == 302


def test_the_status_command_says_the_same(engine_runs: None) -> None:
    assert status()["ok"] is True
    stopped(Job.DELIVERY, minutes=11)
    assert [trouble["code"] for trouble in status()["troubles"]] == ["delivery_stale"]


# Beats ----------------------------------------------------------------------------------------------------------------


def test_a_beat_is_written_down_once_in_a_while_and_at_once_after_a_failure() -> None:
    start = system_now()
    for seconds in (0, 5, 10):
        beat(job=Job.DELIVERY, at=start + timedelta(seconds=seconds), host="a")
    row = Heartbeat.objects.get()
    assert row.beat_at == start
    note_failure(job=Job.DELIVERY, at=start + timedelta(seconds=11), host="a", error=OSError("x"))
    note_failure(job=Job.DELIVERY, at=start + timedelta(seconds=12), host="a", error=OSError("y" * 900))
    row.refresh_from_db()
    assert (row.failures, row.beat_at, len(row.last_error)) == (2, start, 300)
    beat(job=Job.DELIVERY, at=start + timedelta(seconds=13), host="b")
    row.refresh_from_db()
    assert (row.failures, row.beat_at, row.host) == (0, start + timedelta(seconds=13), "b")
    beat(job=Job.DELIVERY, at=start + timedelta(seconds=13) + BEATS_APART, host="b")
    row.refresh_from_db()
    assert row.beat_at == start + timedelta(seconds=13) + BEATS_APART


# Behind a proxy -------------------------------------------------------------------------------------------------------


def test_the_audit_writes_down_the_callers_address_not_the_proxys(
    cast: dict[str, User], settings: Any
) -> None:
    from accountability.audit.models import AuditEvent

    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    cast["clerk"].set_password("Mật-khẩu-thử-1")
    cast["clerk"].save()
    Client(headers={"X-Forwarded-For": "192.0.2.9, 203.0.113.7"}).post(
        "/dang-nhap/", {"username": cast["clerk"].username, "password": "Mật-khẩu-thử-1"}
    )
    assert AuditEvent.objects.get(action="account.sign_in").address == "203.0.113.7"


def test_who_guesses_passwords_through_the_proxy_locks_out_himself_only(
    cast: dict[str, User], settings: Any
) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.AXES_FAILURE_LIMIT = 2
    name = cast["clerk"].username
    thief, clerk = (
        Client(headers={"X-Forwarded-For": address}) for address in ("203.0.113.7", "203.0.113.8")
    )
    for _ in range(3):
        answer = thief.post("/dang-nhap/", {"username": name, "password": "đoán"})
    assert answer.status_code == 429
    assert clerk.post("/dang-nhap/", {"username": name, "password": "gõ nhầm"}).status_code == 200
