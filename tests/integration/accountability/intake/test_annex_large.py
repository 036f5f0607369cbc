"""A big annex is read and written down behind the page: as a whole, once, or not at all; and it can be called off."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from accountability.agencies.models import Incumbency
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.calendars.demo_clock import STARTS_AT
from accountability.core.long_work import LEASE_SECONDS, Stopped, claim
from accountability.files.models import StoredFile
from accountability.intake import importing
from accountability.intake.actions import large_annexes
from accountability.intake.models import AnnexImport, AnnexRow, AnnexWork
from accountability.intake.reading import Unreadable
from accountability.notices.models import Notification

from . import annex_books as books
from .annex_page import ASKED, ROW, act

pytestmark = pytest.mark.django_db

AFTER_THE_LEASE = STARTS_AT + timedelta(seconds=LEASE_SECONDS + 1)


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows are too many to wait for."""
    monkeypatch.setattr(large_annexes, "READ_AT_ONCE", 2)
    monkeypatch.setattr(large_annexes, "WRITE_AT_ONCE", 2)


def engine(now: datetime = STARTS_AT) -> int:
    return importing.import_annexes(at=lambda: STARTS_AT, system_now=lambda: now)


def send(client: Any, directive: Any, rows: Any = books.SHEET) -> AnnexWork:
    """The workbook, uploaded; the work that came of it."""
    file = SimpleUploadedFile("phu-luc.xlsx", books.xlsx(rows))
    answer = client.post(reverse("annex-new", args=[directive.pk]), {"file": file})
    return AnnexWork.objects.get(pk=resolve(answer["Location"]).kwargs["work_pk"])


def page_of(client: Any, work: AnnexWork, **query: str) -> Any:
    return client.get(reverse("annex-work", args=[work.directive_id, work.pk]), query)


def told(cast: Any) -> list[str]:
    lines = Notification.objects.filter(recipient=cast["specialist"], kind="annex").order_by("pk")
    return list(lines.values_list("text", flat=True))


def write(client: Any, directive: Any) -> AnnexWork:
    """The annex that was read, asked to be written."""
    assert engine() == 1
    client.post(reverse("annex-commit", args=[directive.pk, AnnexImport.objects.get().pk]))
    return AnnexWork.objects.get(verb="write")


# Reading ----------------------------------------------------------------------------------------------------------------


def test_a_big_annex_is_taken_at_once_and_read_behind(as_specialist, directive, small_limit, cast) -> None:
    work = send(as_specialist, directive)
    assert (work.state, work.total, AnnexImport.objects.count()) == ("waiting", len(books.SHEET) - 1, 0)
    assert "data-hx-get" in page_of(as_specialist, work, partial="1").content.decode()
    assert work.name in as_specialist.get(reverse("annex-new", args=[directive.pk])).content.decode()
    assert work.name in as_specialist.get(reverse("export-list")).content.decode()

    assert engine() == 1

    annex = AnnexImport.objects.get()
    work.refresh_from_db()
    assert (work.state, work.annex, work.written, work.file) == ("done", annex, annex.rows.count(), None)
    assert annex.made_by == cast["specialist"]
    assert StoredFile.objects.get() == annex.file, "what was sent is kept once"
    preview = reverse("annex-detail", args=[directive.pk, annex.pk])
    assert page_of(as_specialist, work, partial="1")["HX-Redirect"] == preview
    assert preview in page_of(as_specialist, work).content.decode()
    assert told(cast) == [f"Đã đọc xong phụ lục phu-luc.xlsx: {annex.rows.count()} dòng, chờ xem trước"]
    assert engine() == 0


def test_it_comes_to_the_same_as_one_that_is_read_at_once(
    as_specialist, directive, upload, monkeypatch
) -> None:
    upload(ASKED)
    monkeypatch.setattr(large_annexes, "READ_AT_ONCE", 2)
    monkeypatch.setattr(large_annexes, "WRITE_AT_ONCE", 2)
    send(as_specialist, directive, ASKED)
    assert engine() == 1
    first, second = AnnexImport.objects.order_by("pk")
    columns = ("number", "kind", "source", "found", "status", "fingerprint")
    assert list(first.rows.values_list(*columns)) == list(second.rows.values_list(*columns))


