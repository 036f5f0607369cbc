"""The tables of the first release at once; databases that took the 3 steps before have them already."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("reports", "0001_periodic_reports"),
        ("reports", "0110_large_reports"),
        ("reports", "0120_kinds_and_cycles"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("directives", "0001_first_release"),
        ("files", "0001_first_release"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="ReportKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_kinds",
                                to="directives.program",
                                verbose_name="chương trình, đề án",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="tên báo cáo")),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[
                                    ("half_month", "Nửa tháng (01–15, 16–cuối tháng)"),
                                    ("every_15_days", "15 ngày một lần"),
                                    ("month", "Hằng tháng"),
                                    ("quarter", "Hằng quý"),
                                    ("half_year", "6 tháng một lần"),
                                    ("year", "Hằng năm"),
                                ],
                                max_length=20,
                                verbose_name="nhịp",
                            ),
                        ),
                        (
                            "window",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Theo tháng dương lịch (ngày 1 đến cuối tháng)"),
                                    (15, "Theo Nghị định 09/2019/NĐ-CP (ngày 15 tháng trước đến ngày 14)"),
                                ],
                                default=1,
                                verbose_name="kỳ số liệu",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="kỳ đầu từ ngày")),
                        (
                            "due_days",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="hạn gửi sau khi chốt kỳ (ngày)"
                            ),
                        ),
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
                                verbose_name="khối của Văn phòng thẩm tra",
                            ),
                        ),
                        (
                            "addressee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="nơi nhận",
                            ),
                        ),
                        ("ended_on", models.DateField(null=True, verbose_name="thôi lập từ ngày")),
                        ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "loại báo cáo định kỳ",
                        "ordering": ["program_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("program", "rhythm", "window"),
                                name="report_kind_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportCycle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cycles",
                                to="reports.reportkind",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_on", models.DateField(verbose_name="đến hết ngày")),
                        ("due_on", models.DateField(verbose_name="hạn gửi")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Đang soạn"),
                                    ("in_review", "Văn phòng đang thẩm tra"),
                                    ("submitted", "Đã trình Chủ tịch"),
                                    ("instructed", "Đã có ý kiến chỉ đạo"),
                                    ("archived", "Đã phát hành, lưu"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="chốt số liệu lúc")),
                        ("reminded_on", models.DateField(null=True, verbose_name="đã nhắc ngày")),
                        (
                            "process",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="report_cycle",
                                to="viewflow.process",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kỳ báo cáo",
                        "ordering": ["-to_on", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "archived"), _negated=True),
                                fields=["due_on"],
                                name="report_cycles_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "from_on"), name="report_cycle_once"),
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="report_cycle_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CycleText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="texts",
                                to="reports.reportcycle",
                            ),
                        ),
                        ("section", models.CharField(max_length=3, verbose_name="mục")),
                        ("text", models.TextField(verbose_name="nội dung")),
                    ],
                    options={
                        "verbose_name": "lời của một mục",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle", "section"), name="report_section_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CycleStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="reports.reportcycle",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("sent", "Trình Văn phòng thẩm tra"),
                                    ("withdrawn", "Rút lại để sửa"),
                                    ("returned", "Văn phòng trả lại"),
                                    ("submitted", "Văn phòng trình Chủ tịch"),
                                    ("instructed", "Ý kiến chỉ đạo"),
                                    ("issued", "Phát hành, lưu"),
                                    ("corrected", "Lập bản đính chính"),
                                ],
                                max_length=12,
                                verbose_name="việc",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="nội dung")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_title", models.CharField(max_length=200, verbose_name="chức danh")),
                    ],
                    options={
                        "verbose_name": "bước của kỳ báo cáo",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodicReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="directives.program",
                                verbose_name="chương trình, đề án",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_on", models.DateField(verbose_name="đến hết ngày")),
                        ("made_at", models.DateTimeField(verbose_name="lập lúc")),
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
                            "made_title",
                            models.CharField(blank=True, max_length=200, verbose_name="chức danh người lập"),
                        ),
                        (
                            "figures",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="số liệu"
                            ),
                        ),
                        ("assignments", models.PositiveIntegerField(verbose_name="số nhiệm vụ")),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                                verbose_name="tệp",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="sha256")),
                        ("pages", models.PositiveIntegerField(verbose_name="số trang")),
                        ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                    ],
                    options={
                        "verbose_name": "báo cáo định kỳ",
                        "verbose_name_plural": "báo cáo định kỳ",
                        "ordering": ["-to_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="report_period_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportJob",
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
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directives.program",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_on", models.DateField(verbose_name="đến hết ngày")),
                        ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                        (
                            "report",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reports.periodicreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lập báo cáo định kỳ",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("waiting", "making"))),
                                fields=["id"],
                                name="reports_to_make",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    ("report__isnull", False),
                                    _connector="OR",
                                ),
                                name="report_job_done_has_report",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Snapshot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="snapshots",
                                to="reports.reportcycle",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="bản số")),
                        ("reason", models.TextField(blank=True, verbose_name="lý do đính chính")),
                        ("taken_at", models.DateTimeField(verbose_name="số liệu lúc")),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "figures",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="số liệu"
                            ),
                        ),
                        ("changes", models.JSONField(null=True, verbose_name="thay đổi so với kỳ trước")),
                        (
                            "since",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reports.snapshot",
                            ),
                        ),
                        ("assignments", models.PositiveIntegerField(verbose_name="số nhiệm vụ")),
                        ("sha256", models.CharField(max_length=64, verbose_name="sha256")),
                        ("anchor", models.JSONField(null=True, verbose_name="mốc nhật ký")),
                        ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                    ],
                    options={
                        "verbose_name": "bản chốt số liệu",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle", "number"), name="report_snapshot_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="report_correction_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SnapshotRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "snapshot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="reports.snapshot",
                            ),
                        ),
                        ("place", models.PositiveIntegerField(verbose_name="thứ tự")),
                        ("assignment_pk", models.BigIntegerField(verbose_name="nhiệm vụ")),
                        ("bucket", models.CharField(max_length=16, verbose_name="tình trạng")),
                        (
                            "row",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="dòng"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dòng của bản chốt",
                        "ordering": ["snapshot_id", "place"],
                        "constraints": [
                            models.UniqueConstraint(fields=("snapshot", "place"), name="report_row_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportIssue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "snapshot",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issue",
                                to="reports.snapshot",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="số")),
                        ("symbol", models.CharField(max_length=60, verbose_name="ký hiệu")),
                        ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                        ("texts", models.JSONField(verbose_name="lời của các mục")),
                        ("issued_at", models.DateTimeField(verbose_name="lúc")),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo cáo đã phát hành",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="reports.reportissue",
                            ),
                        ),
                        (
                            "format",
                            models.CharField(
                                choices=[("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel")],
                                max_length=4,
                                verbose_name="định dạng",
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
                        ("sha256", models.CharField(max_length=64, verbose_name="sha256")),
                        ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                    ],
                    options={
                        "verbose_name": "tệp báo cáo",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("issue", "format"), name="report_file_once")
                        ],
                    },
                ),
            ],
        ),
    ]
