"""The page of a duty that many have, and its replication to others."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, Refused, draft, replicate
from accountability.assignments.actions.specs import Own, TargetSpec
from accountability.assignments.duties import roll_up
from accountability.assignments.models import Assignment, TargetReading
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from tests.cast import actor
from tests.remembered import remembered
from workflows import acts

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 11, 8, 8, tzinfo=LOCAL)
TITLE = "Cấp tài khoản định danh điện tử"


@pytest.fixture
def wards(province) -> list[Agency]:
    return list(Agency.objects.filter(parent__code="H412").order_by("rank"))


@pytest.fixture
def directive(province, demo_time):
    """Documents that are being cut, one per number."""

    @remembered
    def make(number: int) -> Directive:
        spec = DirectiveSpec(
            kind="KH", issuer=province.agency("UBND"), issued_on=date(2022, 11, 7), abstract="Kế hoạch", field="VX",
            reference=Reference(str(number), "KH-UBND"),
        )  # fmt: skip
        return acts.register_directive(spec, by=None, at=NOW)

    return make


@remembered
def give(row: Directive) -> list[Assignment]:
    acts.send_to_review(row.pk, by=None, at=NOW)
    acts.approve_directive(row.pk, by=None, at=NOW)
    return list(row.assignments.select_related("lead_agency").order_by("rank"))


@pytest.fixture
def group(directive, wards) -> list[Assignment]:
    """Five wards of Vinh, each with a figure of its own and 100 to reach together with none; one due soon."""
    own = {
        row.pk: Own(date(2022, 11, 20 + number), {0: Decimal(10 * number)})
        for number, row in enumerate(wards[:5], 1)
    }
    row = directive(820)
    spec = AssignmentSpec(
        TITLE, wards[:5], product="Báo cáo", duration="fixed", own=own, targets=[TargetSpec("Tài khoản", Decimal(0), "tài khoản")]
    )  # fmt: skip
    draft(row, spec, by=None, at=NOW)
    return give(row)


def read(row: Assignment, value: int, day: int = 8) -> None:
    TargetReading.objects.create(
        target=row.targets.get(), value=Decimal(value), data_on=date(2022, 11, day), reported_at=NOW
    )


@pytest.fixture
def page(as_):
    def get(row: Assignment, query: str = "", name: str = "specialist") -> str:
        response = as_(name).get(reverse("duty-detail", args=[row.pk]) + query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return get


# The roll-up ----------------------------------------------------------------------------------------------------------


def test_what_is_left_is_counted_by_state_and_the_laggards_come_first(group, page) -> None:
    Assignment.objects.filter(pk=group[0].pk).update(state="done", done_on=date(2022, 11, 8))
    Assignment.objects.filter(pk=group[3].pk).update(due_on=date(2022, 10, 20))
    text = page(group[1])
    assert "4/5 chưa xong" in text
    names = [row.lead_agency.short_name for row in (group[3], group[1], group[2], group[4], group[0])]
    assert sorted(names, key=text.index) == names
    assert "Quá hạn 19 ngày" in text


def test_figures_are_summed_with_who_reached_who_is_behind_and_who_is_silent(group) -> None:
    read(group[0], 3, day=7)
    read(group[0], 12)
    read(group[1], 5)
    (figure,) = roll_up(Assignment.objects.filter(duty_key=group[0].duty_key), NOW).figures
    assert (figure.wanted_in_all, figure.reported_in_all) == (Decimal(150), Decimal(17))
    assert (figure.reached, figure.behind, figure.silent) == (1, 1, 3)


def test_percentages_are_averaged_never_summed(directive, wards) -> None:
    row = directive(830)
    draft(
        row,
        AssignmentSpec(TITLE, wards[:2], duration="none", targets=[TargetSpec("Tỷ lệ", Decimal(60))]),
        by=None,
        at=NOW,
    )
    first, second = give(row)
    read(first, 40)
    read(second, 70)
    (figure,) = roll_up(Assignment.objects.filter(directive=row), NOW).figures
    assert (figure.wanted_in_all, figure.reported_in_all) == (Decimal(60), Decimal(55))


def test_the_page_shows_readings_beside_figures_and_narrows_by_timing(group, page) -> None:
    read(group[0], 12)
    Assignment.objects.filter(pk=group[3].pk).update(due_on=date(2022, 10, 20))
    text = page(group[1])
    assert "12 / 10 tài khoản" in text
    assert "chưa có số liệu / 20 tài khoản" in text
    late = page(group[1], "?nhom=overdue")
    assert group[3].lead_agency.short_name in late
    assert group[0].lead_agency.short_name not in late
    assert "Không cơ quan nào của nhóm ở tình trạng này." in page(group[1], "?nhom=no_deadline")


def test_a_lead_sees_its_own_part_only(group, page, cast) -> None:
    mine = next(
        row
        for row in group
        if row.lead_agency == Agency.objects.get(positions__incumbencies__user=cast["commune_chair"])
    )
    text = page(mine, name="commune_chair")
    assert "1/1 chưa xong" in text
    assert group[1].lead_agency.short_name not in text
    assert "Nhân rộng" not in text


def test_a_single_assignment_has_no_such_page_and_a_stranger_finds_nothing(as_, give_alone, group) -> None:
    assert as_("specialist").get(reverse("duty-detail", args=[give_alone.pk])).status_code == 404
    assert as_("outsider").get(reverse("duty-detail", args=[group[0].pk])).status_code == 404


@pytest.fixture
def give_alone(directive, province) -> Assignment:
    row = directive(840)
    draft(row, AssignmentSpec("Việc riêng", [province.agency("SNV")], duration="none"), by=None, at=NOW)
    return give(row)[0]


def test_the_directive_leads_to_it(as_, group) -> None:
    text = as_("specialist").get(reverse("directive-detail", args=[group[0].directive_id])).content.decode()
    assert reverse("duty-detail", args=[group[0].pk]) in text


def test_queries_do_not_grow_with_the_group(directive, page, wards) -> None:
    def queries(number: int, leads: list[Agency]) -> int:
        row = directive(number)
        spec = AssignmentSpec(
            TITLE, leads, duration="none", targets=[TargetSpec("Tài khoản", Decimal(5), "tài khoản")]
        )
        draft(row, spec, by=None, at=NOW)
        first = give(row)[0]
        page(first)
        with CaptureQueriesContext(connection) as captured:
            page(first)
        return len(captured)

    assert queries(850, wards[:3]) == queries(851, wards)


# Nhân rộng ------------------------------------------------------------------------------------------------------------


def test_what_some_tried_goes_to_the_others_once(group, directive, wards, cast) -> None:
    office, wider = actor(cast["specialist"]), directive(821)
    made = replicate(group[0].pk, wider, wards, due_on=date(2022, 12, 20), by=office, at=NOW)
    assert {row.lead_agency_id for row in made} == {ward.pk for ward in wards[5:]}
    one = made[0]
    assert (one.title, one.product, one.due_on, one.state) == (TITLE, "Báo cáo", date(2022, 12, 20), "draft")
    assert one.targets.get().value == group[0].targets.get().value
    again = directive(822)
    with pytest.raises(Refused, match="đều đã được giao"):
        replicate(group[0].pk, again, wards, due_on=date(2022, 12, 20), by=office, at=NOW)
    # Also from one of the new ones, and for whoever came to neither.
    give(wider)
    further = list(Agency.objects.filter(parent__code="H413"))
    more = replicate(made[0].pk, again, [*wards, *further], due_on=date(2022, 12, 20), by=office, at=NOW)
    assert {row.lead_agency_id for row in more} == {row.pk for row in further}


def test_a_single_assignment_that_was_tried_becomes_the_first_of_its_duty(
    give_alone, directive, wards, cast, page
) -> None:
    wider = directive(823)
    replicate(give_alone.pk, wider, wards[:2], due_on=None, by=actor(cast["specialist"]), at=NOW)
    give_alone.refresh_from_db()
    give(wider)
    text = page(give_alone)
    assert "Cùng việc này ở văn bản khác" in text
    assert wider.cited in text


def test_what_is_still_a_draft_is_not_replicated(directive, wards, cast) -> None:
    row = directive(824)
    (first, *_) = draft(row, AssignmentSpec(TITLE, wards[:2], duration="none"), by=None, at=NOW)
    with pytest.raises(Refused, match="chưa được giao"):
        replicate(first.pk, row, wards, due_on=None, by=actor(cast["specialist"]), at=NOW)


def test_the_form_shows_who_is_left_before_it_writes(as_, group, directive, province, wards) -> None:
    wider = directive(825)
    client, address = as_("specialist"), reverse("duty-replicate", args=[group[0].pk])
    typed = {"directive": wider.pk, "communes_of": [province.agency("H412").pk], "due_on": "2022-12-20"}
    text = unescape(client.post(address, typed).content.decode())
    assert f"{len(wards) - 5} cơ quan" in text
    assert not Assignment.objects.filter(directive=wider).exists()
    answer = client.post(address, typed | {"ghi": "1"}, follow=True)
    assert f"Đã ghi {len(wards) - 5} nhiệm vụ nhân rộng" in unescape(answer.content.decode())
    assert Assignment.objects.filter(directive=wider, state="draft").count() == len(wards) - 5


def test_the_form_asks_for_a_deadline_and_a_group(as_, group, directive, province) -> None:
    wider = directive(826)
    client, address = as_("specialist"), reverse("duty-replicate", args=[group[0].pk])
    assert "Vui lòng chọn cơ quan được giao thêm." in unescape(
        client.post(address, {"directive": wider.pk}).content.decode()
    )
    typed = {"directive": wider.pk, "communes_of": [province.agency("H412").pk], "due_on": ""}
    assert "Chưa có thời hạn" in unescape(client.post(address, typed).content.decode())


def test_without_a_document_being_cut_the_form_says_what_to_do(as_, group) -> None:
    text = as_("specialist").get(reverse("duty-replicate", args=[group[0].pk])).content.decode()
    assert "Không có văn bản nào đang bóc tách" in unescape(text)
