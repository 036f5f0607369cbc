"""The tables of the first release; databases that took the step before have them already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("health", "0001_heartbeats")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "job",
                    models.CharField(
                        choices=[("sweep", "Rà soát thời hạn"), ("delivery", "Gửi thư")],
                        max_length=16,
                        unique=True,
                        verbose_name="việc",
                    ),
                ),
                ("beat_at", models.DateTimeField(blank=True, null=True, verbose_name="xong gần nhất lúc")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="hỏng gần nhất lúc")),
                ("failures", models.PositiveIntegerField(default=0, verbose_name="số lần hỏng liên tiếp")),
                (
                    "last_error",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="lỗi gần nhất"),
                ),
                ("host", models.CharField(blank=True, default="", max_length=100, verbose_name="trên máy")),
            ],
            options={
                "verbose_name": "nhịp của bộ máy",
                "verbose_name_plural": "nhịp của bộ máy",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("job__in", ["sweep", "delivery"])), name="heartbeat_job_known"
                    )
                ],
            },
        ),
    ]
