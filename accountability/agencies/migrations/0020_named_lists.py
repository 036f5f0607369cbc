# Named lists of agencies, dated, with who was in them when.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_agencies_positions_grants"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="tên danh sách")),
                (
                    "kind",
                    models.CharField(
                        choices=[("saved", "Danh sách thường"), ("pilot", "Danh sách thí điểm")],
                        default="saved",
                        max_length=5,
                        verbose_name="loại",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                ("from_on", models.DateField(verbose_name="dùng từ ngày")),
                ("to_on", models.DateField(null=True, verbose_name="đến hết ngày")),
            ],
            options={
                "verbose_name": "danh sách cơ quan",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_on__isnull", True)),
                        fields=("title",),
                        name="agency_list_title_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="agency_list_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedAgency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="từ ngày")),
                ("to_on", models.DateField(null=True, verbose_name="đến hết ngày")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="agencies.agencylist",
                    ),
                ),
            ],
            options={
                "verbose_name": "cơ quan trong danh sách",
                "ordering": ["agency__rank", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_on__isnull", True)),
                        fields=("list", "agency"),
                        name="listed_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="listed_dates_in_order",
                    ),
                ],
            },
        ),
    ]
