"""The leaders' weekly lists, duties given to a group, bodies that stand on no ladder, and who hears what the superior hears."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accountability.agencies.models import Agency, Incumbency
from accountability.assignments.models import Coordination
from accountability.assignments.timeline import Claimed, timeline
from accountability.escalation.models import Escalation, ListedClaim, Rung, SweepRun
from accountability.escalation.policies import ladder_in_force
from accountability.escalation.reading import claims_of
from accountability.escalation.recipients import NAMES, OFFICE_CLOCKS, SUPERIORS, Directory
from accountability.escalation.rules import Anchor
from accountability.escalation.sweep import sweep
from accountability.notices.models import Notification, Outbox

from .conftest import morning

pytestmark = pytest.mark.django_db

FRIDAY, MONDAY = "2023-01-13", "2023-01-16"


def recent(make, **changes):
    return make(last_report_on=date(2023, 1, 12), **changes)


def text_of(mail):
    return message_from_bytes(bytes(mail.mime)).get_payload()[0].get_payload(decode=True).decode()


def mails_of(name, **of):
    return Outbox.objects.filter(recipient_user__username=name, **of)


# Weekly lists ---------------------------------------------------------------------------------------------------------


def late_10_on_wednesday(make):
    """Reached late-10 on Wednesday 18/01/2023."""
    return make(due_on=date(2023, 1, 4), last_report_on=date(2023, 1, 12))


def test_a_leader_hears_of_the_week_on_monday_and_the_lead_at_once(make):
    row = late_10_on_wednesday(make)
    for day in (MONDAY, "2023-01-17", "2023-01-18", "2023-01-19"):
        sweep(at=morning(day))
    assert not mails_of("phochutich", kind="escalation.weekly").exists()
    copy = mails_of("ldtbxh", dedupe_key__contains=":late-10:").get()
    assert copy.created_at == morning("2023-01-18")
    assert "danh sách gửi ngày 23/01/2023: Phó Chủ tịch" in text_of(copy)
    sweep(at=morning("2023-01-23"))
    told = mails_of("phochutich", kind="escalation.weekly").get()
    assert list(told.subjects.values_list("subject", flat=True)) == [row.subject]
    assert Notification.objects.filter(recipient__username="phochutich", timestamp=morning("2023-01-23"))


def test_in_the_timeline_the_list_stands_with_its_claim(make):
    row = late_10_on_wednesday(make)
    for day in (MONDAY, "2023-01-18", "2023-01-23"):
        sweep(at=morning(day))
    claims = [Claimed(one.pk, one.claimed_at, one.rung_key, one.merged) for one in claims_of(row)]
    entries = timeline(row, claims)
    (claimed,) = [entry for entry in entries if entry.what == "late-10"]
    assert claimed.at == morning("2023-01-18")
    leader = str(mails_of("phochutich", kind="escalation.weekly").get().recipient_user)
    lead = str(mails_of("ldtbxh", dedupe_key__contains=":late-10:").get().recipient_user)
    assert {leader, lead} <= {name.split(" – ")[0] for name in claimed.recipients}
    assert not [
        entry for entry in entries if entry.what.startswith("Đã thông báo") and "kéo dài" in entry.what
    ]


def test_a_list_is_told_once_and_late_rather_than_never(make):
    late_10_on_wednesday(make)
    for day in (MONDAY, "2023-01-18", "2023-02-02", "2023-02-02", "2023-02-06"):
        sweep(at=morning(day))
    assert [mail.created_at for mail in mails_of("phochutich", kind="escalation.weekly")] == [
        morning("2023-02-02")
    ]
    assert ListedClaim.objects.filter(claim__rung_key="late-10").count() == 1


def test_what_was_settled_before_monday_is_not_listed(make):
    row = late_10_on_wednesday(make)
    for day in (MONDAY, "2023-01-18"):
        sweep(at=morning(day))
    type(row).objects.filter(pk=row.pk).update(state="done", done_on=date(2023, 1, 19))
    sweep(at=morning("2023-01-23"))
    assert not mails_of("phochutich", kind="escalation.weekly").exists()


def test_the_weekday_of_the_lists_is_a_setting(make, settings):
    settings.WEEKLY_LIST_WEEKDAY = 5
    late_10_on_wednesday(make)
    for day in (MONDAY, "2023-01-18", "2023-01-20"):
        sweep(at=morning(day))
    assert mails_of("phochutich", kind="escalation.weekly").get().created_at == morning("2023-01-20")


# Groups ---------------------------------------------------------------------------------------------------------------


def communes(number):
    return list(Agency.objects.filter(kind=Agency.Kind.COMMUNE).order_by("pk")[:number])


def test_a_duty_of_many_is_one_item_above_and_each_hears_his_own(make):
    for agency in communes(12):
        recent(make, lead=agency, duty_key="nhom-1", title="Rà soát hộ nghèo")
    recent(make, lead=communes(13)[-1], duty_key="nhom-1", state="done", done_on=date(2022, 12, 1))
    sweep(at=morning(MONDAY))
    told = mails_of("phochutich", kind="escalation.weekly").get()
    assert told.subject_line == "Quá hạn 16 ngày: Rà soát hộ nghèo (12/13 đơn vị chưa xong)"
    assert "12/13 đơn vị chưa xong: " in text_of(told)
    assert "và 2 đơn vị khác" in text_of(told)
    assert told.subjects.count() == len(told.payload["ledger"]) == 12
    heads = Outbox.objects.exclude(recipient_user__username="phochutich")
    assert all(mail.subjects.count() == 1 for mail in heads)


def test_a_duty_of_one_is_no_group(make):
    recent(make, duty_key="nhom-2")
    sweep(at=morning(MONDAY))
    assert "đơn vị chưa xong" not in text_of(mails_of("phochutich").latest("pk"))


# Who stands on no ladder ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words"), [("DU", "Gửi để phối hợp, theo dõi."), ("BO", "Thư gửi để biết, phối hợp.")]
)
def test_bodies_that_do_not_answer_to_the_province_get_copies_only(make, directive, kind, words):
    Agency.objects.filter(pk=directive.program.standing_agency_id).update(kind=kind)
    recent(make, due_on=date(2023, 1, 11))
    sweep(at=morning(MONDAY))
    text = text_of(mails_of("congan").get())
    assert words in text
    assert "Cấp đôn đốc này" not in text
    assert "Thư gửi để biết theo quy tắc" in text


# The subordinate hears what the superior hears --------------------------------------------------------------------------


@pytest.mark.parametrize("vacant", [(), ("ldtbxh",), ("ldtbxh", "ldtbxh-daumoi")])
@pytest.mark.parametrize("cc", [[], ["office.deputy_chief"]])
@pytest.mark.parametrize("superior", sorted(SUPERIORS))
def test_whoever_is_told_above_the_agency_itself_is_told(make, province, superior, cc, vacant):
    Incumbency.objects.filter(position__code__in=vacant).update(to_on=date(2022, 12, 1))
    officer = province.user("ldtbxh-chuyenvien")
    row = recent(make, officer=officer)
    part = Coordination.objects.create(assignment=row, agency=row.lead_agency)
    directory = Directory([row], today=date(2023, 1, 16), parts=[part])
    of_the_agency = {"ldtbxh", "ldtbxh-daumoi", officer.username} - set(vacant)
    for anchor in Anchor:
        rung = _rung(anchor, superior, cc)
        heard = directory.addressees(row, rung, part if superior.startswith("coordinating") else None)
        above = [one for one in heard if one.name in SUPERIORS]
        own = [one for one in heard if one.user.username in of_the_agency]
        assert above, (superior, anchor)
        expected = anchor not in OFFICE_CLOCKS and not (
            superior.startswith("coordinating") and len(vacant) == 2
        )
        assert bool(own) == expected, (superior, anchor)


def _rung(anchor, superior, cc):
    from dataclasses import replace

    rung = ladder_in_force(morning(MONDAY)).rung("late-10")
    return replace(rung, anchor=anchor, to=(superior,), cc=tuple(cc))


def test_every_name_that_a_policy_in_force_uses_is_known():
    used = {name for rung in Rung.objects.all() for name in (*rung.to, *rung.cc)}
    assert used <= set(NAMES)


def test_whoever_stands_in_for_a_superior_is_not_told_as_one_of_his_own_lateness(make, province):
    head = province.user("ldtbxh")
    Incumbency.objects.create(
        position=province.position("phochutich"), user=head, from_on=date(2023, 1, 1), acting=True
    )
    recent(make)
    sweep(at=morning(MONDAY))
    assert not mails_of("ldtbxh", kind="escalation.weekly").exists()
    assert mails_of("ldtbxh").exists()
    assert mails_of("phochutich", kind="escalation.weekly").exists()


# Speed ----------------------------------------------------------------------------------------------------------------


def test_the_number_of_statements_does_not_grow_with_the_number_of_mails(make):
    def statements(number, day, agencies):
        for agency in agencies:
            recent(make, lead=agency, title=f"Việc {number}")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            result = sweep(at=morning(day))
        assert result.mails >= number
        return len(seen)

    few = statements(2, "2023-01-03", communes(2))
    Escalation.objects.exists()
    SweepRun.objects.exists()
    assert statements(40, "2023-01-04", communes(40)) <= few + 2


def test_many_lines_of_one_sweep_are_one_line_on_screen(make):
    for number in range(12):
        recent(make, title=f"Việc số {number}")
    sweep(at=morning("2023-01-03"))
    lines = Notification.objects.filter(recipient__username="ldtbxh")
    assert [line.text for line in lines] == ["Có 12 việc cần xử lý, xếp theo mức độ."]
