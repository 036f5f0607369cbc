"""Agencies confirm that a directive came; the Office sees who has not."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments import actions as verbs
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.awareness.actions import confirm_receipt, owe_receipts, remind
from accountability.awareness.models import Receipt
from accountability.directives.actions import Refused
from accountability.directives.models import Directive
from accountability.notices.models import DigestItem, Notification
from tests.cast import Province, actor
from tests.given import GIVEN_AT, GoTo, SignIn, on
from workflows import acts

pytestmark = pytest.mark.django_db


def _said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def _codes(directive: Directive, **wanted) -> set[str]:
    rows = Receipt.objects.filter(directive=directive, **wanted)
    return set(rows.values_list("agency__code", flat=True))


def test_giving_owes_one_confirmation_per_agency_whatever_the_number_of_its_tasks(
    directive: Directive,
) -> None:
    # Labour leads two tasks of it.
    assert _codes(directive) == {"SLDTBXH", "CAT", "H412", "NHNN"}
    assert set(Receipt.objects.values_list("sent_at", "due_on")) == {(GIVEN_AT, date(2022, 11, 8))}


def test_what_was_sent_before_keeps_its_moment(directive: Directive, receipt: Receipt) -> None:
    owe_receipts([(directive.pk, receipt.agency_id)] * 2, at=on("2022-11-20"))
    receipt.refresh_from_db()
    assert (receipt.sent_at, Receipt.objects.filter(directive=directive).count()) == (GIVEN_AT, 4)


def test_a_new_lead_owes_its_own_confirmation(
    assignments: list[Assignment], cast: dict[str, User], province: Province, directive: Directive
) -> None:
    specialist, row = actor(cast["specialist"]), assignments[3]
    acts.return_task(
        row.pk, reason="Không đúng thẩm quyền", by=actor(cast["labour_head"]), at=on("2022-11-08")
    )
    verbs.reassign(
        row.pk, to=province.agency("SYT"), cause="Đúng thẩm quyền", word=None, by=specialist, at=on("2022-11-08", "09:00")
    )  # fmt: skip
    made = Receipt.objects.get(directive=directive, agency__code="SYT")
    assert (made.sent_at, made.due_on) == (on("2022-11-08", "09:00"), date(2022, 11, 8))


def test_the_focal_point_confirms_by_one_click_and_acknowledges_nothing_by_it(
    sign_in: SignIn, receipt: Receipt, directive: Directive, cast: dict[str, User]
) -> None:
    client = sign_in("labour_focal")
    page = client.get(reverse("directive-detail", args=[directive.pk])).content.decode()
    assert "Xác nhận đã nhận văn bản" in page

    response = client.post(reverse("receipt-confirm", args=[receipt.pk]))

    receipt.refresh_from_db()
    assert receipt.confirmed_by == cast["labour_focal"]
    assert _said(response) == "Sở LĐ,TB&XH đã xác nhận nhận văn bản."
    assert set(Assignment.objects.filter(directive=directive).values_list("state", flat=True)) == {"assigned"}
    event = AuditEvent.objects.get(action="receipt.confirm")
    assert (event.directive_pk, event.after["in_time"]) == (directive.pk, True)
    page = client.get(reverse("directive-detail", args=[directive.pk])).content.decode()
    assert "Xác nhận đã nhận văn bản</button>" not in page


def test_who_confirms_a_day_later_is_told_that_it_is_late(
    sign_in: SignIn, receipt: Receipt, go_to: GoTo
) -> None:
    go_to("2022-11-09")
    response = sign_in("labour_head").post(reverse("receipt-confirm", args=[receipt.pk]))
    assert "Xác nhận muộn: phải trong ngày 08/11/2022." in _said(response)
    assert AuditEvent.objects.get(action="receipt.confirm").after["in_time"] is False


def test_a_second_confirmation_is_refused_and_changes_nothing(
    receipt: Receipt, cast: dict[str, User]
) -> None:
    confirm_receipt(receipt.pk, by=actor(cast["labour_head"]), at=on("2022-11-08"))
    with pytest.raises(Refused, match="đã xác nhận nhận văn bản này"):
        confirm_receipt(receipt.pk, by=actor(cast["labour_focal"]), at=on("2022-11-09"))
    receipt.refresh_from_db()
    assert receipt.confirmed_by == cast["labour_head"]


def test_nobody_confirms_for_another_agency(sign_in: SignIn, receipt: Receipt) -> None:
    url = reverse("receipt-confirm", args=[receipt.pk])
    answers = {
        name: sign_in(name).post(url).status_code
        for name in ("specialist", "district_chair", "labour_officer", "outsider")
    }
    assert answers == {"specialist": 403, "district_chair": 404, "labour_officer": 403, "outsider": 404}
    receipt.refresh_from_db()
    assert receipt.confirmed_at is None


def test_what_a_withdrawn_directive_asked_for_is_owed_by_nobody(
    directive: Directive, receipt: Receipt, cast: dict[str, User]
) -> None:
    Directive.objects.filter(pk=directive.pk).update(state=Directive.State.WITHDRAWN)
    assert not Receipt.objects.late(date(2022, 11, 9)).exists()
    with pytest.raises(Refused, match="đã được thu hồi"):
        confirm_receipt(receipt.pk, by=actor(cast["labour_head"]), at=on("2022-11-08"))


# The pages ------------------------------------------------------------------------------------------------------------


def test_the_office_sees_on_its_first_page_and_on_the_directive_who_has_not(
    sign_in: SignIn, directive: Directive, receipt: Receipt, cast: dict[str, User], go_to: GoTo
) -> None:
    confirm_receipt(receipt.pk, by=actor(cast["labour_head"]), at=on("2022-11-08"))
    client = sign_in("specialist")
    assert "chưa xác nhận" not in client.get(reverse("office-page")).content.decode()  # The day is not over.
    go_to("2022-11-09")

    first = client.get(reverse("office-page")).content.decode()
    page = client.get(reverse("awareness-detail", args=[directive.pk]) + "?loc=chua").content.decode()

    # The bank answers to its ministry: it gets a copy, and is not waited for.
    assert "2/4 cơ quan chưa xác nhận, đã quá ngày làm việc" in first
    assert 'data-agency="CAT"' in page
    assert 'data-agency="H412"' in page
    assert 'data-agency="SLDTBXH"' not in page
    assert 'data-agency="NHNN"' not in page
    assert "2 quá ngày làm việc phải xác nhận" in page


def test_an_agency_learns_of_nobody_but_itself_not_even_a_count(
    sign_in: SignIn, directive: Directive, receipt: Receipt
) -> None:
    client = sign_in("district_chair")
    texts = [
        client.get(reverse(name, args=[directive.pk])).content.decode()
        for name in ("directive-detail", "awareness-detail")
    ]
    for text in texts:
        assert "<b>0/1</b> cơ quan" in text
        assert "Sở LĐ,TB&amp;XH" not in text
        assert "Công an tỉnh" not in text


def test_the_agencys_first_page_leads_to_the_button_and_forgets_it_afterwards(
    sign_in: SignIn, directive: Directive, receipt: Receipt
) -> None:
    client = sign_in("labour_focal")
    assert "Văn bản cần xác nhận đã nhận" in client.get(reverse("agency-page")).content.decode()
    client.post(reverse("receipt-confirm", args=[receipt.pk]))
    assert "Văn bản cần xác nhận đã nhận" not in client.get(reverse("agency-page")).content.decode()


def test_an_agency_that_no_longer_sees_the_directive_is_asked_for_nothing(
    sign_in: SignIn, directive: Directive, assignments: list[Assignment]
) -> None:
    Assignment.objects.filter(lead_agency__code="H412").update(state="draft")
    page = sign_in("district_chair").get(reverse("agency-page")).content.decode()
    assert "Văn bản cần xác nhận đã nhận" not in page


def test_the_page_takes_no_more_queries_for_more_agencies(
    sign_in: SignIn, directive: Directive, province: Province
) -> None:
    client, url = sign_in("specialist"), reverse("awareness-detail", args=[directive.pk])

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    queries()  # What a process keeps (accountability/reference) is read by now.
    before = queries()
    from accountability.agencies.models import Agency

    communes = Agency.objects.filter(kind="XA").values_list("pk", flat=True)[:60]
    owe_receipts([(directive.pk, pk) for pk in communes], at=GIVEN_AT)
    assert queries() == before


# Reminders ------------------------------------------------------------------------------------------------------------


def test_the_office_reminds_those_who_have_not_once_a_day_on_screen_and_in_the_digest(
    sign_in: SignIn, directive: Directive, receipt: Receipt, cast: dict[str, User], go_to: GoTo
) -> None:
    confirm_receipt(receipt.pk, by=actor(cast["labour_head"]), at=on("2022-11-08"))
    client, url = sign_in("specialist"), reverse("awareness-remind", args=[directive.pk])

    said = [_said(client.post(url)), _said(client.post(url))]
    go_to("2022-11-09")
    said.append(_said(client.post(url)))

    assert "Đã nhắc 2 cơ quan" in said[0]
    assert "Hôm nay đã nhắc" in said[1]
    assert "Đã nhắc 2 cơ quan" in said[2]
    told = Notification.objects.filter(kind="awareness.receipt")
    assert set(told.values_list("recipient__username", flat=True)) == {
        "congan",
        "congan-daumoi",
        "vinh",
        "vinh-daumoi",
    }
    assert told.count() == DigestItem.objects.filter(kind="awareness.receipt").count() == 8
    assert AuditEvent.objects.filter(action="receipt.remind").count() == 4


def test_a_head_reminds_his_own_agency_only(sign_in: SignIn, directive: Directive) -> None:
    sign_in("labour_head").post(reverse("awareness-remind", args=[directive.pk]))
    assert set(Receipt.objects.exclude(reminded_on=None).values_list("agency__code", flat=True)) == {
        "SLDTBXH"
    }


def test_a_line_of_the_digest_is_dropped_when_receipt_was_confirmed_meanwhile(
    directive: Directive, receipt: Receipt, cast: dict[str, User]
) -> None:
    from accountability.notices import kinds

    remind(directive, agencies=None, by=actor(cast["specialist"]), at=on("2022-11-08"))
    line = DigestItem.objects.filter(payload={"receipt": receipt.pk}).first()
    assert line is not None
    assert kinds.get(line.kind).answers([line.payload]) == [True]
    confirm_receipt(receipt.pk, by=actor(cast["labour_head"]), at=on("2022-11-08"))
    assert kinds.get(line.kind).answers([line.payload]) == [False]
