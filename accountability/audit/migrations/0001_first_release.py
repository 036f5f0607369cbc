"""The tables of the first release at once; databases that took the 2 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("audit", "0001_events"), ("audit", "0120_seals")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        ("action", models.CharField(max_length=60, verbose_name="việc")),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người thực hiện",
                            ),
                        ),
                        (
                            "position_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh khi thực hiện"
                            ),
                        ),
                        (
                            "behalf_position_pk",
                            models.BigIntegerField(null=True, verbose_name="thay mặt chức danh"),
                        ),
                        ("target_kind", models.CharField(max_length=40, verbose_name="đối tượng")),
                        ("target_pk", models.BigIntegerField(verbose_name="khóa đối tượng")),
                        ("assignment_pk", models.BigIntegerField(null=True, verbose_name="nhiệm vụ")),
                        ("directive_pk", models.BigIntegerField(null=True, verbose_name="văn bản")),
                        ("before", models.JSONField(null=True, verbose_name="trước")),
                        ("after", models.JSONField(null=True, verbose_name="sau")),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                        ("address", models.CharField(blank=True, max_length=45, verbose_name="địa chỉ")),
                    ],
                    options={
                        "verbose_name": "sự kiện",
                        "verbose_name_plural": "nhật ký",
                        "indexes": [
                            models.Index(fields=["assignment_pk", "at"], name="audit_by_assignment"),
                            models.Index(fields=["directive_pk", "at"], name="audit_by_directive"),
                            models.Index(fields=["-at"], name="audit_latest"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditSeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveBigIntegerField(unique=True, verbose_name="số thứ tự")),
                        ("first_pk", models.BigIntegerField(unique=True, verbose_name="từ sự kiện")),
                        ("last_pk", models.BigIntegerField(verbose_name="đến sự kiện")),
                        ("events", models.PositiveIntegerField(verbose_name="số sự kiện")),
                        ("root", models.CharField(max_length=64, verbose_name="mã băm của sự kiện")),
                        (
                            "previous",
                            models.CharField(blank=True, max_length=64, verbose_name="mã băm của mốc trước"),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="mã băm")),
                        ("sealed_at", models.DateTimeField(verbose_name="lúc")),
                    ],
                    options={
                        "verbose_name": "mốc nhật ký",
                        "ordering": ["number"],
                    },
                ),
            ],
        ),
    ]
