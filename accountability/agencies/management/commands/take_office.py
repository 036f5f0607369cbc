"""`manage.py take_office --position P --username U [--name N --email E] [--from D] [--acting] --json`: who holds a position."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from accountability.accounts.models import User
from accountability.agencies.actions import take_office
from accountability.agencies.models import Incumbency, Position
from accountability.audit.record import record
from accountability.core import clock
from accountability.core.cli import JsonCommand
from accountability.core.text import date_vi
from accountability.core.zone import local

_PASSWORD_BYTES = 12
_HINTS = 8


class Command(JsonCommand):
    """Prints {"username", "created", "password", "position", "agency_code", "from_on", "acting"}.

    An account that is not there is made, with a password that is shown this once (null for one that was there). The
    present holder ends the day before; with `--acting` he stays. What holds already is left as it is.
    """

    help = "Giao một người giữ chức danh từ một ngày; tạo tài khoản nếu chưa có."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The position, the person, the day."""
        parser.add_argument("--position", required=True, metavar="MÃ", help="Mã chức danh, ví dụ phochutich.")
        parser.add_argument("--username", required=True, metavar="TÊN", help="Tên đăng nhập.")
        parser.add_argument("--name", metavar="HỌ TÊN", help="Tên hiển thị của tài khoản mới.")
        parser.add_argument("--email", metavar="THƯ", help="Địa chỉ thư công vụ của tài khoản mới.")
        parser.add_argument(
            "--from", dest="from_on", metavar="D", help="Từ ngày (2026-01-05); mặc định hôm nay."
        )
        parser.add_argument(
            "--acting", action="store_true", help="Phụ trách tạm thời; người đang giữ vẫn giữ."
        )

    @transaction.atomic
    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Make the account when it is new, and seat it. All or nothing."""
        at = clock.now()
        position = _position(options["position"])
        from_on = _day(options["from_on"]) if options["from_on"] else local(at).date()
        user = User.objects.filter(username=options["username"]).first()
        password = None
        if user is None:
            password = secrets.token_urlsafe(_PASSWORD_BYTES)
            user = _account(options, password, at)
        elif options["name"] or options["email"]:
            raise ValueError(
                f"Tài khoản “{user.username}” đã có; --name, --email chỉ dùng cho tài khoản mới."
            )
        if not user.is_active:
            raise ValueError(f"Tài khoản “{user.username}” đã ngừng sử dụng.")
        held = Incumbency.objects.filter(position=position, user=user, to_on=None).first()
        held = held or take_office(
            position=position, user=user, from_on=from_on, by=None, at=at, acting=options["acting"]
        )
        return {
            "username": user.username, "created": password is not None, "password": password, "position": position.title,
            "agency_code": position.agency.code, "from_on": held.from_on.isoformat(), "acting": held.acting,
        }  # fmt: skip

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people; the password is said once."""
        since = date_vi(date.fromisoformat(result["from_on"]))
        said = f"{result['username']} giữ chức danh {result['position']} từ ngày {since}."
        if result["password"]:
            said += f" Mật khẩu lần đầu: {result['password']} (chỉ hiện một lần; đề nghị đổi ngay sau khi đăng nhập)."
        return said


def _position(code: str) -> Position:
    """The position of that code. Raises ValueError with the codes of those whose code or title has these words."""
    rows = Position.objects.select_related("agency", "group")
    if found := rows.filter(code=code).first():
        return found
    near = rows.filter(Q(code__icontains=code) | Q(title__icontains=code)).order_by("agency__rank", "pk")
    hints = "; ".join(f"{row.code} ({row.title})" for row in near[:_HINTS])
    raise ValueError(f"Không có chức danh có mã “{code}”" + (f"; có: {hints}." if hints else "."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"--from: ngày không hợp lệ “{text}”. Viết như 2026-01-05.") from error


def _account(options: Mapping[str, Any], password: str, at: datetime) -> User:
    """A new account. Raises ValueError without a name or address, ValidationError for what cannot be one."""
    if not (options["name"] and options["email"]):
        raise ValueError(f"Chưa có tài khoản “{options['username']}”; cần --name và --email để tạo.")
    user = User(username=options["username"], display_name=options["name"], email=options["email"])
    user.set_password(password)
    user.full_clean()
    user.save()
    record(
        action="account.create", by=None, at=at, target_kind="account", target_pk=user.pk,
        after={"username": user.username, "display_name": user.display_name, "email": user.email},
    )  # fmt: skip
    return user
