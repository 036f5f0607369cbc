"""Big annexes that an engine reads and writes down. Safe: a table is added; going back drops what waits, annexes stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0070_words_of_search"),
        ("files", "0001_stored_files"),
        ("intake", "0021_tie_proposals_read_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnnexWork",
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
                (
                    "verb",
                    models.CharField(
                        choices=[("read", "Đọc phụ lục"), ("write", "Ghi nhiệm vụ từ phụ lục")],
                        max_length=5,
                        verbose_name="việc",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("pasted", models.TextField(blank=True, verbose_name="nội dung đã dán")),
                ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                ("said", models.CharField(blank=True, max_length=500, verbose_name="lý do không xong")),
                (
                    "annex",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="works",
                        to="intake.anneximport",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directives.directive",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
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
                "verbose_name": "xử lý phụ lục lớn",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "making"))),
                        fields=["id"],
                        name="annexes_to_do",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "making"))),
                        fields=["directive"],
                        name="annex_works_going_on",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "making")), ("verb", "write")),
                        fields=("annex",),
                        name="annex_written_by_one_work",
                    )
                ],
            },
        ),
    ]
