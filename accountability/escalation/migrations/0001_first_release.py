"""The tables of the first release at once; databases that took the 4 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("escalation", "0001_ladder_and_acts"),
        ("escalation", "0003_scopes_hours_repeats_holds"),
        ("escalation", "0005_listed_claims"),
        ("escalation", "0006_meetings_and_letters_proposed"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("assignments", "0001_first_release"),
        ("directives", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Policy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30, unique=True, verbose_name="mã")),
                        ("title", models.CharField(max_length=200, verbose_name="tên")),
                        (
                            "urgency",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("normal", "Thường"),
                                    ("khan", "Khẩn"),
                                    ("thuong_khan", "Thượng khẩn"),
                                    ("hoa_toc", "Hỏa tốc"),
                                ],
                                max_length=12,
                                verbose_name="độ khẩn",
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directives.program",
                                verbose_name="chương trình, đề án",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("QD", "Quyết định"),
                                    ("KH", "Kế hoạch"),
                                    ("CV", "Công văn"),
                                    ("TB", "Thông báo kết luận"),
                                    ("CT", "Chỉ thị"),
                                    ("CD", "Công điện"),
                                    ("KL", "Kết luận của Đảng"),
                                    ("YK", "Ý kiến chỉ đạo trực tiếp"),
                                ],
                                max_length=2,
                                verbose_name="loại văn bản",
                            ),
                        ),
                        ("retired_at", models.DateTimeField(null=True, verbose_name="thôi áp dụng lúc")),
                    ],
                    options={
                        "verbose_name": "quy tắc nhắc việc, đôn đốc",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("program__isnull", True), ("retired_at__isnull", True)),
                                fields=("urgency", "kind"),
                                name="one_policy_per_scope",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("program__isnull", False), ("retired_at__isnull", True)),
                                fields=("program", "urgency", "kind"),
                                name="one_policy_per_scope_of_program",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="escalation.policy",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="phiên bản")),
                        ("in_force_at", models.DateTimeField(null=True, verbose_name="có hiệu lực từ")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                        ("drafted_at", models.DateTimeField(null=True, verbose_name="soạn lúc")),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("enforced_at", models.DateTimeField(null=True, verbose_name="ban hành lúc")),
                        (
                            "enforced_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phiên bản quy tắc",
                        "constraints": [
                            models.UniqueConstraint(fields=("policy", "number"), name="policy_version_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("in_force_at__isnull", True)),
                                fields=("policy",),
                                name="one_draft_per_policy",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rungs",
                                to="escalation.policyversion",
                            ),
                        ),
                        ("key", models.SlugField(max_length=30, verbose_name="khóa")),
                        ("title", models.CharField(max_length=200, verbose_name="tên")),
                        ("rank", models.PositiveIntegerField(verbose_name="thứ tự")),
                        (
                            "anchor",
                            models.CharField(
                                choices=[
                                    ("assigned", "ASSIGNED"),
                                    ("deadline", "DEADLINE"),
                                    ("explanation", "EXPLANATION"),
                                    ("last_progress", "LAST_PROGRESS"),
                                    ("claim", "CLAIM"),
                                    ("obstacle", "OBSTACLE"),
                                    ("coordination", "COORDINATION"),
                                    ("review", "REVIEW"),
                                    ("return", "RETURN"),
                                    ("reading", "READING"),
                                ],
                                max_length=15,
                                verbose_name="tính từ",
                            ),
                        ),
                        ("offset", models.IntegerField(verbose_name="lệch")),
                        (
                            "unit",
                            models.CharField(
                                choices=[("wd", "ngày làm việc"), ("d", "ngày"), ("h", "giờ")],
                                max_length=2,
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "citizens_offset",
                            models.IntegerField(
                                null=True, verbose_name="lệch khi ảnh hưởng quyền lợi người dân"
                            ),
                        ),
                        (
                            "condition",
                            models.CharField(
                                choices=[
                                    ("not_done", "NOT_DONE"),
                                    ("not_acknowledged", "NOT_ACKNOWLEDGED"),
                                    ("not_explained", "NOT_EXPLAINED"),
                                    ("no_progress", "NO_PROGRESS"),
                                    ("unanswered", "UNANSWERED"),
                                    ("behind_line", "BEHIND_LINE"),
                                    ("returned_twice", "RETURNED_TWICE"),
                                ],
                                max_length=20,
                                verbose_name="điều kiện",
                            ),
                        ),
                        (
                            "condition_days",
                            models.PositiveIntegerField(null=True, verbose_name="chưa cập nhật trong (ngày)"),
                        ),
                        (
                            "waits",
                            models.BooleanField(
                                default=False, verbose_name="tạm dừng khi chờ ý kiến, chờ gia hạn"
                            ),
                        ),
                        ("to", models.JSONField(default=list, verbose_name="gửi")),
                        ("cc", models.JSONField(default=list, verbose_name="đồng gửi")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("act_now", "gửi ngay"),
                                    ("digest", "tổng hợp"),
                                    ("weekly_list", "danh sách tuần"),
                                    ("record", "chỉ trên hệ thống"),
                                ],
                                max_length=12,
                                verbose_name="kênh",
                            ),
                        ),
                        (
                            "require",
                            models.CharField(
                                blank=True,
                                choices=[("explanation", "EXPLANATION"), ("decision", "DECISION")],
                                max_length=12,
                                verbose_name="đòi hỏi",
                            ),
                        ),
                        (
                            "answer_days",
                            models.PositiveIntegerField(
                                null=True, verbose_name="trả lời trong (ngày làm việc)"
                            ),
                        ),
                        (
                            "repeat_days",
                            models.PositiveIntegerField(
                                null=True, verbose_name="lặp lại sau (ngày làm việc)"
                            ),
                        ),
                        (
                            "repeat_limit",
                            models.PositiveIntegerField(null=True, verbose_name="số lần lặp lại"),
                        ),
                    ],
                    options={
                        "verbose_name": "cấp đôn đốc",
                        "ordering": ["version_id", "rank"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "key"), name="rung_key_once_per_version"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["wd", "d", "h"])), name="rung_has_unit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("repeat_days__isnull", True), ("repeat_limit__isnull", True)),
                                    models.Q(("repeat_days__gte", 1), ("repeat_limit__range", (1, 30))),
                                    _connector="OR",
                                ),
                                name="rung_repeat_has_limit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("condition", "no_progress"), _negated=True),
                                    ("condition_days__gte", 1),
                                    _connector="OR",
                                ),
                                name="rung_no_progress_has_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SweepRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="tính đến")),
                        ("ran_at", models.DateTimeField(verbose_name="chạy lúc")),
                        ("claims", models.PositiveIntegerField(default=0, verbose_name="số cấp")),
                        ("merged", models.PositiveIntegerField(default=0, verbose_name="số cấp gộp")),
                        ("notices", models.PositiveIntegerField(default=0, verbose_name="thông báo")),
                        ("mails", models.PositiveIntegerField(default=0, verbose_name="thư")),
                        ("looked_at_all", models.BooleanField(default=True, verbose_name="rà soát toàn bộ")),
                        ("audit_pk", models.BigIntegerField(default=0, verbose_name="sự kiện cuối đã thấy")),
                        (
                            "basis",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="dấu của quy tắc và lịch"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lần rà soát",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject", models.CharField(max_length=24)),
                        ("rung_key", models.CharField(max_length=30, verbose_name="cấp")),
                        ("occasion", models.CharField(max_length=40)),
                        ("ordinal", models.PositiveIntegerField(default=0)),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalations",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "coordination",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalations",
                                to="assignments.coordination",
                            ),
                        ),
                        (
                            "tenure",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.leadtenure",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="escalation.policyversion",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims_made",
                                to="escalation.sweeprun",
                            ),
                        ),
                        ("anchor_on", models.DateField(verbose_name="mốc tính")),
                        ("anchor_at", models.DateTimeField(null=True, verbose_name="mốc tính đến giờ")),
                        ("claimed_at", models.DateTimeField(verbose_name="lúc")),
                        ("merged", models.BooleanField(default=False, verbose_name="gộp vào cấp cao hơn")),
                    ],
                    options={
                        "verbose_name": "lần đôn đốc",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["assignment", "claimed_at"], name="escalations_of_one")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "rung_key", "occasion", "ordinal"), name="rung_fires_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Explanation",
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
                                related_name="explanations",
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
                            "demanded_by",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="explanation",
                                to="escalation.escalation",
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.instruction",
                            ),
                        ),
                        ("demanded_at", models.DateTimeField(verbose_name="yêu cầu lúc")),
                        ("demanded_on", models.DateField(verbose_name="ngày yêu cầu")),
                        ("answer_by_on", models.DateField(verbose_name="giải trình trước ngày")),
                        ("result_so_far", models.TextField(blank=True, verbose_name="kết quả đến nay")),
                        (
                            "causes_objective",
                            models.TextField(blank=True, verbose_name="nguyên nhân khách quan"),
                        ),
                        (
                            "causes_subjective",
                            models.TextField(blank=True, verbose_name="nguyên nhân chủ quan"),
                        ),
                        (
                            "responsibility_collective",
                            models.TextField(blank=True, verbose_name="trách nhiệm tập thể"),
                        ),
                        (
                            "responsibility_individual",
                            models.TextField(blank=True, verbose_name="trách nhiệm cá nhân"),
                        ),
                        ("remedy", models.TextField(blank=True, verbose_name="biện pháp khắc phục")),
                        ("committed_on", models.DateField(null=True, verbose_name="cam kết hoàn thành ngày")),
                        ("proposals", models.TextField(blank=True, verbose_name="đề xuất, kiến nghị")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="giải trình lúc")),
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
                            "accepted",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.instruction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "giải trình",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("assignment",),
                                name="one_open_explanation",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionRequest",
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
                                related_name="decision_requests",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "demanded_by",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="escalation.escalation",
                            ),
                        ),
                        (
                            "addressed_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                            ),
                        ),
                        ("ground", models.TextField(blank=True, verbose_name="căn cứ")),
                        (
                            "raised_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh người báo cáo"
                            ),
                        ),
                        ("raised_at", models.DateTimeField(verbose_name="lúc")),
                        ("raised_on", models.DateField(verbose_name="ngày")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="quyết định lúc")),
                        (
                            "instruction",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decides",
                                to="assignments.instruction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "việc chờ ý kiến chỉ đạo",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decided_at__isnull", True)),
                                fields=("assignment",),
                                name="one_open_decision",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficeOpinion",
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
                                related_name="opinions",
                                to="assignments.assignment",
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("extend", "Gia hạn đến ngày"),
                                    ("reassign", "Chuyển cơ quan chủ trì"),
                                    ("accept", "Chấp nhận giải trình"),
                                    ("call_in", "Mời làm việc"),
                                    ("draft", "Giao Văn phòng tham mưu văn bản"),
                                    ("opinion", "Cho ý kiến chỉ đạo như nội dung đề xuất"),
                                ],
                                max_length=10,
                                verbose_name="đề xuất",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="ý kiến của Văn phòng")),
                        ("new_due_on", models.DateField(null=True, verbose_name="gia hạn đến")),
                        (
                            "new_lead",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
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
                            "letter_due_on",
                            models.DateField(null=True, verbose_name="văn bản trình trước ngày"),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_title", models.CharField(max_length=200, verbose_name="chức danh")),
                        ("given_at", models.DateTimeField(verbose_name="lúc")),
                    ],
                    options={
                        "verbose_name": "ý kiến của Văn phòng",
                        "ordering": ["assignment_id", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("act", "extend"), _negated=True),
                                    ("new_due_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="opinion_extension_has_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("act", "reassign"), _negated=True),
                                    ("new_lead__isnull", False),
                                    _connector="OR",
                                ),
                                name="opinion_reassignment_has_lead",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListedClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="listed",
                                to="escalation.escalation",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="escalation.sweeprun",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "việc đã đưa vào danh sách tuần",
                    },
                ),
            ],
        ),
    ]
