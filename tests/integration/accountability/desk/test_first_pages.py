"""The first pages: who is brought where, who may open what, what stands on them, and at which price."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from accountability.accounts.models import User
from accountability.assignments.access import visible_to
from accountability.assignments.actions import LeaderWord, instruct, raise_obstacle
from accountability.assignments.models import Assignment, Instruction
from accountability.assignments.reading import bucket_counts
from accountability.desk.reading.command import command_page
from accountability.desk.reading.common import moment_of
from accountability.desk.reading.paper import paper_of
from accountability.escalation.actions import Decision, ExplanationSpec, explain, give_opinion
from accountability.escalation.demanding import demand_explanation
from accountability.escalation.models import DecisionRequest
from tests.cast import Province, actor
from tests.given import GoTo, SignIn, on
from workflows import acts

LATE = "2022-12-07"
SECRET = "Nguyên nhân chỉ cấp trên được đọc"


@pytest.fixture
def waiting(
    assignments: list[Assignment], cast: dict[str, User], province: Province, go_to: GoTo
) -> Assignment:
    """Labour's second task: 22 days late, hindered, explained, with the Office's opinion, before the Chair."""
    row = assignments[3]
    head, specialist, chair = (actor(cast[name]) for name in ("labour_head", "specialist", "chair"))
    acts.acknowledge(row.pk, by=head, at=on("2022-11-08"))
    raise_obstacle(
        row.pk, text="Chưa có danh sách khớp", proposal="Giao Công an tỉnh đối sánh", by=head, at=on("2022-12-01"),
        addressed_to=province.position("chutich"),
    )  # fmt: skip
    word = LeaderWord(leader=province.position("chutich"), decided_on=date(2022, 12, 1))
    asked = demand_explanation(row.pk, word=word, by=chair, at=on("2022-12-01"))
    explain(
        asked.pk,
        ExplanationSpec(
            result_so_far="", causes_objective=SECRET, causes_subjective="", responsibility_collective="",
            responsibility_individual="", remedy="", committed_on=date(2022, 12, 20),
        ),
        by=head, at=on("2022-12-02"),
    )  # fmt: skip
    acts.report_at_once(
        row.pk, ground="Chậm, xin ý kiến", by=actor(cast["standing_head"]), at=on("2022-12-05")
    )
    give_opinion(
        row.pk, act="extend", text="Cho gia hạn, Công an tỉnh đối sánh", new_due_on=date(2022, 12, 20), by=specialist,
        at=on("2022-12-06"),
    )  # fmt: skip
    go_to(LATE)
    return row


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("chair", "/dieu-hanh/"),
        ("vice_chair", "/dieu-hanh/"),
        ("office_deputy", "/van-phong/"),
        ("specialist", "/van-phong/"),
        ("clerk", "/van-phong/"),
        ("standing_head", "/don-vi/"),
        ("labour_officer", "/don-vi/"),
        ("district_chair", "/don-vi/"),
        ("commune_chair", "/don-vi/"),
        ("party_secretary", "/nhiem-vu/"),
    ],
)
def test_everyone_is_brought_to_his_own_first_page(who: str, page: str, sign_in: SignIn, go_to: GoTo) -> None:
    client = sign_in(who)

    assert client.get("/").headers["Location"] == page
    assert client.get(page).status_code == 200


def test_nobody_signed_in_is_asked_to_sign_in(db: None) -> None:
    for page in ("/", "/dieu-hanh/", "/dieu-hanh/pdf/", "/van-phong/", "/don-vi/", "/bao-cao/"):
        assert Client().get(page).headers["Location"].startswith("/dang-nhap/"), page


@pytest.mark.parametrize(
    ("page", "refused"),
    [
        (
            "/dieu-hanh/",
            ["specialist", "clerk", "standing_head", "labour_head", "party_secretary", "outsider"],
        ),
        ("/dieu-hanh/pdf/", ["specialist", "standing_head", "party_secretary", "outsider"]),
        (
            "/van-phong/",
            ["chair", "vice_chair", "standing_head", "labour_head", "district_chair", "outsider"],
        ),
        ("/don-vi/", ["party_secretary"]),
    ],
)
def test_a_first_page_is_refused_with_a_reason_to_those_whose_it_is_not(
    page: str, refused: list[str], sign_in: SignIn, go_to: GoTo
) -> None:
    for who in refused:
        assert sign_in(who).get(page).status_code == 403, who


def test_the_chair_sees_what_waits_for_his_word_with_the_button(waiting: Assignment, sign_in: SignIn) -> None:
    text = sign_in("chair").get("/dieu-hanh/").content.decode()

    assert "Tạo lập tài khoản an sinh xã hội" in text
    assert "<b>22</b>" in text
    assert "Chưa có danh sách khớp" in text
    assert "Giao Công an tỉnh đối sánh" in text
    assert "Cho gia hạn, Công an tỉnh đối sánh" in text
    assert "Đồng ý gia hạn đến 20/12/2022" in text
    assert f"/nhiem-vu/{waiting.pk}/dong-y-de-xuat/" in text
    assert "Đã có giải trình ngày 02/12/2022" in text
    assert "đã trình 4 ngày làm việc" in text


def test_the_words_of_an_explanation_are_on_no_first_page(waiting: Assignment, sign_in: SignIn) -> None:
    for who, page in (("chair", "/dieu-hanh/"), ("specialist", "/van-phong/"), ("standing_head", "/don-vi/")):
        assert SECRET not in sign_in(who).get(page).content.decode(), who


def test_a_decision_takes_the_item_off_the_page(waiting: Assignment, sign_in: SignIn) -> None:
    chair = sign_in("chair")
    page = chair.get("/dieu-hanh/").context["page"]

    assert chair.post(page.at_once.items[0].card["agree_url"]).status_code == 302
    assert DecisionRequest.objects.get().decided_at is not None
    assert chair.get("/dieu-hanh/").context["page"].at_once.items == []


def test_a_duty_given_to_many_stands_once_before_the_chair_until_he_asks_for_all(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, go_to: GoTo
) -> None:
    police = actor(cast["standing_head"])
    for row in assignments:
        acts.report_at_once(row.pk, ground="Chậm", by=police, at=on("2022-11-20"))
    go_to("2022-11-20")

    page = sign_in("chair").get("/dieu-hanh/").context["page"]
    everything = sign_in("chair").get("/dieu-hanh/?xem=tat-ca").context["page"]

    assert [decision.item.pk for decision in page.at_once.items] == [assignments[0].pk, assignments[3].pk]
    assert "còn 2 đơn vị khác cùng nhiệm vụ" in page.at_once.items[0].card["lead"]
    assert page.at_once.total == 4
    assert len(everything.at_once.items) == 4


def test_an_opinion_whose_date_has_come_has_no_button(
    waiting: Assignment, sign_in: SignIn, go_to: GoTo
) -> None:
    go_to("2022-12-20")

    (decision,) = sign_in("chair").get("/dieu-hanh/").context["page"].at_once.items

    assert "agree_url" not in decision.card


def test_the_figures_equal_the_counts_of_what_the_leader_may_see(
    waiting: Assignment, cast: dict[str, User], many: Callable[[int], None]
) -> None:
    many(25)
    for who in ("chair", "vice_chair"):
        leader = actor(cast[who], date(2022, 12, 7))
        page = command_page(moment_of(leader, on(LATE)), page_url="/", is_demo=False)
        expected = bucket_counts(visible_to(leader), on(LATE))
        assert {figure["label"]: figure["count"] for figure in page.figures}[
            "Đang thực hiện quá hạn"
        ] == expected["overdue"]
        assert sum(figure["count"] for figure in page.figures) == sum(expected.values())
        assert paper_of(page).counts == page.counts
        assert page.counts.total == sum(expected.values())


def test_agencies_stand_by_lateness(waiting: Assignment, sign_in: SignIn) -> None:
    page = sign_in("chair").get("/dieu-hanh/").context["page"]

    overdue = [line.counts.overdue for line in page.agencies]
    assert overdue == sorted(overdue, reverse=True)
    assert overdue[0] == 2


def test_a_target_without_a_figure_says_so(waiting: Assignment, sign_in: SignIn) -> None:
    (lag,) = sign_in("chair").get("/dieu-hanh/").context["page"].targets

    assert lag.label == "Tỷ lệ hồ sơ trực tuyến (3 đơn vị)"
    assert lag.text == "chưa có số liệu / ≥ 50\u00a0%"


def test_what_was_recorded_in_the_leaders_name_can_be_corrected_from_his_page(
    waiting: Assignment, cast: dict[str, User], province: Province, sign_in: SignIn
) -> None:
    word = LeaderWord(province.position("chutich"), date(2022, 12, 6), Instruction.Form.MEETING, "Làm ngay")
    made = instruct(
        word, act="opinion", by=actor(cast["specialist"]), at=on("2022-12-06"), assignment=waiting
    )

    text = sign_in("chair").get("/dieu-hanh/").content.decode()

    assert made.sentence in text
    assert f"/y-kien/{made.pk}/dinh-chinh/" in text


@pytest.mark.slow
def test_the_a4_twin_is_one_page_in_our_letters_and_says_the_same(
    waiting: Assignment, many: Callable[[int], None], sign_in: SignIn
) -> None:
    many(40)
    response = sign_in("chair").get("/dieu-hanh/pdf/")
    pdf = PdfReader(io.BytesIO(response.content))

    assert response["Content-Type"] == "application/pdf"
    assert len(pdf.pages) == 1
    text = " ".join(pdf.pages[0].extract_text().split())
    assert "Tạo lập tài khoản an sinh xã hội" in text
    assert "Cho gia hạn, Công an tỉnh đối sánh" in text
    assert SECRET not in text
    fonts = {str(font["/BaseFont"]) for font in _fonts(pdf)}
    assert fonts
    assert all("Tinos" in font for font in fonts), fonts


def _fonts(pdf: PdfReader) -> list[dict[str, object]]:
    return [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("chair", "/dieu-hanh/"),
        ("vice_chair", "/dieu-hanh/"),
        ("specialist", "/van-phong/"),
        ("labour_head", "/don-vi/"),
        ("standing_head", "/don-vi/"),
        ("district_chair", "/don-vi/"),
        ("clerk", "/bao-cao/"),
    ],
)
def test_a_page_asks_the_database_as_often_for_200_assignments_as_for_10(
    who: str, page: str, waiting: Assignment, many: Callable[[int], None], sign_in: SignIn
) -> None:
    client = sign_in(who)
    many(10)
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(page).status_code == 200
    many(190)
    with CaptureQueriesContext(connection) as lots:
        assert client.get(page).status_code == 200

    assert len(lots) == len(few)


def test_the_office_sees_what_waits_for_it_and_all_of_a_queue(
    assignments: list[Assignment], waiting: Assignment, many: Callable[[int], None], sign_in: SignIn
) -> None:
    many(12)
    office = sign_in("specialist")
    queues = {queue.key: queue for queue in office.get("/van-phong/").context["queues"]}

    assert queues["chua-tiep-nhan"].count == 15
    assert len(queues["chua-tiep-nhan"].lines) == 7
    assert queues["qua-han"].count == 16
    assert "neu-y-kien" not in queues
    assert len(office.get("/van-phong/?xem=chua-tiep-nhan").context["page_obj"].object_list) == 15
    assert office.get("/van-phong/?xem=khong-co").status_code == 404


def test_an_agency_sees_its_inbox_and_nothing_of_others(
    assignments: list[Assignment], sign_in: SignIn, go_to: GoTo
) -> None:
    go_to("2022-11-11")
    labour = sign_in("labour_head").get("/don-vi/").context

    led = {assignments[0].title, assignments[3].title}
    assert {line.title for line in labour["inbox"] if not line.kind} == led
    assert labour["everything"].count == 2
    bank = sign_in("coordinating_officer").get("/don-vi/").context
    assert [queue.key for queue in bank["queues"]] == ["phoi-hop"]
    assert bank["everything"].count == 0


def test_the_head_is_asked_to_explain_on_his_first_page(
    assignments: list[Assignment], cast: dict[str, User], province: Province, sign_in: SignIn, go_to: GoTo
) -> None:
    word = LeaderWord(leader=province.position("chutich"), decided_on=date(2022, 11, 18))
    asked = demand_explanation(assignments[0].pk, word=word, by=actor(cast["chair"]), at=on("2022-11-18"))
    go_to("2022-11-18")

    assert f"/giai-trinh/{asked.pk}/" in sign_in("labour_head").get("/don-vi/").content.decode()
    assert f"/giai-trinh/{asked.pk}/" not in sign_in("labour_officer").get("/don-vi/").content.decode()


def test_a_district_sees_its_communes_and_the_standing_agency_its_program(
    assignments: list[Assignment], many: Callable[[int], None], cast: dict[str, User], sign_in: SignIn
) -> None:
    many(60)
    district = sign_in("district_chair").get("/don-vi/").context
    own = actor(cast["district_chair"]).seats[0].oversees

    assert district["below"]
    assert {line.pk for line in district["below"]} <= own
    (program,) = sign_in("standing_head").get("/don-vi/").context["programs"]
    assert sum(figure["count"] for figure in program.figures) == 64


def queue_of(page: str, key: str, client: Client) -> list[tuple[str, str]]:
    """Title and mark of the lines of one queue; empty when the page does not show it."""
    queues = {queue.key: queue for queue in client.get(page).context["queues"]}
    return [(line.title, line.label) for line in queues[key].lines] if key in queues else []


def test_the_day_that_a_head_committed_himself_to_is_watched(
    waiting: Assignment, sign_in: SignIn, go_to: GoTo
) -> None:
    go_to("2022-12-20")
    assert queue_of("/don-vi/", "cam-ket", sign_in("labour_head")) == [(waiting.title, "Cam kết xong 20/12")]
    assert queue_of("/van-phong/", "cam-ket", sign_in("specialist")) == []

    go_to("2022-12-23")
    broken = [(waiting.title, "Quá ngày cam kết 3 ngày")]
    assert queue_of("/don-vi/", "cam-ket", sign_in("labour_head")) == broken
    assert queue_of("/van-phong/", "cam-ket", sign_in("specialist")) == broken
    card = sign_in("chair").get("/dieu-hanh/").content.decode()
    assert "cam kết hoàn thành ngày 20/12/2022, đã quá 3 ngày" in card


@pytest.mark.slow
def test_a_committed_day_is_read_by_none_but_readers_of_the_explanation(
    waiting: Assignment, sign_in: SignIn, go_to: GoTo
) -> None:
    go_to("2022-12-23")
    for who, page in (
        ("clerk", "/van-phong/"), ("labour_officer", "/don-vi/"), ("labour_focal", "/don-vi/"),
        ("standing_head", "/don-vi/"), ("coordinating_officer", "/don-vi/"),
    ):  # fmt: skip
        client = sign_in(who)
        assert queue_of(page, "cam-ket", client) == [], who
        text = client.get(page).content.decode()
        assert "Quá ngày cam kết 3 ngày" not in text, who
        assert "Cam kết xong" not in text, who


@pytest.mark.parametrize("end", ["extended", "handed in", "another lead"])
def test_a_committed_day_is_watched_no_more_once_it_is_settled(
    end: str, waiting: Assignment, cast: dict[str, User], province: Province, sign_in: SignIn, go_to: GoTo
) -> None:
    head, chair = actor(cast["labour_head"]), actor(cast["chair"])
    word = LeaderWord(leader=province.position("chutich"), decided_on=date(2022, 12, 21))
    if end == "extended":
        decision = Decision(act="extend", new_due_on=date(2023, 1, 10))
        acts.decide(waiting.pk, decision, word=word, by=chair, at=on("2022-12-21"))
    elif end == "another lead":
        decision = Decision(act="reassign", new_lead=province.agency("STTTT"))
        acts.decide(waiting.pk, decision, word=word, by=chair, at=on("2022-12-21"))
    else:
        acts.claim_completion(
            waiting.pk, number="1", symbol="BC", result_on=date(2022, 12, 21), summary="Xong", by=head,
            at=on("2022-12-21"),
        )  # fmt: skip
    go_to("2022-12-23")
    assert queue_of("/van-phong/", "cam-ket", sign_in("specialist")) == []
    assert queue_of("/don-vi/", "cam-ket", sign_in("labour_head")) == []
