"""A deadline from what the document says to a date, with its explanation as data. Pure (DESIGN §5)."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta

from accountability.calendars.rules.days import Calendar, nth_working_day
from accountability.calendars.rules.deadlines import (
    Convention,
    DayLine,
    calendar_days_roll_forward,
    explain,
    printed_date,
    working_days_after_receipt,
)
from accountability.calendars.rules.lunar import check_year
from accountability.core.text import date_vi

# Ten years: nobody gives longer, and the explanation lists every day.
MOST_DAYS = 3660
MOST_MONTHS = 120


@dataclass(frozen=True)
class Term:
    """What was said: a number of days or months, or a printed date with or without an hour.

    Made by `working_days`, `calendar_days`, `months` and `printed`; `words` are those of the document.
    """

    convention: Convention
    count: int = 0
    in_months: bool = False
    on: date | None = None
    hour: time | None = None
    words: str = ""

    @classmethod
    def working_days(cls, count: int, words: str = "") -> "Term":
        """n working days after receipt. Raises ValueError for a count below 1 or beyond ten years."""
        return cls(Convention.WORKING_DAYS, _days(count), words=words)

    @classmethod
    def calendar_days(cls, count: int, words: str = "") -> "Term":
        """n calendar days after receipt. Raises ValueError for a count below 1 or beyond ten years."""
        return cls(Convention.CALENDAR_DAYS, _days(count), words=words)

    @classmethod
    def months(cls, count: int, words: str = "") -> "Term":
        """n months after receipt (Bộ luật Dân sự 2015, Điều 148). Raises ValueError as above."""
        if not 1 <= count <= MOST_MONTHS:
            raise ValueError(f"Số tháng phải từ 1 đến {MOST_MONTHS}.")
        return cls(Convention.CALENDAR_DAYS, count, in_months=True, words=words)

    @classmethod
    def printed(cls, on: date, *, hour: time | None = None, words: str = "") -> "Term":
        """A date of the document itself. Raises ValueError for a year outside the calendar."""
        check_year(on.year)
        return cls(Convention.PRINTED, on=on, hour=hour, words=words)


def _days(count: int) -> int:
    if count < 1:
        raise ValueError("Số ngày phải từ 1 trở lên.")
    if count > MOST_DAYS:
        raise ValueError(f"Số ngày quá lớn (tối đa {MOST_DAYS}).")
    return count


def months_roll_forward(received_on: date, count: int, cal: Calendar) -> date:
    """The same day `count` months later, the month's last where it has none; a day off moves on.

    Source: Bộ luật Dân sự 2015, Điều 148. Raises ValueError beyond the calendar.
    """
    end = _months_later(received_on, count)
    return end if cal.is_working(end) else nth_working_day(end, 1, cal)


def _months_later(received_on: date, count: int) -> date:
    try:
        return received_on + relativedelta(months=count)
    except (OverflowError, ValueError) as error:
        raise ValueError("Số tháng vượt quá phạm vi lịch.") from error


def due_on(term: Term, received_on: date, cal: Calendar) -> date:
    """The deadline of that term. Raises ValueError in Vietnamese outside the calendar."""
    if term.on is not None:
        return printed_date(term.on)
    if term.convention == Convention.WORKING_DAYS:
        end = working_days_after_receipt(received_on, term.count, cal)
    elif term.in_months:
        end = months_roll_forward(received_on, term.count, cal)
    else:
        end = calendar_days_roll_forward(received_on, term.count, cal)
    check_year(end.year)
    return end


@dataclass(frozen=True)
class DeadlineExplanation:
    """How a deadline came about, for the screen, the mail and the command line.

    `days` runs from the day after receipt to `due_on`, one line per date; empty for a printed date. `notes` say
    what is uncertain; `estimated_years` are those whose days off nobody has decided yet.
    """

    received_on: date
    due_on: date
    hour: time | None
    convention: Convention
    sentence: str
    days: tuple[DayLine, ...] = ()
    notes: tuple[str, ...] = ()
    estimated_years: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The same in a few lines of text: the sentence, the holidays and make-up days within, the notes."""
        found = [self.sentence]
        named = [line for line in self.days if line.is_special]
        if named:
            told = "; ".join(f"{line.on:%d/%m} {line.why}" for line in named)
            found.append(f"Ngày nghỉ, ngày làm bù trong thời gian này: {told}.")
        return (*found, *self.notes)


def explain_deadline(received_on: date, term: Term, cal: Calendar) -> DeadlineExplanation:
    """The deadline of that term with the reason of each day. Raises ValueError as `due_on`."""
    check_year(received_on.year)
    end = due_on(term, received_on, cal)
    if term.convention == Convention.PRINTED:
        past = ("Ngày ghi trong văn bản đã qua khi nhận.",) if end < received_on else ()
        return DeadlineExplanation(
            received_on, end, term.hour, term.convention, _printed_sentence(term), notes=past
        )
    plain_days = None if term.convention == Convention.WORKING_DAYS else _plain_days(term, received_on)
    return DeadlineExplanation(
        received_on,
        end,
        None,
        term.convention,
        _counted_sentence(term, received_on, end, plain_days),
        explain(received_on, end, cal, calendar_days=plain_days),
        *_estimated(received_on, end, cal),
    )


def _plain_days(term: Term, received_on: date) -> int:
    """The number of calendar days before any roll forward."""
    return (_months_later(received_on, term.count) - received_on).days if term.in_months else term.count


def _estimated(received_on: date, end: date, cal: Calendar) -> tuple[tuple[str, ...], tuple[int, ...]]:
    first = (received_on + timedelta(days=1)).year
    years = tuple(year for year in range(first, end.year + 1) if not cal.is_decided(year))
    notes = tuple(
        f"Lịch nghỉ năm {year} chưa có văn bản quyết định; tính theo dự kiến, có thể thay đổi."
        for year in years
    )
    return notes, years


def _counted_sentence(term: Term, received_on: date, end: date, plain_days: int | None) -> str:
    kind = "ngày làm việc" if plain_days is None else "tháng" if term.in_months else "ngày"
    told = f"{term.count} {kind} kể từ ngày tiếp theo của ngày {date_vi(received_on)}"
    if plain_days is not None and (end - received_on).days > plain_days:
        last = received_on + timedelta(days=plain_days)
        told += f"; ngày cuối ({date_vi(last)}) là ngày nghỉ nên chuyển sang ngày làm việc kế tiếp"
    return f"{told}: hạn {date_vi(end)}."


def _printed_sentence(term: Term) -> str:
    on = date_vi(term.on) if term.on else ""
    hour = f", đến {term.hour:%H:%M} của ngày đó" if term.hour else ""
    said = f" (“{term.words}”)" if term.words else ""
    return f"Hạn {on}{hour}, theo văn bản{said}; không dời khi rơi vào ngày nghỉ, từ sau đó là quá hạn."
