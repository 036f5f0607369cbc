"""Accounts are watched for changes. Safe: touches no row of theirs."""

from django.db import migrations

from accountability.reference.triggers import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_first_release"), ("reference", "0001_first_release")]
    operations = [migrations.RunPython(watch("accounts"), unwatch("accounts"))]
