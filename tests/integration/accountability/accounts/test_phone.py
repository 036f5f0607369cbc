"""One's own number at work."""

from __future__ import annotations

from django.test import Client

from accountability.accounts.models import User
from accountability.audit.models import AuditEvent

PAGE = "/dien-thoai/"


def test_everybody_keeps_his_own_number(cast: dict[str, User]) -> None:
    client = Client()
    client.force_login(cast["labour_head"], backend="accountability.accounts.backends.AccountBackend")

    wrong = client.post(PAGE, {"phone": "hỏi văn thư"})
    assert "không hợp lệ" in wrong.content.decode()
    assert "hỏi văn thư" in wrong.content.decode()
    assert client.post(PAGE, {"phone": " 0238  3844 522 "}).status_code == 302

    cast["labour_head"].refresh_from_db()
    assert cast["labour_head"].phone == "0238 3844 522"
    assert AuditEvent.objects.get(action="account.phone_change").after == {"phone": "0238 3844 522"}
    assert "0238 3844 522" in client.get(PAGE).content.decode()
