"""The tables of the first release at once; databases that took the 2 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("documents", "0001_numbers_of_documents"), ("documents", "0002_documents_and_wordings")]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("assignments", "0001_first_release"),
        ("directives", "0001_first_release"),
        ("files", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                                verbose_name="cơ quan ban hành",
                            ),
                        ),
                        ("year", models.PositiveIntegerField(verbose_name="năm")),
                        ("series", models.CharField(max_length=20, verbose_name="loại sổ")),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="số cuối")),
                        ("paper_last", models.PositiveIntegerField(default=0, verbose_name="sổ giấy đến số")),
                    ],
                    options={
                        "verbose_name": "sổ đăng ký văn bản đi",
                        "verbose_name_plural": "sổ đăng ký văn bản đi",
                        "ordering": ["-year", "series", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issuer", "year", "series"), name="one_series_per_issuer_and_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("last__gte", models.F("paper_last"))),
                                name="series_goes_on_from_paper",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TakenNumber",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken",
                                to="documents.numberseries",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="số")),
                        ("taken_at", models.DateTimeField(verbose_name="lấy số lúc")),
                        ("title", models.CharField(blank=True, max_length=500, verbose_name="nội dung")),
                        ("url", models.CharField(blank=True, max_length=200, verbose_name="trang")),
                    ],
                    options={
                        "verbose_name": "số đã cấp",
                        "ordering": ["series_id", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("series", "number"), name="number_taken_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentTemplate",
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
                                    ("urge", "Công văn đôn đốc"),
                                    ("explain", "Công văn yêu cầu giải trình"),
                                    ("remind", "Văn bản nhắc nhở"),
                                    ("criticise", "Văn bản phê bình"),
                                    ("conclusion", "Thông báo kết luận"),
                                    ("handover", "Biên bản bàn giao"),
                                    ("extract", "Trích lục nhiệm vụ của cơ quan"),
                                ],
                                max_length=12,
                                verbose_name="loại văn bản",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="lần sửa")),
                        ("abstract", models.CharField(max_length=500, verbose_name="trích yếu")),
                        ("body", models.TextField(verbose_name="nội dung")),
                        ("recipients", models.TextField(blank=True, verbose_name="nơi nhận")),
                        ("is_ours", models.BooleanField(default=False, verbose_name="mẫu gốc")),
                        ("made_at", models.DateTimeField(verbose_name="sửa lúc")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_title", models.CharField(max_length=200, verbose_name="chức danh người sửa")),
                    ],
                    options={
                        "verbose_name": "mẫu văn bản",
                        "ordering": ["kind", "-version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "version"), name="template_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)), name="template_versions_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutgoingDocument",
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
                                    ("urge", "Công văn đôn đốc"),
                                    ("explain", "Công văn yêu cầu giải trình"),
                                    ("remind", "Văn bản nhắc nhở"),
                                    ("criticise", "Văn bản phê bình"),
                                    ("conclusion", "Thông báo kết luận"),
                                    ("handover", "Biên bản bàn giao"),
                                    ("extract", "Trích lục nhiệm vụ của cơ quan"),
                                ],
                                max_length=12,
                                verbose_name="loại văn bản",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Dự thảo"),
                                    ("submitted", "Đã trình ký"),
                                    ("signed", "Đã ký, chờ phát hành"),
                                    ("issued", "Đã phát hành"),
                                    ("recalled", "Đã thu hồi"),
                                    ("dropped", "Đã bỏ dự thảo"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                                verbose_name="cơ quan ban hành",
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
                        ("abstract", models.CharField(max_length=500, verbose_name="trích yếu")),
                        ("body", models.TextField(verbose_name="nội dung")),
                        ("recipients", models.TextField(blank=True, verbose_name="nơi nhận")),
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
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents_to_sign",
                                to="agencies.position",
                                verbose_name="người ký",
                            ),
                        ),
                        (
                            "signs_for_all",
                            models.BooleanField(default=False, verbose_name="ký thay mặt tập thể (TM.)"),
                        ),
                        (
                            "drafter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents_drafted",
                                to="agencies.position",
                                verbose_name="người soạn",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.documenttemplate",
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directives.directive",
                                verbose_name="văn bản được thông báo",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="assignments.instruction",
                                verbose_name="theo chỉ đạo",
                            ),
                        ),
                        (
                            "from_position",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="bên giao",
                            ),
                        ),
                        (
                            "to_position",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="bên nhận",
                            ),
                        ),
                        ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                        ("revision", models.PositiveIntegerField(default=1, verbose_name="lần sửa")),
                        ("token", models.UUIDField(unique=True, verbose_name="mã trang soạn")),
                        ("made_at", models.DateTimeField(verbose_name="soạn lúc")),
                        ("annex", models.JSONField(default=list, verbose_name="phụ lục khi ký")),
                        ("symbol", models.CharField(max_length=30, verbose_name="ký hiệu")),
                        (
                            "taken",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="document",
                                to="documents.takennumber",
                                verbose_name="số",
                            ),
                        ),
                        ("issued_on", models.DateField(null=True, verbose_name="ngày ban hành")),
                        (
                            "signer_name",
                            models.CharField(blank=True, max_length=100, verbose_name="họ tên người ký"),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "văn bản đi",
                        "verbose_name_plural": "văn bản đi",
                        "ordering": ["-pk"],
                        "indexes": [models.Index(fields=["state", "-id"], name="documents_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["issued", "recalled"]), _negated=True),
                                    models.Q(
                                        ("file__isnull", False),
                                        ("issued_on__isnull", False),
                                        ("taken__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="issued_document_has_number_date_and_file",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["remind", "criticise"]), _negated=True),
                                    ("order__isnull", False),
                                    _connector="OR",
                                ),
                                name="reminder_and_criticism_by_order",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "dropped"), _negated=True),
                                fields=("order",),
                                name="one_document_per_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Addressee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addressees",
                                to="documents.outgoingdocument",
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
                        ("rank", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "nơi gửi",
                        "ordering": ["rank", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "agency"), name="addressed_once_in_a_document"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpokenOf",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spoken_of",
                                to="documents.outgoingdocument",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="assignments.assignment",
                            ),
                        ),
                        ("rank", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "nhiệm vụ trong văn bản",
                        "ordering": ["rank", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "assignment"), name="spoken_of_once_in_a_document"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="documents.outgoingdocument",
                            ),
                        ),
                        (
                            "verb",
                            models.CharField(
                                choices=[
                                    ("write", "Soạn dự thảo"),
                                    ("change", "Sửa dự thảo"),
                                    ("consult", "Ghi ý kiến Sở Nội vụ"),
                                    ("submit", "Trình ký"),
                                    ("return", "Trả lại dự thảo"),
                                    ("sign", "Ký"),
                                    ("issue", "Cấp số, phát hành"),
                                    ("recall", "Thu hồi"),
                                    ("drop", "Bỏ dự thảo"),
                                ],
                                max_length=10,
                                verbose_name="việc",
                            ),
                        ),
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
                        ("note", models.TextField(blank=True, verbose_name="nội dung")),
                        ("dated_on", models.DateField(null=True, verbose_name="ngày")),
                    ],
                    options={
                        "verbose_name": "bước xử lý",
                        "ordering": ["pk"],
                        "indexes": [models.Index(fields=["document", "verb"], name="document_steps")],
                    },
                ),
            ],
        ),
    ]
