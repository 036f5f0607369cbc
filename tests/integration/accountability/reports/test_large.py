"""The report of a large program is made by the engine: found again, called off, told, made once whoever dies at it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import resolve, reverse

from accountability.accounts.models import User
from accountability.agencies.models import Incumbency
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.core.long_work import LEASE_SECONDS, Stopped, claim
from accountability.notices.models import Notification
from accountability.printing.pdf import PdfError, PdfFile
from accountability.reports import large as large_reports
from accountability.reports.models import PeriodicReport, ReportJob
from accountability.reports.views import made as views
from tests.given import GoTo, SignIn, assignments, go_to, many, on, sign_in

__all__ = ["assignments", "go_to", "many", "sign_in"]

NOW = on("2022-11-18")
AFTER_THE_LEASE = NOW + timedelta(seconds=LEASE_SECONDS + 1)
LIST = reverse("report-list")


@pytest.fixture
def large(assignments: list[Assignment], go_to: GoTo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four assignments are too many to wait for."""
    go_to("2022-11-18")
    monkeypatch.setattr(views, "AT_ONCE", 3)


def press(client: Client) -> ReportJob:
    program = client.get(LIST).context["form"].fields["program"].queryset.get()
    answer = client.post(LIST, {"program": program.pk, "period": "2022-11-01"})
    return ReportJob.objects.get(pk=resolve(answer["Location"]).kwargs["pk"])


def engine(now: datetime = NOW) -> int:
    return large_reports.make_reports(at=lambda: NOW, system_now=lambda: now)


def lines(user: User) -> list[str]:
    return list(Notification.objects.filter(recipient=user, kind="report").values_list("text", flat=True))


def test_it_is_asked_for_at_once_and_made_behind(large: None, sign_in: SignIn, cast: dict[str, User]) -> None:
    client = sign_in("standing_head")
    job = press(client)
    assert press(client) == job, "a second click finds the first"
    assert (job.total, job.state, PeriodicReport.objects.count()) == (4, "waiting", 0)
    page = reverse("report-job", args=[job.pk])
    assert "data-hx-get" in client.get(page, {"partial": "1"}).content.decode()
    assert "Đề án 06" in unescape(client.get(reverse("export-list")).content.decode())

    assert engine() == 1

    job.refresh_from_db()
    report = PeriodicReport.objects.get()
    assert (job.state, job.written, job.report) == ("done", 4, report)
    assert (report.made_by, report.assignments, report.from_on) == (
        cast["standing_head"],
        4,
        date(2022, 11, 1),
    )
    (told,) = lines(cast["standing_head"])
    assert "kỳ 01–15/11/2022" in told
    shown = client.get(page, {"partial": "1"}).content.decode()
    assert reverse("report-file", args=[report.pk]) in shown
    assert "data-hx-get" not in shown
    assert engine() == 0


def test_a_small_program_is_reported_at_once(
    assignments: list[Assignment], go_to: GoTo, sign_in: SignIn
) -> None:
    go_to("2022-11-18")
    client = sign_in("standing_head")
    program = client.get(LIST).context["form"].fields["program"].queryset.get()
    answer = client.post(LIST, {"program": program.pk, "period": "2022-11-01"})
    assert answer["Location"] == LIST
    assert PeriodicReport.objects.count() == 1
    assert not ReportJob.objects.exists()


def test_one_that_waits_is_called_off(large: None, sign_in: SignIn, cast: dict[str, User]) -> None:
    client = sign_in("clerk")
    job = press(client)
    client.post(reverse("report-job-cancel", args=[job.pk]))
    assert engine() == 0
    assert not PeriodicReport.objects.exists()
    assert AuditEvent.objects.filter(action="report.cancel", user=cast["clerk"]).exists()
    again = client.post(reverse("report-job-cancel", args=[job.pk]), follow=True)
    assert "đã kết thúc trước đó" in again.content.decode()
    assert "Đã hủy" in client.get(reverse("report-job", args=[job.pk])).content.decode()


def test_nobody_sees_anothers(large: None, sign_in: SignIn) -> None:
    job = press(sign_in("clerk"))
    for name in ("report-job", "report-job-cancel"):
        ask = sign_in("standing_head").get if name == "report-job" else sign_in("standing_head").post
        assert ask(reverse(name, args=[job.pk])).status_code == 404, name


def test_a_worker_that_was_followed_by_another_keeps_nothing(
    large: None, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(sign_in("clerk"))
    slow = claim(ReportJob, NOW)
    assert slow is not None
    assert engine(AFTER_THE_LEASE) == 1
    with pytest.raises(Stopped):
        large_reports._make(slow, at=NOW, system_now=lambda: AFTER_THE_LEASE)
    assert PeriodicReport.objects.count() == 1


def test_what_was_called_off_while_it_was_drawn_is_not_kept(
    large: None, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in("clerk")
    job = press(client)

    def draw(*_: object, **__: object) -> PdfFile:
        client.post(reverse("report-job-cancel", args=[job.pk]))
        return PdfFile(data=b"%PDF-1.7", pages=1, sha256="0" * 64)

    monkeypatch.setattr(large_reports, "report_pdf", draw)
    assert engine() == 0
    job.refresh_from_db()
    assert (job.state, PeriodicReport.objects.count()) == ("cancelled", 0)


def test_after_three_failures_it_ends_and_says_so(
    large: None, sign_in: SignIn, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = press(sign_in("clerk"))

    def fails(*_: object, **__: object) -> PdfFile:
        raise PdfError("hỏng")

    monkeypatch.setattr(large_reports, "report_pdf", fails)
    for _ in range(large_reports.ATTEMPTS - 1):
        with pytest.raises(PdfError):
            engine(NOW)
        ReportJob.objects.filter(pk=job.pk).update(lease_until=NOW - timedelta(seconds=1))
    assert engine() == 0
    job.refresh_from_db()
    assert job.state == "failed"
    assert lines(cast["clerk"]) == ["Không lập được báo cáo Đề án 06, kỳ 01–15/11/2022"]


def test_who_lost_his_seat_while_it_waited_gets_none(
    large: None, sign_in: SignIn, cast: dict[str, User]
) -> None:
    job = press(sign_in("standing_head"))
    Incumbency.objects.filter(user=cast["standing_head"]).update(to_on=NOW.date() - timedelta(days=1))
    assert engine() == 0
    job.refresh_from_db()
    assert (job.state, PeriodicReport.objects.count()) == ("failed", 0)


def test_the_database_knows_no_done_job_without_its_report(large: None, sign_in: SignIn) -> None:
    job = press(sign_in("clerk"))
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportJob.objects.filter(pk=job.pk).update(state="done")
