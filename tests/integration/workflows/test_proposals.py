"""What the Office proposes, the leader agrees to with one button: a meeting with its hour and place, a letter with its day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accountability.assignments.actions import LeaderWord, Refused
from accountability.assignments.models import Assignment, Instruction
from accountability.calendars.models import DemoClock
from accountability.core.zone import LOCAL
from accountability.escalation.actions import Decision, agree, give_opinion
from accountability.escalation.models import OfficeOpinion
from tests.cast import actor
from workflows import acts

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
MEETING = {"meets_at": AT + timedelta(days=2), "meets_where": "Phòng họp số 1"}


@pytest.fixture
def row(assignments) -> Assignment:
    """Led by the labour department, due on 15/11/2022."""
    return assignments[0]


@pytest.fixture
def propose(row, cast):
    """The Office proposes."""

    def proposing(act: str, text: str = "Kính đề nghị", **details: Any) -> OfficeOpinion:
        return give_opinion(row.pk, act=act, text=text, by=actor(cast["specialist"]), at=AT, **details)

    return proposing


@pytest.fixture
def decide(row, cast, province):
    """The Chair decides himself."""

    def deciding(decision: Decision, text: str = "Thực hiện ngay", at: datetime = AT) -> Instruction:
        word = LeaderWord(province.position("chutich"), decided_on=at.date(), text=text)
        return acts.decide(row.pk, decision, word=word, by=actor(cast["chair"]), at=at)

    return deciding


def test_a_meeting_that_was_proposed_keeps_its_hour_and_place_when_the_leader_agrees(propose, decide):
    made = decide(agree(propose("call_in", **MEETING)))
    assert (made.meets_at, made.meets_where) == (MEETING["meets_at"], "Phòng họp số 1")


def test_a_letter_that_was_proposed_keeps_its_kind_and_day(propose, decide):
    made = decide(agree(propose("draft", letter="reminder", letter_due_on=date(2022, 11, 10))))
    assert made.letter == "reminder"
    assert made.duty.title.startswith("Tham mưu văn bản nhắc nhở đối với")
    assert (made.duty.due_on, made.duty.deadline_note) == (date(2022, 11, 10), "Theo ý kiến chỉ đạo")


def test_without_a_day_the_office_has_five_working_days(decide):
    duty = decide(Decision("draft", letter="criticism")).duty
    assert (duty.due_on, duty.duration_days) == (date(2022, 11, 15), 5)


def test_any_other_letter_is_said_in_words(propose, decide):
    with pytest.raises(Refused, match="nêu văn bản cần tham mưu"):
        decide(Decision("draft", letter="other"), text=" ")
    made = decide(Decision("draft", letter="other"), text="Công văn gửi Bộ Tài chính")
    assert made.duty.title.startswith("Tham mưu văn bản theo ý kiến chỉ đạo đối với")


@pytest.mark.parametrize(
    ("act", "details", "message"),
    [
        ("call_in", {}, "thời gian và địa điểm"),
        ("call_in", {"meets_at": AT + timedelta(days=1), "meets_where": " "}, "thời gian và địa điểm"),
        ("call_in", {"meets_at": AT, "meets_where": "Phòng họp"}, "phải sau thời điểm"),
        ("draft", {}, "Vui lòng chọn văn bản nhắc nhở"),
        ("draft", {"letter": "reminder", "letter_due_on": date(2022, 11, 7)}, "không được trước hôm nay"),
    ],
)
def test_a_proposal_says_what_the_order_needs(propose, act, details, message):
    with pytest.raises(Refused, match=message):
        propose(act, **details)
    assert not OfficeOpinion.objects.exists()


def test_what_has_passed_since_is_not_agreed_to(propose, decide):
    meeting, letter = (
        propose("call_in", **MEETING),
        propose("draft", letter="reminder", letter_due_on=date(2022, 11, 10)),
    )
    later = AT + timedelta(days=3)
    with pytest.raises(Refused, match="phải sau thời điểm"):
        decide(agree(meeting), at=later)
    with pytest.raises(Refused, match="không được trước hôm nay"):
        decide(agree(letter), at=later)


def test_an_older_opinion_that_leaves_it_open_is_agreed_to_by_its_words(row, cast, decide):
    said = {"assignment": row, "text": "Mời làm việc", "given_by": cast["specialist"], "given_at": AT}
    for act in ("call_in", "draft"):
        old = OfficeOpinion.objects.create(act=act, given_title="Chuyên viên", **said)
        assert decide(agree(old)).act == act


def test_on_the_screen_the_office_types_it_and_the_leader_reads_it(row, sign_in):
    office, chair = sign_in("specialist"), sign_in("chair")
    address = reverse("assignment-opinion", args=[row.pk])
    typed = {"act": "call_in", "text": "Kính đề nghị mời làm việc", "seen": ""}
    page = office.post(address, typed).content.decode()
    assert "Vui lòng nhập ngày làm việc." in page
    assert "Vui lòng nhập địa điểm làm việc." in page
    assert "Kính đề nghị mời làm việc" in page
    meeting = {"meets_on": "2022-11-10", "meets_time": "08:30", "meets_where": "Phòng họp số 1"}
    assert office.post(address, typed | meeting).status_code == 302
    said = "Mời làm việc lúc 08:30 ngày 10/11/2022 tại Phòng họp số 1"
    assert said in chair.get(reverse("assignment-detail", args=[row.pk])).content.decode()
    opinion = OfficeOpinion.objects.get()
    DemoClock.objects.update(now_at=AT + timedelta(days=3))
    agreeing = chair.post(reverse("decision-agree", args=[row.pk]) + f"?opinion={opinion.pk}", follow=True)
    assert "phải sau thời điểm" in agreeing.content.decode()
    assert not Instruction.objects.exists()


def test_the_leader_types_the_letter_and_its_day(row, sign_in):
    chair = sign_in("chair")
    address = reverse("assignment-decide", args=[row.pk])
    page = chair.post(address, {"act": "draft", "letter_due_on": "2022-11-01"}).content.decode()
    assert "Vui lòng chọn văn bản nhắc nhở" in page
    assert "không được trước hôm nay" in page
    assert (
        chair.post(
            address, {"act": "draft", "letter": "criticism", "letter_due_on": "2022-11-11"}
        ).status_code
        == 302
    )
    assert Instruction.objects.get().duty.due_on == date(2022, 11, 11)
