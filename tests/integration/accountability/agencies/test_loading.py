"""The province of the fact files stands in the database, once."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group

from accountability.accounts.models import User
from accountability.agencies import facts
from accountability.agencies.loading import load_accounts, load_province
from accountability.agencies.models import Agency, AgencyGrant, Incumbency, Position, Succession
from accountability.audit.models import AuditEvent
from accountability.calendars.demo_clock import STARTS_AT
from accountability.directives.loading import load_program
from accountability.directives.models import Program, ProgramMember
from tests.cast import PASSWORD, TODAY, Province

ALL = (Agency, Succession, Position, Group, AgencyGrant, User, Incumbency, Program, ProgramMember, AuditEvent)


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in ALL}


def test_loading_twice_adds_nothing(province: Province) -> None:
    before = counts()
    load_province(as_of=TODAY, at=STARTS_AT)
    load_accounts(as_of=TODAY, at=STARTS_AT, password=PASSWORD)
    load_program(STARTS_AT)
    assert counts() == before
    assert before["Agency"] == len(facts.agencies(TODAY))
    assert before["Position"] == before["Group"] == before["User"] == len(facts.positions(TODAY))


def test_loading_is_set_based(no_province: None, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(80):
        load_province(as_of=TODAY, at=STARTS_AT)
    with django_assert_max_num_queries(30):
        load_accounts(as_of=TODAY, at=STARTS_AT, password=PASSWORD)


def test_what_the_office_changed_is_left_alone_by_a_second_load(province: Province) -> None:
    Agency.objects.filter(code="SYT").update(short_name="Sở Y tế Nghệ An")
    load_province(as_of=TODAY, at=STARTS_AT)
    assert province.agency("SYT").short_name == "Sở Y tế Nghệ An"


def test_a_commune_stands_under_its_district(province: Province) -> None:
    assert Agency.objects.filter(kind="XA", parent__kind="HU").count() == 460
    assert Agency.objects.filter(kind="HU", parent__code="UBND").count() == 21
    assert province.agency("DU412").locality == province.agency("H412")


def test_accounts_need_the_province(no_province: None) -> None:
    with pytest.raises(ValueError, match="Chưa nạp tỉnh"):
        load_accounts(as_of=TODAY, at=STARTS_AT, password=PASSWORD)


def test_the_program_has_its_standing_agency_and_its_body_by_position(province: Province) -> None:
    program = Program.objects.get(code="DA06")
    body = {(member.title, member.position.code) for member in program.members.select_related("position")}
    assert program.standing_agency.code == "CAT"
    assert {("Tổ trưởng", "chutich"), ("Tổ phó Thường trực", "congan"), ("Thành viên", "vinh")} <= body
    assert len(body) == 10


def test_the_province_of_2026_has_two_tiers_and_knows_whom_it_succeeded(no_province: None) -> None:
    today = facts.AS_OF_2026
    load_province(as_of=today, at=STARTS_AT)
    load_accounts(as_of=today, at=STARTS_AT, password=PASSWORD)
    load_program(STARTS_AT)
    present = Agency.objects.on(today)
    assert present.filter(kind="XA", parent__code="UBND").count() == 130
    assert not present.filter(kind="HU").exists()
    assert not Position.objects.exclude(agency__in=present).exists()
    assert Succession.objects.count() == len(facts.successions())
    assert not AgencyGrant.objects.filter(permission__codename="oversee").exists()
