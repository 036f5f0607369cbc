"""Ladders, their versions and rungs are watched for changes. Safe: touches no row of theirs."""

from django.db import migrations

from accountability.reference.triggers import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("escalation", "0006_meetings_and_letters_proposed"), ("reference", "0001_revisions")]
    operations = [migrations.RunPython(watch("ladders"), unwatch("ladders"))]
