"""The tables of the first release at once; databases that took the 2 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accountability.indicators.rules.figures
from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("indicators", "0001_indicators_and_readings"),
        ("indicators", "0010_changes_of_indicators_and_goals"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("directives", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="mã")),
                        ("name", models.CharField(max_length=300, verbose_name="tên chỉ tiêu")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ratio", "Tỷ lệ phần trăm"),
                                    ("amount", "Số trong kỳ"),
                                    ("total", "Số lũy kế"),
                                    ("rank", "Thứ hạng"),
                                ],
                                default="ratio",
                                max_length=6,
                                verbose_name="loại",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("ge", "càng cao càng tốt"), ("le", "càng thấp càng tốt")],
                                default="ge",
                                max_length=2,
                                verbose_name="hướng",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True, default="%", max_length=30, verbose_name="đơn vị tính"
                            ),
                        ),
                        ("numerator", models.CharField(blank=True, max_length=200, verbose_name="tử số")),
                        ("denominator", models.CharField(blank=True, max_length=200, verbose_name="mẫu số")),
                        (
                            "baseline",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, null=True, verbose_name="số xuất phát"
                            ),
                        ),
                        (
                            "baseline_on",
                            models.DateField(null=True, verbose_name="số xuất phát tính đến ngày"),
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
                                default="month",
                                max_length=15,
                                verbose_name="nhịp báo cáo",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="kỳ đầu từ ngày")),
                        (
                            "entered_by",
                            models.CharField(
                                choices=[
                                    ("owner", "Cơ quan chủ quản chỉ tiêu nhập cho mọi cơ quan"),
                                    ("each", "Mỗi cơ quan nhập số của mình"),
                                ],
                                default="owner",
                                max_length=5,
                                verbose_name="ai nhập",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="agencies.agency",
                                verbose_name="cơ quan chủ quản chỉ tiêu",
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="directives.program",
                                verbose_name="chương trình",
                            ),
                        ),
                        ("group", models.CharField(blank=True, max_length=150, verbose_name="nhóm")),
                        ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                        ("defined_at", models.DateTimeField(verbose_name="lập lúc")),
                        (
                            "defined_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_on", models.DateField(null=True, verbose_name="kết thúc từ sau ngày")),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="lý do kết thúc"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chỉ tiêu",
                        "ordering": ["program_id", "group", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("baseline__isnull", True), ("baseline_on__isnull", True)),
                                    models.Q(("baseline__isnull", False), ("baseline_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="baseline_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", accountability.indicators.rules.figures.Kind["RATIO"]),
                                    models.Q(("denominator", ""), ("numerator", "")),
                                    _connector="OR",
                                ),
                                name="only_ratios_have_parts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", accountability.indicators.rules.figures.Kind["RANK"]),
                                        _negated=True,
                                    ),
                                    (
                                        "direction",
                                        accountability.indicators.rules.figures.Direction["AT_MOST"],
                                    ),
                                    _connector="OR",
                                ),
                                name="ranks_are_better_low",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goals",
                                to="indicators.indicator",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "agency_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("UB", "UBND tỉnh"),
                                    ("CM", "Cơ quan chuyên môn"),
                                    ("HC", "Cơ quan hành chính khác"),
                                    ("LL", "Lực lượng vũ trang"),
                                    ("ND", "Cơ quan ngành dọc"),
                                    ("DT", "Mặt trận, đoàn thể"),
                                    ("DN", "Doanh nghiệp"),
                                    ("BO", "Cơ quan bộ"),
                                    ("DU", "Cơ quan Đảng"),
                                    ("HU", "UBND cấp huyện"),
                                    ("XA", "UBND cấp xã"),
                                ],
                                default="",
                                max_length=2,
                                verbose_name="mọi cơ quan loại",
                            ),
                        ),
                        ("start_on", models.DateField(verbose_name="từ ngày")),
                        ("end_on", models.DateField(verbose_name="đến hết ngày")),
                        (
                            "value",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="mức giao"),
                        ),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                        ("set_at", models.DateTimeField(verbose_name="giao lúc")),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="indicators.indicatortarget",
                                verbose_name="thay mức giao",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="thôi áp dụng lúc")),
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
                            models.CharField(blank=True, default="", max_length=300, verbose_name="lý do"),
                        ),
                    ],
                    options={
                        "verbose_name": "mức giao",
                        "ordering": ["indicator_id", "start_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agency__isnull", True), models.Q(("agency_kind", ""), _negated=True)
                                    ),
                                    models.Q(("agency__isnull", False), ("agency_kind", "")),
                                    _connector="OR",
                                ),
                                name="goal_of_one_or_of_a_sort",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end_on__gte", models.F("start_on"))),
                                name="goal_dates_in_order",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("agency__isnull", False), ("ended_at__isnull", True)),
                                fields=("indicator", "agency", "start_on"),
                                name="goal_of_one_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("agency__isnull", True), ("ended_at__isnull", True)),
                                fields=("indicator", "agency_kind", "start_on"),
                                name="goal_of_a_sort_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="indicators.indicator",
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
                        ("period_start", models.DateField(verbose_name="kỳ từ ngày")),
                        ("period_end", models.DateField(verbose_name="đến hết ngày")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("value", "Có số liệu"),
                                    ("unknown", "Chưa có số liệu"),
                                    ("nothing", "Không phát sinh hồ sơ"),
                                ],
                                default="value",
                                max_length=7,
                                verbose_name="loại",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, null=True, verbose_name="số liệu"
                            ),
                        ),
                        (
                            "numerator",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, null=True, verbose_name="tử số"
                            ),
                        ),
                        (
                            "denominator",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, null=True, verbose_name="mẫu số"
                            ),
                        ),
                        ("data_on", models.DateField(verbose_name="tính đến ngày")),
                        ("source", models.CharField(max_length=200, verbose_name="nguồn")),
                        ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                        (
                            "corrects",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="indicators.reading",
                                verbose_name="sửa số liệu",
                            ),
                        ),
                        ("reported_at", models.DateTimeField(verbose_name="nhập lúc")),
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
                        "verbose_name": "số liệu của chỉ tiêu",
                        "ordering": ["indicator_id", "agency_id", "period_start", "pk"],
                        "indexes": [
                            models.Index(
                                fields=["indicator", "agency", "-period_start"], name="readings_by_period"
                            ),
                            models.Index(fields=["agency", "indicator"], name="readings_of_agency"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", accountability.indicators.rules.figures.State["VALUE"]),
                                        ("value__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state", accountability.indicators.rules.figures.State["VALUE"]),
                                            _negated=True,
                                        ),
                                        ("denominator__isnull", True),
                                        ("numerator__isnull", True),
                                        ("value__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_figures_have_a_value",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                                    models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                                    _connector="OR",
                                ),
                                name="numerator_with_denominator",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrects__isnull", True)),
                                fields=("indicator", "agency", "period_start"),
                                name="one_first_reading",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadingDoubt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reading",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="doubts",
                                to="indicators.reading",
                            ),
                        ),
                        ("doubt", models.CharField(max_length=10, verbose_name="điều hỏi")),
                        ("question", models.CharField(max_length=300, verbose_name="câu hỏi")),
                        ("answer", models.CharField(max_length=500, verbose_name="trả lời")),
                    ],
                    options={
                        "verbose_name": "điều đã hỏi về số liệu",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("answer", ""), _negated=True), name="doubt_is_answered"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
