"""Who hears of which rung, how it is folded into mails, and whether it is still so when the mail goes."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from accountability.agencies.models import Delegation, Incumbency
from accountability.assignments.rules import ASIDE_STATES
from accountability.escalation.kinds import still_due
from accountability.escalation.models import Escalation
from accountability.escalation.sweep import sweep
from accountability.notices import digests
from accountability.notices.models import Notification, Outbox

from .conftest import morning

pytestmark = pytest.mark.django_db


def readers():
    return set(Outbox.objects.values_list("recipient_user__username", flat=True))


def text_of(mail):
    message = message_from_bytes(bytes(mail.mime))
    return message.get_payload()[0].get_payload(decode=True).decode()


def subject_of(mail):
    return str(make_header(decode_header(message_from_bytes(bytes(mail.mime))["Subject"])))


def recent(make, day="2023-01-05", **changes):
    """An assignment that reports in time, so that nothing but its deadline speaks."""
    return make(last_report_on=date.fromisoformat(day), **changes)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-12-26", {"ldtbxh-daumoi"}),
        ("2022-12-30", {"ldtbxh-daumoi", "ldtbxh"}),
        ("2023-01-03", {"ldtbxh-daumoi", "ldtbxh"}),
        ("2023-01-05", {"phochutich", "chuyenvien", "congan", "ldtbxh"}),
        ("2023-01-09", {"ldtbxh", "phochanhvanphong"}),
        ("2023-01-16", {"phochutich", "ldtbxh"}),
        ("2023-01-30", {"chutich", "ldtbxh"}),
    ],
)
def test_each_rung_reaches_the_positions_that_the_policy_names(make, day, expected):
    recent(make, day)
    sweep(at=morning(day))
    digests.build(at=morning(day))
    assert readers() == expected
    assert set(Notification.objects.values_list("recipient__username", flat=True)) == expected


def test_the_officer_named_hears_instead_of_the_focal_point(make, province):
    recent(make, officer=province.user("ldtbxh-chuyenvien"))
    sweep(at=morning("2022-12-30"))
    assert readers() == {"ldtbxh-chuyenvien", "ldtbxh"}


def test_the_superior_of_a_commune_is_its_district(make, cast, province):
    commune = province.position(cast["commune_chair"].username).agency
    recent(make, lead=commune)
    sweep(at=morning("2023-01-05"))
    assert readers() == {"vinh", "chuyenvien", "congan", cast["commune_chair"].username}


def test_a_commune_without_focal_point_is_reminded_through_its_head(make, cast, province):
    recent(make, lead=province.position(cast["commune_chair"].username).agency)
    sweep(at=morning("2022-12-26"))
    digests.build(at=morning("2022-12-26"))
    assert readers() == {cast["commune_chair"].username}


def test_where_the_superior_is_the_lead_himself_the_next_one_hears(make, province):
    leader = province.position("phochutich")
    recent(make, lead=leader.agency, lead_position=leader)
    sweep(at=morning("2023-01-16"))
    assert readers() == {"chutich", "phochutich"}


def test_the_standing_agency_is_not_told_of_its_own_lateness_twice(make, province):
    recent(make, lead=province.position("congan").agency)
    sweep(at=morning("2023-01-05"))
    assert Notification.objects.filter(recipient__username="congan").count() == 1


def test_the_head_of_the_office_answers_for_the_office(make, province):
    recent(make, lead=province.agency("VPUBND"))
    sweep(at=morning("2023-01-09"))
    assert "chanhvanphong" in readers()


def test_acting_holders_and_delegates_hear_too(make, province):
    head = province.position("ldtbxh")
    Delegation.objects.create(
        position=head, user=province.user("ldtbxh-chuyenvien"), from_on=date(2023, 1, 1), to_on=date(2023, 1, 31),
        document="QĐ 1",
    )  # fmt: skip
    recent(make)
    sweep(at=morning("2023-01-09"))
    assert readers() == {"ldtbxh", "ldtbxh-chuyenvien", "phochanhvanphong"}


def test_when_nobody_holds_the_position_the_office_hears(make, province):
    Incumbency.objects.filter(position__code__in=["ldtbxh", "ldtbxh-daumoi"]).update(to_on=date(2022, 12, 1))
    recent(make)
    sweep(at=morning("2023-01-03"))
    assert readers() == {"phochanhvanphong"}


def test_a_mail_states_the_rung_who_hears_next_and_when(make):
    row = recent(make)
    sweep(at=morning("2023-01-05"))
    mail = Outbox.objects.get(recipient_user__username="ldtbxh")
    text = text_of(mail)
    assert subject_of(mail) == "Quá hạn 5 ngày: Tài khoản an sinh xã hội"
    assert mail.dedupe_key == f"esc:a:{row.pk}:late-3:deadline:1:0:{mail.recipient_user_id}"
    assert "Cấp đôn đốc này: Quá hạn 3 ngày làm việc: báo cáo cấp trên trực tiếp." in text
    assert "từ ngày 09/01/2023: Quá hạn 5 ngày làm việc: yêu cầu giải trình (gửi Thủ trưởng" in text
    assert "Nội dung này đồng thời được gửi tới: Phó Chủ tịch" in text
    assert f"/nhiem-vu/{row.pk}/" in text
    assert list(mail.subjects.values_list("subject", flat=True)) == [row.subject]


def test_a_copy_of_a_list_tells_the_lead_who_above_was_told(make):
    for _ in range(4):
        recent(make, "2023-01-30")
    sweep(at=morning("2023-01-30"))
    text = text_of(Outbox.objects.get(recipient_user__username="ldtbxh", kind="escalation.list"))
    assert text.count("Nội dung này có trong danh sách gửi ngày 30/01/2023: Chủ tịch UBND tỉnh.") == 4
    assert "Đề nghị giải trình chậm nhất ngày 02/02/2023." in text


def test_who_must_explain_reads_by_when(make):
    recent(make)
    sweep(at=morning("2023-01-09"))
    assert "Đề nghị giải trình chậm nhất ngày 12/01/2023." in text_of(
        Outbox.objects.get(recipient_user__username="ldtbxh")
    )


def test_up_to_three_matters_are_single_mails_more_become_one_list(make):
    rows = [recent(make, title=f"Việc số {n}") for n in range(3)]
    sweep(at=morning("2023-01-03"))
    assert Outbox.objects.filter(recipient_user__username="ldtbxh", kind="escalation.single").count() == 3
    rows += [recent(make, title=f"Việc số {n}") for n in range(3, 7)]
    sweep(at=morning("2023-01-04"))
    mail = Outbox.objects.get(recipient_user__username="ldtbxh", kind="escalation.list")
    assert mail.subject_line == "4 việc cần xử lý"
    assert mail.subjects.count() == len(mail.payload["ledger"]) == 4


def test_a_leader_gets_one_list(make):
    for _ in range(2):
        recent(make)
    sweep(at=morning("2023-01-05"))
    assert Outbox.objects.get(recipient_user__username="phochutich").kind == "escalation.list"
    sweep(at=morning("2023-01-16"))
    assert Outbox.objects.filter(recipient_user__username="phochutich", kind="escalation.weekly").count() == 1


def test_due_soon_is_one_digest_per_person(make):
    for _ in range(5):
        recent(make)
    assert sweep(at=morning("2022-12-26")).mails == 0
    assert digests.build(at=morning("2022-12-26")) == 1
    assert Outbox.objects.get().mail_class == "digest"


def test_assumed_rows_carry_the_mark(make):
    recent(make, is_assumed=True)
    sweep(at=morning("2022-12-30"))
    assert "SỐ LIỆU GIẢ ĐỊNH" in text_of(Outbox.objects.first())


def test_only_hoa_toc_goes_through_quiet_hours(make, directive):
    directive.urgency = "hoa_toc"
    directive.save()
    recent(make)
    at = morning("2022-12-31").replace(hour=20)
    sweep(at=at)
    assert {(mail.urgent, mail.next_at) for mail in Outbox.objects.all()} == {(True, at)}


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "done", "done_on": date(2023, 1, 3)},
        {"deadline_number": 2},
        *({"state": state.value} for state in ASIDE_STATES),
    ],
    ids=str,
)
def test_a_mail_that_is_overtaken_by_events_is_not_sent(make, changes):
    row = recent(make)
    sweep(at=morning("2023-01-03"))
    mail = Outbox.objects.filter(recipient_user__username="ldtbxh").get()
    assert still_due(mail.payload)
    type(row).objects.filter(pk=row.pk).update(**changes)
    assert not still_due(mail.payload)


def test_every_occasion_can_be_asked_whether_it_still_stands(make):
    row = recent(make)
    sweep(at=morning("2023-01-31"))
    mail = Outbox.objects.get(recipient_user__username="chutich")
    assert still_due(mail.payload)
    row.officer = None
    mail.recipient_user.is_active = False
    mail.recipient_user.save()
    assert not still_due(mail.payload)
    assert Escalation.objects.filter(pk__in=mail.payload["ledger"]).count() == 1
