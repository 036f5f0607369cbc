"""The indexes by which PostgreSQL finds the words of assignments and of their files. Safe: touches no row; going back drops them."""

from django.db import migrations

from accountability.core.finding import postgresql

INDEXES = {"assignments_assignment": "assignment_words", "assignments_evidence": "evidence_words"}


def put_on(apps, schema_editor):
    for table, name in INDEXES.items():
        postgresql.create_index(schema_editor, table, "search_text", name)


def take_off(apps, schema_editor):
    for name in INDEXES.values():
        postgresql.drop_index(schema_editor, name)


class Migration(migrations.Migration):
    replaces = [("assignments", "0070_words_of_search")]
    dependencies = [("assignments", "0001_first_release")]
    operations = [migrations.RunPython(put_on, take_off)]
