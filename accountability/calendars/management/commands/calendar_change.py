"""`manage.py calendar_change --off D --title … --document … --by USER [--apply]`: a change too large for one request.

The same preview and the same verb as the page; progress goes to standard error, since it may take minutes.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from accountability.access.permissions import Permission
from accountability.accounts.models import User
from accountability.agencies.reading import actor_for
from accountability.assignments.actions.reprojecting import change_calendar, preview_change
from accountability.calendars.access import access_calendar
from accountability.calendars.rules import OFF, WORK, CalendarChange, DayChange
from accountability.core import clock
from accountability.core.cli import JsonCommand
from accountability.core.text import date_vi, number_vi


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise ValueError(f"Ngày không hợp lệ: “{text}”. Viết như 2025-12-31 hoặc 31/12/2025.")


def _change(options: Mapping[str, Any]) -> CalendarChange:
    title = options.get("title") or ""
    days = [DayChange(_day(text), OFF, title) for text in options.get("off") or ()]
    days += [DayChange(_day(text), WORK, title) for text in options.get("work") or ()]
    days += [DayChange(_day(text)) for text in options.get("withdraw") or ()]
    return CalendarChange(tuple(days), options.get("document") or "")


class Command(JsonCommand):
    """Prints {"applied", "moved", "by_dates": [{"from", "to", "count"}]}; without --apply nothing is written."""

    help = "Xem trước hoặc ghi một thay đổi của lịch làm việc, kể cả khi rất nhiều thời hạn phải tính lại."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Days may be given more than once."""
        parser.add_argument("--off", metavar="D", action="append", help="Ngày nghỉ, 2025-12-31.")
        parser.add_argument("--work", metavar="D", action="append", help="Ngày làm bù.")
        parser.add_argument(
            "--withdraw", metavar="D", action="append", help="Bỏ dòng của ngày này khỏi lịch."
        )
        parser.add_argument("--title", metavar="CHỮ", help="Lý do của các ngày nghỉ, ngày làm bù.")
        parser.add_argument("--document", metavar="CHỮ", help="Văn bản quyết định.")
        parser.add_argument("--by", metavar="TÀI_KHOẢN", help="Người của Văn phòng đứng tên trong nhật ký.")
        parser.add_argument("--apply", action="store_true", help="Ghi; không có thì chỉ xem trước.")

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """The preview, or the change; refused for who may not change the calendar, and for what makes no sense."""
        at = clock.now()
        user = User.objects.filter(username=options.get("by") or "", is_active=True).first()
        if user is None:
            raise ValueError("Thiếu --by: tài khoản của người được sửa lịch làm việc.")
        actor = actor_for(user, today=clock.local(at).date())
        access_calendar(actor, Permission.EDIT_CALENDAR)
        change = _change(options)
        if options.get("apply"):
            found = change_calendar(change, token=None, by=actor, at=at, progress=self._say)
        else:
            found = preview_change(change)
        return {
            "applied": bool(options.get("apply")),
            "moved": found.total,
            "by_dates": [
                {"from": from_on.isoformat(), "to": to_on.isoformat(), "count": count}
                for from_on, to_on, count in found.by_dates
            ],
        }

    def _say(self, done: int, total: int) -> None:
        self.stderr.write(f"{number_vi(done)}/{number_vi(total)} thời hạn")

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people: what moves where, and whether it was written."""
        verb = "Đã ghi" if result["applied"] else "Xem trước, chưa ghi gì"
        lines = [f"{verb}: {number_vi(result['moved'])} thời hạn được tính lại."]
        lines += [
            f"  {date_vi(date.fromisoformat(row['from']))} → {date_vi(date.fromisoformat(row['to']))}  {number_vi(row['count'])}"
            for row in result["by_dates"]
        ]
        return "\n".join(lines)
