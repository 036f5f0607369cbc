"""The triggers that refuse to change or delete an event. Safe: touches no row."""

from django.db import migrations

from accountability.audit.triggers import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first_release")]
    operations = [migrations.RunPython(guard("audit"), unguard("audit"))]
