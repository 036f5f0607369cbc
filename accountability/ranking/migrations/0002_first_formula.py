"""The formula that the system comes with. Safe: adds a row; backwards it takes it away while no ranking was made by it."""

from django.db import migrations

from accountability.ranking.first_formula import FIRST


def lay_down(apps, schema_editor):
    apps.get_model("ranking", "FormulaVersion").objects.create(**FIRST)


def take_up(apps, schema_editor):
    rows = apps.get_model("ranking", "FormulaVersion").objects.filter(number=FIRST["number"])
    rows.filter(rankings=None).delete()


class Migration(migrations.Migration):
    dependencies = [("ranking", "0001_first_release")]
    operations = [migrations.RunPython(lay_down, take_up)]
