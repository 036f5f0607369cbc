"""Signed copies of files that were made here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="lần")),
                (
                    "how",
                    models.CharField(
                        choices=[("key", "Khóa ký của cơ quan"), ("upload", "Tệp ký ngoài hệ thống")],
                        max_length=6,
                        verbose_name="cách ký",
                    ),
                ),
                ("signatures", models.JSONField(verbose_name="chữ ký số")),
                ("kept_at", models.DateTimeField(verbose_name="lưu lúc")),
                ("kept_title", models.CharField(blank=True, max_length=200, verbose_name="chức danh")),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_copy",
                        to="files.storedfile",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_copies",
                        to="files.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản ký số",
                "verbose_name_plural": "bản ký số",
                "ordering": ["number"],
            },
        ),
        migrations.AddConstraint(
            model_name="signedcopy",
            constraint=models.UniqueConstraint(fields=("original", "number"), name="signed_copy_once"),
        ),
    ]
