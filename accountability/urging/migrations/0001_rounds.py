"""Rounds of urging, and what each urged."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assignments", "0041_index_of_children"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UrgingRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(unique=True, verbose_name="mã lượt gửi")),
                ("urged_at", models.DateTimeField(verbose_name="đôn đốc lúc")),
                ("urged_title", models.CharField(max_length=200, verbose_name="chức danh người đôn đốc")),
                ("note", models.TextField(blank=True, verbose_name="nội dung thêm của Văn phòng")),
                (
                    "urged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt đôn đốc",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Urging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("deadline_number", models.PositiveIntegerField(verbose_name="lần định hạn")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgings",
                        to="assignments.assignment",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="urgings",
                        to="urging.urginground",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần đôn đốc của Văn phòng",
                "constraints": [
                    models.UniqueConstraint(fields=("round", "assignment"), name="urged_once_in_a_round")
                ],
            },
        ),
    ]
