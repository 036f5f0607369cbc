"""Long lists on paper: a list of the site and the annex of a report, printed by an engine in parts; text stays text."""

from __future__ import annotations

import io
from datetime import date, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accountability.accounts.models import User
from accountability.agencies.models import Position
from accountability.assignments.models import Assignment
from accountability.directives.models import Program
from accountability.notices.models import Notification
from accountability.printing import annex
from accountability.reports.kind_actions import KindTerms, add_kind
from accountability.reports.models import ReportCycle
from accountability.search import annexes, making
from accountability.search.making import make_exports
from accountability.search.models import ExportJob
from accountability.search.views import exports
from tests.cast import actor
from tests.given import SignIn, on
from workflows import reporting

pytestmark = [pytest.mark.django_db, pytest.mark.once]

AT = on("2022-11-16")
NEW, LIST = reverse("export-new"), reverse("assignment-list")
HOSTILE = "</td></table><img src='file:///etc/passwd'>{% load x %}"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annex, "PART_ROWS", 3)


def printed(client: Client, address: str) -> tuple[ExportJob, str]:
    """What the engine makes of the wish to have it on paper: the job, and the words of its file."""
    asked = client.post(NEW, {"address": address, "format": "pdf"})
    job = ExportJob.objects.latest("pk")
    assert asked["Location"] == reverse("export-detail", args=[job.pk])
    assert make_exports(at=lambda: AT, system_now=lambda: AT) == 1
    job.refresh_from_db()
    data = b"".join(client.get(reverse("export-file", args=[job.pk])).streaming_content)  # type: ignore[attr-defined]
    pages = PdfReader(io.BytesIO(data)).pages
    return job, " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_list_goes_on_paper_in_parts_with_progress_and_the_workbook_beside_it(
    assignments: list[Assignment], sign_in: SignIn, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    Assignment.objects.filter(pk=assignments[0].pk).update(title=HOSTILE)
    client, told = sign_in("specialist"), list[int]()
    in_earnest = making.hold

    def hold(job: ExportJob, *, written: int, now: datetime) -> None:
        told.append(written)
        in_earnest(job, written=written, now=now)

    monkeypatch.setattr(making, "hold", hold)
    job, words = printed(client, f"{LIST}?q=")
    assert (job.state, job.written, job.total) == ("done", 4, 4)
    assert told == [0, 3, 4, 4], "the claim, two parts, the keeping"
    assert HOSTILE in words
    assert "DANH SÁCH NHIỆM VỤ" in words.upper()
    for row in assignments[1:]:
        assert " ".join(row.title.split())[:40] in words
    note = Notification.objects.filter(recipient=cast["specialist"]).latest("pk")
    assert ".pdf (4 dòng)" in note.text
    page = unescape(client.get(reverse("export-detail", args=[job.pk])).content.decode())
    assert "Xuất Excel cùng danh sách" in page
    monkeypatch.setattr(exports, "PAPER_ROWS", 3)
    refused = client.post(NEW, {"address": LIST, "format": "pdf"}, follow=True)
    assert "hoặc xuất Excel" in unescape(refused.content.decode())


def test_a_reports_annex_has_every_row_of_its_snapshot_for_who_reads_the_report(
    assignments: list[Assignment], sign_in: SignIn, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program.objects.get(pk=assignments[0].directive.program_id)
    terms = KindTerms("Báo cáo nửa tháng", 1, "NC", Position.objects.get(code="chutich"))
    office = actor(cast["office_deputy"], AT.date())
    add_kind(program, terms, rhythm="half_month", window=1, starts_on=date(2022, 11, 1), by=office, at=AT)
    Assignment.objects.filter(pk=assignments[0].pk).update(title=HOSTILE)
    reporting.close_periods(at=AT)
    cycle = ReportCycle.objects.get()
    page = reverse("cycle-detail", args=[cycle.pk])
    reader = sign_in("office_deputy")
    assert "Phụ lục chi tiết (PDF)" in reader.get(page).content.decode()
    Assignment.objects.filter(pk=assignments[1].pk).update(title="Đã đổi sau khi chốt")
    job, words = printed(reader, page)
    assert (job.state, job.written) == ("done", cycle.snapshots.get().assignments)
    assert HOSTILE in words
    assert "Đã đổi sau khi chốt" not in words, "frozen with the period"
    assert cycle.snapshots.get().sha256 in words.replace(" ", "")
    assert sign_in("labour_head").post(NEW, {"address": page, "format": "pdf"}).status_code == 404
    monkeypatch.setattr(annexes, "MOST_ROWS", 1)
    refused = reader.post(NEW, {"address": page, "format": "pdf"}, follow=True)
    assert "có trong tệp Excel của báo cáo" in unescape(refused.content.decode())
