"""Rounds of which the engine makes the letters in portions.

Safe: one table and columns with defaults are added; what was sent before counts as done. Going back drops what became of
each assignment, which the mails and the audit still tell.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0070_words_of_search"),
        ("urging", "0001_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UrgedLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("readers", models.JSONField(verbose_name="người nhận")),
                ("letters", models.PositiveIntegerField(default=0, verbose_name="số thư")),
                ("told_at", models.DateTimeField(null=True, verbose_name="gửi lúc")),
            ],
            options={
                "verbose_name": "đơn vị được đôn đốc",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="urging",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("waiting", "chờ gửi"),
                    ("told", "đã gửi"),
                    ("ended", "không gửi: đã kết thúc trong lúc chờ"),
                    ("handed_in", "không gửi: đã báo cáo hoàn thành trong lúc chờ"),
                    ("moved", "không gửi: thời hạn hoặc đơn vị chủ trì đã thay đổi trong lúc chờ"),
                    ("unsent", "chưa gửi: lượt đôn đốc dừng giữa chừng"),
                ],
                default="told",
                max_length=10,
                verbose_name="kết quả",
            ),
        ),
        migrations.AlterField(
            model_name="urging",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("waiting", "chờ gửi"),
                    ("told", "đã gửi"),
                    ("ended", "không gửi: đã kết thúc trong lúc chờ"),
                    ("handed_in", "không gửi: đã báo cáo hoàn thành trong lúc chờ"),
                    ("moved", "không gửi: thời hạn hoặc đơn vị chủ trì đã thay đổi trong lúc chờ"),
                    ("unsent", "chưa gửi: lượt đôn đốc dừng giữa chừng"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="kết quả",
            ),
        ),
        migrations.AddField(
            model_name="urginground",
            name="attempts",
            field=models.PositiveIntegerField(default=0, verbose_name="lần làm"),
        ),
        migrations.AddField(
            model_name="urginground",
            name="done_at",
            field=models.DateTimeField(null=True, verbose_name="xong lúc"),
        ),
        migrations.AddField(
            model_name="urginground",
            name="lease_until",
            field=models.DateTimeField(null=True, verbose_name="giữ đến"),
        ),
        migrations.AddField(
            model_name="urginground",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Đang chờ"),
                    ("making", "Đang làm"),
                    ("done", "Đã xong"),
                    ("failed", "Không làm xong"),
                    ("cancelled", "Đã hủy"),
                    ("expired", "Tệp đã xóa"),
                ],
                default="done",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AlterField(
            model_name="urginground",
            name="state",
            field=models.CharField(
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
        migrations.AddField(
            model_name="urginground",
            name="total",
            field=models.PositiveIntegerField(default=0, verbose_name="tất cả"),
        ),
        migrations.AddField(
            model_name="urginground",
            name="written",
            field=models.PositiveIntegerField(default=0, verbose_name="đã làm"),
        ),
        migrations.AddIndex(
            model_name="urginground",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "making"))), fields=["id"], name="rounds_to_send"
            ),
        ),
        migrations.AddField(
            model_name="urgedlead",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="urgedlead",
            name="named",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.position",
            ),
        ),
        migrations.AddField(
            model_name="urgedlead",
            name="position",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.position"
            ),
        ),
        migrations.AddField(
            model_name="urgedlead",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="leads", to="urging.urginground"
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="lead",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="urgings",
                to="urging.urgedlead",
            ),
        ),
        migrations.AddIndex(
            model_name="urgedlead",
            index=models.Index(
                condition=models.Q(("told_at__isnull", True)), fields=["round", "id"], name="leads_to_be_told"
            ),
        ),
        migrations.AddConstraint(
            model_name="urgedlead",
            constraint=models.UniqueConstraint(
                condition=models.Q(("named__isnull", True)),
                fields=("round", "agency"),
                name="agency_urged_once_in_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgedlead",
            constraint=models.UniqueConstraint(
                fields=("round", "named"), name="position_urged_once_in_a_round"
            ),
        ),
    ]
