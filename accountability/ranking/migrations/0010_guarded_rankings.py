"""The triggers that refuse to change a ranking once it is frozen, and a published formula. Safe: touches no row."""

from django.db import migrations

from accountability.audit.triggers import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("ranking", "0002_first_formula")]
    operations = [migrations.RunPython(guard("rankings"), unguard("rankings"))]
