"""The list of agencies: found under any name, for the Office and the leaders."""

from __future__ import annotations

import pytest
from django.test import Client

from accountability.accounts.models import User

pytestmark = pytest.mark.usefixtures("demo_time")


@pytest.mark.parametrize("words", ["Sở LĐ,TB&XH", "Sở LĐTBXH", "SLĐTBXH", "lao dong", "Thương binh"])
def test_an_agency_is_found_under_any_of_its_names(client: Client, cast: dict[str, User], words: str) -> None:
    client.force_login(cast["specialist"])
    page = client.get("/co-quan/", {"tim": words})
    assert "SLDTBXH" in {row["agency"].code for row in page.context["rows"]}


def test_positions_and_their_holders_are_shown(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["clerk"])
    page = client.get("/co-quan/", {"tim": "VPUBND"}).content.decode()
    assert "Chánh Văn phòng UBND tỉnh" in page
    assert "chanhvanphong" in page


def test_a_wrong_kind_is_said(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["clerk"])
    assert "Không có loại cơ quan này." in client.get("/co-quan/", {"loai": "??"}).content.decode()


def test_others_are_refused(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["outsider"])
    assert client.get("/co-quan/").status_code == 403


def test_nobody_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/co-quan/").headers["Location"] == "/dang-nhap/?next=/co-quan/"
