"""The words of assignments by one rule with what is typed, those of files of evidence, and their indexes; two indexes of the list.

Safe: a column of evidence is added and filled; the column of assignments, which held the same texts before, is written
anew for every row (a million in some minutes). Going back leaves it so: the search of before reads words as well.
"""

from django.db import migrations, models

from accountability.core.finding import postgresql
from accountability.core.finding.fields import WordsField
from accountability.core.finding.filling import fill
from accountability.core.finding.rules import kept
from accountability.core.text import slug

INDEXES = {"assignments_assignment": "assignment_words", "assignments_evidence": "evidence_words"}


def fill_words(apps, schema_editor):
    assignment, evidence = (
        apps.get_model("assignments", "Assignment"),
        apps.get_model("assignments", "Evidence"),
    )
    names = {
        key: [short, name, *symbols, *aliases]
        for key, short, name, symbols, aliases in apps.get_model("agencies", "Agency").objects.values_list(
            "pk", "short_name", "name", "symbols", "aliases"
        )
    }
    officers = dict(apps.get_model("accounts", "User").objects.values_list("pk", "display_name"))

    def words(title, product, number, symbol, lead, officer):
        rest = [number, symbol, slug(symbol), *names[lead], officers.get(officer, "")]
        return kept(f"{title} {product}", rest)

    columns = ("title", "product", "directive__number", "directive__symbol", "lead_agency", "officer")
    fill(assignment, assignment.objects.values_list("pk", *columns), words)
    fill(evidence, evidence.objects.values_list("pk", "file__name"), kept)


def put_on(apps, schema_editor):
    for table, name in INDEXES.items():
        postgresql.create_index(schema_editor, table, "search_text", name)


def take_off(apps, schema_editor):
    for name in INDEXES.values():
        postgresql.drop_index(schema_editor, name)


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0041_index_of_children"),
        ("accounts", "0070_words_of_search"),
        ("agencies", "0070_words_of_search"),
        ("directives", "0070_words_of_search"),
    ]
    operations = [
        migrations.AlterField("assignment", "search_text", WordsField(verbose_name="chữ để tìm (không dấu)")),
        migrations.AddField("evidence", "search_text", WordsField(verbose_name="chữ để tìm (không dấu)")),
        migrations.AddIndex("assignment", models.Index(fields=["due_on", "id"], name="assignment_by_due")),
        migrations.AddIndex(
            "assignment",
            models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "assigned",
                            "returned",
                            "acknowledged",
                            "working",
                            "submitted",
                            "claimed",
                            "rework",
                            "paused",
                            "handed_over",
                        ],
                    )
                ),
                fields=["due_on", "id"],
                name="unfinished_by_due",
            ),
        ),
        migrations.RunPython(fill_words, migrations.RunPython.noop),
        migrations.RunPython(put_on, take_off),
    ]
