"""The number of the calendar's last change: what a preview was made from, and the row that changes wait for."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def first(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The one row, before any change."""
    revision = apps.get_model("calendars", "CalendarRevision")
    revision.objects.using(editor.connection.alias).get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("calendars", "0003_numbers_of_notices")]

    operations = [
        migrations.CreateModel(
            name="CalendarRevision",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0, verbose_name="lần thay đổi")),
            ],
            options={
                "verbose_name": "lần thay đổi lịch",
                "verbose_name_plural": "lần thay đổi lịch",
                "constraints": (
                    models.CheckConstraint(condition=models.Q(id=1), name="calendar_revision_is_one_row"),
                ),
            },
        ),
        migrations.RunPython(first, migrations.RunPython.noop),
    ]
