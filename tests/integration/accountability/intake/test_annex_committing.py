"""Từ phụ lục on screen: the rows are written all or none, once, and taken back as long as nobody took one on."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.calendars.demo_clock import STARTS_AT
from accountability.directives.models import Directive
from accountability.intake.models import AnnexImport, AnnexRow
from accountability.notices.models import Outbox
from tests.cast import actor
from workflows import acts

from .annex_page import ASKED, ROW, act, row

pytestmark = pytest.mark.django_db


def test_all_or_nothing_then_undone_then_written_again(upload, correct, as_specialist, directive) -> None:
    upload(ASKED)
    assert "Còn 1 dòng chưa ghi được (dòng 11)" in act(as_specialist, directive, "annex-commit")
    assert not Assignment.objects.exists()

    correct(ROW, choice="each", deadline="31/12/2022")
    assert "Đã ghi 6 nhiệm vụ" in act(as_specialist, directive, "annex-commit")
    assert Assignment.objects.filter(directive=directive, state="draft").count() == 6
    assert "không ghi được" in act(as_specialist, directive, "annex-commit")

    assert "Đã hoàn tác" in act(as_specialist, directive, "annex-undo")
    assert not Assignment.objects.exists()
    assert AnnexImport.objects.get().state == "undone"
    assert row().corrections == {"choice": "each", "deadline": "31/12/2022"}

    assert "Đã ghi 6 nhiệm vụ" in act(as_specialist, directive, "annex-commit")
    assert AuditEvent.objects.filter(action="annex.commit").count() == 2
    assert AuditEvent.objects.filter(action="assignment.drop_draft").count() == 6


def test_the_same_sheet_again_finds_its_rows_even_after_they_were_corrected(
    upload, correct, as_specialist, directive
) -> None:
    upload(ASKED)
    correct(ROW, lead="Sở Nội vụ", content="Đào tạo cán bộ, công chức", deadline="31/12/2022")
    act(as_specialist, directive, "annex-commit")
    Assignment.objects.filter(lead_agency__code="STP").update(title="Một tên khác, sửa sau khi ghi")

    upload(ASKED)

    second = AnnexImport.objects.latest("pk")
    assert set(second.rows.exclude(status="heading").values_list("status", flat=True)) == {"exists"}
    page = as_specialist.post(reverse("annex-commit", args=[directive.pk, second.pk]), follow=True)
    assert "Không có dòng nào mới" in page.content.decode()
    assert Assignment.objects.count() == 5


def test_drafts_dropped_by_hand_may_be_written_again(upload, as_specialist, directive) -> None:
    upload()
    act(as_specialist, directive, "annex-commit")
    draft = Assignment.objects.get(lead_agency__code="STP")
    as_specialist.post(reverse("assignment-drop", args=[directive.pk, draft.pk]))

    upload()
    second = AnnexImport.objects.latest("pk")
    assert list(second.rows.filter(status="create").values_list("number", flat=True)) == [6]
    as_specialist.post(reverse("annex-commit", args=[directive.pk, second.pk]))
    assert Assignment.objects.count() == 4


def test_what_waits_for_approval_is_not_undone(upload, as_specialist, directive) -> None:
    upload()
    act(as_specialist, directive, "annex-commit")
    as_specialist.post(reverse("directive-review", args=[directive.pk]))

    assert "người duyệt trả lại thì mới hoàn tác được" in act(as_specialist, directive, "annex-undo")
    assert Assignment.objects.count() == 4


def test_a_preview_is_thrown_away_a_committed_one_is_not(upload, as_specialist, directive) -> None:
    upload()
    act(as_specialist, directive, "annex-commit")
    assert "không bỏ được" in act(as_specialist, directive, "annex-discard")
    act(as_specialist, directive, "annex-undo")
    AnnexImport.objects.update(state="preview")
    act_page = as_specialist.post(
        reverse("annex-discard", args=[directive.pk, AnnexImport.objects.get().pk]), follow=True
    )
    assert "Đã bỏ bản đọc phụ lục." in act_page.content.decode()
    assert not AnnexRow.objects.exists()


def test_nobody_but_who_cuts_the_directive_knows_of_its_annex(upload, client, cast, directive) -> None:
    upload()
    annex = AnnexImport.objects.get()
    for member, status in (("clerk", 403), ("chair", 403), ("outsider", 404), ("labour_head", 404)):
        client.force_login(cast[member])
        assert client.get(reverse("annex-detail", args=[directive.pk, annex.pk])).status_code == status, (
            member
        )
    client.force_login(cast["specialist"])
    assert client.get(reverse("annex-detail", args=[directive.pk + 1, annex.pk])).status_code == 404


# After it was given ---------------------------------------------------------------------------------------------------


@pytest.fixture
def given(upload, as_specialist, directive, cast, client) -> list[Assignment]:
    """Committed, approved and given to the departments."""
    upload()
    act(as_specialist, directive, "annex-commit")
    as_specialist.post(reverse("directive-review", args=[directive.pk]))
    client.force_login(cast["section_head"])
    client.post(reverse("directive-approve", args=[directive.pk]))
    rows = list(Assignment.objects.filter(directive=directive).order_by("rank"))
    assert {row.state for row in rows} == {"assigned"}
    return rows


def undo(client: Any, directive: Directive, reason: str = "Nhập nhầm phụ lục của kế hoạch khác") -> str:
    address = reverse("annex-undo", args=[directive.pk, AnnexImport.objects.get().pk])
    return client.post(address, {"reason": reason}, follow=True).content.decode()


def test_what_was_given_and_not_acknowledged_is_followed_no_more(given, client, cast, directive) -> None:
    client.force_login(cast["office_deputy"])
    assert "4 nhiệm vụ chuyển sang “Thôi theo dõi”" in undo(client, directive)

    for one in given:
        one.refresh_from_db()
        assert one.state == "dropped"
        assert one.process.status == "CANCELED"
    assert AnnexImport.objects.get().state == "undone"
    assert Outbox.objects.filter(kind="changed").exists()
    assert AuditEvent.objects.filter(action="assignment.drop", note__contains="Nhập nhầm").count() == 4


def test_undoing_what_was_given_needs_a_reason_and_the_deputy_chief(given, client, cast, directive) -> None:
    client.force_login(cast["office_deputy"])
    assert "vui lòng nêu lý do hoàn tác" in undo(client, directive, reason=" ")
    client.force_login(cast["specialist"])
    assert "Nhiệm vụ đã được giao." in undo(client, directive)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"assigned"}


def test_once_one_was_acknowledged_nothing_is_undone(given, client, cast, directive) -> None:
    head = User.objects.get(username="tuphap")
    acts.acknowledge(given[0].pk, by=actor(head), at=STARTS_AT)
    client.force_login(cast["office_deputy"])
    assert "1 nhiệm vụ của phụ lục đã được tiếp nhận" in undo(client, directive)
    assert AnnexImport.objects.get().state == "committed"
