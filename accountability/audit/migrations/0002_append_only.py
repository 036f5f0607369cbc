"""The triggers that refuse to change or delete an event. Safe: touches no row."""

from django.db import migrations

from accountability.audit import triggers


def put_on(apps, schema_editor):
    triggers.create(schema_editor.connection)


def take_off(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first_release")]
    operations = [migrations.RunPython(put_on, take_off)]
