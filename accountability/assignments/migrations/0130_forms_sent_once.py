"""A form that is sent again over a bad line stays one act: the word that it carried, and what was answered. Safe: a new table."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0120_targets_measured_by_indicators"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.CharField(max_length=60, verbose_name="việc")),
                ("key", models.CharField(max_length=40, verbose_name="khóa gửi")),
                ("digest", models.CharField(max_length=64, verbose_name="dấu nội dung")),
                ("said", models.CharField(max_length=500, verbose_name="đã trả lời")),
                ("sent_at", models.DateTimeField(verbose_name="gửi lúc")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assignments.assignment",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "biểu mẫu đã gửi",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("sent_by", "key"), name="form_sent_once")],
            },
        ),
    ]
