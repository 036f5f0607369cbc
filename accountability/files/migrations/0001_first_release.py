"""The tables of the first release at once; databases that took the 2 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accountability.files.models


class Migration(migrations.Migration):
    replaces = [("files", "0001_stored_files"), ("files", "0002_files_by_sha256")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("media_type", models.CharField(max_length=100, verbose_name="loại")),
                ("size", models.PositiveBigIntegerField(verbose_name="số byte")),
                ("sha256", models.CharField(max_length=64, verbose_name="sha256")),
                (
                    "content",
                    models.FileField(
                        upload_to=accountability.files.models.random_name, verbose_name="nội dung"
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="tải lên lúc")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tải lên",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp",
                "verbose_name_plural": "tệp",
                "indexes": [models.Index(fields=["sha256"], name="files_by_sha256")],
            },
        ),
    ]
