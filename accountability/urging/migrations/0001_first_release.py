"""The tables of the first release at once; databases that took the 2 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("urging", "0001_rounds"), ("urging", "0070_rounds_in_portions")]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("assignments", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="UrgingRound",
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
                        ("token", models.UUIDField(unique=True, verbose_name="mã lượt gửi")),
                        ("urged_at", models.DateTimeField(verbose_name="đôn đốc lúc")),
                        (
                            "urged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "urged_title",
                            models.CharField(max_length=200, verbose_name="chức danh người đôn đốc"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="nội dung thêm của Văn phòng")),
                    ],
                    options={
                        "verbose_name": "lượt đôn đốc",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("waiting", "making"))),
                                fields=["id"],
                                name="rounds_to_send",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UrgedLead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="leads",
                                to="urging.urginground",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "named",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                            ),
                        ),
                        ("readers", models.JSONField(verbose_name="người nhận")),
                        ("letters", models.PositiveIntegerField(default=0, verbose_name="số thư")),
                        ("told_at", models.DateTimeField(null=True, verbose_name="gửi lúc")),
                    ],
                    options={
                        "verbose_name": "đơn vị được đôn đốc",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("told_at__isnull", True)),
                                fields=["round", "id"],
                                name="leads_to_be_told",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("named__isnull", True)),
                                fields=("round", "agency"),
                                name="agency_urged_once_in_a_round",
                            ),
                            models.UniqueConstraint(
                                fields=("round", "named"), name="position_urged_once_in_a_round"
                            ),
                        ],
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
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="urgings",
                                to="urging.urginground",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="urgings",
                                to="urging.urgedlead",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urgings",
                                to="assignments.assignment",
                            ),
                        ),
                        ("deadline_number", models.PositiveIntegerField(verbose_name="lần định hạn")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("waiting", "chờ gửi"),
                                    ("told", "đã gửi"),
                                    ("ended", "không gửi: đã kết thúc trong lúc chờ"),
                                    ("handed_in", "không gửi: đã báo cáo hoàn thành trong lúc chờ"),
                                    (
                                        "moved",
                                        "không gửi: thời hạn hoặc đơn vị chủ trì đã thay đổi trong lúc chờ",
                                    ),
                                    ("unsent", "chưa gửi: lượt đôn đốc dừng giữa chừng"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="kết quả",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lần đôn đốc của Văn phòng",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "assignment"), name="urged_once_in_a_round"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
