"""The words of agencies and positions, and those of what is there. Safe: columns are added and filled; going back drops them."""

from django.db import migrations

from accountability.core.finding.fields import WordsField
from accountability.core.finding.filling import fill
from accountability.core.finding.rules import kept


def fill_words(apps, schema_editor):
    agency, position = apps.get_model("agencies", "Agency"), apps.get_model("agencies", "Position")
    rows = agency.objects.values_list("pk", "short_name", "name", "symbols", "aliases")
    fill(agency, rows, lambda short, name, symbols, aliases: kept(short, [name, *symbols, *aliases]))
    fill(position, position.objects.values_list("pk", "title"), kept)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0020_named_lists")]
    operations = [
        migrations.AddField("agency", "search_text", WordsField(verbose_name="chữ để tìm (không dấu)")),
        migrations.AddField("position", "search_text", WordsField(verbose_name="chữ để tìm (không dấu)")),
        migrations.RunPython(fill_words, migrations.RunPython.noop),
    ]
