"""Kept searches, and lists that are written into files. Safe: two tables are added; going back drops them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_stored_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportJob",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list", models.CharField(max_length=30, verbose_name="danh sách")),
                ("query", models.CharField(blank=True, max_length=1000, verbose_name="điều kiện lọc")),
                (
                    "format",
                    models.CharField(
                        choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)")],
                        max_length=4,
                        verbose_name="loại tệp",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ lập tệp"),
                            ("making", "Đang lập tệp"),
                            ("done", "Đã lập xong"),
                            ("failed", "Không lập được"),
                            ("cancelled", "Đã hủy"),
                            ("expired", "Tệp đã xóa"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="số dòng")),
                ("written", models.PositiveIntegerField(default=0, verbose_name="đã ghi")),
                ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                ("done_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="lần lập")),
                ("lease_until", models.DateTimeField(null=True, verbose_name="giữ đến")),
                ("expires_on", models.DateField(null=True, verbose_name="xóa tệp ngày")),
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
                        condition=models.Q(("state", "done")), fields=["expires_on"], name="exports_to_expire"
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
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="tên")),
                ("address", models.CharField(max_length=1000, verbose_name="địa chỉ")),
                ("saved_at", models.DateTimeField(verbose_name="lưu lúc")),
                ("deleted_at", models.DateTimeField(null=True, verbose_name="xóa lúc")),
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
    ]
