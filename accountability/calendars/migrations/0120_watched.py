"""Days off and worked are watched for changes. Safe: touches no row of theirs."""

from django.db import migrations

from accountability.reference.triggers import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("calendars", "0090_meetings"), ("reference", "0001_revisions")]
    operations = [migrations.RunPython(watch("calendars"), unwatch("calendars"))]
