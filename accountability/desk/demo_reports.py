"""The demo's periodic reports: one archived, one that waits for the Chairman, one being drafted.

The office begins to work with the system on the demo's first day, and the clock closes the periods that it missed: late, as the
pages say, and with the figures of that day.
"""

from __future__ import annotations

from datetime import date, datetime

from accountability.agencies.models import Position
from accountability.desk.demo_story import actor_of
from accountability.directives.models import Program
from accountability.reports import cycle_actions as reports
from accountability.reports.kind_actions import KindTerms, add_kind
from accountability.reports.models import ReportCycle
from workflows import reporting

_TITLE = "Báo cáo tiến độ thực hiện Đề án 06, 15 ngày/01 lần"
_WORDS = (
    "Các thành viên Tổ công tác duy trì giao ban hằng tuần. Đến nay có {tổng số} nhiệm vụ được theo dõi, "
    "{đang thực hiện} nhiệm vụ đang thực hiện trong hạn."
)
_SAID = "Đồng ý với báo cáo. Công an tỉnh tiếp tục đôn đốc các cơ quan, không để nhiệm vụ quá hạn."


def load(*, at: datetime) -> None:
    """The kind of report, and the three periods that closed before the demo begins."""
    terms = KindTerms(_TITLE, due_days=1, field="NC", addressee=Position.objects.get(code="chutich"))
    add_kind(
        Program.objects.get(code="DA06"), terms, rhythm="half_month", window=1, starts_on=date(2022, 9, 16),
        by=actor_of("phochanhvanphong", at), at=at,
    )  # fmt: skip
    reporting.close_periods(at=at)
    archived, submitted, drafted = ReportCycle.objects.order_by("to_on")
    for cycle in (archived, submitted):
        _write(cycle, at)
        reporting.send_report(cycle.pk, by=actor_of("congan", at), at=at)
        reporting.submit_report(cycle.pk, by=actor_of("phochanhvanphong", at), at=at)
    reporting.instruct_report(archived.pk, text=_SAID, by=actor_of("chutich", at), at=at)
    # Its files are the engine's, at its next beat: loading the demo draws nothing.
    reporting.issue_report(archived.pk, by=actor_of("congan", at), at=at)
    _write(drafted, at)


def _write(cycle: ReportCycle, at: datetime) -> None:
    texts = reports.texts_of(cycle, reports.current(cycle))
    seen = reports.key_of(texts)
    reports.write_texts(cycle.pk, texts | {"I": _WORDS}, seen=seen, by=actor_of("congan", at), at=at)
