"""Programs are watched for changes. Safe: touches no row of theirs."""

from django.db import migrations

from accountability.reference.triggers import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("directives", "0002_index_of_words"), ("reference", "0001_first_release")]
    operations = [migrations.RunPython(watch("programs"), unwatch("programs"))]
