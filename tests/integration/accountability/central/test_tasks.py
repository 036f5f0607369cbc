"""What is given the province: its deadline moves by a document of the body above, it ends by the province's report."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.accounts.models import User
from accountability.audit.models import AuditEvent
from accountability.central.access import may_on, visible_to
from accountability.central.actions import CentralTaskSpec, move_deadline, register_task, report_up
from accountability.central.models import CentralTask, ProvinceReport
from accountability.central.reading import ProvinceStanding, province_standing
from accountability.directives.actions import Refused
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from tests.cast import CAST, actor
from tests.given import GoTo, SignIn, on
from tests.integration.accountability.central.conftest import AT, Document

pytestmark = pytest.mark.django_db
REPORT = Reference("512", "BC-UBND")


def test_a_document_of_our_own_gives_the_province_nothing(document: Document, cast: dict[str, User]) -> None:
    with pytest.raises(Refused, match="cơ quan cấp trên"):
        register_task(document("9", body=""), CentralTaskSpec("Việc"), by=actor(cast["specialist"]), at=AT)


def test_it_is_written_down_from_the_documents_page(
    sign_in: SignIn, document: Document, cast: dict[str, User]
) -> None:
    made, client = document("1042"), sign_in("specialist")
    assert (
        "Ghi nhiệm vụ Trung ương giao tỉnh"
        in client.get(reverse("directive-detail", args=[made.pk])).content.decode()
    )
    url = reverse("central-register", args=[made.pk])

    early = client.post(url, {"title": "Rà soát", "due_on": "2022-10-01"}).content.decode()
    client.post(url, {"title": "Rà soát", "due_on": "2022-12-31", "deadline_words": "trong năm 2022"})

    assert "không được trước ngày văn bản (01/11/2022)" in early
    task = CentralTask.objects.get()
    assert (task.body, task.due_on, task.specialist) == (
        "Thủ tướng Chính phủ",
        date(2022, 12, 31),
        made.specialist,
    )
    assert [(one.number, one.document) for one in task.deadlines.all()] == [(1, made)]
    assert AuditEvent.objects.filter(action="central.register", directive_pk=made.pk).count() == 1


def test_only_another_document_of_the_same_body_moves_its_deadline(
    task: CentralTask, document: Document, cast: dict[str, User]
) -> None:
    by = actor(cast["specialist"])
    strangers = [
        task.directive,
        document("12", body="Tỉnh ủy"),
        document("13", body=""),
        document("14", issued_on=date(2022, 10, 1)),
    ]
    for stranger in strangers:
        with pytest.raises(Refused):
            move_deadline(task.pk, due_on=date(2022, 12, 31), document=stranger, by=by, at=AT)
    later = document("1100", issued_on=date(2022, 11, 7))

    made = move_deadline(task.pk, due_on=date(2022, 12, 31), document=later, by=by, at=AT)

    task.refresh_from_db()
    assert (task.due_on, made.number, made.document) == (date(2022, 12, 31), 2, later)
    assert task.deadlines.get(number=1).due_on == date(2022, 12, 20)
    assert AuditEvent.objects.get(action="central.deadline").before == {"due_on": "2022-12-20"}


def test_the_page_offers_only_documents_of_that_body(
    sign_in: SignIn, task: CentralTask, document: Document
) -> None:
    client, url = sign_in("specialist"), reverse("central-deadline", args=[task.pk])
    assert "Chưa đăng ký văn bản nào khác của cơ quan này" in client.get(url).content.decode()
    later, stranger = document("1100"), document("12", body="Tỉnh ủy")
    page = client.get(url).content.decode()
    assert later.abstract in page
    assert stranger.abstract not in page
    client.post(url, {"document": later.pk, "due_on": "2022-12-31"})
    task.refresh_from_db()
    assert task.due_on == date(2022, 12, 31)


def test_the_provinces_own_report_ends_it_once(
    sign_in: SignIn, task: CentralTask, cast: dict[str, User]
) -> None:
    client, url = sign_in("specialist"), reverse("central-report", args=[task.pk])
    paper = SimpleUploadedFile("bao-cao.txt", b"ket qua")
    typed = {"reference": "512/BC-UBND", "reported_on": "2022-11-08", "summary": "Đã chi trả 90 %"}

    future = client.post(url, typed | {"reported_on": "2022-11-09"}).content.decode()
    client.post(url, typed | {"file": paper})

    assert "Ngày báo cáo không được sau hôm nay." in future
    report = ProvinceReport.objects.get(task=task)
    assert report.cited == "Báo cáo số 512/BC-UBND ngày 08/11/2022"
    got = client.get(reverse("central-report-file", args=[task.pk]))
    assert b"".join(got.streaming_content) == b"ket qua"
    assert not CentralTask.objects.open().exists()
    with pytest.raises(Refused, match="đã kết thúc bằng Báo cáo số 512/BC-UBND"):
        report_up(task.pk, reference=REPORT, reported_on=AT.date(), by=actor(cast["specialist"]), at=AT)
    with pytest.raises(Refused, match="đã kết thúc"):
        move_deadline(
            task.pk, due_on=date(2022, 12, 31), document=task.directive, by=actor(cast["specialist"]), at=AT
        )


def test_a_withdrawn_document_asks_the_province_for_nothing(task: CentralTask) -> None:
    assert CentralTask.objects.open().count() == 1
    Directive.objects.filter(pk=task.directive_id).update(state=Directive.State.WITHDRAWN)
    assert not CentralTask.objects.open().exists()


# Who reads --------------------------------------------------------------------------------------------------------------


def test_the_office_and_the_leaders_of_the_field_read_it_and_no_agency(
    task: CentralTask, cast: dict[str, User]
) -> None:
    readers = {"chair", "vice_chair", "office_deputy", "section_head", "specialist", "clerk"}
    from accountability.access.permissions import Permission

    by_door = {name for name in CAST if may_on(actor(cast[name]), task, Permission.VIEW_CENTRAL)}
    by_list = {name for name in CAST if visible_to(actor(cast[name])).exists()}
    assert by_door == by_list == readers


def test_the_chairman_reads_neutral_figures(
    sign_in: SignIn, task: CentralTask, cast: dict[str, User], go_to: GoTo
) -> None:
    chair = actor(cast["chair"])
    days = (date(2022, 11, 8), date(2022, 12, 10), date(2022, 12, 25))
    assert [province_standing(chair, day) for day in days] == [
        ProvinceStanding(1, 0, 0), ProvinceStanding(1, 1, 0), ProvinceStanding(1, 0, 1),
    ]  # fmt: skip
    assert province_standing(actor(cast["labour_head"]), days[0]) == ProvinceStanding(0, 0, 0)
    go_to("2022-12-25")
    page = sign_in("chair").get(reverse("central-list")).content.decode()
    assert "Đã qua hạn Trung ương 5 ngày" in page
    assert "tone-overdue" not in page


def test_the_offices_first_page_shows_it_when_its_deadline_is_near(
    sign_in: SignIn, task: CentralTask, go_to: GoTo
) -> None:
    client = sign_in("specialist")
    assert task.title not in client.get(reverse("office-page")).content.decode()
    go_to("2022-12-10")
    assert task.title in client.get(reverse("office-page")).content.decode()


def test_only_who_may_read_some_has_it_in_the_menu(sign_in: SignIn, task: CentralTask) -> None:
    assert reverse("central-list") in sign_in("clerk").get(reverse("directive-list")).content.decode()
    assert (
        reverse("central-list") not in sign_in("labour_head").get(reverse("directive-list")).content.decode()
    )


def test_a_report_dated_before_the_document_is_refused(task: CentralTask, cast: dict[str, User]) -> None:
    with pytest.raises(Refused, match="không được trước ngày văn bản giao"):
        report_up(
            task.pk, reference=REPORT, reported_on=date(2022, 10, 31), by=actor(cast["specialist"]), at=on("2022-11-09")
        )  # fmt: skip
