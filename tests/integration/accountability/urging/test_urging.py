"""Đôn đốc hàng loạt: who gets what, once, and what stays of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accountability.accounts.models import User
from accountability.agencies.models import Incumbency
from accountability.assignments.access import visible_to
from accountability.assignments.ageing import BANDS, ageing, overdue
from accountability.assignments.models import Assignment
from accountability.assignments.reading import bucketed
from accountability.assignments.rules import Bucket
from accountability.assignments.timeline import timeline
from accountability.audit.models import AuditEvent
from accountability.directives.actions import Refused
from accountability.notices.kinds import get
from accountability.notices.models import Notification, Outbox
from accountability.urging.actions import Sent, urge
from accountability.urging.kinds import LETTER
from accountability.urging.models import Urging, UrgingRound
from tests.cast import actor
from tests.given import GoTo, SignIn, on
from workflows import acts

LATE = "2022-12-07"
TODAY = date(2022, 12, 7)
ROOT = "/van-phong/don-doc/"
Urge = Callable[..., Sent]


@pytest.fixture
def late(assignments: list[Assignment], go_to: GoTo) -> list[Assignment]:
    """All four are 22 days late."""
    go_to(LATE)
    return assignments


@pytest.fixture
def send(late: list[Assignment], cast: dict[str, User]) -> Urge:
    """The specialist urges everything that is late, or what is passed."""

    def now(token: UUID | None = None, by: str = "specialist", rows: Any = None, note: str = "") -> Sent:
        person = actor(cast[by], TODAY)
        chosen = overdue(visible_to(person), on(LATE)) if rows is None else rows
        return urge(chosen, token=token or uuid4(), note=note, by=person, at=on(LATE))

    return now


def letters() -> list[Outbox]:
    return list(Outbox.objects.filter(kind=LETTER).order_by("pk"))


def test_each_lead_gets_one_letter_and_one_line_about_all_of_its_own(
    send: Urge, cast: dict[str, User]
) -> None:
    sent = send(note="Đề nghị báo cáo trước 16 giờ.")
    readers = {mail.recipient_user_id: len(mail.payload["urged"]) for mail in letters()}

    assert (sent.assignments, sent.letters) == (4, 3)
    assert readers == {cast["labour_head"].pk: 2, cast["standing_head"].pk: 1, cast["district_chair"].pk: 1}
    assert Notification.objects.filter(kind="urging").count() == 3
    text = bytes(letters()[0].mime).decode()
    assert "Auto-Submitted" in text


@pytest.mark.parametrize("member", ["labour_head", "standing_head", "district_chair"])
def test_letter_and_line_lead_to_a_page_with_what_is_late(
    member: str, send: Urge, cast: dict[str, User], sign_in: SignIn
) -> None:
    """One to its assignment, several to the list on which they stand."""
    send()
    line = Notification.objects.get(kind="urging", recipient=cast[member])
    mail = Outbox.objects.get(kind=LETTER, recipient_user=cast[member])
    page = sign_in(member).get(line.url)

    assert page.status_code == 200
    titles = Assignment.objects.filter(pk__in=[pk for pk, _ in mail.payload["urged"]]).values_list(
        "title", flat=True
    )
    assert titles
    assert all(title in page.content.decode() for title in titles)


def test_every_assignment_has_it_on_its_timeline_with_who_was_told(
    send: Urge, late: list[Assignment]
) -> None:
    send(note="Báo cáo ngay trong tuần.")
    entry = next(entry for entry in timeline(late[3]) if entry.key == "assignment.urge")

    assert entry.what == "Văn phòng đôn đốc việc quá hạn"
    assert entry.note == "Báo cáo ngay trong tuần."
    assert len(entry.recipients) == 1
    assert AuditEvent.objects.filter(action="assignment.urge").count() == 4
    assert AuditEvent.objects.get(action="urging.send").after == {"assignments": 4, "letters": 3}


def test_the_same_page_sent_twice_urges_once(send: Urge) -> None:
    token = uuid4()
    first, second = send(token), send(token)

    assert (first.again, second.again) == (False, True)
    assert first.round == second.round
    assert (UrgingRound.objects.count(), Urging.objects.count(), len(letters())) == (1, 4, 3)


def test_the_token_of_somebody_else_is_refused(send: Urge) -> None:
    token = uuid4()
    send(token)
    with pytest.raises(Refused):
        send(token, by="section_head")


def test_nothing_late_is_nothing_to_send_and_leaves_no_round(send: Urge, late: list[Assignment]) -> None:
    with pytest.raises(Refused):
        send(rows=overdue(Assignment.objects.none(), on(LATE)))
    assert not UrgingRound.objects.exists()


def test_a_lead_whom_nobody_answers_for_is_left_out(
    send: Urge, late: list[Assignment], cast: dict[str, User]
) -> None:
    Incumbency.objects.filter(position__agency=late[0].lead_agency).update(
        to_on=date(2022, 11, 1), from_on=date(2022, 1, 1)
    )

    assert send().assignments == 2
    assert not Urging.objects.filter(assignment__lead_agency=late[0].lead_agency).exists()


def test_while_nobody_is_head_the_focal_point_is_written_to(
    send: Urge, late: list[Assignment], cast: dict[str, User]
) -> None:
    Incumbency.objects.filter(user=cast["labour_head"]).update(
        from_on=date(2022, 1, 1), to_on=date(2022, 11, 1)
    )
    send()

    assert cast["labour_focal"].pk in {mail.recipient_user_id for mail in letters()}


def test_the_letter_is_void_once_all_of_it_is_handed_in_or_has_more_time(
    send: Urge, late: list[Assignment], cast: dict[str, User]
) -> None:
    send()
    kind, payload = get(LETTER), next(m.payload for m in letters() if len(m.payload["urged"]) == 2)
    head = actor(cast["labour_head"])
    for row in (late[0], late[3]):
        assert kind.still_due(payload)
        acts.acknowledge(row.pk, by=head, at=on(LATE))
        acts.claim_completion(
            row.pk, number="1", symbol="BC", result_on=TODAY, summary="Xong", by=head, at=on(LATE)
        )
    assert kind.answers([payload, payload]) == [False, False]


def test_to_decide_asks_the_database_as_often_for_many_as_for_few(
    send: Urge, many: Callable[[int], None]
) -> None:
    many(60)
    with CaptureQueriesContext(connection) as few:
        send()
    many(120)
    with CaptureQueriesContext(connection) as lots:
        assert send().assignments > 180
    assert len(lots) == len(few)


# What is late ---------------------------------------------------------------------------------------------------------


def test_what_is_overdue_is_what_the_buckets_say_and_its_bands_sum_up(
    late: list[Assignment], many: Callable[[int], None], cast: dict[str, User]
) -> None:
    many(12)
    for place, row in enumerate(Assignment.objects.order_by("pk")):
        Assignment.objects.filter(pk=row.pk).update(due_on=date(2022, 7 + place % 6, 7), owed_days=place % 3)
    every = Assignment.objects.all()
    found = overdue(every, on(LATE))

    expected = set(bucketed(every, on(LATE)).filter(bucket=Bucket.OVERDUE).values_list("pk", flat=True))
    assert set(found.values_list("pk", flat=True)) == expected
    counts = ageing(found, TODAY)
    assert [band for band, _ in counts] == list(BANDS)
    assert sum(number for _, number in counts) == len(expected)
    for band, number in counts:
        days = [(TODAY - row.excused_on).days for row in found.filter(band.on(TODAY))]
        assert len(days) == number
        assert all(band.holds(one) for one in days)


# The pages ------------------------------------------------------------------------------------------------------------


def chosen(client: Client, **data: Any) -> Any:
    return client.post(ROOT + "xem-truoc/", data)


def test_the_pages_lead_from_the_list_by_the_preview_to_what_was_sent(
    late: list[Assignment], sign_in: SignIn
) -> None:
    office = sign_in("specialist")
    assert office.get(ROOT).context["page_obj"].paginator.count == 4

    shown = chosen(office, viec=[late[0].pk, late[3].pk]).context
    assert [(lead.name, lead.count) for lead in shown["leads"]] == [(late[0].lead_agency.short_name, 2)]
    assert not UrgingRound.objects.exists()

    data = {
        "token": str(shown["form"].initial["token"]),
        "note": "Khẩn trương",
        "viec": [late[0].pk, late[3].pk],
    }
    answer = office.post(ROOT + "gui/", data, follow=True)
    assert "Đã đôn đốc 2 việc quá hạn, 1 thư" in answer.content.decode()
    assert [letter.matters for letter in answer.context["letters"]] == [2]

    again = office.post(ROOT + "gui/", data, follow=True)
    assert "không gửi lần hai" in again.content.decode()
    assert len(letters()) == 1
    assert office.get(ROOT).context["page_obj"].object_list[0].urged_at is not None


def test_all_that_the_filter_shows_can_be_urged_at_once(late: list[Assignment], sign_in: SignIn) -> None:
    office = sign_in("specialist")
    district = late[2].lead_agency

    shown = chosen(office, tat_ca="1", co_quan=district.pk).context

    assert [lead.agency for lead in shown["leads"]] == [district]
    assert ("co_quan", str(district.pk)) in shown["hidden"]
    assert chosen(office, tat_ca="1").context["assignments"] == 4
    assert chosen(office, tat_ca="1", tuoi="31-60").status_code == 302
    assert office.get(ROOT + "?tuoi=khong-co").context["page_obj"].paginator.count == 0


def test_nothing_ticked_is_said_so(late: list[Assignment], sign_in: SignIn) -> None:
    answer = sign_in("specialist").post(ROOT + "xem-truoc/", {}, follow=True)
    assert "Vui lòng chọn ít nhất một việc" in answer.content.decode()


def test_words_with_a_mark_of_secrecy_are_refused_and_the_rest_is_kept(
    late: list[Assignment], sign_in: SignIn
) -> None:
    token = str(uuid4())
    data = {"token": token, "note": "TỐI MẬT: kế hoạch A", "viec": [late[0].pk]}
    answer = sign_in("specialist").post(ROOT + "gui/", data)
    text = answer.content.decode()

    assert "kế hoạch A" not in text
    assert "mức độ mật" in text
    assert token in text
    assert not UrgingRound.objects.exists()


def test_what_is_of_another_field_cannot_be_picked_by_its_key(
    late: list[Assignment], sign_in: SignIn, cast: dict[str, User]
) -> None:
    Assignment.objects.filter(pk=late[0].pk).update(field="KT", specialist=None, supervisor=None)
    office = sign_in("specialist")

    assert office.get(ROOT).context["page_obj"].paginator.count == 3
    assert chosen(office, viec=[late[0].pk]).status_code == 302


def test_a_round_of_other_fields_is_not_there(send: Urge, late: list[Assignment], sign_in: SignIn) -> None:
    made = send().round
    Assignment.objects.update(field="KT", specialist=None, supervisor=None)
    assert sign_in("specialist").get(f"{ROOT}{made.pk}/").status_code == 404
    assert sign_in("labour_head").get(f"{ROOT}{made.pk}/").status_code == 403


@pytest.mark.parametrize("page", [ROOT, "/van-phong/"])
def test_a_page_asks_the_database_as_often_for_many_as_for_few(
    page: str, late: list[Assignment], many: Callable[[int], None], sign_in: SignIn
) -> None:
    client = sign_in("specialist")
    many(10)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        assert client.get(page).status_code == 200
    many(100)
    with CaptureQueriesContext(connection) as lots:
        assert client.get(page).status_code == 200
    assert len(lots) == len(few)


def test_the_office_page_draws_how_long_work_is_late_and_leads_to_urging(
    late: list[Assignment], sign_in: SignIn
) -> None:
    specialist, clerk = sign_in("specialist").get("/van-phong/"), sign_in("clerk").get("/van-phong/")

    assert specialist.context["ageing"].table.rows[0] == ("1–30", "4")
    assert f"{ROOT}?tuoi=1-30" in specialist.content.decode()
    assert ROOT not in clerk.content.decode()  # The clerk urges nobody.
