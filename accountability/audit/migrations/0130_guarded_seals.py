"""The triggers that refuse to change or delete a seal; those of events anew, in their present form. Safe: touches no row.

Going back leaves the triggers of events on.
"""

from django.db import migrations

from accountability.audit.triggers import guard, unguard


def drop_shared_function(apps, schema_editor):
    """On PostgreSQL the triggers of events shared one function until now."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS audit_refuse()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.RunPython(guard("audit"), migrations.RunPython.noop),
        migrations.RunPython(drop_shared_function, migrations.RunPython.noop),
        migrations.RunPython(guard("seals"), unguard("seals")),
    ]
