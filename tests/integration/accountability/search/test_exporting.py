"""What is shown can be taken along: as Excel and CSV, a little at once, much by an engine that may die in the middle."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.core import long_work
from accountability.core.long_work import LEASE_SECONDS
from accountability.files.models import StoredFile
from accountability.notices.models import Notification
from accountability.search import making
from accountability.search.actions import cancel
from accountability.search.making import make_exports
from accountability.search.models import ExportJob
from accountability.search.rules import ATTEMPTS, KEPT_DAYS
from accountability.search.views import exports
from tests.cast import actor
from tests.given import SignIn, on

pytestmark = pytest.mark.django_db

AT = on("2022-11-16")
NEW = reverse("export-new")


def take(client: Client, address: str, file_format: str) -> bytes:
    answer = client.post(NEW, {"address": address, "format": file_format})
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)


def sheet(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def lines(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def as_jobs(*, at: datetime = AT, now: datetime = AT) -> int:
    return make_exports(at=lambda: at, system_now=lambda: now)


# At once ------------------------------------------------------------------------------------------------------------------


def test_a_workbook_holds_what_is_shown_with_real_dates(
    assignments: list[Assignment], sign_in: SignIn
) -> None:
    rows = sheet(take(sign_in("labour_head"), "/nhiem-vu/", "xlsx"))
    assert rows[0][:3] == ["STT", "Văn bản giao", "Nội dung nhiệm vụ"]
    assert [row[2] for row in rows[1:]] == ["Nâng tỷ lệ hồ sơ trực tuyến", "Tạo lập tài khoản an sinh xã hội"]
    due = rows[0].index("Thời hạn")
    assert f"{rows[1][due]:%Y-%m-%d}" == "2022-11-15"
    assert rows[2][rows[0].index("Cơ quan phối hợp")] == assignments[-1].coordinations.get().agency.short_name


def test_filters_order_and_empty_lists_are_taken_as_they_are_shown(
    assignments: list[Assignment], sign_in: SignIn
) -> None:
    client = sign_in("specialist")
    assert len(sheet(take(client, "/nhiem-vu/?q=tai+khoan&page=2", "xlsx"))) == 2
    assert len(sheet(take(client, "/nhiem-vu/?q=khong+co", "xlsx"))) == 1
    (head, first) = lines(take(client, "/van-ban/?q=801", "csv"))
    assert first[head.index("Số, ký hiệu")] == "801/KH-UBND"
    assert first[head.index("Ngày ban hành")] == "07/11/2022"


def test_everybody_gets_his_own_rows(assignments: list[Assignment], sign_in: SignIn) -> None:
    numbers = {"outsider": 0, "coordinating_officer": 1, "labour_head": 2, "standing_head": 4}
    for name, number in numbers.items():
        assert len(lines(take(sign_in(name), "/nhiem-vu/", "csv"))) == number + 1, name


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_ever_a_formula(assignments: list[Assignment], sign_in: SignIn, begins: str) -> None:
    words = f"{begins}HYPERLINK(A1)"
    Assignment.objects.filter(pk=assignments[0].pk).update(title=words)
    client = sign_in("specialist")
    written = [row[2] for row in lines(take(client, "/nhiem-vu/", "csv"))]
    assert f"'{words}" in written
    assert not any(str(cell).startswith(begins) for cell in written)
    data = take(client, "/nhiem-vu/", "xlsx")
    assert words.strip() in [str(row[2]).strip() for row in sheet(data)]
    assert b"<f>" not in data


@pytest.mark.parametrize(
    "given",
    [{"address": "/nhiem-vu/", "format": "exe"}, {"address": "/nhat-ky/", "format": "csv"},
     {"address": "//example.com/nhiem-vu/", "format": "csv"}, {}],
)  # fmt: skip
def test_what_is_no_list_of_ours_is_not_exported(
    assignments: list[Assignment], sign_in: SignIn, given: dict[str, str]
) -> None:
    assert "không xuất được" in sign_in("specialist").post(NEW, given, follow=True).content.decode()
    assert not AuditEvent.objects.filter(action__startswith="export.").exists()


def test_a_wrong_filter_is_said(assignments: list[Assignment], sign_in: SignIn) -> None:
    page = sign_in("specialist").post(
        NEW, {"address": "/nhiem-vu/?bucket=khong", "format": "csv"}, follow=True
    )
    assert "Điều kiện lọc không hợp lệ" in page.content.decode()


# By the engine --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def job(assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, monkeypatch) -> ExportJob:
    """The labour department's list, asked for as one that is too long to wait for."""
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    answer = sign_in("labour_head").post(NEW, {"address": "/nhiem-vu/?sort=-due", "format": "xlsx"})
    made = ExportJob.objects.get()
    assert answer["Location"] == reverse("export-detail", args=[made.pk])
    return made


