"""Agencies, positions and who holds them are watched for changes. Safe: touches no row of theirs."""

from django.db import migrations

from accountability.reference.triggers import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_first_release"), ("reference", "0001_first_release")]
    operations = [migrations.RunPython(watch("agencies"), unwatch("agencies"))]
