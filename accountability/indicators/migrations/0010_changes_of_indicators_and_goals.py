"""An indicator can end, a goal can be replaced or taken back and stays as a row. Safe: columns that may be empty.

Before, every row was a goal in force, so on the way back those that ended are set aside in a table of their own, with what
replaced what and which indicators had ended; the way forward puts all of it in its place again.
"""

import json

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ASIDE = "indicators_set_aside"
_GOAL = (
    "id",
    "indicator_id",
    "agency_id",
    "agency_kind",
    "value",
    "start_on",
    "end_on",
    "basis",
    "set_at",
    "set_by_id",
    "end_reason",
    "ended_at",
    "ended_by_id",
    "replaces_id",
)


def set_aside(apps, schema_editor):
    """Backwards, before the columns go: keep what they say, and leave the goals in force alone in their table."""
    goal_of, indicator_of = (
        apps.get_model("indicators", "IndicatorTarget"),
        apps.get_model("indicators", "Indicator"),
    )
    connection = schema_editor.connection
    kept = {
        "ended": list(goal_of.objects.exclude(ended_at=None).order_by("pk").values(*_GOAL)),
        "replaces": list(
            goal_of.objects.exclude(replaces=None).order_by("pk").values_list("pk", "replaces_id")
        ),
        "indicators": list(
            indicator_of.objects.exclude(ended_on=None).values_list("pk", "ended_on", "end_reason")
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {ASIDE} (kept text)")
        cursor.execute(f"INSERT INTO {ASIDE} VALUES (%s)", [json.dumps(kept, default=str)])
    goal_of.objects.update(replaces=None)
    goal_of.objects.exclude(ended_at=None).delete()
    connection.check_constraints()  # PostgreSQL alters no table whose keys it has yet to check.


def put_back(apps, schema_editor):
    """Forwards, once the columns are there: what was set aside, as far as it still has its indicator."""
    goal_of, indicator_of = (
        apps.get_model("indicators", "IndicatorTarget"),
        apps.get_model("indicators", "Indicator"),
    )
    connection = schema_editor.connection
    if ASIDE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kept FROM {ASIDE}")
        kept = json.loads(cursor.fetchone()[0])
    there = set(indicator_of.objects.values_list("pk", flat=True))
    goals = [one | {"replaces_id": None} for one in kept["ended"] if one["indicator_id"] in there]
    goal_of.objects.bulk_create(goal_of(**one) for one in goals)
    known = set(goal_of.objects.values_list("pk", flat=True))
    for pk, replaced in kept["replaces"]:
        if replaced in known:
            goal_of.objects.filter(pk=pk).update(replaces_id=replaced)
    for pk, ended_on, reason in kept["indicators"]:
        indicator_of.objects.filter(pk=pk).update(ended_on=ended_on, end_reason=reason)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {ASIDE}")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0070_words_of_search"),
        ("indicators", "0001_indicators_and_readings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="indicatortarget",
            name="goal_of_one_once",
        ),
        migrations.RemoveConstraint(
            model_name="indicatortarget",
            name="goal_of_a_sort_once",
        ),
        migrations.AddField(
            model_name="indicator",
            name="end_reason",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="lý do kết thúc"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="ended_on",
            field=models.DateField(null=True, verbose_name="kết thúc từ sau ngày"),
        ),
        migrations.AddField(
            model_name="indicatortarget",
            name="end_reason",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="lý do"),
        ),
        migrations.AddField(
            model_name="indicatortarget",
            name="ended_at",
            field=models.DateTimeField(null=True, verbose_name="thôi áp dụng lúc"),
        ),
        migrations.AddField(
            model_name="indicatortarget",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="indicatortarget",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="indicators.indicatortarget",
                verbose_name="thay mức giao",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatortarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency__isnull", False), ("ended_at__isnull", True)),
                fields=("indicator", "agency", "start_on"),
                name="goal_of_one_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatortarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency__isnull", True), ("ended_at__isnull", True)),
                fields=("indicator", "agency_kind", "start_on"),
                name="goal_of_a_sort_once",
            ),
        ),
        migrations.RunPython(put_back, set_aside),
    ]
