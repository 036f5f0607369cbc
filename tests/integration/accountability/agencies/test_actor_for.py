"""Who someone is on a day: his positions, those delegated to him, and what they reach."""

from __future__ import annotations

from datetime import date

import pytest
from guardian.shortcuts import get_objects_for_user

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.actions import delegate, take_office
from accountability.agencies.models import Agency, Incumbency
from accountability.calendars.demo_clock import STARTS_AT
from tests.cast import CAST, TODAY, Province, actor

EVERYBODY = [*CAST, "commune_chair"]


@pytest.mark.parametrize("name", EVERYBODY)
def test_guardian_and_the_actor_agree_on_whom_he_works_for(cast: dict[str, User], name: str) -> None:
    user = cast[name]
    by_guardian = get_objects_for_user(user, "agencies.work_for", klass=Agency)
    assert {agency.pk for agency in by_guardian} == actor(user).works_for


@pytest.mark.parametrize(
    ("name", "role", "agency"),
    [
        ("chair", Role.CHAIR, "UBND"),
        ("vice_chair", Role.VICE_CHAIR, "UBND"),
        ("office_deputy", Role.OFFICE_DEPUTY, "VPUBND"),
        ("specialist", Role.SPECIALIST, "VPUBND"),
        ("clerk", Role.CLERK, "VPUBND"),
        ("standing_head", Role.AGENCY_HEAD, "CAT"),
        ("labour_focal", Role.FOCAL_POINT, "SLDTBXH"),
        ("labour_officer", Role.OFFICER, "SLDTBXH"),
        ("coordinating_officer", Role.OFFICER, "NHNN"),
        ("district_chair", Role.AGENCY_HEAD, "H412"),
        ("party_secretary", Role.PARTY_SECRETARY, "DU412"),
    ],
)
def test_each_of_the_cast_holds_one_position(
    cast: dict[str, User], province: Province, name: str, role: Role, agency: str
) -> None:
    (seat,) = actor(cast[name]).seats
    assert (seat.role, seat.agency_id) == (role, province.agency(agency).pk)


def test_leaders_of_the_province_work_for_no_agency(cast: dict[str, User]) -> None:
    assert actor(cast["chair"]).works_for == frozenset()


def test_a_district_oversees_its_communes_and_a_secretary_watches_them(
    cast: dict[str, User], province: Province
) -> None:
    communes = set(Agency.objects.filter(parent=province.agency("H412")).values_list("pk", flat=True))
    assert communes
    assert actor(cast["district_chair"]).seats[0].oversees == communes
    assert actor(province.user("vinh-daumoi")).seats[0].oversees == communes
    assert actor(province.user("vinh-chuyenvien")).seats[0].oversees == frozenset()
    assert actor(cast["party_secretary"]).seats[0].watches == communes | {province.agency("H412").pk}


def test_a_delegate_acts_for_the_position_between_the_days(cast: dict[str, User], province: Province) -> None:
    delegate(
        position=province.position("ldtbxh"), user=cast["labour_officer"], from_on=date(2022, 11, 10),
        to_on=date(2022, 11, 12), document="GUQ 12/SLĐTBXH", by=None, at=STARTS_AT,
    )  # fmt: skip
    roles_on = {day: actor(cast["labour_officer"], date(2022, 11, day)).roles for day in (9, 10, 12, 13)}
    assert [Role.AGENCY_HEAD in roles_on[day] for day in (9, 10, 12, 13)] == [False, True, True, False]


def test_who_left_a_position_has_nothing_of_it_any_more(cast: dict[str, User], province: Province) -> None:
    take_office(
        position=province.position("ldtbxh"),
        user=cast["outsider"],
        from_on=date(2022, 12, 1),
        by=None,
        at=STARTS_AT,
    )
    assert actor(cast["labour_head"], date(2022, 11, 30)).roles == {Role.AGENCY_HEAD}
    assert actor(cast["labour_head"], date(2022, 12, 1)).seats == ()
    assert province.agency("SLDTBXH").pk in actor(cast["outsider"], date(2022, 12, 1)).works_for
    assert Incumbency.objects.filter(position__code="ldtbxh").count() == 2


def test_before_his_first_day_he_is_nobody(cast: dict[str, User]) -> None:
    assert actor(cast["chair"], date(2021, 12, 31)).seats == ()
    assert actor(cast["chair"], TODAY).title == "Chủ tịch UBND tỉnh"
