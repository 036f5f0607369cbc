"""The tables of the first release at once; databases that took the 2 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accountability.core.finding.fields
from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("directives", "0001_programs_and_directives"), ("directives", "0030_relations_and_addenda")]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("files", "0001_first_release"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Program",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="mã")),
                        ("title", models.CharField(max_length=200, verbose_name="tên")),
                        (
                            "standing_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="cơ quan thường trực",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chương trình, đề án",
                        "verbose_name_plural": "chương trình, đề án",
                    },
                ),
                migrations.CreateModel(
                    name="ProgramMember",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="directives.program",
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="agencies.position"
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="chức danh trong tổ")),
                        ("from_on", models.DateField(verbose_name="từ ngày")),
                        ("to_on", models.DateField(null=True, verbose_name="đến hết ngày")),
                    ],
                    options={
                        "verbose_name": "thành viên",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ProgramFigure",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="directives.program",
                            ),
                        ),
                        ("name", models.CharField(max_length=300, verbose_name="chỉ số")),
                        (
                            "value",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="số liệu"),
                        ),
                        ("unit", models.CharField(default="%", max_length=30, verbose_name="đơn vị tính")),
                        ("data_on", models.DateField(verbose_name="tính đến ngày")),
                        ("source", models.CharField(max_length=300, verbose_name="nguồn")),
                    ],
                    options={
                        "verbose_name": "số liệu của chương trình",
                        "ordering": ["program_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("program", "name", "data_on"), name="program_figure_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Directive",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="directives",
                                to="directives.program",
                                verbose_name="chương trình, đề án",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
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
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("elsewhere", "Đã ký ở hệ thống khác"),
                                    ("here", "Soạn thảo tại đây"),
                                    ("spoken", "Chỉ đạo tại cuộc họp, qua điện thoại"),
                                ],
                                max_length=10,
                                verbose_name="nguồn",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="cơ quan ban hành",
                            ),
                        ),
                        (
                            "issuer_text",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="cơ quan ban hành (ngoài danh mục)"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=11, verbose_name="số")),
                        ("symbol", models.CharField(blank=True, max_length=30, verbose_name="ký hiệu")),
                        ("year", models.PositiveIntegerField(verbose_name="năm")),
                        ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                        ("effective_at", models.DateTimeField(null=True, verbose_name="có hiệu lực lúc")),
                        (
                            "signer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="người ký",
                            ),
                        ),
                        (
                            "signer_form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("TM", "TM. Ủy ban nhân dân"),
                                    ("KT", "KT. Chủ tịch"),
                                    ("TL", "TL. Chủ tịch"),
                                    ("TUQ", "TUQ. Chủ tịch"),
                                    ("", "Ký trực tiếp"),
                                ],
                                default="",
                                max_length=3,
                                verbose_name="hình thức ký",
                            ),
                        ),
                        (
                            "spoken_form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("but_phe", "Bút phê"),
                                    ("phieu_trinh", "Phiếu trình"),
                                    ("cuoc_hop", "Tại cuộc họp"),
                                    ("dien_thoai", "Qua điện thoại"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="hình thức chỉ đạo",
                            ),
                        ),
                        ("abstract", models.CharField(max_length=500, verbose_name="trích yếu")),
                        (
                            "urgency",
                            models.CharField(
                                choices=[
                                    ("normal", "Thường"),
                                    ("khan", "Khẩn"),
                                    ("thuong_khan", "Thượng khẩn"),
                                    ("hoa_toc", "Hỏa tốc"),
                                ],
                                default="normal",
                                max_length=12,
                                verbose_name="độ khẩn",
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
                                verbose_name="lĩnh vực",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="files.storedfile",
                                verbose_name="tệp văn bản",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("splitting", "Đang bóc tách"),
                                    ("in_review", "Chờ duyệt giao"),
                                    ("to_sign", "Trình ký"),
                                    ("signed", "Đã ký, chờ phát hành"),
                                    ("issued", "Đã giao nhiệm vụ"),
                                    ("registered", "Lưu để theo dõi"),
                                    ("withdrawn", "Thu hồi"),
                                ],
                                default="splitting",
                                max_length=12,
                                verbose_name="trạng thái",
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
                            "review_note",
                            models.TextField(blank=True, verbose_name="ý kiến khi trả lại bản bóc tách"),
                        ),
                        ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                        (
                            "search_text",
                            accountability.core.finding.fields.WordsField(
                                blank=True, editable=False, verbose_name="chữ để tìm (không dấu)"
                            ),
                        ),
                        ("registered_at", models.DateTimeField(verbose_name="đăng ký lúc")),
                        (
                            "registered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người đăng ký",
                            ),
                        ),
                        (
                            "process",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="directive",
                                to="viewflow.process",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "văn bản chỉ đạo",
                        "verbose_name_plural": "văn bản chỉ đạo",
                        "ordering": ["-issued_on", "-pk"],
                        "indexes": [models.Index(fields=["program", "state"], name="directive_by_program")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("issuer", "issuer_text", "year", "symbol", "number"),
                                name="directive_number_once_per_issuer_and_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("origin", "spoken"), _negated=True),
                                    models.Q(("spoken_form", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="spoken_directive_has_form",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Relation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "later",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relations",
                                to="directives.directive",
                                verbose_name="văn bản sau",
                            ),
                        ),
                        (
                            "earlier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relations_back",
                                to="directives.directive",
                                verbose_name="văn bản trước",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("amends", "Sửa đổi, bổ sung"),
                                    ("withdraws", "Thu hồi"),
                                    ("restores", "Hủy bỏ việc thu hồi"),
                                ],
                                max_length=10,
                                verbose_name="tác động",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="nội dung")),
                        ("planned_at", models.DateTimeField(verbose_name="ghi lúc")),
                        (
                            "planned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("in_force_at", models.DateTimeField(null=True, verbose_name="có hiệu lực lúc")),
                        (
                            "earlier_state",
                            models.CharField(blank=True, max_length=12, verbose_name="trạng thái trước"),
                        ),
                    ],
                    options={
                        "verbose_name": "quan hệ văn bản",
                        "ordering": ["later_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("later", "earlier"), name="one_relation_per_pair"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("later", models.F("earlier")), _negated=True),
                                name="relation_is_to_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Addendum",
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
                                related_name="addenda",
                                to="directives.directive",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="lần bổ sung")),
                        ("note", models.CharField(max_length=500, verbose_name="căn cứ giao bổ sung")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafting", "Đang bóc tách bổ sung"),
                                    ("in_review", "Chờ duyệt giao bổ sung"),
                                    ("given", "Đã giao bổ sung"),
                                    ("dropped", "Đã bỏ"),
                                ],
                                default="drafting",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("dated_on", models.DateField(null=True, verbose_name="ngày giao bổ sung")),
                        ("review_note", models.TextField(blank=True, verbose_name="ý kiến khi trả lại")),
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
                            "process",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addendum",
                                to="viewflow.process",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "giao bổ sung",
                        "ordering": ["directive_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("directive", "number"), name="addendum_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "given"), _negated=True),
                                    ("dated_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="given_addendum_has_date",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
