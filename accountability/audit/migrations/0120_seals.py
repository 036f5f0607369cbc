"""Seals of the audit. Safe: a table is added; going back drops the seals, no event."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
    ]

    operations = [
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
    ]