def test_a_long_list_is_made_behind_told_and_fetched(
    job: ExportJob, sign_in: SignIn, cast: dict[str, User]
) -> None:
    client, page = sign_in("labour_head"), reverse("export-detail", args=[job.pk])
    waiting = client.get(page).content.decode()
    assert "<progress" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert as_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.written, job.expires_on) == ("done", 2, AT.date() + timedelta(days=KEPT_DAYS))
    told = Notification.objects.get(recipient=cast["labour_head"], kind="export")
    assert (told.url, "Đã lập xong tệp" in told.text) == (page, True)
    done = client.get(page).content.decode()
    assert "<progress" not in done
    answer = client.get(reverse("export-file", args=[job.pk]))
    assert len(sheet(b"".join(answer.streaming_content))) == 3
    assert "Tải về" in client.get(reverse("export-list")).content.decode()
    assert as_jobs() == 0


def test_the_same_wish_twice_is_one(job: ExportJob, sign_in: SignIn) -> None:
    sign_in("labour_head").post(NEW, {"address": "/nhiem-vu/?sort=-due&page=2", "format": "xlsx"})
    assert ExportJob.objects.count() == 1


def test_the_rows_are_those_of_the_moment_of_making(job: ExportJob, cast: dict[str, User]) -> None:
    """Who lost his position meanwhile gets an empty list."""
    cast["labour_head"].incumbencies.update(to_on=AT.date() - timedelta(days=1))
    as_jobs()
    job.refresh_from_db()
    assert (job.state, job.written) == ("done", 0)


def test_another_finds_neither_the_page_nor_the_file(job: ExportJob, sign_in: SignIn) -> None:
    as_jobs()
    for name in ("chair", "labour_officer", "outsider"):
        for page in ("export-detail", "export-file"):
            assert sign_in(name).get(reverse(page, args=[job.pk])).status_code == 404
    assert "Tải về" not in sign_in("chair").get(reverse("export-list")).content.decode()


def test_an_export_that_is_called_off_is_not_made(
    job: ExportJob, sign_in: SignIn, cast: dict[str, User]
) -> None:
    sign_in("labour_head").post(reverse("export-cancel", args=[job.pk]))
    assert as_jobs() == 0
    job.refresh_from_db()
    assert (job.state, job.file) == ("cancelled", None)
    assert not cancel(job, by=actor(cast["labour_head"]), at=AT)


def test_what_is_called_off_in_the_middle_leaves_nothing(
    job: ExportJob, cast: dict[str, User], monkeypatch
) -> None:
    monkeypatch.setattr(making, "_STEP", 1)
    real = long_work.lease_from

    def lease(now: datetime) -> datetime:
        job.refresh_from_db()
        if job.state == "making":
            cancel(job, by=actor(cast["labour_head"]), at=AT)
        return real(now)

    monkeypatch.setattr(long_work, "lease_from", lease)
    assert as_jobs() == 0
    job.refresh_from_db()
    assert (job.state, StoredFile.objects.filter(name__startswith="nhiem-vu").count()) == ("cancelled", 0)


def test_a_worker_that_dies_is_followed_by_another_after_its_lease(job: ExportJob, monkeypatch) -> None:
    def dies(*args: object, **kwargs: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(making, "write", dies)
        with pytest.raises(KeyboardInterrupt):
            as_jobs()
    assert as_jobs() == 0, "its lease still runs"
    assert as_jobs(now=AT + timedelta(seconds=LEASE_SECONDS + 1)) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


def test_a_worker_that_comes_back_after_its_lease_stops(job: ExportJob, monkeypatch) -> None:
    real = making.write
    later = AT + timedelta(seconds=LEASE_SECONDS + 1)

    def slow(*args: object, **kwargs: object) -> int:
        monkeypatch.setattr(making, "write", real)
        assert as_jobs(now=later) == 1
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "write", slow)
    assert as_jobs() == 0
    assert StoredFile.objects.filter(name__startswith="nhiem-vu").count() == 1
    assert Notification.objects.filter(kind="export").count() == 1


def test_the_third_failure_ends_it_and_is_told(job: ExportJob, cast: dict[str, User], monkeypatch) -> None:
    def fails(*args: object, **kwargs: object) -> int:
        raise OSError("đầy đĩa")

    monkeypatch.setattr(making, "write", fails)
    for number in range(ATTEMPTS):
        now = AT + timedelta(minutes=number)
        if number + 1 < ATTEMPTS:
            with pytest.raises(OSError, match="đầy đĩa"):
                as_jobs(now=now)
        else:
            assert as_jobs(now=now) == 0
    job.refresh_from_db()
    assert job.state == "failed"
    told = Notification.objects.get(recipient=cast["labour_head"], kind="export")
    assert "Không lập được" in told.text


def test_after_seven_days_the_file_is_gone_and_the_line_stays(
    job: ExportJob, sign_in: SignIn, django_capture_on_commit_callbacks
) -> None:
    as_jobs()
    job.refresh_from_db()
    storage, content = job.file.content.storage, job.file.content.name
    as_jobs(at=AT + timedelta(days=KEPT_DAYS))
    assert storage.exists(content)
    with django_capture_on_commit_callbacks(execute=True):
        as_jobs(at=AT + timedelta(days=KEPT_DAYS + 1))
    job.refresh_from_db()
    assert (job.state, job.file, storage.exists(content)) == ("expired", None, False)
    assert (
        "Tệp giữ 7 ngày"
        in sign_in("labour_head").get(reverse("export-detail", args=[job.pk])).content.decode()
    )
    assert sign_in("labour_head").get(reverse("export-file", args=[job.pk])).status_code == 404
