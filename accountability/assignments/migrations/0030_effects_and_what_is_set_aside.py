# Effects of later documents, what was set aside, proposals of "không thuộc đối tượng", readings without a case.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accountability.assignments.rules


def _drop_empty_readings(apps, schema_editor):
    """The way back: a reading that says "nothing arose" has no value, which the earlier table demands."""
    apps.get_model("assignments", "TargetReading").objects.filter(is_empty=True).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0021_when_series_open_next"),
        ("directives", "0030_relations_and_addenda"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("new_title", models.CharField(blank=True, max_length=500, verbose_name="nội dung mới")),
                ("new_product", models.CharField(blank=True, max_length=300, verbose_name="sản phẩm mới")),
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
                    models.CharField(blank=True, max_length=300, verbose_name="lý do không thực hiện"),
                ),
                ("before", models.JSONField(null=True, verbose_name="trước")),
                ("after", models.JSONField(null=True, verbose_name="sau")),
            ],
            options={
                "verbose_name": "tác động của văn bản sau",
                "ordering": ["relation_id", "pk"],
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
                ("reason", models.TextField(verbose_name="lý do")),
                ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                ("asked_on", models.DateField(verbose_name="ngày đề nghị")),
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
                    "answered_title",
                    models.CharField(blank=True, max_length=200, verbose_name="chức danh người trả lời"),
                ),
            ],
            options={
                "verbose_name": "đề nghị không thuộc đối tượng",
                "ordering": ["assignment_id", "pk"],
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
                ("by_title", models.CharField(blank=True, max_length=200, verbose_name="chức danh")),
                ("ended_series", models.BooleanField(default=False, verbose_name="kết thúc chuỗi định kỳ")),
                (
                    "series_ends_on",
                    models.DateField(null=True, verbose_name="chuỗi định kỳ trước đó đến hết ngày"),
                ),
                ("back_at", models.DateTimeField(null=True, verbose_name="theo dõi lại lúc")),
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
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="addendum",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="directives.addendum",
                verbose_name="giao bổ sung",
            ),
        ),
        migrations.AddField(
            model_name="deadlineversion",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directives.directive",
                verbose_name="theo văn bản",
            ),
        ),
        migrations.AddField(
            model_name="targetreading",
            name="is_empty",
            field=models.BooleanField(default=False, verbose_name="không phát sinh hồ sơ"),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="deadlineversion",
            name="cause",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="targetreading",
            name="value",
            field=models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="số liệu"),
        ),
        migrations.AddConstraint(
            model_name="targetreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_empty", True), ("value__isnull", True)),
                    models.Q(("is_empty", False), ("value__isnull", False)),
                    _connector="OR",
                ),
                name="reading_has_figure_or_nothing",
            ),
        ),
        migrations.AddField(
            model_name="directiveeffect",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="effects",
                to="assignments.assignment",
            ),
        ),
        migrations.AddField(
            model_name="directiveeffect",
            name="relation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="effects", to="directives.relation"
            ),
        ),
        migrations.AddField(
            model_name="directiveeffect",
            name="successor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="assignments.assignment",
                verbose_name="nhiệm vụ thay thế",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="exemptions",
                to="assignments.assignment",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="process",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exemption",
                to="viewflow.process",
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="set_asides",
                to="assignments.assignment",
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="back_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="effect",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assignments.directiveeffect",
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="exemption",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assignments.exemption",
            ),
        ),
        migrations.AddConstraint(
            model_name="directiveeffect",
            constraint=models.UniqueConstraint(
                fields=("relation", "assignment"), name="one_effect_per_relation"
            ),
        ),
        migrations.AddConstraint(
            model_name="directiveeffect",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_force"), _negated=True),
                    ("in_force_at__isnull", False),
                    _connector="OR",
                ),
                name="effect_in_force_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")), fields=("assignment",), name="one_open_exemption"
            ),
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.UniqueConstraint(
                condition=models.Q(("back_at__isnull", True)),
                fields=("assignment",),
                name="set_aside_once_at_a_time",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, _drop_empty_readings),
    ]
