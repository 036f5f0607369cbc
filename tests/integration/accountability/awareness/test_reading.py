"""Named officials confirm that they have read; who has not is listed, counted and reminded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accountability.accounts.models import User
from accountability.agencies.models import Incumbency
from accountability.audit.models import AuditEvent
from accountability.awareness.actions import (
    confirm_reading,
    name_readers,
    remind_unread,
    withdraw_reader,
)
from accountability.awareness.models import ReadingDuty
from accountability.directives.actions import Refused
from accountability.directives.models import Directive
from accountability.notices.models import DigestItem, Notification
from tests.cast import Province, actor
from tests.given import SignIn, on

pytestmark = pytest.mark.django_db
AT = on("2022-11-08")


@pytest.fixture
def duty(directive: Directive, cast: dict[str, User], province: Province) -> ReadingDuty:
    """Labour's officer must read it, says his head."""
    officer = province.position("ldtbxh-chuyenvien")
    return name_readers(directive, [officer], by=actor(cast["labour_head"]), at=AT)[0]


def test_a_head_names_people_of_his_own_agency(
    sign_in: SignIn, directive: Directive, province: Province
) -> None:
    client, url = sign_in("labour_head"), reverse("readers-name", args=[directive.pk])
    officer, stranger = province.position("ldtbxh-chuyenvien"), province.position("congan-chuyenvien")

    refused = client.post(url, {"positions": [stranger.pk]})
    client.post(url, {"positions": [officer.pk]})

    assert refused.status_code == 200
    assert list(ReadingDuty.objects.values_list("position__code", flat=True)) == ["ldtbxh-chuyenvien"]
    assert (
        Notification.objects.filter(kind="awareness.reading", recipient__username="ldtbxh-chuyenvien").count()
        == 1
    )
    assert DigestItem.objects.filter(kind="awareness.reading").count() == 1


def test_the_office_names_by_role_for_all_agencies_and_nobody_twice(
    sign_in: SignIn, directive: Directive, duty: ReadingDuty
) -> None:
    url = reverse("readers-name", args=[directive.pk])
    for _ in range(2):
        sign_in("specialist").post(url, {"roles": ["heads", "officers"]})
    named = list(ReadingDuty.objects.values_list("position__code", flat=True))
    assert sorted(named) == sorted(
        {
            "ldtbxh",
            "ldtbxh-chuyenvien",
            "congan",
            "congan-chuyenvien",
            "vinh",
            "vinh-chuyenvien",
            "nhnn",
            "nhnn-chuyenvien",
        }
    )
    assert AuditEvent.objects.filter(action="reading.name").count() == 8


def test_a_position_of_an_agency_that_was_not_sent_it_cannot_be_named(
    directive: Directive, cast: dict[str, User], province: Province
) -> None:
    with pytest.raises(Refused, match="không nhận văn bản này"):
        name_readers(directive, [province.position("ngoaicuoc")], by=actor(cast["specialist"]), at=AT)


def test_the_officer_reads_by_one_click_from_his_first_page(
    sign_in: SignIn, directive: Directive, duty: ReadingDuty, cast: dict[str, User]
) -> None:
    client = sign_in("labour_officer")
    assert "Văn bản phải đọc" in client.get(reverse("agency-page")).content.decode()
    assert (
        "Tôi đã đọc văn bản này"
        in client.get(reverse("directive-detail", args=[directive.pk])).content.decode()
    )

    client.post(reverse("reading-confirm", args=[duty.pk]))

    duty.refresh_from_db()
    assert duty.read_by == cast["labour_officer"]
    assert "Văn bản phải đọc" not in client.get(reverse("agency-page")).content.decode()
    with pytest.raises(Refused, match="đã xác nhận đã đọc"):
        confirm_reading(duty.pk, by=actor(cast["labour_officer"]), at=AT)


def test_nobody_reads_in_anothers_name(sign_in: SignIn, duty: ReadingDuty) -> None:
    url = reverse("reading-confirm", args=[duty.pk])
    assert sign_in("labour_head").post(url).status_code == 403
    assert sign_in("district_chair").post(url).status_code == 404
    duty.refresh_from_db()
    assert duty.read_at is None


def test_the_head_and_the_office_see_who_has_not_and_another_agency_does_not(
    sign_in: SignIn, directive: Directive, duty: ReadingDuty
) -> None:
    first = sign_in("labour_head").get(reverse("agency-page")).content.decode()
    assert "Người của đơn vị chưa đọc văn bản" in first
    for member, sees in (
        ("specialist", True),
        ("labour_head", True),
        ("standing_head", True),
        ("district_chair", False),
    ):
        page = sign_in(member).get(reverse("awareness-detail", args=[directive.pk])).content.decode()
        assert ("ldtbxh-chuyenvien" in page) is sees, member


def test_a_new_holder_of_the_position_is_asked_anew(
    directive: Directive, duty: ReadingDuty, cast: dict[str, User], province: Province
) -> None:
    head, officer = actor(cast["labour_head"]), province.position("ldtbxh-chuyenvien")
    confirm_reading(duty.pk, by=actor(cast["labour_officer"]), at=AT)
    assert name_readers(directive, [officer], by=head, at=AT) == []
    Incumbency.objects.filter(position=officer).update(to_on=AT.date())
    Incumbency.objects.create(
        position=officer, user=cast["labour_focal"], from_on=AT.date() + timedelta(days=1)
    )
    assert len(name_readers(directive, [officer], by=head, at=AT + timedelta(days=1))) == 1


def test_a_name_taken_off_stays_in_the_record_and_need_not_read(
    directive: Directive, duty: ReadingDuty, cast: dict[str, User]
) -> None:
    withdraw_reader(duty.pk, by=actor(cast["labour_head"]), at=AT)
    assert not ReadingDuty.objects.unread().exists()
    assert AuditEvent.objects.filter(action="reading.withdraw", target_pk=duty.pk).exists()
    with pytest.raises(Refused, match="không còn trong danh sách"):
        confirm_reading(duty.pk, by=actor(cast["labour_officer"]), at=AT)


def test_the_clock_reminds_once_after_two_working_days_and_never_who_has_read(
    directive: Directive, duty: ReadingDuty, cast: dict[str, User], province: Province
) -> None:
    head = actor(cast["labour_head"])
    (other,) = name_readers(directive, [province.position("ldtbxh-daumoi")], by=head, at=AT)
    confirm_reading(other.pk, by=actor(cast["labour_focal"]), at=AT)
    reminded = [remind_unread(at=on(day)) for day in ("2022-11-09", "2022-11-10", "2022-11-11", "2022-11-14")]
    assert reminded == [0, 1, 0, 0]
    told = Notification.objects.filter(kind="awareness.reading", text__startswith="Nhắc")
    assert [row.recipient for row in told] == [cast["labour_officer"]]


def test_the_sweep_of_the_engine_does_the_reminding(duty: ReadingDuty) -> None:
    from config.jobs import run_sweep

    run_sweep(on("2022-11-10"))
    duty.refresh_from_db()
    assert duty.reminded_on == on("2022-11-10").date()
