"""The audit as a page for those who watch over the system."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from accountability.accounts.models import User
from accountability.audit.record import record
from accountability.calendars.demo_clock import STARTS_AT
from tests.cast import actor

pytestmark = pytest.mark.usefixtures("demo_time")


@pytest.fixture
def reader(client: Client, cast: dict[str, User]) -> Client:
    """The deputy chief, who may read it, after two sign-ins on two days."""
    for days, name in enumerate(["clerk", "labour_head"]):
        record(
            action="account.sign_in", by=actor(cast[name]), at=STARTS_AT + timedelta(days=days),
            target_kind="account", target_pk=cast[name].pk,
        )  # fmt: skip
    client.force_login(cast["office_deputy"])
    return client


def authors(page: object) -> list[str]:
    return [row["author"] for row in page.context["rows"]]  # type: ignore[attr-defined]


def test_who_did_what_newest_first(reader: Client) -> None:
    page = reader.get("/nhat-ky/", {"viec": "account.sign_in"})
    assert authors(page) == ["Giám đốc Sở Lao động - Thương binh và Xã hội", "Văn thư UBND tỉnh"]
    assert "Đăng nhập" in page.content.decode()


def test_the_days_are_both_inside(reader: Client) -> None:
    asked = {"viec": "account.sign_in", "tu": "2022-11-08", "den": "2022-11-08"}
    assert authors(reader.get("/nhat-ky/", asked)) == ["Văn thư UBND tỉnh"]


def test_days_in_the_wrong_order_are_said(reader: Client) -> None:
    page = reader.get("/nhat-ky/", {"tu": "2022-11-09", "den": "2022-11-08"})
    assert "Đến ngày phải từ ngày bắt đầu trở đi." in page.content.decode()
    assert authors(page) == []


@pytest.mark.parametrize(
    "name", ["chair", "clerk", "specialist", "standing_head", "party_secretary", "outsider"]
)
def test_others_are_refused(client: Client, cast: dict[str, User], name: str) -> None:
    client.force_login(cast[name])
    assert client.get("/nhat-ky/").status_code == 403
