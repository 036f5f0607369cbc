"""A head lets a deputy act for him between two days, by a document; nobody passes on what he only stands in for."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.models import Delegation
from tests.cast import Province, actor

pytestmark = pytest.mark.django_db


def fields(province: Province, **changes: object) -> dict[str, object]:
    return {
        "position": province.position("ldtbxh").pk, "user": province.user("ldtbxh-daumoi").pk, "from_on": "2022-11-08",
        "to_on": "2022-11-20", "document": "Giấy ủy quyền 05/GUQ-SLĐTBXH", **changes,
    }  # fmt: skip


def test_a_delegate_acts_as_head_in_those_days_only(
    client: Client, province: Province, cast: dict[str, User], demo_mode: None
) -> None:
    client.force_login(cast["labour_head"])
    assert client.post(reverse("delegation-list"), fields(province)).status_code == 302
    deputy = cast["labour_focal"]
    assert Role.AGENCY_HEAD in actor(deputy, date(2022, 11, 20)).roles
    assert Role.AGENCY_HEAD not in actor(deputy, date(2022, 11, 21)).roles
    client.force_login(deputy)
    again = client.post(
        reverse("delegation-list"), fields(province, user=province.user("ldtbxh-chuyenvien").pk)
    )
    assert (again.status_code, Delegation.objects.count()) == (200, 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to_on": "2022-11-01"}, "Ngày hết ủy quyền"),
        ({"document": ""}, "Văn bản ủy quyền"),
        ({"user": 1}, "user"),
    ],
)
def test_a_bad_delegation_is_refused_and_keeps_what_was_typed(
    client: Client,
    province: Province,
    cast: dict[str, User],
    demo_mode: None,
    changes: dict[str, object],
    said: str,
) -> None:
    client.force_login(cast["labour_head"])
    answer = client.post(reverse("delegation-list"), fields(province, **changes))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "2022-11-08" in answer.content.decode()
    assert not Delegation.objects.exists()
