"""A change of the calendar as a value: which days become what, by which document. Pure (DESIGN §5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from accountability.calendars.rules.days import Calendar, weekday_vi
from accountability.calendars.rules.lunar import check_year
from accountability.core.saying import say
from accountability.core.text import date_vi

OFF = "off"
WORK = "work"
KINDS = (OFF, WORK)
# Nobody closes the offices for longer by one decision.
MOST_DAYS_AT_ONCE = 40
LONGEST_TEXT = 200


@dataclass(frozen=True, order=True)
class DayChange:
    """One day becomes off or worked for a reason; without a kind its row is withdrawn."""

    on: date
    kind: str = ""
    title: str = ""

    @property
    def is_withdrawal(self) -> bool:
        """Whether the day goes back to the rhythm of the week."""
        return not self.kind


@dataclass(frozen=True)
class CalendarChange:
    """Days changed together by one document, so that a swap moves each deadline once."""

    days: tuple[DayChange, ...]
    document: str

    @property
    def first_on(self) -> date:
        """The earliest day."""
        return min(day.on for day in self.days)

    @property
    def last_on(self) -> date:
        """The latest day."""
        return max(day.on for day in self.days)

    @property
    def years(self) -> tuple[int, ...]:
        """The years touched, in order."""
        return tuple(sorted({day.on.year for day in self.days}))


def weekdays_between(first: date, last: date) -> Iterator[date]:
    """Monday to Friday of that stretch, ends inside; a stretch of one day is that day, whatever it is.

    Raises ValueError when the end lies before the start or too far away.
    """
    if last < first:
        raise ValueError(say("Ngày cuối phải từ ngày đầu trở đi."))
    if (last - first).days >= MOST_DAYS_AT_ONCE:
        raise ValueError(
            say(
                "Mỗi lần chỉ thay đổi nhiều nhất {MOST_DAYS_AT_ONCE} ngày.",
                MOST_DAYS_AT_ONCE=MOST_DAYS_AT_ONCE,
            )
        )
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if first == last or day.weekday() < 5:
            yield day


def clean_change(change: CalendarChange) -> CalendarChange:
    """The change with its texts trimmed. Raises ValueError in Vietnamese without document, reason or days."""
    document = change.document.strip()
    if not change.days:
        raise ValueError(say("Chưa có ngày nào được chọn."))
    if not document:
        raise ValueError(
            say(
                "Ngày {first_on} thiếu văn bản quyết định; mỗi ngày nghỉ, ngày làm bù phải có.",
                first_on=date_vi(change.first_on),
            )
        )
    if len(document) > LONGEST_TEXT:
        raise ValueError(say("Văn bản quyết định dài quá {LONGEST_TEXT} ký tự.", LONGEST_TEXT=LONGEST_TEXT))
    if len({day.on for day in change.days}) < len(change.days):
        raise ValueError(say("Một ngày không thể vừa nghỉ vừa làm việc trong cùng một lần thay đổi."))
    days = tuple(_clean_day(day) for day in sorted(change.days))
    return CalendarChange(days, document)


def _clean_day(day: DayChange) -> DayChange:
    check_year(day.on.year)
    if day.is_withdrawal:
        return day
    if day.kind not in KINDS:
        raise ValueError(say("Loại ngày phải là “nghỉ” hoặc “làm việc”."))
    title = day.title.strip()
    if not title or len(title) > LONGEST_TEXT:
        raise ValueError(
            say(
                "Ngày {on} thiếu lý do, hoặc lý do dài quá {LONGEST_TEXT} ký tự.",
                on=date_vi(day.on),
                LONGEST_TEXT=LONGEST_TEXT,
            )
        )
    return DayChange(day.on, day.kind, title)


def check_has_effect(change: CalendarChange, cal: Calendar, table: Mapping[date, str]) -> None:
    """Refuse what changes nothing: a Saturday made a day off, an ordinary weekday made worked, a row not there.

    `table` maps the days that have a row to its kind. Raises ValueError in Vietnamese.
    """
    for day in change.days:
        if day.is_withdrawal and day.on not in table:
            raise ValueError(
                say("Ngày {on} không có trong bảng; có thể người khác vừa bỏ.", on=date_vi(day.on))
            )
        if day.is_withdrawal or day.on in table:
            continue
        named = say("Ngày {on} ({weekday_vi})", on=date_vi(day.on), weekday_vi=weekday_vi(day.on))
        if day.kind == OFF and not cal.is_working(day.on) and day.on.weekday() >= 5:
            raise ValueError(say("{named} vốn là ngày nghỉ hằng tuần.", named=named))
        if day.kind == WORK and cal.is_working(day.on):
            raise ValueError(say("{named} vốn là ngày làm việc.", named=named))
