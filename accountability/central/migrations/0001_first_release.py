"""The tables of the first release; databases that took the step before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("central", "0001_tasks_of_the_province")]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("directives", "0001_first_release"),
        ("files", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="CentralTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="central_tasks",
                                to="directives.directive",
                                verbose_name="văn bản",
                            ),
                        ),
                        ("title", models.CharField(max_length=500, verbose_name="nội dung")),
                        ("product", models.CharField(blank=True, max_length=300, verbose_name="sản phẩm")),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("NC", "Nội chính"),
                                    ("VX", "Văn xã"),
                                    ("TH", "Tổng hợp"),
                                    ("KT", "Kinh tế"),
                                    ("NN", "Nông nghiệp"),
                                    ("CN", "Công nghiệp – Xây dựng"),
                                ],
                                max_length=2,
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        ("due_on", models.DateField(null=True, verbose_name="hạn Trung ương")),
                        (
                            "deadline_words",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="thời hạn trong văn bản"
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="lãnh đạo phụ trách",
                            ),
                        ),
                        (
                            "specialist",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="chuyên viên theo dõi",
                            ),
                        ),
                        ("registered_at", models.DateTimeField(verbose_name="ghi lúc")),
                        (
                            "registered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nhiệm vụ Trung ương giao tỉnh",
                        "ordering": ["due_on", "pk"],
                        "indexes": [models.Index(fields=["field", "due_on"], name="central_by_field")],
                    },
                ),
                migrations.CreateModel(
                    name="CentralDeadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deadlines",
                                to="central.centraltask",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="lần")),
                        ("due_on", models.DateField(null=True, verbose_name="hạn Trung ương")),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directives.directive",
                                verbose_name="văn bản định hạn",
                            ),
                        ),
                        ("set_at", models.DateTimeField(verbose_name="ghi lúc")),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hạn Trung ương",
                        "ordering": ["task_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task", "number"), name="central_deadline_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number", 1), ("due_on__isnull", False), _connector="OR"),
                                name="central_deadline_moved_to_a_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProvinceReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="report",
                                to="central.centraltask",
                            ),
                        ),
                        ("number", models.CharField(max_length=11, verbose_name="số")),
                        ("symbol", models.CharField(max_length=30, verbose_name="ký hiệu")),
                        ("reported_on", models.DateField(verbose_name="ngày báo cáo")),
                        ("summary", models.TextField(blank=True, verbose_name="tóm tắt kết quả")),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo cáo của tỉnh",
                    },
                ),
            ],
        ),
    ]
