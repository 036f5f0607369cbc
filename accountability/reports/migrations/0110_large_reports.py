"""Reports that an engine makes. Safe: a table is added; going back drops what waits, the reports that were made stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0070_words_of_search"),
        ("reports", "0001_periodic_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportJob",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Đang chờ"),
                            ("making", "Đang làm"),
                            ("done", "Đã xong"),
                            ("failed", "Không làm xong"),
                            ("cancelled", "Đã hủy"),
                            ("expired", "Tệp đã xóa"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="tất cả")),
                ("written", models.PositiveIntegerField(default=0, verbose_name="đã làm")),
                ("done_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="lần làm")),
                ("lease_until", models.DateTimeField(null=True, verbose_name="giữ đến")),
                ("from_on", models.DateField(verbose_name="từ ngày")),
                ("to_on", models.DateField(verbose_name="đến hết ngày")),
                ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directives.program"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.periodicreport",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lập báo cáo định kỳ",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "making"))),
                        fields=["id"],
                        name="reports_to_make",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("report__isnull", False),
                            _connector="OR",
                        ),
                        name="report_job_done_has_report",
                    )
                ],
            },
        ),
    ]
