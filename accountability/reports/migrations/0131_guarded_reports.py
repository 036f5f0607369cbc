"""The triggers that refuse to change or delete frozen figures, steps, words and what was issued. Safe: touches no row."""

from django.db import migrations

from accountability.audit.triggers import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("reports", "0130_words_on_reports")]
    operations = [migrations.RunPython(guard("reports"), unguard("reports"))]
