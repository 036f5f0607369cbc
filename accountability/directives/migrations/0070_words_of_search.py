"""The words of documents, those of what is there, and their index. Safe: a column is added and filled; going back drops both."""

from django.db import migrations

from accountability.core.finding import postgresql
from accountability.core.finding.fields import WordsField
from accountability.core.finding.filling import fill
from accountability.core.finding.rules import kept
from accountability.core.text import slug

TABLE, INDEX = "directives_directive", "directive_words"


def fill_words(apps, schema_editor):
    model = apps.get_model("directives", "Directive")
    kinds = dict(model._meta.get_field("kind").choices)

    def words(number, symbol, abstract, kind, issuer_text):
        return kept(f"{number} {symbol} {abstract}", [kinds.get(kind, ""), "số", slug(symbol), issuer_text])

    fill(model, model.objects.values_list("pk", "number", "symbol", "abstract", "kind", "issuer_text"), words)


def put_on(apps, schema_editor):
    postgresql.create_index(schema_editor, TABLE, "search_text", INDEX)


def take_off(apps, schema_editor):
    postgresql.drop_index(schema_editor, INDEX)


class Migration(migrations.Migration):
    dependencies = [("directives", "0030_relations_and_addenda")]
    operations = [
        migrations.AddField("directive", "search_text", WordsField(verbose_name="chữ để tìm (không dấu)")),
        migrations.RunPython(fill_words, migrations.RunPython.noop),
        migrations.RunPython(put_on, take_off),
    ]