def test_what_is_pasted_is_read_behind_too_and_not_kept_twice(as_specialist, directive, small_limit) -> None:
    lines = "Nội dung nhiệm vụ\tCơ quan chủ trì\n" + "".join(f"Việc {n}\tSở Tư pháp\n" for n in range(4))
    as_specialist.post(reverse("annex-new", args=[directive.pk]), {"pasted": lines})
    assert engine() == 1
    assert AnnexWork.objects.get().pasted == ""
    assert AnnexImport.objects.get().rows.filter(status="create").count() == 4


def test_a_mark_of_secrecy_is_refused_at_once_and_nothing_is_kept(
    as_specialist, directive, small_limit
) -> None:
    file = SimpleUploadedFile(
        "phu-luc.xlsx", books.xlsx([*books.SHEET, [3, "Tài liệu TỐI MẬT", "Sở Tư pháp"]])
    )
    answer = as_specialist.post(reverse("annex-new", args=[directive.pk]), {"file": file})
    assert "dấu chỉ mức độ mật" in unescape(answer.content.decode())
    assert not AnnexWork.objects.exists()
    assert not StoredFile.objects.exists()


def test_columns_that_were_not_recognised_are_asked_for_next(as_specialist, directive, small_limit) -> None:
    work = send(as_specialist, directive, [["a", "b"], ["Việc 1", "Sở Tư pháp"], ["Việc 2", "Sở Tư pháp"]])
    assert engine() == 1
    annex = AnnexImport.objects.get()
    answer = page_of(as_specialist, work, partial="1")
    assert answer["HX-Redirect"] == reverse("annex-columns", args=[directive.pk, annex.pk])


def test_a_reading_is_called_off_and_what_was_sent_is_gone(
    as_specialist, directive, small_limit, cast
) -> None:
    work = send(as_specialist, directive)
    as_specialist.post(reverse("annex-work-cancel", args=[directive.pk, work.pk]))
    work.refresh_from_db()
    assert (work.state, work.file) == ("cancelled", None)
    assert not StoredFile.objects.exists()
    assert engine() == 0
    assert not AnnexImport.objects.exists()
    assert AuditEvent.objects.filter(action="annex.call_off", user=cast["specialist"]).exists()
    again = as_specialist.post(reverse("annex-work-cancel", args=[directive.pk, work.pk]), follow=True)
    assert "đã kết thúc trước đó" in again.content.decode()


def test_a_worker_that_was_followed_by_another_keeps_nothing(as_specialist, directive, small_limit) -> None:
    send(as_specialist, directive)
    slow = claim(AnnexWork, STARTS_AT)
    assert slow is not None
    assert engine(AFTER_THE_LEASE) == 1
    with pytest.raises(Stopped):
        importing._make(slow, at=STARTS_AT, system_now=lambda: AFTER_THE_LEASE)
    assert AnnexImport.objects.count() == 1


def test_a_file_that_cannot_be_read_any_more_is_told(
    as_specialist, directive, small_limit, cast, monkeypatch
) -> None:
    work = send(as_specialist, directive)

    def unreadable(*_: object) -> None:
        raise Unreadable("Tệp có quá nhiều dòng.")

    monkeypatch.setattr(importing, "of_path", unreadable)
    assert engine() == 0
    work.refresh_from_db()
    assert (work.state, work.said, work.file) == ("failed", "Tệp có quá nhiều dòng.", None)
    assert told(cast) == ["Không đọc được phụ lục phu-luc.xlsx: Tệp có quá nhiều dòng."]
    assert "Tệp có quá nhiều dòng." in page_of(as_specialist, work).content.decode()


def test_what_breaks_three_times_ends_and_says_so(
    as_specialist, directive, small_limit, cast, monkeypatch
) -> None:
    work = send(as_specialist, directive)

    def breaks(*_: object, **__: object) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr(importing, "keep_annex", breaks)
    for _ in range(importing.ATTEMPTS - 1):
        with pytest.raises(OSError, match="đĩa đầy"):
            engine()
        AnnexWork.objects.update(lease_until=STARTS_AT - timedelta(seconds=1))
    assert engine() == 0
    work.refresh_from_db()
    assert (work.state, work.said) == ("failed", importing.BROKEN)
    assert not StoredFile.objects.exists()


