"""Our calendar of 2022-2026 against what the Government announced: facts as the press quoted the notices.

Each stretch is told as the notices do, weekends included; every day of it is off, the days around it are worked unless
they are weekends.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accountability.calendars.reading import load_calendar

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)

# First day off, last day off, source.
STRETCHES = (
    ("2022-01-29", "2022-02-06", "Công văn số 245 của VPCP ngày 11/01/2022 (kinhtemoitruong.vn): 5 ngày Tết, 4 cuối tuần"),
    ("2022-04-09", "2022-04-11", "Bộ luật Lao động 2019, Điều 112 và 111.3: Giỗ Tổ rơi vào Chủ nhật, nghỉ bù thứ Hai"),
    ("2022-04-30", "2022-05-03", "Bộ luật Lao động 2019, Điều 111.3: hai ngày nghỉ bù"),
    ("2022-09-01", "2022-09-04", "thông báo nghỉ Quốc khánh 2022 (01/9 và 02/9)"),
    ("2022-12-31", "2023-01-02", "lịch nghỉ Tết Dương lịch 2023: thứ Hai 02/01/2023 nghỉ bù"),
    ("2023-01-20", "2023-01-26", "Công văn số 8056/VPCP-KGVX ngày 01/12/2022 (pld.net.vn)"),
    ("2023-04-29", "2023-05-03", "Bộ luật Lao động 2019, Điều 111.3: Giỗ Tổ 29/4 và 30/4 rơi vào cuối tuần"),
    ("2023-09-01", "2023-09-04", "Công văn số 8056/VPCP-KGVX ngày 01/12/2022"),
    ("2024-02-08", "2024-02-14", "Công văn số 8662/VPCP-KGVX ngày 03/11/2023 (baotintuc.vn)"),
    ("2024-04-18", "2024-04-18", "Giỗ Tổ Hùng Vương 2024 (xaydungchinhsach.chinhphu.vn)"),
    ("2024-04-27", "2024-05-01", "Công văn số 2450/VPCP-KGVX ngày 12/4/2024 (xaydungchinhsach.chinhphu.vn)"),
    ("2024-08-31", "2024-09-03", "Công văn số 8662/VPCP-KGVX ngày 03/11/2023 (baotintuc.vn)"),
    ("2025-01-25", "2025-02-02", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024 (pld.net.vn): Tết chín ngày liên tục"),
    ("2025-04-30", "2025-05-04", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024: 02/5 hoán đổi"),
    ("2025-08-30", "2025-09-02", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024"),
    ("2026-01-01", "2026-01-04", "văn bản của VPCP ngày 25/12/2025 (tracuuquyhoach.com): nghỉ bốn ngày"),
    ("2026-02-14", "2026-02-22", "congan.com.vn: Tết Bính Ngọ từ 14/02 đến hết 22/02/2026"),
    ("2026-08-29", "2026-09-02", "thông báo nghỉ Quốc khánh 2026: 31/8 hoán đổi với 22/8"),
)  # fmt: skip
# Saturdays that were worked, and the weekday that was off for it.
MADE_UP = (
    ("2024-05-04", "2024-04-29"),
    ("2025-04-26", "2025-05-02"),
    ("2026-01-10", "2026-01-02"),
    ("2026-08-22", "2026-08-31"),
)


def _d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("first", "last", "source"), STRETCHES)
def test_the_announced_days_are_off_and_their_neighbours_are_worked(
    first: str, last: str, source: str
) -> None:
    calendar = load_calendar(2022, 2026)
    day = _d(first)
    while day <= _d(last):
        assert not calendar.is_working(day), (day, source)
        day += DAY
    for neighbour in (_d(first) - DAY, _d(last) + DAY):
        assert calendar.is_working(neighbour) or neighbour.weekday() >= 5, (neighbour, source)


@pytest.mark.parametrize(("saturday", "day_off"), MADE_UP)
def test_a_swapped_day_is_worked_on_its_saturday(saturday: str, day_off: str) -> None:
    calendar = load_calendar(2022, 2026)
    assert _d(saturday).weekday() == 5
    assert calendar.is_working(_d(saturday))
    assert not calendar.is_working(_d(day_off))
    assert f"{_d(day_off):%-d/%-m}" in calendar.why(_d(saturday)).replace("/0", "/").replace(" 0", " ")
