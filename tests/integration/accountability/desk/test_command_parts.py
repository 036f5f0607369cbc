"""The parts of the leaders' page: Báo cáo ngay, what comes from above, what was ordered, who is in charge, since when."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.assignments.access import visible_to
from accountability.assignments.actions import LeaderWord, instruct
from accountability.assignments.models import Assignment, Instruction
from accountability.assignments.reading import bucket_counts
from accountability.assignments.rules import State
from accountability.calendars.meetings import hold_meeting
from accountability.central.actions import CentralTaskSpec, register_task
from accountability.directives.actions import DirectiveSpec
from accountability.directives.rules import Reference
from accountability.escalation.models import DecisionRequest
from tests.cast import Province, actor
from tests.given import GoTo, SignIn, on
from workflows import acts

LATE = "2022-12-07"


@pytest.fixture
def at_once(assignments: list[Assignment], cast: dict[str, User], go_to: GoTo) -> Assignment:
    """The police put labour's second task before the Chair."""
    row = assignments[3]
    acts.report_at_once(
        row.pk, ground="Nguy cơ chậm chi trả", by=actor(cast["standing_head"]), at=on("2022-12-05")
    )
    go_to(LATE)
    return row


def test_what_was_reported_at_once_has_its_own_place_with_who_reported(
    at_once: Assignment, sign_in: SignIn
) -> None:
    answer = sign_in("chair").get("/dieu-hanh/")
    page = answer.context["page"]

    assert page.ladder.items == []
    assert [one.item.pk for one in page.at_once.items] == [at_once.pk]
    assert "Nguy cơ chậm chi trả (Giám đốc Công an tỉnh" in answer.content.decode()


def test_what_the_ladder_brought_stands_under_what_waits_for_a_word(
    at_once: Assignment, sign_in: SignIn
) -> None:
    DecisionRequest.objects.update(raised_by=None)
    page = sign_in("chair").get("/dieu-hanh/").context["page"]

    assert [one.item.pk for one in page.decisions] == [at_once.pk]
    assert page.at_once.items == []


def test_other_orders_lead_to_their_forms_filled_in(at_once: Assignment, sign_in: SignIn) -> None:
    chair = sign_in("chair")
    (decision,) = chair.get("/dieu-hanh/").context["page"].at_once.items

    labels = [other["label"] for other in decision.card["others"]]
    assert labels == ["Yêu cầu giải trình", "Mời làm việc", "Giao Văn phòng tham mưu văn bản"]
    acts_offered = [
        chair.get(other["url"]).context["form"].initial.get("act") for other in decision.card["others"]
    ]
    assert acts_offered == [None, "call_in", "draft"]


def test_the_head_and_the_specialist_can_be_called(
    at_once: Assignment, cast: dict[str, User], sign_in: SignIn
) -> None:
    User.objects.filter(pk=cast["labour_head"].pk).update(phone="0238 3844 522")
    calls = sign_in("chair").get("/dieu-hanh/").context["page"].at_once.items[0].card["calls"]
    assert [(call.label, call.url) for call in calls] == [("Gọi thủ trưởng", "tel:02383844522")]

    User.objects.filter(pk=cast["specialist"].pk).update(phone="0238 111 2222 máy lẻ 3")
    page = sign_in("chair").get("/dieu-hanh/")
    assert "tel:02381112222;ext=3" in page.content.decode()


def test_what_the_centre_gave_the_province_stands_there_when_it_is_near_or_past(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, go_to: GoTo
) -> None:
    clerk, specialist = actor(cast["clerk"]), actor(cast["specialist"])
    spec = DirectiveSpec(
        kind="CV", issuer=Agency.objects.get(code="UBND"), issuer_text="Thủ tướng Chính phủ", field="VX",
        issued_on=date(2022, 11, 1), abstract="Văn bản của Thủ tướng", reference=Reference("104", "TTg-KSTT"),
    )  # fmt: skip
    document = acts.register_directive(spec, by=clerk, at=on("2022-11-08"))
    for title, due_on in (
        ("Đã qua hạn", date(2022, 12, 1)),
        ("Sắp đến hạn", date(2022, 12, 15)),
        ("Còn xa", date(2023, 6, 1)),
    ):
        register_task(
            document, CentralTaskSpec(title=title, due_on=due_on), by=specialist, at=on("2022-11-08")
        )
    go_to(LATE)

    chair = sign_in("chair")
    answer = chair.get("/dieu-hanh/")

    assert [line.title for line in answer.context["page"].central.lines] == ["Đã qua hạn", "Sắp đến hạn"]
    assert "3 nhiệm vụ, 1 sắp đến hạn, 1 đã qua hạn" in answer.content.decode()
    assert len(chair.get("/dieu-hanh/?xem=trung-uong").context["page_obj"].object_list) == 2
    assert chair.get("/dieu-hanh/?xem=khong-co").status_code == 404


# Orders of the last 30 days ---------------------------------------------------------------------------------------------


@pytest.fixture
def said(
    assignments: list[Assignment], cast: dict[str, User], province: Province, go_to: GoTo
) -> list[Instruction]:
    """The Chair said something on each assignment; the first of them is done. One word is too old."""
    chair = actor(cast["chair"])
    made = []
    for place, row in enumerate(assignments):
        word = LeaderWord(province.position("chutich"), date(2022, 12, 1 + place), text=f"Ý kiến {place}")
        made.append(instruct(word, act="opinion", by=chair, at=on("2022-12-05"), assignment=row))
    old = LeaderWord(province.position("chutich"), date(2022, 11, 1), text="Ý kiến cũ")
    instruct(old, act="opinion", by=chair, at=on("2022-12-05"), assignment=assignments[1])
    Assignment.objects.filter(pk=assignments[0].pk).update(state=State.DONE, done_on=date(2022, 12, 6))
    go_to(LATE)
    return made


