"""Hồ sơ của tôi: positions with their dates, who acts for whom, sessions that one may end."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accountability.accounts import actions
from accountability.accounts.models import FirstSteps, SignedIn, User
from accountability.agencies.models import Delegation, Incumbency
from accountability.audit.models import AuditEvent
from tests.cast import PASSWORD, Province, actor
from tests.given import GoTo, SignIn, go_to, on, sign_in

__all__ = ["go_to", "sign_in"]
pytestmark = pytest.mark.django_db


def signed_in_by_form(username: str, device: str = "Điện thoại") -> Client:
    client = Client(headers={"User-Agent": device})
    client.post(reverse("sign-in"), {"username": username, "password": PASSWORD})
    assert client.get(reverse("profile")).status_code == 200
    return client


def test_the_positions_stand_there_with_their_dates_those_of_before_too(
    province: Province, cast: dict[str, User], go_to: GoTo, sign_in: SignIn
) -> None:
    former = province.position("ngoaicuoc")
    Incumbency.objects.create(
        position=former, user=cast["labour_head"], from_on=date(2020, 1, 1), to_on=date(2021, 6, 30)
    )
    page = sign_in("labour_head").get(reverse("profile")).content.decode()

    assert former.title in page
    assert "đến hết 30/06/2021" in page
    assert page.count("Đang giữ") == 1
    assert page.count("Đã thôi") == 1


def test_delegations_are_told_on_both_sides(
    province: Province, cast: dict[str, User], go_to: GoTo, sign_in: SignIn
) -> None:
    Delegation.objects.create(
        position=province.position("ldtbxh"), user=cast["labour_officer"], from_on=date(2022, 11, 1),
        to_on=date(2022, 11, 30), document="Giấy ủy quyền số 5",
    )  # fmt: skip
    for who in ("labour_head", "labour_officer"):
        assert "Giấy ủy quyền số 5" in sign_in(who).get(reverse("profile")).content.decode()
    assert "Giấy ủy quyền số 5" not in sign_in("outsider").get(reverse("profile")).content.decode()


def test_ending_the_other_sessions_ends_them_and_keeps_this_one(cast: dict[str, User], go_to: GoTo) -> None:
    here, elsewhere, another = (
        signed_in_by_form("ldtbxh", "Máy bàn"), signed_in_by_form("ldtbxh", "Điện thoại"), signed_in_by_form("congan"),
    )  # fmt: skip
    page = here.get(reverse("profile"))
    assert [(line.row.device, line.words) for line in page.context["sessions"]] == [
        ("Điện thoại", "Có thể đang mở"), ("Máy bàn", "Phiên này"),
    ]  # fmt: skip

    here.post(reverse("end-sessions"))

    assert here.get(reverse("profile")).status_code == 200
    assert elsewhere.get(reverse("profile")).headers["Location"].startswith(reverse("sign-in"))
    assert another.get(reverse("profile")).status_code == 200
    words = [line.words for line in here.get(reverse("profile")).context["sessions"]]
    assert words == ["Đã kết thúc", "Phiên này"]
    assert (
        AuditEvent.objects.filter(action="account.end_sessions", target_pk=cast["labour_head"].pk).count()
        == 1
    )


def test_a_sign_out_ends_its_own_line_only(cast: dict[str, User], go_to: GoTo) -> None:
    here, elsewhere = signed_in_by_form("ldtbxh"), signed_in_by_form("ldtbxh")
    elsewhere.post(reverse("sign-out"))

    words = [line.words for line in here.get(reverse("profile")).context["sessions"]]
    assert words == ["Đã kết thúc", "Phiên này"]


def test_only_the_last_sign_ins_are_kept(cast: dict[str, User]) -> None:
    user = cast["labour_head"]
    for _ in range(actions.KEPT_SIGN_INS + 3):
        actions.note_sign_in(user=user, device="x" * 500, by=actor(user), at=on("2022-11-08"))

    assert SignedIn.objects.filter(user=user).count() == actions.KEPT_SIGN_INS


def test_the_first_steps_go_with_the_last_step_or_when_closed_and_come_again(
    cast: dict[str, User], go_to: GoTo, sign_in: SignIn
) -> None:
    client = sign_in("labour_focal")
    card = client.get(reverse("agency-page")).context["first_steps"]
    keys = [line.step.key for line in card.lines]
    assert 3 <= len(keys) <= 5

    for key in keys[:-1]:
        assert client.get(reverse("first-step", args=[key])).status_code == 302
    card = client.get(reverse("agency-page")).context["first_steps"]
    assert card.taken == len(keys) - 1
    client.get(reverse("first-step", args=[keys[-1]]))
    assert "Các bước đầu tiên</h2>" not in client.get(reverse("agency-page")).content.decode()

    client.post(reverse("first-steps-again"))
    assert "Các bước đầu tiên</h2>" in client.get(reverse("agency-page")).content.decode()
    client.post(reverse("first-steps-skip"))
    assert "Các bước đầu tiên</h2>" not in client.get(reverse("agency-page")).content.decode()
    assert "Các bước đầu tiên</h2>" in sign_in("labour_head").get(reverse("agency-page")).content.decode()
    assert client.get(reverse("first-step", args=["khong-co"])).status_code == 404
    assert FirstSteps.objects.count() == 1
