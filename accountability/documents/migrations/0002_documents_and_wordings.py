"""Outgoing documents with their addressees and steps, and the versions of their wordings."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0070_words_of_search"),
        ("assignments", "0120_targets_measured_by_indicators"),
        ("directives", "0070_words_of_search"),
        ("documents", "0001_numbers_of_documents"),
        ("files", "0001_stored_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("made_title", models.CharField(max_length=200, verbose_name="chức danh người sửa")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mẫu văn bản",
                "ordering": ["kind", "-version"],
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
                    "signs_for_all",
                    models.BooleanField(default=False, verbose_name="ký thay mặt tập thể (TM.)"),
                ),
                ("is_assumed", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="lần sửa")),
                ("token", models.UUIDField(unique=True, verbose_name="mã trang soạn")),
                ("made_at", models.DateTimeField(verbose_name="soạn lúc")),
                ("annex", models.JSONField(default=list, verbose_name="phụ lục khi ký")),
                ("symbol", models.CharField(max_length=30, verbose_name="ký hiệu")),
                ("issued_on", models.DateField(null=True, verbose_name="ngày ban hành")),
                ("signer_name", models.CharField(blank=True, max_length=100, verbose_name="họ tên người ký")),
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
                    "drafter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_drafted",
                        to="agencies.position",
                        verbose_name="người soạn",
                    ),
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
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="cơ quan ban hành",
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
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_to_sign",
                        to="agencies.position",
                        verbose_name="người ký",
                    ),
                ),
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
                    "to_position",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.position",
                        verbose_name="bên nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản đi",
                "verbose_name_plural": "văn bản đi",
                "ordering": ["-pk"],
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
                ("by_title", models.CharField(max_length=200, verbose_name="chức danh")),
                ("note", models.TextField(blank=True, verbose_name="nội dung")),
                ("dated_on", models.DateField(null=True, verbose_name="ngày")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "bước xử lý",
                "ordering": ["pk"],
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
                ("rank", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
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
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addressees",
                        to="documents.outgoingdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "nơi gửi",
                "ordering": ["rank", "pk"],
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
                ("rank", models.PositiveIntegerField(default=0)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="assignments.assignment",
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
            ],
            options={
                "verbose_name": "nhiệm vụ trong văn bản",
                "ordering": ["rank", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="documenttemplate",
            constraint=models.UniqueConstraint(fields=("kind", "version"), name="template_version_once"),
        ),
        migrations.AddConstraint(
            model_name="documenttemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="template_versions_from_one"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingdocument",
            index=models.Index(fields=["state", "-id"], name="documents_by_state"),
        ),
        migrations.AddConstraint(
            model_name="outgoingdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["issued", "recalled"]), _negated=True),
                    models.Q(("file__isnull", False), ("issued_on__isnull", False), ("taken__isnull", False)),
                    _connector="OR",
                ),
                name="issued_document_has_number_date_and_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["remind", "criticise"]), _negated=True),
                    ("order__isnull", False),
                    _connector="OR",
                ),
                name="reminder_and_criticism_by_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingdocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "dropped"), _negated=True),
                fields=("order",),
                name="one_document_per_order",
            ),
        ),
        migrations.AddIndex(
            model_name="documentstep",
            index=models.Index(fields=["document", "verb"], name="document_steps"),
        ),
        migrations.AddConstraint(
            model_name="addressee",
            constraint=models.UniqueConstraint(
                fields=("document", "agency"), name="addressed_once_in_a_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="spokenof",
            constraint=models.UniqueConstraint(
                fields=("document", "assignment"), name="spoken_of_once_in_a_document"
            ),
        ),
    ]