def test_who_lost_his_seat_while_it_waited_gets_nothing(as_specialist, directive, small_limit, cast) -> None:
    work = send(as_specialist, directive)
    Incumbency.objects.filter(user=cast["specialist"]).update(to_on=STARTS_AT.date() - timedelta(days=1))
    assert engine() == 0
    work.refresh_from_db()
    assert (work.state, work.said, AnnexImport.objects.count()) == ("failed", importing.NO_LONGER, 0)


# Writing ----------------------------------------------------------------------------------------------------------------


def test_a_big_annex_is_written_behind_as_a_whole(as_specialist, directive, small_limit, cast) -> None:
    send(as_specialist, directive)
    work = write(as_specialist, directive)
    assert (work.state, work.total, Assignment.objects.count()) == ("waiting", 4, 0)

    assert engine() == 1

    work.refresh_from_db()
    annex = AnnexImport.objects.get()
    assert (work.state, annex.state, annex.committed_by) == ("done", "committed", cast["specialist"])
    assert Assignment.objects.filter(directive=directive, state="draft").count() == 4
    assert told(cast)[-1] == "Đã ghi 4 nhiệm vụ từ phụ lục phu-luc.xlsx"
    assert "Đã hoàn tác" in act(as_specialist, directive, "annex-undo")
    assert not Assignment.objects.exists()


def test_what_is_being_written_stands_still(as_specialist, directive, small_limit) -> None:
    send(as_specialist, directive)
    write(as_specialist, directive)
    annex = AnnexImport.objects.get()
    shown = unescape(
        as_specialist.get(reverse("annex-detail", args=[directive.pk, annex.pk])).content.decode()
    )
    assert "đang ghi nhiệm vụ từ phụ lục này" in shown
    assert "Lưu sửa đổi" not in shown
    for name in ("annex-commit", "annex-discard"):
        assert "Bộ máy đang ghi" in unescape(act(as_specialist, directive, name)), name
    assert AnnexWork.objects.filter(verb="write").count() == 1
    assert AnnexImport.objects.exists()


def test_a_row_that_waits_for_an_answer_is_said_at_once(as_specialist, directive, small_limit) -> None:
    send(as_specialist, directive, ASKED)
    assert engine() == 1
    assert "Còn 1 dòng chưa ghi được" in act(as_specialist, directive, "annex-commit")
    assert not AnnexWork.objects.filter(verb="write").exists()


def test_a_writing_that_is_refused_writes_nothing_and_says_why(
    as_specialist, directive, small_limit, cast
) -> None:
    send(as_specialist, directive)
    work = write(as_specialist, directive)
    directive.state = "review"
    directive.save(update_fields=["state"])
    assert engine() == 0
    work.refresh_from_db()
    assert work.state == "failed"
    assert "không ghi thêm nhiệm vụ được" in work.said
    assert not Assignment.objects.exists()
    assert AnnexImport.objects.get().state == "preview"


def test_a_writing_is_called_off_and_the_annex_is_as_it_was(
    as_specialist, directive, small_limit, correct
) -> None:
    send(as_specialist, directive, ASKED)
    assert engine() == 1
    correct(ROW, choice="each", deadline="31/12/2022")
    as_specialist.post(reverse("annex-commit", args=[directive.pk, AnnexImport.objects.get().pk]))
    work = AnnexWork.objects.get(verb="write")
    as_specialist.post(reverse("annex-work-cancel", args=[directive.pk, work.pk]))
    assert engine() == 0
    assert not Assignment.objects.exists()
    assert AnnexRow.objects.get(number=ROW).corrections == {"choice": "each", "deadline": "31/12/2022"}
    assert "Bỏ bản đọc này" in unescape(
        as_specialist.get(
            reverse("annex-detail", args=[directive.pk, AnnexImport.objects.get().pk])
        ).content.decode()
    )


def test_a_preview_that_was_thrown_away_leaves_its_work(as_specialist, directive, small_limit) -> None:
    work = send(as_specialist, directive)
    assert engine() == 1
    act(as_specialist, directive, "annex-discard")
    assert "Bản đọc này đã được bỏ" in unescape(page_of(as_specialist, work).content.decode())
