"""The tables of the first release; databases that took the step before have them already."""

from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("ranking", "0001_formula_rankings_and_objections")]

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
                    name="FormulaVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="phiên bản")),
                        ("text", models.TextField(verbose_name="nội dung công bố")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="lý do ban hành")),
                        (
                            "applies_from_on",
                            models.DateField(unique=True, verbose_name="áp dụng từ kỳ bắt đầu ngày"),
                        ),
                        (
                            "late_share",
                            models.DecimalField(
                                decimal_places=2, max_digits=3, verbose_name="hệ số hoàn thành quá hạn"
                            ),
                        ),
                        (
                            "returned_points",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="điểm trừ bị trả lại"
                            ),
                        ),
                        (
                            "unexplained_points",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="điểm trừ không giải trình"
                            ),
                        ),
                        (
                            "simple_weight",
                            models.DecimalField(
                                decimal_places=2, max_digits=3, verbose_name="trọng số báo cáo đơn giản"
                            ),
                        ),
                        ("min_tasks", models.PositiveIntegerField(verbose_name="số nhiệm vụ tối thiểu")),
                        (
                            "settle_days",
                            models.PositiveIntegerField(verbose_name="số ngày ghi nhận kết quả sau kỳ"),
                        ),
                        (
                            "window_days",
                            models.PositiveIntegerField(verbose_name="số ngày làm việc để kiến nghị"),
                        ),
                        ("bands", models.JSONField(default=list, verbose_name="mức đề xuất xem xét")),
                        (
                            "mountain_list",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agencylist",
                                verbose_name="danh sách xã miền núi",
                            ),
                        ),
                        ("published_at", models.DateTimeField(verbose_name="công bố lúc")),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "published_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh người công bố"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "công thức xếp hạng",
                        "ordering": ["-number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("late_share__gte", 0), ("late_share__lte", 1)),
                                name="formula_late_share_is_a_share",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("simple_weight__gt", 0), ("simple_weight__lte", 1)),
                                name="formula_simple_weight_is_a_share",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("min_tasks__gte", 1),
                                    ("returned_points__gte", 0),
                                    ("unexplained_points__gte", 0),
                                ),
                                name="formula_takes_off_only",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ranking",
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
                                    ("month", "Tháng"),
                                    ("quarter", "Quý"),
                                    ("half", "6 tháng"),
                                    ("year", "Năm"),
                                ],
                                max_length=7,
                                verbose_name="loại kỳ",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_on", models.DateField(verbose_name="đến hết ngày")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rankings",
                                to="ranking.formulaversion",
                                verbose_name="công thức",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("counting", "Đang tính"),
                                    ("counted", "Đã tính, chưa mở kiến nghị"),
                                    ("window", "Đang nhận kiến nghị"),
                                    ("frozen", "Đã chốt"),
                                    ("submitted", "Đã trình Chủ tịch UBND tỉnh"),
                                    ("approved", "Đã phê duyệt, công bố"),
                                    ("returned", "Chủ tịch UBND tỉnh trả lại"),
                                ],
                                default="counting",
                                max_length=9,
                                verbose_name="bước",
                            ),
                        ),
                        ("counted_until", models.DateField(verbose_name="kết quả ghi nhận đến hết ngày")),
                        ("started_at", models.DateTimeField(verbose_name="lập lúc")),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("counted_at", models.DateTimeField(null=True, verbose_name="tính lúc")),
                        ("times_counted", models.PositiveIntegerField(default=0, verbose_name="số lần tính")),
                        (
                            "rulings_counted",
                            models.PositiveIntegerField(
                                default=0, verbose_name="số kiến nghị chấp nhận đã tính"
                            ),
                        ),
                        ("window_from_at", models.DateTimeField(null=True, verbose_name="nhận kiến nghị từ")),
                        (
                            "window_to_on",
                            models.DateField(null=True, verbose_name="nhận kiến nghị đến hết ngày"),
                        ),
                        ("frozen_at", models.DateTimeField(null=True, verbose_name="chốt lúc")),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "frozen_title",
                            models.CharField(blank=True, max_length=200, verbose_name="chức danh người chốt"),
                        ),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="mã kiểm chứng")),
                        ("submitted_at", models.DateTimeField(null=True, verbose_name="trình lúc")),
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
                            "submitted_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh người trình"
                            ),
                        ),
                        ("submitted_note", models.TextField(blank=True, verbose_name="ý kiến của Văn phòng")),
                        (
                            "decided_at",
                            models.DateTimeField(null=True, verbose_name="Chủ tịch quyết định lúc"),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_title",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chức danh người quyết định"
                            ),
                        ),
                        ("return_reason", models.TextField(blank=True, verbose_name="lý do trả lại")),
                        (
                            "previous",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ranking.ranking",
                                verbose_name="kỳ so sánh",
                            ),
                        ),
                        ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                    ],
                    options={
                        "verbose_name": "bảng xếp hạng",
                        "ordering": ["-to_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "returned"), _negated=True),
                                fields=("kind", "from_on"),
                                name="one_ranking_of_a_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="ranking_period_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["counting", "counted", "window"]),
                                    models.Q(("sha256", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="frozen_has_hash",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "window"), _negated=True),
                                    models.Q(
                                        ("window_from_at__isnull", False), ("window_to_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="window_has_its_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RankingCount",
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
                            "ranking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="counts",
                                to="ranking.ranking",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                    ],
                    options={
                        "verbose_name": "lần tính xếp hạng",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("waiting", "making"))),
                                fields=["id"],
                                name="rankings_to_count",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("waiting", "making"))),
                                fields=("ranking",),
                                name="one_counting_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RankingRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ranking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="ranking.ranking",
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
                            "group",
                            models.CharField(
                                choices=[
                                    ("department", "Sở, ban, ngành"),
                                    ("district", "UBND cấp huyện"),
                                    ("urban", "UBND phường, thị trấn"),
                                    ("plain", "UBND xã"),
                                    ("mountain", "UBND xã miền núi"),
                                    ("force", "Lực lượng vũ trang"),
                                    ("vertical", "Cơ quan ngành dọc"),
                                    ("mass", "Mặt trận, đoàn thể"),
                                    ("outside", "Cơ quan ngoài tỉnh, cơ quan Đảng, doanh nghiệp"),
                                ],
                                max_length=10,
                                verbose_name="nhóm",
                            ),
                        ),
                        ("due", models.PositiveIntegerField(default=0, verbose_name="đến hạn trong kỳ")),
                        ("on_time", models.PositiveIntegerField(default=0, verbose_name="đúng hạn")),
                        (
                            "waiting",
                            models.PositiveIntegerField(default=0, verbose_name="đúng hạn, chờ xác nhận"),
                        ),
                        (
                            "late_done",
                            models.PositiveIntegerField(default=0, verbose_name="hoàn thành quá hạn"),
                        ),
                        (
                            "late_open",
                            models.PositiveIntegerField(default=0, verbose_name="chưa hoàn thành, quá hạn"),
                        ),
                        (
                            "returned",
                            models.PositiveIntegerField(default=0, verbose_name="bị yêu cầu thực hiện lại"),
                        ),
                        (
                            "unexplained",
                            models.PositiveIntegerField(default=0, verbose_name="không giải trình"),
                        ),
                        ("simple", models.PositiveIntegerField(default=0, verbose_name="báo cáo đơn giản")),
                        (
                            "met_original",
                            models.PositiveIntegerField(default=0, verbose_name="đúng thời hạn ban đầu"),
                        ),
                        ("extended", models.PositiveIntegerField(default=0, verbose_name="được gia hạn")),
                        (
                            "owed",
                            models.PositiveIntegerField(
                                default=0, verbose_name="được trừ số ngày của cấp trên"
                            ),
                        ),
                        (
                            "left_out",
                            models.PositiveIntegerField(default=0, verbose_name="không tính trong kỳ"),
                        ),
                        (
                            "ongoing",
                            models.PositiveIntegerField(default=0, verbose_name="nhiệm vụ thường xuyên"),
                        ),
                        ("w_due", models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=12)),
                        (
                            "w_on_time",
                            models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=12),
                        ),
                        (
                            "w_late_done",
                            models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=12),
                        ),
                        (
                            "w_returned",
                            models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=12),
                        ),
                        (
                            "w_unexplained",
                            models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=12),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, null=True, verbose_name="điểm"
                            ),
                        ),
                        ("place", models.PositiveIntegerField(null=True, verbose_name="hạng")),
                        (
                            "of",
                            models.PositiveIntegerField(
                                default=0, verbose_name="số đơn vị được xếp hạng trong nhóm"
                            ),
                        ),
                        (
                            "previous_place",
                            models.PositiveIntegerField(null=True, verbose_name="hạng kỳ trước"),
                        ),
                        (
                            "proposal",
                            models.CharField(blank=True, max_length=200, verbose_name="đề xuất xem xét"),
                        ),
                    ],
                    options={
                        "verbose_name": "đơn vị trong bảng xếp hạng",
                        "ordering": ["place", "agency__rank", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("ranking", "agency"), name="agency_ranked_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "due",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("on_time"), "+", models.F("late_done")
                                            ),
                                            "+",
                                            models.F("late_open"),
                                        ),
                                    )
                                ),
                                name="due_is_the_sum",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score__isnull", True),
                                    models.Q(("score__gte", 0), ("score__lte", 100)),
                                    _connector="OR",
                                ),
                                name="score_from_0_to_100",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountedTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="ranking.rankingrow",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("on_time", "Hoàn thành đúng hạn"),
                                    ("handed_in", "Đã báo cáo đúng hạn, chờ xác nhận"),
                                    ("late_done", "Hoàn thành quá hạn"),
                                    ("late_waits", "Đã báo cáo quá hạn, chờ xác nhận"),
                                    ("late_open", "Chưa hoàn thành, quá hạn"),
                                    ("left_out", "Không tính trong kỳ"),
                                ],
                                max_length=10,
                                verbose_name="tính là",
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "excused",
                                        "Số ngày thuộc trách nhiệm cấp trên đưa thời hạn sang kỳ sau",
                                    ),
                                    ("before", "Đã tính trong một kỳ trước"),
                                    ("ruled", "Để ngoài theo trả lời kiến nghị"),
                                ],
                                max_length=10,
                                verbose_name="vì sao không tính",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="thời hạn được tính")),
                        ("excused_on", models.DateField(verbose_name="sau khi trừ số ngày của cấp trên")),
                        ("original_on", models.DateField(verbose_name="thời hạn ban đầu")),
                        (
                            "done_on",
                            models.DateField(null=True, verbose_name="ngày hoàn thành hoặc ngày báo cáo"),
                        ),
                        ("extensions", models.PositiveIntegerField(default=0, verbose_name="số lần gia hạn")),
                        ("simple", models.BooleanField(default=False, verbose_name="báo cáo đơn giản")),
                        (
                            "returned",
                            models.BooleanField(default=False, verbose_name="bị yêu cầu thực hiện lại"),
                        ),
                        ("unexplained", models.BooleanField(default=False, verbose_name="không giải trình")),
                        (
                            "met_original",
                            models.BooleanField(default=False, verbose_name="đúng thời hạn ban đầu"),
                        ),
                        (
                            "ruled",
                            models.PositiveIntegerField(null=True, verbose_name="theo trả lời kiến nghị số"),
                        ),
                    ],
                    options={
                        "verbose_name": "nhiệm vụ được tính",
                        "ordering": ["excused_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("row", "tenure"), name="tenure_counted_once_in_a_row"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome", "left_out"), ("why", ""), _connector="OR"),
                                name="counted_needs_no_excuse",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ranking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="ranking.ranking",
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
                            "assignment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assignments.assignment",
                                verbose_name="nhiệm vụ",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="nội dung kiến nghị")),
                        ("filed_at", models.DateTimeField(verbose_name="gửi lúc")),
                        (
                            "filed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "filed_title",
                            models.CharField(blank=True, max_length=200, verbose_name="chức danh người gửi"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Chờ Văn phòng trả lời"),
                                    ("accepted", "Chấp nhận, tính lại"),
                                    ("refused", "Giữ nguyên kết quả"),
                                ],
                                default="asked",
                                max_length=8,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="trả lời của Văn phòng")),
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
                            "ruling",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("on_time", "Hoàn thành đúng hạn"),
                                    ("late_done", "Hoàn thành quá hạn"),
                                    ("late_open", "Chưa hoàn thành, quá hạn"),
                                    ("left_out", "Không tính trong kỳ"),
                                ],
                                max_length=10,
                                verbose_name="tính nhiệm vụ là",
                            ),
                        ),
                        (
                            "clears_returned",
                            models.BooleanField(default=False, verbose_name="không tính lần bị trả lại"),
                        ),
                        (
                            "clears_unexplained",
                            models.BooleanField(
                                default=False, verbose_name="không tính lỗi không giải trình"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kiến nghị về xếp hạng",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("assignment__isnull", False), ("state", "asked")),
                                fields=("ranking", "agency", "assignment"),
                                name="one_open_objection_to_a_task",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("assignment__isnull", True), ("state", "asked")),
                                fields=("ranking", "agency"),
                                name="one_open_objection_to_a_row",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "asked"),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="answered_objection_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "accepted"),
                                    models.Q(
                                        ("clears_returned", False),
                                        ("clears_unexplained", False),
                                        ("ruling", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_accepted_objections_rule",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
