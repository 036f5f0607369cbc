"""The numbers of the notices that are known by now, in the rows that the seed wrote without one.

As the press quotes them (chinhphu.vn, baotintuc.vn, pld.net.vn); the Office compares them with the originals. Rows that
the Office has completed meanwhile are left alone; 2022 and the rest of 2026 stay open: no number is invented.
"""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

UNKNOWN = "Thông báo nghỉ lễ, Tết năm {year} (số văn bản: cần bổ sung)"
CHECK = " (cần đối chiếu bản chính)"
SWAP_2024 = "Công văn số 2450/VPCP-KGVX ngày 12/4/2024" + CHECK

# First and last day, deciding document.
NUMBERS = (
    ("2023-01-20", "2023-01-26", "Công văn số 8056/VPCP-KGVX ngày 01/12/2022" + CHECK),
    ("2023-09-01", "2023-09-01", "Công văn số 8056/VPCP-KGVX ngày 01/12/2022" + CHECK),
    ("2024-02-08", "2024-02-14", "Công văn số 8662/VPCP-KGVX ngày 03/11/2023" + CHECK),
    ("2024-04-29", "2024-04-29", SWAP_2024),
    ("2024-05-04", "2024-05-04", SWAP_2024),
    ("2024-09-02", "2024-09-03", "Công văn số 8662/VPCP-KGVX ngày 03/11/2023" + CHECK),
    ("2025-01-27", "2025-01-31", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024" + CHECK),
    ("2025-04-26", "2025-05-02", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024" + CHECK),
    ("2025-09-01", "2025-09-02", "Công văn số 8726/VPCP-KGVX ngày 26/11/2024" + CHECK),
)


def _replace(apps: Apps, editor: BaseDatabaseSchemaEditor, *, back: bool) -> None:
    day = apps.get_model("calendars", "CalendarDay")
    rows = day.objects.using(editor.connection.alias)
    for first, last, known in NUMBERS:
        unknown = UNKNOWN.format(year=first[:4])
        old, new = (known, unknown) if back else (unknown, known)
        span = (date.fromisoformat(first), date.fromisoformat(last))
        rows.filter(on__range=span, document=old).update(document=new)


def complete(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the numbers."""
    _replace(apps, editor, back=False)


def take_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As the seed had it."""
    _replace(apps, editor, back=True)


class Migration(migrations.Migration):
    dependencies = [("calendars", "0002_seed_2022_to_2026")]

    operations = [migrations.RunPython(complete, take_back)]
