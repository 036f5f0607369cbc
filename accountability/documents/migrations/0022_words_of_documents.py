"""The words by which a document is found. Safe: adds a column and fills it; going back drops it, and it is made of what stays."""

from django.db import migrations

from accountability.core.finding.fields import WordsField
from accountability.core.finding.filling import fill
from accountability.core.finding.rules import kept


def words(abstract, number, symbol):
    return kept(abstract, [f"{number}/{symbol}" if number else symbol])


def fill_in(apps, schema_editor):
    rows = apps.get_model("documents", "OutgoingDocument").objects
    fill(rows.model, rows.values_list("pk", "abstract", "taken__number", "symbol"), words)


class Migration(migrations.Migration):
    dependencies = [("documents", "0021_notice_duties")]

    operations = [
        migrations.AddField(
            model_name="outgoingdocument",
            name="search_text",
            field=WordsField(blank=True, default="", editable=False, verbose_name="chữ để tìm (không dấu)"),
            preserve_default=False,
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
