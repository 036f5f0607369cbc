"""Ladders, their versions and rungs are watched for changes. Safe: touches no row of theirs."""

from django.db import migrations

from accountability.reference.triggers import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("escalation", "0004_policies_by_urgency"), ("reference", "0001_first_release")]
    operations = [migrations.RunPython(watch("ladders"), unwatch("ladders"))]
