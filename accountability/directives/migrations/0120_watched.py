"""Programs are watched for changes. Safe: touches no row of theirs."""

from django.db import migrations

from accountability.reference.triggers import unwatch, watch


class Migration(migrations.Migration):
    dependencies = [("directives", "0070_words_of_search"), ("reference", "0001_revisions")]
    operations = [migrations.RunPython(watch("programs"), unwatch("programs"))]
