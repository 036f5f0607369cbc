"""The number of the calendar's last change has its one row, before any change."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def first(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The one row."""
    revision = apps.get_model("calendars", "CalendarRevision")
    revision.objects.using(editor.connection.alias).get_or_create(pk=1)


class Migration(migrations.Migration):
    replaces = [("calendars", "0004_revision")]
    dependencies = [("calendars", "0003_numbers_of_notices")]
    operations = [migrations.RunPython(first, migrations.RunPython.noop)]
