"""Since which day the present lead has an assignment, as a column of it, filled from the tenures. Going back drops the column.

The table has no triggers that SQLite could forget: nothing of it is guarded or watched.
"""

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate


def from_the_tenures(apps, schema_editor):
    """The first day of the open tenure; of rows that never had one the day of giving, so that none is refused later."""
    tenures = apps.get_model("assignments", "LeadTenure").objects.filter(
        assignment=OuterRef("pk"), to_at=None
    )
    since = Subquery(tenures.order_by().values("from_on")[:1])
    rows = apps.get_model("assignments", "Assignment").objects.exclude(state="draft")
    rows.update(led_from_on=Coalesce(since, F("assigned_on"), TruncDate("assigned_at")))


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0140_words_by_letter"),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="led_from_on",
            field=models.DateField(null=True, verbose_name="chủ trì từ ngày"),
        ),
        migrations.RunPython(from_the_tenures, migrations.RunPython.noop),
    ]
