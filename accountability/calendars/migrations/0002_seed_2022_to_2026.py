"""Days off and make-up days of 2022-2026, weekends left out.

Dates: `holidays` 0.109 checked against the notices of those years, with the swap of 02/01/2026
that the library lacks. Where the number of a notice is not known to us, the row says so and the
Office completes it; no number is invented.
"""

from datetime import date, timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LAW = "Bộ luật Lao động 2019, Điều 112"
NOTICE = "Thông báo nghỉ lễ, Tết năm {year} (số văn bản: cần bổ sung)"
LETTER_12729 = "Công văn số 12729/VPCP-KGVX ngày 25/12/2025 (cần đối chiếu bản chính)"
CULTURE_DAY = "Nghị quyết số 80-NQ/TW (cần đối chiếu bản chính)"

NEW_YEAR = "Tết Dương lịch"
KINGS = "Giỗ Tổ Hùng Vương"
VICTORY = "Ngày Chiến thắng 30/4"
LABOUR = "Ngày Quốc tế lao động 01/5"
NATIONAL = "Quốc khánh 02/9"
INSTEAD = " (nghỉ bù)"

# First and last day, title, deciding document.
OFF = (
    ("2022-01-03", "2022-01-03", NEW_YEAR + INSTEAD, LAW),
    ("2022-01-31", "2022-02-04", "Tết Nguyên đán Nhâm Dần", NOTICE),
    ("2022-04-11", "2022-04-11", KINGS + INSTEAD, LAW),
    ("2022-05-02", "2022-05-02", VICTORY + INSTEAD, LAW),
    ("2022-05-03", "2022-05-03", LABOUR + INSTEAD, LAW),
    ("2022-09-01", "2022-09-02", NATIONAL, NOTICE),
    ("2023-01-02", "2023-01-02", NEW_YEAR + INSTEAD, LAW),
    ("2023-01-20", "2023-01-26", "Tết Nguyên đán Quý Mão", NOTICE),
    ("2023-05-01", "2023-05-01", LABOUR, LAW),
    ("2023-05-02", "2023-05-02", KINGS + INSTEAD, LAW),
    ("2023-05-03", "2023-05-03", VICTORY + INSTEAD, LAW),
    ("2023-09-01", "2023-09-01", NATIONAL, NOTICE),
    ("2023-09-04", "2023-09-04", NATIONAL + INSTEAD, LAW),
    ("2024-01-01", "2024-01-01", NEW_YEAR, LAW),
    ("2024-02-08", "2024-02-14", "Tết Nguyên đán Giáp Thìn", NOTICE),
    ("2024-04-18", "2024-04-18", KINGS, LAW),
    ("2024-04-29", "2024-04-29", "Nghỉ hoán đổi với thứ Bảy 04/5/2024", NOTICE),
    ("2024-04-30", "2024-04-30", VICTORY, LAW),
    ("2024-05-01", "2024-05-01", LABOUR, LAW),
    ("2024-09-02", "2024-09-03", NATIONAL, NOTICE),
    ("2025-01-01", "2025-01-01", NEW_YEAR, LAW),
    ("2025-01-27", "2025-01-31", "Tết Nguyên đán Ất Tỵ", NOTICE),
    ("2025-04-07", "2025-04-07", KINGS, LAW),
    ("2025-04-30", "2025-04-30", VICTORY, LAW),
    ("2025-05-01", "2025-05-01", LABOUR, LAW),
    ("2025-05-02", "2025-05-02", "Nghỉ hoán đổi với thứ Bảy 26/4/2025", NOTICE),
    ("2025-09-01", "2025-09-02", NATIONAL, NOTICE),
    ("2026-01-01", "2026-01-01", NEW_YEAR, LAW),
    ("2026-01-02", "2026-01-02", "Nghỉ hoán đổi với thứ Bảy 10/01/2026", LETTER_12729),
    ("2026-02-16", "2026-02-20", "Tết Nguyên đán Bính Ngọ", NOTICE),
    ("2026-04-27", "2026-04-27", KINGS + INSTEAD, LAW),
    ("2026-04-30", "2026-04-30", VICTORY, LAW),
    ("2026-05-01", "2026-05-01", LABOUR, LAW),
    ("2026-08-31", "2026-08-31", "Nghỉ hoán đổi với thứ Bảy 22/8/2026", NOTICE),
    ("2026-09-01", "2026-09-02", NATIONAL, NOTICE),
    ("2026-11-24", "2026-11-24", "Ngày Văn hóa Việt Nam", CULTURE_DAY),
)
WORK = (
    ("2024-05-04", "Làm bù cho thứ Hai 29/4/2024", NOTICE),
    ("2025-04-26", "Làm bù cho thứ Sáu 02/5/2025", NOTICE),
    ("2026-01-10", "Làm bù cho thứ Sáu 02/01/2026", LETTER_12729),
    ("2026-08-22", "Làm bù cho thứ Hai 31/8/2026", NOTICE),
)


def _rows() -> list[tuple[date, str, str, str]]:
    rows = []
    for first, last, title, document in OFF:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            if day.weekday() < 5:
                rows.append((day, "off", title, document.format(year=day.year)))
            day += timedelta(days=1)
    for on, title, document in WORK:
        day = date.fromisoformat(on)
        rows.append((day, "work", title, document.format(year=day.year)))
    return rows


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the rows."""
    days = apps.get_model("calendars", "CalendarDay")
    rows = [days(on=on, kind=kind, title=title, document=document) for on, kind, title, document in _rows()]
    # A row that the Office changed and that outlived an unseed keeps its place.
    days.objects.using(schema_editor.connection.alias).bulk_create(rows, ignore_conflicts=True)


def unseed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the rows as they were written; what the Office changed since stays."""
    days = apps.get_model("calendars", "CalendarDay").objects.using(schema_editor.connection.alias)
    for on, kind, title, document in _rows():
        days.filter(on=on, kind=kind, title=title, document=document).delete()


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_first_release")]

    operations = [migrations.RunPython(seed, unseed)]
