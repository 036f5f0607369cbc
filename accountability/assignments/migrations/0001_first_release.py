"""The tables of the first release at once; databases that took the 18 steps before have them already."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import accountability.assignments.rules
import accountability.core.finding.fields
from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("assignments", "0001_assignments"),
        ("assignments", "0002_extensions_holds_reviews"),
        ("assignments", "0003_facts_of_what_is_there"),
        ("assignments", "0010_coordination_clock_and_citizens"),
        ("assignments", "0011_indexes_of_the_sweep"),
        ("assignments", "0012_wait_with_an_hour"),
        ("assignments", "0013_requests_closed_by_what_came_first"),
        ("assignments", "0014_meetings_and_letters_proposed"),
        ("assignments", "0020_series_windows_and_sources"),
        ("assignments", "0021_when_series_open_next"),
        ("assignments", "0030_effects_and_what_is_set_aside"),
        ("assignments", "0040_served_and_passed_on"),
        ("assignments", "0041_index_of_children"),
        ("assignments", "0060_indexes_of_lists"),
        ("assignments", "0100_reports_sent_once"),
        ("assignments", "0110_milestones_by_due"),
        ("assignments", "0120_targets_measured_by_indicators"),
        ("assignments", "0130_forms_sent_once"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("central", "0001_first_release"),
        ("directives", "0001_first_release"),
        ("files", "0001_first_release"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Series",
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
                                related_name="series",
                                to="directives.directive",
                            ),
                        ),
                        (
                            "duty_key",
                            models.CharField(
                                blank=True, default="", max_length=40, verbose_name="việc chung của nhóm"
                            ),
                        ),
                        ("title", models.CharField(max_length=450, verbose_name="nội dung")),
                        (
                            "title_pattern",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="mẫu tên kỳ"
                            ),
                        ),
                        (
                            "product",
                            models.CharField(blank=True, default="", max_length=300, verbose_name="sản phẩm"),
                        ),
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
                                max_length=15,
                                verbose_name="nhịp",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="kỳ đầu từ ngày")),
                        ("ends_on", models.DateField(null=True, verbose_name="đến hết ngày")),
                        (
                            "closing",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Theo tháng dương lịch (ngày 1 đến cuối tháng)"),
                                    (15, "Chốt ngày 14 (từ ngày 15 tháng trước)"),
                                ],
                                default=1,
                                verbose_name="kỳ số liệu",
                            ),
                        ),
                        (
                            "window_words",
                            models.CharField(
                                blank=True, default="", max_length=100, verbose_name="hạn trong kỳ"
                            ),
                        ),
                        (
                            "opens_month",
                            models.PositiveSmallIntegerField(null=True, verbose_name="mở ở tháng thứ"),
                        ),
                        ("opens_day", models.PositiveSmallIntegerField(null=True, verbose_name="mở ngày")),
                        (
                            "due_month",
                            models.PositiveSmallIntegerField(null=True, verbose_name="hạn ở tháng thứ"),
                        ),
                        ("due_day", models.PositiveSmallIntegerField(null=True, verbose_name="hạn ngày")),
                        ("next_opens_on", models.DateField(null=True, verbose_name="kỳ sau mở ngày")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="kết thúc lúc")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "end_reason",
                            models.TextField(blank=True, default="", verbose_name="lý do kết thúc"),
                        ),
                    ],
                    options={
                        "verbose_name": "nhiệm vụ định kỳ",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("next_opens_on__isnull", False)),
                                fields=["next_opens_on"],
                                name="series_by_next_opening",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(("end_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ended_series_has_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
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
                                related_name="assignments",
                                to="directives.directive",
                                verbose_name="văn bản",
                            ),
                        ),
                        (
                            "central_task",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="central.centraltask",
                                verbose_name="phục vụ nhiệm vụ Trung ương giao tỉnh",
                            ),
                        ),
                        (
                            "addendum",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="directives.addendum",
                                verbose_name="giao bổ sung",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occurrences",
                                to="assignments.series",
                            ),
                        ),
                        ("period_start", models.DateField(null=True, verbose_name="kỳ từ ngày")),
                        ("period_end", models.DateField(null=True, verbose_name="kỳ đến ngày")),
                        (
                            "duty_key",
                            models.CharField(blank=True, max_length=40, verbose_name="việc chung của nhóm"),
                        ),
                        ("title", models.CharField(max_length=500, verbose_name="nội dung")),
                        ("product", models.CharField(blank=True, max_length=300, verbose_name="sản phẩm")),
                        ("group", models.CharField(blank=True, max_length=120, verbose_name="nhóm nhiệm vụ")),
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
                        (
                            "lead_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led",
                                to="agencies.agency",
                                verbose_name="cơ quan chủ trì",
                            ),
                        ),
                        (
                            "lead_position",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="chức danh chủ trì",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người thực hiện",
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
                        (
                            "verifier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifies",
                                to="agencies.agency",
                                verbose_name="cơ quan xác nhận",
                            ),
                        ),
                        (
                            "duration",
                            models.CharField(
                                choices=[
                                    ("fixed", "Đến ngày"),
                                    ("working_days", "Số ngày làm việc"),
                                    ("calendar_days", "Số ngày"),
                                    ("none", "Không có thời hạn"),
                                    ("ongoing", "Thường xuyên"),
                                ],
                                max_length=15,
                                verbose_name="loại thời hạn",
                            ),
                        ),
                        ("duration_days", models.PositiveIntegerField(null=True, verbose_name="số ngày")),
                        (
                            "deadline_words",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="thời hạn trong văn bản"
                            ),
                        ),
                        (
                            "deadline_note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="căn cứ xác định thời hạn"
                            ),
                        ),
                        ("due_on", models.DateField(null=True, verbose_name="thời hạn")),
                        ("due_time", models.TimeField(null=True, verbose_name="trước giờ")),
                        (
                            "deadline_number",
                            models.PositiveIntegerField(default=0, verbose_name="lần định hạn"),
                        ),
                        (
                            "owed_days",
                            models.PositiveIntegerField(
                                default=0, verbose_name="số ngày thuộc trách nhiệm cấp trên"
                            ),
                        ),
                        (
                            "excused_time",
                            models.TimeField(
                                null=True, verbose_name="giờ hết hạn sau khi cộng thời gian chờ"
                            ),
                        ),
                        (
                            "review_days",
                            models.PositiveIntegerField(null=True, verbose_name="rà soát mỗi (ngày)"),
                        ),
                        (
                            "review_from_on",
                            models.DateField(null=True, verbose_name="nhịp rà soát tính từ ngày"),
                        ),
                        (
                            "next_review_on",
                            models.DateField(null=True, verbose_name="kỳ rà soát chưa báo cáo"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Dự thảo"),
                                    ("assigned", "Chưa tiếp nhận"),
                                    ("returned", "Trả lại – không đúng thẩm quyền"),
                                    ("acknowledged", "Đã tiếp nhận"),
                                    ("working", "Đang thực hiện"),
                                    ("submitted", "Đã trình, chờ xem xét"),
                                    ("claimed", "Chờ xác nhận hoàn thành"),
                                    ("rework", "Yêu cầu bổ sung, thực hiện lại"),
                                    ("done", "Hoàn thành"),
                                    ("paused", "Tạm dừng"),
                                    ("dropped", "Thôi theo dõi"),
                                    ("withdrawn", "Thu hồi"),
                                    ("handed_over", "Đã chuyển giao"),
                                    ("ended", "Kết thúc theo văn bản"),
                                    ("replaced", "Đã thay thế"),
                                    ("nothing", "Không phát sinh"),
                                    ("not_concerned", "Không thuộc đối tượng"),
                                ],
                                default=accountability.assignments.rules.State["DRAFT"],
                                max_length=15,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("is_provisional", models.BooleanField(default=False, verbose_name="tạm giao")),
                        (
                            "needs_submission",
                            models.BooleanField(default=False, verbose_name="sản phẩm phải trình UBND tỉnh"),
                        ),
                        ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                        (
                            "affects_citizens",
                            models.BooleanField(default=False, verbose_name="ảnh hưởng quyền lợi người dân"),
                        ),
                        (
                            "is_imported",
                            models.BooleanField(default=False, verbose_name="việc cũ nhập vào, không nhắc"),
                        ),
                        ("assigned_at", models.DateTimeField(null=True, verbose_name="giao lúc")),
                        ("assigned_on", models.DateField(null=True, verbose_name="ngày giao")),
                        ("acknowledged_at", models.DateTimeField(null=True, verbose_name="tiếp nhận lúc")),
                        (
                            "last_report_on",
                            models.DateField(null=True, verbose_name="ngày cập nhật gần nhất"),
                        ),
                        ("done_on", models.DateField(null=True, verbose_name="ngày hoàn thành")),
                        ("rank", models.PositiveIntegerField(default=0, verbose_name="thứ tự trong văn bản")),
                        (
                            "search_text",
                            accountability.core.finding.fields.WordsField(
                                blank=True, editable=False, verbose_name="chữ để tìm (không dấu)"
                            ),
                        ),
                        (
                            "process",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignment",
                                to="viewflow.process",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nhiệm vụ",
                        "verbose_name_plural": "nhiệm vụ",
                        "ordering": ["directive_id", "rank", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            accountability.assignments.rules.State["ASSIGNED"],
                                            accountability.assignments.rules.State["RETURNED"],
                                            accountability.assignments.rules.State["ACKNOWLEDGED"],
                                            accountability.assignments.rules.State["WORKING"],
                                            accountability.assignments.rules.State["SUBMITTED"],
                                            accountability.assignments.rules.State["CLAIMED"],
                                            accountability.assignments.rules.State["REWORK"],
                                        ),
                                    )
                                ),
                                fields=["lead_agency", "due_on"],
                                name="open_by_lead",
                            ),
                            models.Index(
                                condition=models.Q(("central_task__isnull", False)),
                                fields=["central_task"],
                                name="children_of_central",
                            ),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            accountability.assignments.rules.State["ASSIGNED"],
                                            accountability.assignments.rules.State["RETURNED"],
                                            accountability.assignments.rules.State["ACKNOWLEDGED"],
                                            accountability.assignments.rules.State["WORKING"],
                                            accountability.assignments.rules.State["SUBMITTED"],
                                            accountability.assignments.rules.State["CLAIMED"],
                                            accountability.assignments.rules.State["REWORK"],
                                        ),
                                    )
                                ),
                                fields=["due_on"],
                                name="open_by_due",
                            ),
                            models.Index(fields=["field", "due_on"], name="assignment_by_field"),
                            models.Index(fields=["due_on", "id"], name="assignment_by_due"),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            accountability.assignments.rules.State["ASSIGNED"],
                                            accountability.assignments.rules.State["RETURNED"],
                                            accountability.assignments.rules.State["ACKNOWLEDGED"],
                                            accountability.assignments.rules.State["WORKING"],
                                            accountability.assignments.rules.State["SUBMITTED"],
                                            accountability.assignments.rules.State["CLAIMED"],
                                            accountability.assignments.rules.State["REWORK"],
                                            accountability.assignments.rules.State["PAUSED"],
                                            accountability.assignments.rules.State["HANDED_OVER"],
                                        ),
                                    )
                                ),
                                fields=["due_on", "id"],
                                name="unfinished_by_due",
                            ),
                            models.Index(fields=["state", "due_on", "id"], name="assignment_by_state"),
                            models.Index(fields=["last_report_on", "id"], name="assignment_by_report"),
                            models.Index(
                                condition=models.Q(("owed_days__gt", 0)), fields=["owed_days"], name="owing"
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("state", accountability.assignments.rules.State["ASSIGNED"])
                                ),
                                fields=["assigned_on"],
                                name="unacknowledged",
                            ),
                            models.Index(
                                django.db.models.functions.comparison.Coalesce(
                                    "last_report_on", "assigned_on"
                                ),
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            accountability.assignments.rules.State["ACKNOWLEDGED"],
                                            accountability.assignments.rules.State["WORKING"],
                                            accountability.assignments.rules.State["REWORK"],
                                        ),
                                    )
                                ),
                                name="unheard_of",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("state", accountability.assignments.rules.State["REWORK"])
                                ),
                                fields=["id"],
                                name="in_rework",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("next_review_on__isnull", False),
                                    (
                                        "state__in",
                                        (
                                            accountability.assignments.rules.State["ASSIGNED"],
                                            accountability.assignments.rules.State["RETURNED"],
                                            accountability.assignments.rules.State["ACKNOWLEDGED"],
                                            accountability.assignments.rules.State["WORKING"],
                                            accountability.assignments.rules.State["SUBMITTED"],
                                            accountability.assignments.rules.State["CLAIMED"],
                                            accountability.assignments.rules.State["REWORK"],
                                        ),
                                    ),
                                ),
                                fields=["next_review_on"],
                                name="open_by_review",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("series__isnull", False)),
                                fields=("series", "period_start"),
                                name="one_assignment_per_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"), ("assigned_at__isnull", False), _connector="OR"
                                ),
                                name="assigned_has_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    ("done_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="done_has_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Coordination",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="coordinations",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coordinates",
                                to="agencies.agency",
                            ),
                        ),
                        ("duty", models.CharField(blank=True, max_length=300, verbose_name="phần việc")),
                        ("due_on", models.DateField(null=True, verbose_name="thời hạn phần việc")),
                        (
                            "deadline_number",
                            models.PositiveIntegerField(default=0, verbose_name="lần định hạn"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("owed", "Chưa báo cáo"), ("reported", "Đã báo cáo phần phối hợp")],
                                default="owed",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("report", models.TextField(blank=True, verbose_name="kết quả phối hợp")),
                        ("reported_at", models.DateTimeField(null=True, verbose_name="báo cáo lúc")),
                        (
                            "reported_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phối hợp",
                        "ordering": ["assignment_id", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("due_on__isnull", False), ("state", "owed")),
                                fields=["due_on"],
                                name="owed_parts_by_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("assignment", "agency"), name="coordinates_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DirectiveEffect",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "relation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="effects",
                                to="directives.relation",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="effects",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("extend", "Gia hạn"),
                                    ("amend", "Sửa đổi, bổ sung"),
                                    ("replace", "Thay thế"),
                                    ("end", "Kết thúc"),
                                    ("withdraw", "Thu hồi"),
                                    ("restore", "Hủy bỏ việc thu hồi"),
                                ],
                                max_length=10,
                                verbose_name="tác động",
                            ),
                        ),
                        ("new_due_on", models.DateField(null=True, verbose_name="thời hạn mới")),
                        (
                            "new_title",
                            models.CharField(blank=True, max_length=500, verbose_name="nội dung mới"),
                        ),
                        (
                            "new_product",
                            models.CharField(blank=True, max_length=300, verbose_name="sản phẩm mới"),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replaces",
                                to="assignments.assignment",
                                verbose_name="nhiệm vụ thay thế",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Dự kiến"),
                                    ("in_force", "Có hiệu lực"),
                                    ("skipped", "Không thực hiện"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("in_force_at", models.DateTimeField(null=True, verbose_name="có hiệu lực lúc")),
                        (
                            "skipped_why",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="lý do không thực hiện"
                            ),
                        ),
                        ("before", models.JSONField(null=True, verbose_name="trước")),
                        ("after", models.JSONField(null=True, verbose_name="sau")),
                    ],
                    options={
                        "verbose_name": "tác động của văn bản sau",
                        "ordering": ["relation_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("relation", "assignment"), name="one_effect_per_relation"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "in_force"), _negated=True),
                                    ("in_force_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="effect_in_force_has_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exemption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exemptions",
                                to="assignments.assignment",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="lý do")),
                        ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                        ("asked_on", models.DateField(verbose_name="ngày đề nghị")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Chờ Văn phòng trả lời"),
                                    ("agreed", "Đồng ý"),
                                    ("refused", "Không đồng ý"),
                                    ("closed", "Không còn cần xem xét"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="ý kiến của Văn phòng")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answered_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh người trả lời"
                            ),
                        ),
                        (
                            "process",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exemption",
                                to="viewflow.process",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "đề nghị không thuộc đối tượng",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("assignment",),
                                name="one_open_exemption",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SetAside",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="set_asides",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("dropped", "Thôi theo dõi"),
                                    ("withdrawn", "Thu hồi"),
                                    ("ended", "Kết thúc theo văn bản"),
                                    ("replaced", "Đã thay thế"),
                                    ("nothing", "Không phát sinh"),
                                    ("not_concerned", "Không thuộc đối tượng"),
                                ],
                                max_length=15,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "from_state",
                            models.CharField(
                                choices=[
                                    ("draft", "Dự thảo"),
                                    ("assigned", "Chưa tiếp nhận"),
                                    ("returned", "Trả lại – không đúng thẩm quyền"),
                                    ("acknowledged", "Đã tiếp nhận"),
                                    ("working", "Đang thực hiện"),
                                    ("submitted", "Đã trình, chờ xem xét"),
                                    ("claimed", "Chờ xác nhận hoàn thành"),
                                    ("rework", "Yêu cầu bổ sung, thực hiện lại"),
                                    ("done", "Hoàn thành"),
                                    ("paused", "Tạm dừng"),
                                    ("dropped", "Thôi theo dõi"),
                                    ("withdrawn", "Thu hồi"),
                                    ("handed_over", "Đã chuyển giao"),
                                    ("ended", "Kết thúc theo văn bản"),
                                    ("replaced", "Đã thay thế"),
                                    ("nothing", "Không phát sinh"),
                                    ("not_concerned", "Không thuộc đối tượng"),
                                ],
                                max_length=15,
                                verbose_name="trạng thái trước",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="lý do")),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        ("on", models.DateField(verbose_name="ngày")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_title", models.CharField(blank=True, max_length=200, verbose_name="chức danh")),
                        (
                            "effect",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.directiveeffect",
                            ),
                        ),
                        (
                            "exemption",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.exemption",
                            ),
                        ),
                        (
                            "ended_series",
                            models.BooleanField(default=False, verbose_name="kết thúc chuỗi định kỳ"),
                        ),
                        (
                            "series_ends_on",
                            models.DateField(null=True, verbose_name="chuỗi định kỳ trước đó đến hết ngày"),
                        ),
                        ("back_at", models.DateTimeField(null=True, verbose_name="theo dõi lại lúc")),
                        (
                            "back_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "back_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh người cho theo dõi lại"
                            ),
                        ),
                        ("back_reason", models.TextField(blank=True, verbose_name="lý do theo dõi lại")),
                    ],
                    options={
                        "verbose_name": "không tính tiến độ",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("back_at__isnull", True)),
                                fields=("assignment",),
                                name="set_aside_once_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deadlines",
                                to="assignments.assignment",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="lần")),
                        ("due_on", models.DateField(null=True, verbose_name="thời hạn")),
                        ("due_time", models.TimeField(null=True, verbose_name="trước giờ")),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("assigned", "Thời hạn ban đầu"),
                                    ("extended", "Gia hạn"),
                                    ("decided", "Theo ý kiến chỉ đạo"),
                                    ("reassigned", "Chuyển cơ quan chủ trì"),
                                    ("recalculated", "Tính lại theo lịch làm việc"),
                                    ("document", "Gia hạn theo văn bản"),
                                    ("amended", "Sửa thời hạn theo văn bản"),
                                    ("restored", "Tiếp tục sau khi hủy bỏ việc thu hồi"),
                                ],
                                max_length=15,
                                verbose_name="lý do",
                            ),
                        ),
                        ("set_at", models.DateTimeField(verbose_name="định lúc")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directives.directive",
                                verbose_name="theo văn bản",
                            ),
                        ),
                        (
                            "after_expiry",
                            models.BooleanField(default=False, verbose_name="định khi thời hạn trước đã qua"),
                        ),
                    ],
                    options={
                        "verbose_name": "thời hạn",
                        "ordering": ["assignment_id", "number"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("after_expiry", True)),
                                fields=["assignment"],
                                name="moved_when_passed",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assignment", "number"), name="deadline_number_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeadTenure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tenures",
                                to="assignments.assignment",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                            ),
                        ),
                        ("from_at", models.DateTimeField(verbose_name="từ")),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_at", models.DateTimeField(null=True, verbose_name="đến")),
                        ("cause", models.CharField(blank=True, max_length=300, verbose_name="lý do")),
                        ("acknowledged_at", models.DateTimeField(null=True, verbose_name="tiếp nhận lúc")),
                        ("returned_at", models.DateTimeField(null=True, verbose_name="trả lại lúc")),
                        ("return_reason", models.TextField(blank=True, verbose_name="lý do trả lại")),
                    ],
                    options={
                        "verbose_name": "thời gian chủ trì",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_at__isnull", True)),
                                fields=("assignment",),
                                name="one_lead_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("assign", "Giao nhiệm vụ"),
                                    ("opinion", "Cho ý kiến"),
                                    ("answer", "Trả lời khó khăn, vướng mắc"),
                                    ("extend", "Gia hạn"),
                                    ("refuse", "Không đồng ý gia hạn"),
                                    ("reassign", "Chuyển cơ quan chủ trì"),
                                    ("accept", "Chấp nhận giải trình"),
                                    ("call_in", "Mời làm việc"),
                                    ("draft", "Giao Văn phòng tham mưu văn bản"),
                                    ("explain", "Yêu cầu giải trình"),
                                ],
                                max_length=10,
                                verbose_name="việc",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instructions",
                                to="agencies.position",
                                verbose_name="lãnh đạo",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="ngày chỉ đạo")),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("self", "Tự thực hiện trên hệ thống"),
                                    ("but_phe", "Bút phê"),
                                    ("phieu_trinh", "Phiếu trình"),
                                    ("cuoc_hop", "Tại cuộc họp"),
                                    ("dien_thoai", "Qua điện thoại"),
                                ],
                                default="self",
                                max_length=12,
                                verbose_name="hình thức",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="nội dung")),
                        (
                            "scan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="files.storedfile",
                                verbose_name="bản chụp",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_title",
                            models.CharField(max_length=200, verbose_name="chức danh người cập nhật"),
                        ),
                        ("entered_at", models.DateTimeField(verbose_name="cập nhật lúc")),
                        (
                            "assignment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instructions",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instructions",
                                to="directives.directive",
                            ),
                        ),
                        ("meets_at", models.DateTimeField(null=True, verbose_name="làm việc lúc")),
                        (
                            "meets_where",
                            models.CharField(blank=True, max_length=200, verbose_name="địa điểm"),
                        ),
                        (
                            "letter",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reminder", "Văn bản nhắc nhở"),
                                    ("criticism", "Văn bản phê bình"),
                                    ("other", "Văn bản khác"),
                                ],
                                max_length=10,
                                verbose_name="văn bản",
                            ),
                        ),
                        (
                            "duty",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ordered_by",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="assignments.instruction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ý kiến chỉ đạo",
                        "ordering": ["-decided_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("assignment__isnull", False),
                                    ("directive__isnull", False),
                                    _connector="OR",
                                ),
                                name="instruction_has_subject",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InternalPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="internal_parts",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "tenure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.leadtenure",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts_received",
                                to="agencies.agency",
                                verbose_name="đơn vị cấp dưới",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="phòng, chi cục, đơn vị"
                            ),
                        ),
                        ("duty", models.CharField(max_length=500, verbose_name="phần việc")),
                        ("due_on", models.DateField(null=True, verbose_name="thời hạn")),
                        ("given_at", models.DateTimeField(verbose_name="giao lúc")),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("report", models.TextField(blank=True, verbose_name="kết quả")),
                        ("reported_at", models.DateTimeField(null=True, verbose_name="báo cáo lúc")),
                        (
                            "reported_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_at", models.DateTimeField(null=True, verbose_name="kết thúc lúc")),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phần việc giao lại",
                        "ordering": ["assignment_id", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["agency"],
                                name="parts_of_agency_below",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agency__isnull", True), models.Q(("unit", ""), _negated=True)),
                                    models.Q(("agency__isnull", False), ("unit", "")),
                                    _connector="OR",
                                ),
                                name="part_has_one_unit",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "tenure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.leadtenure",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="kết quả")),
                        ("resources", models.CharField(blank=True, max_length=300, verbose_name="nguồn lực")),
                        ("reported_at", models.DateTimeField(verbose_name="báo cáo lúc")),
                        ("reported_on", models.DateField(verbose_name="ngày báo cáo")),
                        (
                            "reported_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("sent_key", models.CharField(max_length=40, null=True, verbose_name="khóa gửi")),
                    ],
                    options={
                        "verbose_name": "kết quả",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("sent_key__isnull", False)),
                                fields=("reported_by", "sent_key"),
                                name="report_sent_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Obstacle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="obstacles",
                                to="assignments.assignment",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="khó khăn, vướng mắc")),
                        ("proposal", models.TextField(verbose_name="đề xuất, kiến nghị")),
                        (
                            "addressed_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="gửi đến",
                            ),
                        ),
                        ("raised_at", models.DateTimeField(verbose_name="nêu lúc")),
                        ("raised_on", models.DateField(verbose_name="ngày nêu")),
                        (
                            "raised_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
                        (
                            "answer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.instruction",
                            ),
                        ),
                        (
                            "deadline_number",
                            models.PositiveIntegerField(
                                default=0, verbose_name="nêu khi đang ở lần định hạn"
                            ),
                        ),
                        (
                            "within_powers_on",
                            models.DateField(
                                null=True, verbose_name="ngày xác định thuộc thẩm quyền cấp trên"
                            ),
                        ),
                        ("within_powers_at", models.DateTimeField(null=True, verbose_name="xác định lúc")),
                        (
                            "within_powers_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "within_powers_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh người xác định"
                            ),
                        ),
                        (
                            "holds",
                            models.BooleanField(default=False, verbose_name="tạm dừng báo cáo cấp trên"),
                        ),
                        (
                            "owed_days",
                            models.PositiveIntegerField(
                                null=True, verbose_name="số ngày thuộc trách nhiệm cấp trên"
                            ),
                        ),
                        (
                            "owed_confirmed_at",
                            models.DateTimeField(null=True, verbose_name="xác nhận số ngày lúc"),
                        ),
                        (
                            "owed_confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owed_confirmed_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh người xác nhận"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "khó khăn, vướng mắc",
                        "ordering": ["assignment_id", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=["raised_on"],
                                name="open_obstacles",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("holds", False), ("within_powers_on__isnull", False), _connector="OR"
                                ),
                                name="obstacle_holds_once_marked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("owed_days__isnull", True),
                                    ("owed_confirmed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="owed_days_are_confirmed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="assignments.assignment",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="lý do")),
                        ("new_due_on", models.DateField(verbose_name="đề nghị đến ngày")),
                        ("ordinal", models.PositiveIntegerField(default=1, verbose_name="gia hạn lần thứ")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("assigner", "Lãnh đạo đã giao nhiệm vụ"),
                                    ("vice_chair", "Phó Chủ tịch UBND tỉnh phụ trách"),
                                    ("chair", "Chủ tịch UBND tỉnh"),
                                ],
                                default="assigner",
                                max_length=10,
                                verbose_name="cấp quyết định",
                            ),
                        ),
                        (
                            "asked_in_time",
                            models.BooleanField(default=True, verbose_name="đề nghị đúng thời gian quy định"),
                        ),
                        ("due_on_then", models.DateField(null=True, verbose_name="thời hạn khi đề nghị")),
                        (
                            "deadline_number",
                            models.PositiveIntegerField(
                                default=0, verbose_name="đề nghị khi đang ở lần định hạn"
                            ),
                        ),
                        (
                            "after_expiry",
                            models.BooleanField(default=False, verbose_name="đồng ý khi thời hạn đã qua"),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                        ("asked_on", models.DateField(verbose_name="ngày đề nghị")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Chờ quyết định"),
                                    ("granted", "Đồng ý gia hạn"),
                                    ("refused", "Không đồng ý"),
                                    ("closed", "Không còn cần xem xét"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="quyết định lúc")),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.instruction",
                            ),
                        ),
                        (
                            "closed_why",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="lý do không còn cần xem xét"
                            ),
                        ),
                        (
                            "process",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extension",
                                to="viewflow.process",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "đề nghị gia hạn",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("assignment",),
                                name="one_open_extension_request",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    models.Q(("closed_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="closed_extension_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="submissions",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "document",
                            models.CharField(max_length=200, verbose_name="tờ trình (số, ký hiệu, ngày)"),
                        ),
                        ("text", models.TextField(verbose_name="nội dung trình")),
                        ("submitted_at", models.DateTimeField(verbose_name="trình lúc")),
                        ("submitted_on", models.DateField(verbose_name="ngày trình")),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("waiting", "Chờ xem xét"),
                                    ("signed", "Đã được ký ban hành"),
                                    ("returned", "Yêu cầu hoàn thiện, trình lại"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="kết quả",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="ý kiến")),
                        ("reviewed_at", models.DateTimeField(null=True, verbose_name="xem xét lúc")),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "trình sản phẩm",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "waiting")),
                                fields=("assignment",),
                                name="one_open_submission",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Completion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="completions",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "tenure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.leadtenure",
                            ),
                        ),
                        ("number", models.CharField(max_length=11, verbose_name="số")),
                        ("symbol", models.CharField(max_length=30, verbose_name="ký hiệu")),
                        ("result_on", models.DateField(verbose_name="ngày văn bản kết quả")),
                        ("summary", models.TextField(verbose_name="kết quả")),
                        ("claimed_at", models.DateTimeField(verbose_name="báo cáo lúc")),
                        ("claimed_on", models.DateField(verbose_name="ngày báo cáo")),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("counts_on", models.DateField(verbose_name="tính hoàn thành ngày")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("waiting", "Chờ xác nhận"),
                                    ("accepted", "Đã xác nhận"),
                                    ("returned", "Yêu cầu bổ sung"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="kết quả xác nhận",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="nội dung yêu cầu bổ sung")),
                        ("verified_at", models.DateTimeField(null=True, verbose_name="xác nhận lúc")),
                        (
                            "verified_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo cáo hoàn thành",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "waiting")),
                                fields=("assignment",),
                                name="one_open_claim",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="files.storedfile"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="kèm theo")),
                        ("row_pk", models.BigIntegerField(verbose_name="khóa")),
                        ("added_at", models.DateTimeField(verbose_name="thêm lúc")),
                        (
                            "search_text",
                            accountability.core.finding.fields.WordsField(
                                blank=True, editable=False, verbose_name="chữ để tìm (không dấu)"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "minh chứng",
                        "ordering": ["assignment_id", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SentForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="assignments.assignment",
                            ),
                        ),
                        ("act", models.CharField(max_length=60, verbose_name="việc")),
                        ("key", models.CharField(max_length=40, verbose_name="khóa gửi")),
                        ("digest", models.CharField(max_length=64, verbose_name="dấu nội dung")),
                        ("said", models.CharField(max_length=500, verbose_name="đã trả lời")),
                        ("sent_at", models.DateTimeField(verbose_name="gửi lúc")),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "biểu mẫu đã gửi",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("sent_by", "key"), name="form_sent_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sources",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sources",
                                to="directives.directive",
                                verbose_name="văn bản",
                            ),
                        ),
                        (
                            "clause",
                            models.CharField(blank=True, max_length=100, verbose_name="điểm, khoản, mục"),
                        ),
                        ("quote", models.CharField(max_length=1000, verbose_name="trích nội dung giao")),
                        ("draft", models.TextField(blank=True, verbose_name="bản thảo đã thay")),
                        ("linked_at", models.DateTimeField(verbose_name="gắn lúc")),
                        (
                            "linked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("unlinked_at", models.DateTimeField(null=True, verbose_name="gỡ lúc")),
                        (
                            "unlinked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nguồn giao",
                        "ordering": ["directive__issued_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("unlinked_at__isnull", True)),
                                fields=["directive"],
                                name="sources_of_directive",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("unlinked_at__isnull", True)),
                                fields=("assignment", "directive"),
                                name="source_linked_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="assignments.assignment",
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="mốc")),
                        ("due_on", models.DateField(null=True, verbose_name="thời hạn")),
                        ("done_on", models.DateField(null=True, verbose_name="hoàn thành ngày")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                        ("rank", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "mốc trung gian",
                        "ordering": ["assignment_id", "rank", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_on__isnull", True), ("due_on__isnull", False)),
                                fields=["due_on"],
                                name="owed_milestones_by_due",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="assignments.assignment",
                            ),
                        ),
                        ("name", models.CharField(max_length=300, verbose_name="chỉ tiêu")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("ge", "từ … trở lên"), ("le", "không quá …")],
                                default="ge",
                                max_length=2,
                                verbose_name="hướng",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="mức giao"),
                        ),
                        ("unit", models.CharField(default="%", max_length=30, verbose_name="đơn vị tính")),
                        (
                            "measured_by",
                            models.CharField(
                                blank=True, default="", max_length=40, verbose_name="đo bằng chỉ tiêu"
                            ),
                        ),
                        (
                            "from_value",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, null=True, verbose_name="số xuất phát"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chỉ tiêu giao",
                        "ordering": ["assignment_id", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("measured_by", ""), _negated=True),
                                fields=["measured_by"],
                                name="targets_measured_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="assignments.target",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, null=True, verbose_name="số liệu"
                            ),
                        ),
                        (
                            "is_empty",
                            models.BooleanField(default=False, verbose_name="không phát sinh hồ sơ"),
                        ),
                        ("data_on", models.DateField(verbose_name="tính đến ngày")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="nguồn")),
                        (
                            "of_reading",
                            models.BigIntegerField(null=True, verbose_name="theo số liệu của chỉ tiêu"),
                        ),
                        ("reported_at", models.DateTimeField(verbose_name="báo cáo lúc")),
                        (
                            "reported_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "số liệu",
                        "ordering": ["target_id", "data_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("of_reading__isnull", False)),
                                fields=("target", "of_reading"),
                                name="reading_repeated_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_empty", True), ("value__isnull", True)),
                                    models.Q(("is_empty", False), ("value__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reading_has_figure_or_nothing",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
