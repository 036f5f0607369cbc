"""R12: the engine stands still for three days. When it is back each rung fires once, and each period opens once.

Without the ledger, which is the control, three missed days make three letters.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from accountability.assignments.models import Assignment
from accountability.calendars.models import DemoClock
from accountability.escalation.models import Escalation
from accountability.notices.models import Notification
from config.jobs import run_sweep, tick
from tests.crash.duties import claims, doubled_claims, doubled_mails, give, morning

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]

DUTIES = 12
OFF = ("2023-01-03", "2023-01-04", "2023-01-05")  # On the first day late-1 comes, on the last late-3.


def beat(day: str, times: int = 3) -> None:
    """The engine beats a few times in the morning of that day."""
    DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": morning(day)})
    for _ in range(times):
        tick()


def letters(since: int) -> Counter[tuple[int, str]]:
    """(Reader, subject) → lines on his page after that one, of the lead's head."""
    fresh = Notification.objects.filter(
        pk__gt=since, subject__startswith="a:", recipient__incumbencies__position__role="agency_head"
    )
    return Counter(
        (reader, subject) for reader, subject, _ in set(fresh.values_list("recipient", "subject", "pk"))
    )


def last_notice() -> int:
    return Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def test_after_three_days_each_rung_fired_once_and_one_letter_went_out(province, go_to, mail_dir, figure):
    give(DUTIES, province)
    for day in ("2022-12-26", "2022-12-29", "2022-12-30", "2023-01-02"):
        beat(day)
    before = last_notice()

    beat("2023-01-06")  # The engine was off in between.
    beat("2023-01-07")

    assert claims() == dict.fromkeys(["due-soon", "due-soon-2", "due-today", "late-1", "late-3"], DUTIES)
    assert (doubled_claims(), doubled_mails()) == (0, 0)
    assert Escalation.objects.filter(rung_key="late-1", merged=True).count() == DUTIES
    told = letters(before)
    assert set(told.values()) == {1}
    assert len({subject for _, subject in told}) == DUTIES
    figure("R12", f"bộ máy tắt ba ngày, {DUTIES} nhiệm vụ", "mỗi cấp đúng 1 lần, mỗi đơn vị 1 thư")


def test_the_report_of_a_period_that_began_meanwhile_is_owed_once(story, go_to, mail_dir, figure):
    beat("2022-11-14")

    beat("2022-11-18")  # The second half of November began on 16/11, while the engine was off.
    beat("2022-11-19")

    periods = (
        Assignment.objects.exclude(series=None)
        .order_by("period_start")
        .values_list("period_start", flat=True)
    )
    assert list(periods) == [date(2022, 11, 1), date(2022, 11, 16)]
    figure("R12", "kỳ báo cáo bắt đầu trong lúc tắt", "mở đúng 1 lần")


def test_without_the_ledger_the_missed_days_become_letters(province, go_to, figure):
    give(DUTIES, province)
    run_sweep(morning("2023-01-02"))
    before = last_notice()

    for _ in OFF:
        Escalation.objects.all().delete()
        run_sweep(morning("2023-01-06"), everything=True)

    assert set(letters(before).values()) == {len(OFF)}
    figure("R12", control=f"không có sổ đôn đốc: {len(OFF)} thư mỗi đơn vị")
