"""An agency's first page: one inbox by consequence, each from his own place, at the same price however much there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accountability.accounts.models import User
from accountability.assignments.actions import name_officer, update_progress
from accountability.assignments.models import Assignment, Coordination, LeadTenure
from accountability.assignments.reading import timer
from accountability.assignments.rules import Bucket, State
from accountability.desk.reading import agency
from accountability.desk.reading.common import moment_of
from accountability.desk.reading.inbox import Keys, weighed
from accountability.desk.reading.inbox_lines import InboxLine, work_of
from accountability.desk.reading.place import Place, place_of
from accountability.desk.rules.inbox import FAR, Reader, Tier, day_of, part_tier, tier_of
from tests.cast import actor
from tests.given import DUE_ON, GIVEN_AT, GoTo, SignIn, on
from workflows import acts

pytestmark = pytest.mark.django_db


def lines(client: Client, query: str = "") -> list[InboxLine]:
    """The inbox as the page shows it."""
    return list(client.get(f"/don-vi/{query}").context["inbox"])


def told(found: list[InboxLine]) -> list[tuple[str, str]]:
    return [(line.mark, line.act) for line in found]


@pytest.fixture
def a_row(assignments: list[Assignment]) -> Callable[..., Assignment]:
    """One more assignment of labour in that state."""

    def make(title: str, **values: object) -> Assignment:
        row = Assignment.objects.get(pk=assignments[0].pk)
        row.pk, row._state.adding, row.process, row.title = None, True, None, title
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        tenure = {"agency": row.lead_agency, "from_at": GIVEN_AT, "from_on": row.led_from_on}
        LeadTenure.objects.create(assignment=row, **tenure)
        return row

    return make


def test_the_gravest_stands_first_with_the_button_of_the_next_act(
    assignments: list[Assignment], a_row: Callable[..., Assignment], sign_in: SignIn, go_to: GoTo
) -> None:
    Assignment.objects.filter(lead_agency=assignments[0].lead_agency).update(due_on=date(2023, 3, 1))
    a_row("Xa", state=State.WORKING, due_on=date(2023, 3, 1))
    a_row("Sắp", state=State.WORKING, due_on=date(2022, 11, 18))
    a_row("Quá ít", state=State.WORKING, due_on=date(2022, 11, 15))
    a_row("Quá nhiều", state=State.ACKNOWLEDGED, due_on=date(2022, 11, 8))
    a_row("Làm lại", state=State.REWORK, due_on=date(2023, 3, 1))
    go_to("2022-11-18")

    found = [line for line in lines(sign_in("labour_focal")) if not line.kind]

    assert [(line.title, line.mark, line.act) for line in found] == [
        ("Quá nhiều", "Quá hạn 10 ngày", "Cập nhật kết quả"),
        ("Quá ít", "Quá hạn 3 ngày", "Cập nhật kết quả"),
        ("Làm lại", "Yêu cầu bổ sung · Còn 103 ngày", "Cập nhật kết quả"),
        ("Nâng tỷ lệ hồ sơ trực tuyến", "Chưa tiếp nhận, đã 9 ngày làm việc", "Tiếp nhận"),
        ("Tạo lập tài khoản an sinh xã hội", "Chưa tiếp nhận, đã 9 ngày làm việc", "Tiếp nhận"),
        ("Sắp", "Đến hạn hôm nay", "Cập nhật kết quả"),
    ]


def test_sql_and_rule_weigh_every_assignment_alike(
    assignments: list[Assignment], a_row: Callable[..., Assignment], cast: dict[str, User], go_to: GoTo
) -> None:
    """All states × deadlines × reviews × officers × days of leading, for a head, a focal point and an officer."""
    led_from = [GIVEN_AT.date(), date(2022, 11, 10), date(2022, 11, 14)]
    deadlines = [None, date(2022, 11, 8), date(2022, 11, 14), date(2022, 11, 17), date(2022, 12, 20)]
    for index, state in enumerate(State):
        for place, due_on in enumerate(deadlines):
            done_on = date(2022, 11, 9) if state == State.DONE else None
            officer = cast["labour_officer"] if index % 2 else None
            since = led_from[(index + place) % 3]
            a_row(
                "Việc", state=state, due_on=due_on, done_on=done_on, officer=officer, owed_days=index % 3,
                led_from_on=since,
            )  # fmt: skip
    a_row("Rà soát", state=State.WORKING, due_on=None, next_review_on=date(2022, 11, 14))
    a_row("Trước 7 giờ", state=State.WORKING, due_on=date(2022, 11, 14), due_time=time(7))
    at = go_to("2022-11-14")
    checked = 0
    for who in ("labour_head", "labour_focal", "labour_officer"):
        moment = moment_of(actor(cast[who], at.date()), at)
        place = place_of(moment, agency.agencies_of(moment.actor), own_only=False)
        in_sql = {row.pk: (row.tier, row.day) for row in weighed(place.desk)}
        for row in _with_facts(place):
            past = timer(at)(row).bucket == Bucket.OVERDUE
            work = work_of(row, is_past=past)
            tier = tier_of(work, place.reader, place.day)
            assert in_sql.get(row.pk) == ((tier, day_of(work, tier)) if tier else None), (
                who,
                row.state,
                work,
            )
            checked += 1
    assert checked == 3 * (2 + 10 * 5 + 2)


def _with_facts(place: Place) -> list[Assignment]:
    """Every assignment of the place, with the columns of `weighed`, also those that it leaves out; the lead's day as his tenure
    says it, not as the column repeats it.
    """
    rows = list(place.led)
    given = dict(LeadTenure.objects.filter(to_at=None).values_list("assignment_id", "from_on"))
    for row in rows:
        row.led_from_on = given[row.pk]
        days = date.fromordinal(row.due_on.toordinal() + row.owed_days) if row.due_on else None
        row.excused_on = days  # type: ignore[attr-defined]
    return rows


def test_a_head_a_focal_point_and_an_officer_each_from_his_own_place(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, go_to: GoTo
) -> None:
    head = actor(cast["labour_head"])
    for row in (assignments[0], assignments[3]):
        acts.acknowledge(row.pk, by=head, at=on("2022-11-08"))
    name_officer(assignments[3].pk, officer=cast["labour_officer"], by=head, at=on("2022-11-08"))
    go_to("2022-11-11")
    of_work = {who: [line for line in lines(sign_in(who)) if not line.kind]
               for who in ("labour_head", "labour_focal", "labour_officer")}  # fmt: skip

    assert told(of_work["labour_head"]) == [("Còn 4 ngày", "Phân công"), ("Còn 4 ngày", "Cập nhật kết quả")]
    assert told(of_work["labour_focal"]) == [("Còn 4 ngày", "Cập nhật kết quả")] * 2
    assert [line.title for line in of_work["labour_officer"]] == [assignments[3].title]
    whole = [line for line in lines(sign_in("labour_officer"), "?cua=don-vi") if not line.kind]
    assert len(whole) == 2
    assert lines(sign_in("labour_head"), "?cua=toi") == [] or all(
        line.kind for line in lines(sign_in("labour_head"), "?cua=toi")
    )


def test_the_workload_puts_what_nobody_is_named_for_first_and_leads_to_each_list(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, go_to: GoTo
) -> None:
    head, officer = actor(cast["labour_head"]), cast["labour_officer"]
    acts.acknowledge(assignments[3].pk, by=head, at=on("2022-11-08"))
    name_officer(assignments[3].pk, officer=officer, by=head, at=on("2022-11-08"))
    go_to("2022-11-18")
    client = sign_in("labour_head")
    loads = client.get("/don-vi/").context["loads"]

    assert [(load.name, load.open, load.due_soon, load.overdue) for load in loads] == [
        ("Chưa phân công", 1, 0, 1), (str(officer), 1, 0, 1),
    ]  # fmt: skip
    named = client.get(f"/don-vi/{loads[1].query}").context["page_obj"].object_list
    assert [line.title for line in named] == [assignments[3].title]
    unnamed = client.get(f"/don-vi/{loads[0].query}").context["page_obj"].object_list
    assert [line.title for line in unnamed] == [assignments[0].title]
    for stranger in (str(cast["chair"].pk), "x", "9" * 40):
        assert client.get(f"/don-vi/?xem=can-bo&nguoi={stranger}").status_code == 404


def test_parts_are_owed_to_the_lead_and_by_the_coordinating_agency(
    assignments: list[Assignment], sign_in: SignIn, go_to: GoTo
) -> None:
    part = Coordination.objects.get()
    go_to("2022-11-18")
    of_lead = {queue.key: queue for queue in sign_in("labour_head").get("/don-vi/").context["queues"]}
    bank = sign_in("coordinating_officer").get("/don-vi/").context

    (owed,) = of_lead["cho-phoi-hop"].lines
    assert (owed.title, owed.label) == (part.agency.short_name, "Quá hạn 3 ngày")
    assert [queue.key for queue in bank["queues"]] == ["phoi-hop"]
    assert told(bank["inbox"]) == [("Quá hạn 3 ngày", "Báo cáo phần phối hợp")]
    assert f"/phoi-hop/{part.pk}/bao-cao/" == bank["inbox"][0].act_url


def test_sql_and_rule_weigh_a_part_alike(
    assignments: list[Assignment], cast: dict[str, User], go_to: GoTo
) -> None:
    found = []
    for day in ("2022-11-08", "2022-11-10", "2022-11-15", "2022-11-16"):
        at = go_to(day)
        moment = moment_of(actor(cast["coordinating_officer"], at.date()), at)
        agencies = agency.agencies_of(moment.actor)
        place = place_of(moment, agencies, own_only=True)
        tiers = [tier for tier, _, kind, _ in Keys(place)[:99] if kind == "phoi-hop"]
        tier = part_tier(is_past=at.date() > DUE_ON, is_soon=place.day.soon_until >= DUE_ON)
        assert tiers == ([tier] if tier else []), day
        found.append(tier)
    assert found == [None, Tier.PART_DUE_SOON, Tier.PART_DUE_SOON, Tier.PART_OVERDUE]


def test_what_waits_for_the_office_asks_nothing_of_the_agency(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, go_to: GoTo
) -> None:
    head, row = actor(cast["labour_head"]), assignments[0]
    acts.acknowledge(row.pk, by=head, at=on("2022-11-08"))
    update_progress(row.pk, text="Đã làm", by=head, at=on("2022-11-09"))
    acts.claim_completion(
        row.pk, number="1", symbol="BC", result_on=DUE_ON, summary="Xong", by=head, at=on("2022-11-15")
    )
    go_to("2022-11-18")

    assert row.title not in [line.title for line in lines(sign_in("labour_head"))]


def test_a_button_of_one_click_does_it(assignments: list[Assignment], sign_in: SignIn, go_to: GoTo) -> None:
    go_to("2022-11-09")
    client = sign_in("labour_focal")
    (first, *_) = [line for line in lines(client) if line.act == "Tiếp nhận"]

    assert first.act_posts
    assert client.post(first.act_url).status_code == 302
    assert Assignment.objects.filter(state=State.ACKNOWLEDGED).count() == 1


@pytest.mark.parametrize("address", ["/don-vi/", "/don-vi/?xem=viec", "/don-vi/?xem=can-bo&nguoi=0"])
def test_the_page_asks_as_often_for_many_as_for_few(
    address: str, many: Callable[[int], None], sign_in: SignIn, go_to: GoTo
) -> None:
    go_to("2022-11-18")
    client = sign_in("labour_head")
    many(10)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    many(200)
    with CaptureQueriesContext(connection) as lots:
        client.get(address)

    assert len(lots) == len(few)


def test_the_whole_inbox_is_in_pages_in_the_same_order(
    many: Callable[[int], None], sign_in: SignIn, go_to: GoTo, cast: dict[str, User]
) -> None:
    many(120)
    at = go_to("2022-11-18")
    client = sign_in("labour_head")
    first, second = (client.get(f"/don-vi/?xem=viec&page={page}").context for page in (1, 2))

    moment = moment_of(actor(cast["labour_head"], at.date()), at)
    place = place_of(moment, agency.agencies_of(moment.actor), own_only=False)
    keys = Keys(place)[:1000]
    assert keys == sorted(keys)
    assert first["page_obj"].paginator.count == len(keys) > 30
    shown = [line.url for line in (*first["inbox"], *second["inbox"])]
    assert len(set(shown)) == len(shown) == min(60, len(keys))
    assert keys[-1][1] <= FAR
    assert isinstance(place.reader, Reader)
