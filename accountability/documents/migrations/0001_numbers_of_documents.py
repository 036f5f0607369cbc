"""The register of outgoing documents: how far each series has come, and the numbers that were given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0070_words_of_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveIntegerField(verbose_name="năm")),
                ("series", models.CharField(max_length=20, verbose_name="loại sổ")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="số cuối")),
                ("paper_last", models.PositiveIntegerField(default=0, verbose_name="sổ giấy đến số")),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="cơ quan ban hành",
                    ),
                ),
            ],
            options={
                "verbose_name": "sổ đăng ký văn bản đi",
                "verbose_name_plural": "sổ đăng ký văn bản đi",
                "ordering": ["-year", "series", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TakenNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                ("taken_at", models.DateTimeField(verbose_name="lấy số lúc")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="nội dung")),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="trang")),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="documents.numberseries",
                    ),
                ),
            ],
            options={
                "verbose_name": "số đã cấp",
                "ordering": ["series_id", "-number"],
            },
        ),
        migrations.AddConstraint(
            model_name="numberseries",
            constraint=models.UniqueConstraint(
                fields=("issuer", "year", "series"), name="one_series_per_issuer_and_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="numberseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("paper_last"))), name="series_goes_on_from_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="takennumber",
            constraint=models.UniqueConstraint(fields=("series", "number"), name="number_taken_once"),
        ),
    ]
