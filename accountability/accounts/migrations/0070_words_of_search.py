"""The words of accounts, and those of what is there. Safe: a column is added and filled; going back drops it."""

from django.db import migrations

from accountability.core.finding.fields import WordsField
from accountability.core.finding.filling import fill
from accountability.core.finding.rules import kept


def fill_words(apps, schema_editor):
    model = apps.get_model("accounts", "User")
    rows = model.objects.values_list("pk", "display_name", "username")
    fill(model, rows, lambda name, username: kept(name, [username]))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_accounts_stay")]
    operations = [
        migrations.AddField("user", "search_text", WordsField(verbose_name="chữ để tìm (không dấu)")),
        migrations.RunPython(fill_words, migrations.RunPython.noop),
    ]
