"""A real installation: the province without a story, and who holds which position, by commands."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from accountability.accounts.models import User
from accountability.agencies.models import Agency, Incumbency, Position
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from tests.cast import Province, actor

pytestmark = pytest.mark.django_db

NEW = {"position": "phochutich", "username": "tranvb", "name": "Trần Văn B", "email": "tvb@nghean.example"}


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command with `--json` and read its last line."""

    def run(command: str, **options: Any) -> dict[str, Any]:
        call_command(command, json=True, **options)
        found: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
        return found

    return run


def test_the_province_stands_without_accounts_or_assignments(no_province: None, answer: Any) -> None:
    first = answer("province", as_of="2026")
    assert first["as_of"].startswith("2026")
    assert first["agencies"] == Agency.objects.count() > 130
    assert first["positions"] == Position.objects.count()
    assert first["programs"] == ["DA06"]
    assert not User.objects.exists()
    assert not Assignment.objects.exists()
    assert answer("province", as_of="2026") == first


def test_a_new_holder_signs_in_and_the_former_ends_the_day_before(
    answer: Any, province: Province, cast: dict[str, User], client: Client
) -> None:
    made = answer("take_office", **NEW, from_on="2022-12-01")

    assert made["created"]
    assert made["agency_code"] == "UBND"
    signed = client.post(reverse("sign-in"), {"username": "tranvb", "password": made["password"]})
    assert signed.status_code == 302
    assert int(client.session["_auth_user_id"]) == User.objects.get(username="tranvb").pk
    position = province.position("phochutich")
    former = Incumbency.objects.get(position=position, user=cast["vice_chair"])
    assert former.to_on == date(2022, 11, 30)
    new = User.objects.get(username="tranvb")
    assert [seat.position_id for seat in actor(new, date(2022, 12, 1)).seats] == [position.pk]
    assert actor(new, date(2022, 11, 30)).seats == ()
    actions = AuditEvent.objects.filter(action__in=["account.create", "position.take"])
    assert list(actions.order_by("pk").values_list("action", flat=True))[-2:] == [
        "account.create",
        "position.take",
    ]


def test_a_second_run_changes_nothing_and_shows_no_password(answer: Any, cast: dict[str, User]) -> None:
    answer("take_office", **NEW, from_on="2022-12-01")
    before = Incumbency.objects.count()
    again = answer("take_office", position="phochutich", username="tranvb")
    assert (again["created"], again["password"], again["from_on"]) == (False, None, "2022-12-01")
    assert Incumbency.objects.count() == before


def test_an_acting_holder_leaves_the_present_one_in_place(answer: Any, cast: dict[str, User]) -> None:
    answer("take_office", **NEW, from_on="2022-12-01", acting=True)
    assert Incumbency.objects.get(user=cast["vice_chair"], position__code="phochutich").to_on is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"position": "vua"}, "Không có chức danh có mã “vua”\\.$"),
        ({"position": "Phó Chủ tịch UBND tỉnh"}, "có: .*phochutich \\(Phó Chủ tịch UBND tỉnh"),
        ({"name": None}, "cần --name và --email"),
        ({"email": "không phải thư"}, "email"),
        ({"username": "có dấu cách"}, "Tên|tên|username"),
        ({"from_on": "hôm qua"}, "ngày không hợp lệ “hôm qua”"),
        ({"from_on": "2021-01-01"}, "người đang giữ chức danh bắt đầu từ"),
        ({"username": "chutich"}, "đã có; --name, --email chỉ dùng"),
    ],
)
def test_nonsense_is_refused_and_leaves_nothing(
    cast: dict[str, User], changes: dict[str, Any], said: str
) -> None:
    before = User.objects.count(), Incumbency.objects.count()
    with pytest.raises(CommandError, match=said) as refused:
        call_command("take_office", json=True, **(NEW | changes))
    assert refused.value.returncode == 2
    assert (User.objects.count(), Incumbency.objects.count()) == before
