"""A document whose matrix is looked at: five wards with a figure, a department with a bank that helps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.actions.specs import TargetSpec
from accountability.assignments.models import (
    Assignment,
)
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program
from accountability.directives.rules import Reference
from tests.remembered import remembered
from workflows import acts

NOW = datetime(2022, 11, 8, 8, tzinfo=LOCAL)


@pytest.fixture
def as_(client, cast):
    def sign_in(name: str):
        client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def wards(province) -> list[Agency]:
    return list(Agency.objects.filter(parent__code="H412").order_by("rank"))


@pytest.fixture
def give(province, demo_time) -> Callable[..., Directive]:
    """A document of the program that gives these duties."""

    @remembered
    def make(*specs: AssignmentSpec) -> Directive:
        row = acts.register_directive(
            DirectiveSpec(
                kind="KH", issuer=province.agency("UBND"), issued_on=date(2022, 11, 7), abstract="Kế hoạch", field="NC",
                reference=Reference(str(700 + Directive.objects.count()), "KH-UBND"), program=Program.objects.get(code="DA06"),
            ),
            by=None, at=NOW,
        )  # fmt: skip
        for spec in specs:
            draft(row, spec, by=None, at=NOW)
        acts.send_to_review(row.pk, by=None, at=NOW)
        acts.approve_directive(row.pk, by=None, at=NOW)
        return row

    return make


@pytest.fixture
def directive(give, wards, province) -> Directive:
    """One duty of five wards with a figure, one of the labour department alone, with a bank that helps."""
    own = AssignmentSpec(
        "Chi trả an sinh xã hội", [province.agency("SLDTBXH")], duration="fixed", due_on=date(2022, 12, 20),
        coordinating=[(province.agency("NHNN"), "Mở tài khoản")],
    )  # fmt: skip
    shared = AssignmentSpec(
        "Cấp tài khoản định danh", wards[:5], duration="fixed", due_on=date(2022, 12, 20),
        targets=[TargetSpec("Tài khoản", Decimal(50), "tài khoản")],
    )  # fmt: skip
    return give(shared, own)


def led_by(directive: Directive, agency: Agency) -> Assignment:
    return Assignment.objects.get(directive=directive, lead_agency=agency)


def change(row: Assignment, **fields) -> None:
    Assignment.objects.filter(pk=row.pk).update(**fields)


@pytest.fixture
def page(as_):
    def get(row: Directive, query: str = "", name: str = "specialist") -> str:
        response = as_(name).get(reverse("matrix-directive", args=[row.pk]) + query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return get


def row_of(text: str, agency: Agency) -> str:
    """The markup of one row."""
    found = re.search(
        rf"<tr><th scope=row><a href=\"[^\"]*\">{re.escape(agency.short_name)}</a>(.*?)(?=<tr|<tbody|<tfoot)",
        text,
        re.S,
    )
    assert found is not None, agency.short_name
    return found[1]
