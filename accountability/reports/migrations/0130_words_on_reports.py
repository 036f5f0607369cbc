"""Who gave a word on a report, when and how, and the directives that came of it. Safe: tables are added.

Words given so far were the addressee's own, on the day of their step. Going back drops who recorded a word for whom; its text and
its step stay.
"""

import django.db.models.deletion
from django.db import migrations, models

from accountability.core.zone import local


def words_so_far(apps, schema_editor):
    step_of, word_of = apps.get_model("reports", "CycleStep"), apps.get_model("reports", "ReportWord")
    steps = step_of.objects.filter(what="instructed").select_related("cycle__kind")
    word_of.objects.bulk_create(
        (
            word_of(
                step=step,
                leader_id=step.cycle.kind.addressee_id,
                decided_on=local(step.at).date(),
                form="self",
            )
            for step in steps.iterator(chunk_size=500)
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0120_watched"),
        ("directives", "0120_watched"),
        ("files", "0001_first_release"),
        ("reports", "0001_first_release"),
    ]

    operations = [
        migrations.AlterField(
            model_name="cyclestep",
            name="what",
            field=models.CharField(
                choices=[
                    ("sent", "Trình Văn phòng thẩm tra"),
                    ("withdrawn", "Rút lại để sửa"),
                    ("returned", "Văn phòng trả lại"),
                    ("submitted", "Văn phòng trình Chủ tịch"),
                    ("instructed", "Ý kiến chỉ đạo"),
                    ("set_right", "Đính chính ý kiến chỉ đạo"),
                    ("issued", "Phát hành, lưu"),
                    ("corrected", "Lập bản đính chính"),
                ],
                max_length=12,
                verbose_name="việc",
            ),
        ),
        migrations.CreateModel(
            name="ReportWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                            ("van_ban", "Bằng văn bản đã ký"),
                        ],
                        default="self",
                        max_length=12,
                        verbose_name="hình thức",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="reports.reportword",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_words",
                        to="agencies.position",
                        verbose_name="lãnh đạo",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="bản chụp",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word",
                        to="reports.cyclestep",
                    ),
                ),
            ],
            options={
                "verbose_name": "ý kiến vào báo cáo",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="WordDirective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "directive",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directives.directive",
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directives",
                        to="reports.reportword",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản theo ý kiến vào báo cáo",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(words_so_far, migrations.RunPython.noop),
    ]
