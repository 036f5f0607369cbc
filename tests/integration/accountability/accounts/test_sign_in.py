"""Sign-in, sign-out, change of password."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accountability.accounts.models import User
from accountability.audit.models import AuditEvent
from tests.cast import PASSWORD, Province

pytestmark = pytest.mark.usefixtures("demo_time")
GOOD = "mot-mat-khau-dai-2023"


def sign_in(client: Client, password: str = PASSWORD, username: str = "ldtbxh") -> Any:
    return client.post("/dang-nhap/", {"username": username, "password": password})


def events() -> list[str]:
    return list(AuditEvent.objects.filter(action__startswith="account.").values_list("action", flat=True))


def test_the_page_shows_itself_without_a_sign_in(client: Client, db: None) -> None:
    page = client.get("/dang-nhap/").content.decode()
    assert "Tên đăng nhập" in page
    assert "Tài khoản trình diễn" not in page


def test_in_demo_mode_the_page_names_the_accounts(
    client: Client, province: Province, demo_mode: None
) -> None:
    page = client.get("/dang-nhap/").content.decode()
    assert "ldtbxh-daumoi" in page
    assert "Chủ tịch UBND tỉnh" in page


def test_the_right_password_opens_and_is_written_down(client: Client, province: Province) -> None:
    response = sign_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    event = AuditEvent.objects.get(action="account.sign_in")
    assert event.user == province.user("ldtbxh")
    assert event.position_title == "Giám đốc Sở Lao động - Thương binh và Xã hội"
    assert event.address == "127.0.0.1"


def test_a_wrong_password_is_said_in_vietnamese_and_loses_no_name(client: Client, province: Province) -> None:
    response = sign_in(client, "sai")
    page = response.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    assert 'value="ldtbxh"' in page
    assert 'value="sai"' not in page
    assert events() == []


def test_an_account_in_disuse_says_no_more_than_a_wrong_password(client: Client, province: Province) -> None:
    User.objects.filter(username="ldtbxh").update(is_active=False)
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in sign_in(client).content.decode()


def test_after_ten_failures_the_account_is_closed_to_this_machine(client: Client, province: Province) -> None:
    for _ in range(10):
        response = sign_in(client, "sai")
    assert "Tạm khóa đăng nhập" in response.content.decode()
    assert "Tạm khóa đăng nhập" in sign_in(client).content.decode()
    assert sign_in(client, username="congan").status_code == 302


def test_a_sign_in_that_cannot_be_written_down_does_not_happen(
    client: Client, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AuditEvent, "save", _refuse)
    with pytest.raises(OSError, match="đĩa đầy"):
        sign_in(client)
    monkeypatch.undo()
    assert province.user("ldtbxh").last_login is None
    assert client.get("/doi-mat-khau/").status_code == 302


def _refuse(*args: Any, **kwargs: Any) -> None:
    raise OSError("đĩa đầy")


def test_signing_out_takes_a_post_and_is_written_down(client: Client, province: Province) -> None:
    sign_in(client)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").headers["Location"] == "/dang-nhap/"
    assert client.get("/doi-mat-khau/").status_code == 302
    assert events() == ["account.sign_in", "account.sign_out"]


def test_a_new_password_ends_the_other_sessions(province: Province) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    answer = here.post(
        "/doi-mat-khau/",
        {"old_password": PASSWORD, "new_password1": GOOD, "new_password2": GOOD},
        follow=True,
    )
    assert "Đã đổi mật khẩu" in answer.content.decode()
    assert elsewhere.get("/doi-mat-khau/").status_code == 302
    assert "account.password_change" in events()
    assert GOOD not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("ngan", "ngan", "Mật khẩu quá ngắn: cần ít nhất 10 ký tự."),
        ("password123", "password123", "Mật khẩu này quá phổ biến."),
        (GOOD, GOOD + "x", "Hai trường mật khẩu không giống nhau."),
    ],
)
def test_a_bad_new_password_is_said_in_vietnamese(
    client: Client, province: Province, new: str, again: str, said: str
) -> None:
    sign_in(client)
    page = client.post(
        "/doi-mat-khau/", {"old_password": PASSWORD, "new_password1": new, "new_password2": again}
    )
    assert said in page.content.decode()
