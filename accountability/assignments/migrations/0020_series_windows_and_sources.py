# Series: rhythms in months, windows, names, ends, and when the next occurrence opens. Sources: one duty of several documents.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0014_meetings_and_letters_proposed"),
        ("directives", "0001_programs_and_directives"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clause", models.CharField(blank=True, max_length=100, verbose_name="điểm, khoản, mục")),
                ("quote", models.CharField(max_length=1000, verbose_name="trích nội dung giao")),
                ("draft", models.TextField(blank=True, verbose_name="bản thảo đã thay")),
                ("linked_at", models.DateTimeField(verbose_name="gắn lúc")),
                ("unlinked_at", models.DateTimeField(null=True, verbose_name="gỡ lúc")),
            ],
            options={
                "verbose_name": "nguồn giao",
                "ordering": ["directive__issued_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="series",
            name="closing",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "Theo tháng dương lịch (ngày 1 đến cuối tháng)"),
                    (15, "Chốt ngày 14 (từ ngày 15 tháng trước)"),
                ],
                default=1,
                verbose_name="kỳ số liệu",
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="due_day",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="hạn ngày"),
        ),
        migrations.AddField(
            model_name="series",
            name="due_month",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="hạn ở tháng thứ"),
        ),
        migrations.AddField(
            model_name="series",
            name="duty_key",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="việc chung của nhóm"),
        ),
        migrations.AddField(
            model_name="series",
            name="end_reason",
            field=models.TextField(blank=True, default="", verbose_name="lý do kết thúc"),
        ),
        migrations.AddField(
            model_name="series",
            name="ended_at",
            field=models.DateTimeField(null=True, verbose_name="kết thúc lúc"),
        ),
        migrations.AddField(
            model_name="series",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="next_opens_on",
            field=models.DateField(null=True, verbose_name="kỳ sau mở ngày"),
        ),
        migrations.AddField(
            model_name="series",
            name="opens_day",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="mở ngày"),
        ),
        migrations.AddField(
            model_name="series",
            name="opens_month",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="mở ở tháng thứ"),
        ),
        migrations.AddField(
            model_name="series",
            name="product",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="sản phẩm"),
        ),
        migrations.AddField(
            model_name="series",
            name="title_pattern",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="mẫu tên kỳ"),
        ),
        migrations.AddField(
            model_name="series",
            name="window_words",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="hạn trong kỳ"),
        ),
        migrations.AlterField(
            model_name="series",
            name="rhythm",
            field=models.CharField(
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
        migrations.AddIndex(
            model_name="series",
            index=models.Index(
                condition=models.Q(("next_opens_on__isnull", False)),
                fields=["next_opens_on"],
                name="series_by_next_opening",
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("end_reason", ""), _negated=True), _connector="OR"
                ),
                name="ended_series_has_reason",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sources",
                to="assignments.assignment",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="directive",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sources",
                to="directives.directive",
                verbose_name="văn bản",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="linked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="unlinked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                condition=models.Q(("unlinked_at__isnull", True)),
                fields=["directive"],
                name="sources_of_directive",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unlinked_at__isnull", True)),
                fields=("assignment", "directive"),
                name="source_linked_once",
            ),
        ),
    ]
