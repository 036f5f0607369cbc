"""An indicator can end, a goal can be replaced or taken back and stays as a row. Safe: columns that may be empty.

The way back is refused by the database where a goal was replaced by one with the same first day: both rows would hold.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


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
    ]
