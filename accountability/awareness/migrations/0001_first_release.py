"""The tables of the first release; databases that took the step before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("awareness", "0001_who_knows")]

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
                    name="Receipt",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="directives.directive",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="agencies.agency",
                            ),
                        ),
                        ("sent_at", models.DateTimeField(verbose_name="gửi lúc")),
                        ("due_on", models.DateField(verbose_name="xác nhận trong ngày")),
                        (
                            "confirmed_at",
                            models.DateTimeField(null=True, verbose_name="xác nhận đã nhận lúc"),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reminded_on", models.DateField(null=True, verbose_name="nhắc gần nhất ngày")),
                    ],
                    options={
                        "verbose_name": "nhận văn bản",
                        "ordering": ["directive_id", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("confirmed_at__isnull", True)),
                                fields=["agency", "due_on"],
                                name="receipts_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("directive", "agency"), name="received_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Briefing",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="briefings",
                                to="directives.directive",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="briefings",
                                to="agencies.agency",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="ngày họp quán triệt")),
                        ("convened", models.PositiveIntegerField(verbose_name="số người triệu tập")),
                        ("present", models.PositiveIntegerField(verbose_name="số người có mặt")),
                        ("staff", models.PositiveIntegerField(verbose_name="số người của cơ quan")),
                        ("informed", models.PositiveIntegerField(verbose_name="số người đã được phổ biến")),
                        ("note", models.TextField(blank=True, verbose_name="hình thức, nội dung")),
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
                        "verbose_name": "quán triệt",
                        "ordering": ["directive_id", "agency_id", "pk"],
                        "indexes": [models.Index(fields=["directive", "agency"], name="briefings_of_agency")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("convened__gte", 1), ("present__lte", models.F("convened"))
                                ),
                                name="briefing_attendance_fits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("informed__lte", models.F("staff")), ("staff__gte", 1)),
                                name="briefing_share_fits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BriefingFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "briefing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="awareness.briefing",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "minh chứng quán triệt",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ReadingDuty",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reading_duties",
                                to="directives.directive",
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
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reading_duties",
                                to="agencies.position",
                            ),
                        ),
                        ("named_at", models.DateTimeField(verbose_name="chỉ định lúc")),
                        ("named_on", models.DateField(verbose_name="chỉ định ngày")),
                        (
                            "named_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("read_at", models.DateTimeField(null=True, verbose_name="đọc lúc")),
                        (
                            "read_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True, verbose_name="bỏ tên lúc")),
                        ("reminded_on", models.DateField(null=True, verbose_name="nhắc gần nhất ngày")),
                    ],
                    options={
                        "verbose_name": "phải đọc",
                        "ordering": ["directive_id", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("read_at__isnull", True), ("withdrawn_at__isnull", True)),
                                fields=["position", "named_on"],
                                name="readings_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("read_at__isnull", True), ("withdrawn_at__isnull", True)),
                                fields=("directive", "position"),
                                name="one_open_reading_per_position",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("read_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                                ),
                                name="read_is_not_withdrawn",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
