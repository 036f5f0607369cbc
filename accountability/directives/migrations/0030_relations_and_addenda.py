# What a later document does to an earlier one, and duties that are added under the same document.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0001_programs_and_directives"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Addendum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="lần bổ sung")),
                ("note", models.CharField(max_length=500, verbose_name="căn cứ giao bổ sung")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafting", "Đang bóc tách bổ sung"),
                            ("in_review", "Chờ duyệt giao bổ sung"),
                            ("given", "Đã giao bổ sung"),
                            ("dropped", "Đã bỏ"),
                        ],
                        default="drafting",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("dated_on", models.DateField(null=True, verbose_name="ngày giao bổ sung")),
                ("review_note", models.TextField(blank=True, verbose_name="ý kiến khi trả lại")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
                        to="directives.directive",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addendum",
                        to="viewflow.process",
                    ),
                ),
            ],
            options={
                "verbose_name": "giao bổ sung",
                "ordering": ["directive_id", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("directive", "number"), name="addendum_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "given"), _negated=True),
                            ("dated_on__isnull", False),
                            _connector="OR",
                        ),
                        name="given_addendum_has_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("amends", "Sửa đổi, bổ sung"),
                            ("withdraws", "Thu hồi"),
                            ("restores", "Hủy bỏ việc thu hồi"),
                        ],
                        max_length=10,
                        verbose_name="tác động",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="nội dung")),
                ("planned_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("in_force_at", models.DateTimeField(null=True, verbose_name="có hiệu lực lúc")),
                (
                    "earlier_state",
                    models.CharField(blank=True, max_length=12, verbose_name="trạng thái trước"),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_back",
                        to="directives.directive",
                        verbose_name="văn bản trước",
                    ),
                ),
                (
                    "later",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="directives.directive",
                        verbose_name="văn bản sau",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "quan hệ văn bản",
                "ordering": ["later_id", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("later", "earlier"), name="one_relation_per_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("later", models.F("earlier")), _negated=True),
                        name="relation_is_to_another",
                    ),
                ],
            },
        ),
    ]