def test_what_a_leader_ordered_is_counted_as_done_or_not_what_is_not_done_first(
    said: list[Instruction], sign_in: SignIn
) -> None:
    answer = sign_in("chair").get("/dieu-hanh/")
    lines = answer.context["page"].instructions.lines

    assert [line.label for line in lines] == ["Chưa thực hiện"] * 3 + ["Đã thực hiện"]
    assert "Ý kiến 0" in lines[-1].note
    assert "4 ý kiến: 1 đã thực hiện, 3 chưa thực hiện" in answer.content.decode()
    assert "Ý kiến cũ" not in answer.content.decode()


def test_a_vice_chair_reads_of_his_own_orders_only(said: list[Instruction], sign_in: SignIn) -> None:
    page = sign_in("vice_chair").get("/dieu-hanh/").context["page"]
    assert page.instructions.lines == ()
    assert page.instructions.title == "Ý kiến chỉ đạo của Phó Chủ tịch"


def test_an_answer_that_asks_for_nothing_is_no_order(
    said: list[Instruction], cast: dict[str, User], sign_in: SignIn
) -> None:
    Instruction.objects.filter(pk=said[1].pk).update(act=Instruction.Act.REFUSE)
    assert sign_in("chair").get("/dieu-hanh/").context["page"].carried.total == 3


# Who is in charge, since the last meeting ---------------------------------------------------------------------------------


def test_only_the_chair_sees_work_by_who_is_in_charge_and_it_sums_up(
    at_once: Assignment, cast: dict[str, User], many: Callable[[int], None], sign_in: SignIn
) -> None:
    many(20)
    page = sign_in("chair").get("/dieu-hanh/").context["page"]
    expected = bucket_counts(visible_to(actor(cast["chair"])), on(LATE))

    assert sum(one.counts.total for one in page.charges) == sum(expected.values())
    assert sum(one.counts.overdue for one in page.charges) == expected["overdue"]
    assert sign_in("vice_chair").get("/dieu-hanh/").context["page"].charges == ()


def test_how_long_work_is_late_is_drawn_and_the_programs_are_a_tap_away(
    at_once: Assignment, sign_in: SignIn
) -> None:
    answer = sign_in("chair").get("/dieu-hanh/")

    assert answer.context["page"].ageing.table.rows[0] == ("1–30", "4")
    assert 'href="/chuong-trinh/DA06/"' in answer.content.decode()


def test_an_assignment_counts_with_the_leader_who_is_named_for_it(
    at_once: Assignment, province: Province, sign_in: SignIn
) -> None:
    other = province.position("phochutich-kt")
    Assignment.objects.filter(pk=at_once.pk).update(supervisor=other)
    charges = {
        one.title: one.counts.total for one in sign_in("chair").get("/dieu-hanh/").context["page"].charges
    }
    assert charges[other.title] == 1


def test_what_became_overdue_since_the_last_meeting_is_counted_from_its_day(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, go_to: GoTo
) -> None:
    at, clerk = go_to("2022-11-25"), actor(cast["clerk"])
    assert sum(line.fresh for line in sign_in("chair").get("/dieu-hanh/").context["page"].agencies) == 4

    hold_meeting(on=date(2022, 11, 20), by=clerk, at=at)
    hold_meeting(on=date(2022, 11, 25), by=clerk, at=at)  # Today's is not yet the last one.
    answer = sign_in("chair").get("/dieu-hanh/")

    assert answer.context["page"].since == date(2022, 11, 20)
    assert sum(line.fresh for line in answer.context["page"].agencies) == 0
    assert "từ phiên họp 20/11/2022" in answer.content.decode()


# Paper ------------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_paper_has_the_same_parts_on_one_page_however_much_there_is(
    at_once: Assignment,
    said: list[Instruction],
    many: Callable[[int], None],
    cast: dict[str, User],
    sign_in: SignIn,
) -> None:
    many(60)
    added = Assignment.objects.filter(title__startswith="Việc thêm")
    added.update(state=State.ASSIGNED, done_on=None)
    for row in added[:12]:
        acts.report_at_once(row.pk, ground="Chậm " * 60, by=actor(cast["standing_head"]), at=on("2022-12-06"))
    DecisionRequest.objects.exclude(assignment=at_once).order_by("pk").filter(
        assignment__title__endswith="1"
    ).update(raised_by=None)

    pdf = PdfReader(io.BytesIO(sign_in("chair").get("/dieu-hanh/pdf/").content))
    text = " ".join(pdf.pages[0].extract_text().split())

    assert len(pdf.pages) == 1
    places = [
        text.index(part)
        for part in ("Việc chờ ý kiến chỉ đạo", "Báo cáo ngay", "Trung ương giao tỉnh", "Ý kiến chỉ đạo của Chủ tịch",
                     "Theo lãnh đạo phụ trách", "Quá hạn theo đơn vị")
    ]  # fmt: skip
    assert places == sorted(places)
    assert "Chỉ tiêu chậm" in text
    assert "Đến hạn trong 7 ngày tới" in text
    vice = PdfReader(io.BytesIO(sign_in("vice_chair").get("/dieu-hanh/pdf/").content))
    assert "Theo lãnh đạo phụ trách" not in vice.pages[0].extract_text()
