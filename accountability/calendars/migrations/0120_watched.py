"""Days off and worked are watched for changes. Safe: touches no row of theirs."""

from django.db import migrations

from accountability.reference.triggers import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("calendars", "0005_first_revision"), ("reference", "0001_first_release")]
    operations = [migrations.RunPython(watch("calendars"), unwatch("calendars"))]
