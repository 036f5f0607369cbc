"""The index by which PostgreSQL finds the words of documents. Safe: touches no row; going back drops it."""

from django.db import migrations

from accountability.core.finding import postgresql

TABLE, INDEX = "directives_directive", "directive_words"


def put_on(apps, schema_editor):
    postgresql.create_index(schema_editor, TABLE, "search_text", INDEX)


def take_off(apps, schema_editor):
    postgresql.drop_index(schema_editor, INDEX)


class Migration(migrations.Migration):
    replaces = [("directives", "0070_words_of_search")]
    dependencies = [("directives", "0001_first_release")]
    operations = [migrations.RunPython(put_on, take_off)]
