"""Targets that an indicator measures, where their line begins, and which readings repeat one. Safe: columns are added, no row changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0110_milestones_by_due"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="target",
            name="from_value",
            field=models.DecimalField(
                decimal_places=2, max_digits=18, null=True, verbose_name="số xuất phát"
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="measured_by",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="đo bằng chỉ tiêu"),
        ),
        migrations.AddField(
            model_name="targetreading",
            name="of_reading",
            field=models.BigIntegerField(null=True, verbose_name="theo số liệu của chỉ tiêu"),
        ),
        migrations.AddIndex(
            model_name="target",
            index=models.Index(
                condition=models.Q(("measured_by", ""), _negated=True),
                fields=["measured_by"],
                name="targets_measured_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetreading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("of_reading__isnull", False)),
                fields=("target", "of_reading"),
                name="reading_repeated_once",
            ),
        ),
    ]
