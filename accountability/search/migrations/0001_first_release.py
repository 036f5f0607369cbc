"""The tables of the first release at once; databases that took the 3 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("search", "0001_saved_searches_and_exports"),
        ("search", "0070_long_work_words"),
        ("search", "0071_pdf"),
    ]

    initial = True

    dependencies = [
        ("files", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="SavedSearch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("title", models.CharField(max_length=100, verbose_name="tên")),
                        ("address", models.CharField(max_length=1000, verbose_name="địa chỉ")),
                        ("saved_at", models.DateTimeField(verbose_name="lưu lúc")),
                        ("deleted_at", models.DateTimeField(null=True, verbose_name="xóa lúc")),
                    ],
                    options={
                        "verbose_name": "bộ lọc đã lưu",
                        "verbose_name_plural": "bộ lọc đã lưu",
                        "ordering": ["title", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("deleted_at__isnull", True)),
                                fields=("user", "title"),
                                name="saved_search_title_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExportJob",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("list", models.CharField(max_length=30, verbose_name="danh sách")),
                        (
                            "query",
                            models.CharField(blank=True, max_length=1000, verbose_name="điều kiện lọc"),
                        ),
                        (
                            "format",
                            models.CharField(
                                choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)"), ("pdf", "PDF")],
                                max_length=4,
                                verbose_name="loại tệp",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        ("expires_on", models.DateField(null=True, verbose_name="xóa tệp ngày")),
                    ],
                    options={
                        "verbose_name": "xuất danh sách",
                        "verbose_name_plural": "xuất danh sách",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "making"])),
                                fields=["id"],
                                name="exports_to_make",
                            ),
                            models.Index(
                                condition=models.Q(("state", "done")),
                                fields=["expires_on"],
                                name="exports_to_expire",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    models.Q(("expires_on__isnull", False), ("file__isnull", False)),
                                    _connector="OR",
                                ),
                                name="export_done_has_file",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
