"""Indicators, what is asked of agencies by period, readings and what was asked about them. Safe: new tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accountability.indicators.rules.figures


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0070_words_of_search"),
        ("directives", "0070_words_of_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    models.CharField(blank=True, default="%", max_length=30, verbose_name="đơn vị tính"),
                ),
                ("numerator", models.CharField(blank=True, max_length=200, verbose_name="tử số")),
                ("denominator", models.CharField(blank=True, max_length=200, verbose_name="mẫu số")),
                (
                    "baseline",
                    models.DecimalField(
                        decimal_places=2, max_digits=18, null=True, verbose_name="số xuất phát"
                    ),
                ),
                ("baseline_on", models.DateField(null=True, verbose_name="số xuất phát tính đến ngày")),
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
            ],
            options={
                "verbose_name": "chỉ tiêu",
                "ordering": ["program_id", "group", "code"],
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
                ("value", models.DecimalField(decimal_places=2, max_digits=18, verbose_name="mức giao")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                ("set_at", models.DateTimeField(verbose_name="giao lúc")),
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
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="indicators.indicator",
                    ),
                ),
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
                "verbose_name": "mức giao",
                "ordering": ["indicator_id", "start_on", "pk"],
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
                    models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="số liệu"),
                ),
                (
                    "numerator",
                    models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="tử số"),
                ),
                (
                    "denominator",
                    models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="mẫu số"),
                ),
                ("data_on", models.DateField(verbose_name="tính đến ngày")),
                ("source", models.CharField(max_length=200, verbose_name="nguồn")),
                ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                ("reported_at", models.DateTimeField(verbose_name="nhập lúc")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
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
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="indicators.indicator",
                    ),
                ),
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
                ("doubt", models.CharField(max_length=10, verbose_name="điều hỏi")),
                ("question", models.CharField(max_length=300, verbose_name="câu hỏi")),
                ("answer", models.CharField(max_length=500, verbose_name="trả lời")),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubts",
                        to="indicators.reading",
                    ),
                ),
            ],
            options={
                "verbose_name": "điều đã hỏi về số liệu",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("baseline__isnull", True), ("baseline_on__isnull", True)),
                    models.Q(("baseline__isnull", False), ("baseline_on__isnull", False)),
                    _connector="OR",
                ),
                name="baseline_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", accountability.indicators.rules.figures.Kind["RATIO"]),
                    models.Q(("denominator", ""), ("numerator", "")),
                    _connector="OR",
                ),
                name="only_ratios_have_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", accountability.indicators.rules.figures.Kind["RANK"]), _negated=True),
                    ("direction", accountability.indicators.rules.figures.Direction["AT_MOST"]),
                    _connector="OR",
                ),
                name="ranks_are_better_low",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatortarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", True), models.Q(("agency_kind", ""), _negated=True)),
                    models.Q(("agency__isnull", False), ("agency_kind", "")),
                    _connector="OR",
                ),
                name="goal_of_one_or_of_a_sort",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatortarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_on__gte", models.F("start_on"))), name="goal_dates_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatortarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency__isnull", False)),
                fields=("indicator", "agency", "start_on"),
                name="goal_of_one_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatortarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency__isnull", True)),
                fields=("indicator", "agency_kind", "start_on"),
                name="goal_of_a_sort_once",
            ),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(fields=["indicator", "agency", "-period_start"], name="readings_by_period"),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(fields=["agency", "indicator"], name="readings_of_agency"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", accountability.indicators.rules.figures.State["VALUE"]),
                        ("value__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            ("state", accountability.indicators.rules.figures.State["VALUE"]), _negated=True
                        ),
                        ("denominator__isnull", True),
                        ("numerator__isnull", True),
                        ("value__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="only_figures_have_a_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                    models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                    _connector="OR",
                ),
                name="numerator_with_denominator",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", True)),
                fields=("indicator", "agency", "period_start"),
                name="one_first_reading",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingdoubt",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", ""), _negated=True), name="doubt_is_answered"
            ),
        ),
    ]
