"""The tables of the first release at once; databases that took the 5 steps before have them already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("intake", "0001_texts_read_into_proposals"),
        ("intake", "0010_annex_imports"),
        ("intake", "0020_proposals_that_continue"),
        ("intake", "0021_tie_proposals_read_before"),
        ("intake", "0110_large_annexes"),
    ]

    initial = True

    dependencies = [
        ("assignments", "0001_first_release"),
        ("directives", "0001_first_release"),
        ("files", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="AnnexImport",
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
                                related_name="annexes",
                                to="directives.directive",
                                verbose_name="văn bản",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="files.storedfile",
                                verbose_name="tệp",
                            ),
                        ),
                        ("pasted", models.TextField(blank=True, verbose_name="nội dung đã dán")),
                        ("sheets", models.JSONField(default=list, verbose_name="các trang tính")),
                        ("layout", models.JSONField(default=dict, verbose_name="cách đọc cột")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("preview", "Đang xem trước"),
                                    ("committed", "Đã ghi"),
                                    ("undone", "Đã hoàn tác"),
                                ],
                                default="preview",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="đọc lúc")),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người đọc",
                            ),
                        ),
                        ("committed_at", models.DateTimeField(null=True, verbose_name="ghi lúc")),
                        (
                            "committed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi",
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True, verbose_name="hoàn tác lúc")),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người hoàn tác",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phụ lục",
                        "verbose_name_plural": "phụ lục",
                        "ordering": ["-made_at", "-pk"],
                        "indexes": [models.Index(fields=["directive", "made_at"], name="annex_by_directive")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "preview"), ("committed_at__isnull", False), _connector="OR"
                                ),
                                name="committed_annex_has_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "undone"), _negated=True),
                                    ("undone_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="undone_annex_has_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnnexRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "annex",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="intake.anneximport",
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directives.directive",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="dòng")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("duty", "Nhiệm vụ"), ("group", "Đề mục"), ("skip", "Bỏ qua")],
                                max_length=5,
                                verbose_name="loại dòng",
                            ),
                        ),
                        ("source", models.JSONField(default=dict, verbose_name="nội dung trong tệp")),
                        ("corrections", models.JSONField(default=dict, verbose_name="sửa đổi")),
                        ("found", models.JSONField(default=dict, verbose_name="kết quả đọc")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("create", "Sẽ ghi"),
                                    ("exists", "Đã có"),
                                    ("refused", "Chưa ghi được"),
                                    ("heading", "Đề mục"),
                                    ("skipped", "Bỏ qua"),
                                ],
                                max_length=8,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "fingerprint",
                            models.CharField(blank=True, max_length=64, verbose_name="dấu nhận dạng"),
                        ),
                        (
                            "is_written",
                            models.BooleanField(default=False, verbose_name="đã ghi thành nhiệm vụ"),
                        ),
                    ],
                    options={
                        "verbose_name": "dòng của phụ lục",
                        "ordering": ["annex_id", "number"],
                        "indexes": [models.Index(fields=["annex", "status"], name="annex_rows_by_status")],
                        "constraints": [
                            models.UniqueConstraint(fields=("annex", "number"), name="annex_row_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_written", True)),
                                fields=("directive", "fingerprint"),
                                name="annex_row_written_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnnexMade",
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
                                related_name="made",
                                to="intake.annexrow",
                            ),
                        ),
                        (
                            "assignment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="annex_row",
                                to="assignments.assignment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nhiệm vụ của dòng",
                    },
                ),
                migrations.CreateModel(
                    name="Extraction",
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
                                related_name="extractions",
                                to="directives.directive",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="văn bản")),
                        ("text_sha256", models.CharField(max_length=64, verbose_name="sha256 của văn bản")),
                        ("source_name", models.CharField(blank=True, max_length=200, verbose_name="tệp")),
                        ("notes", models.JSONField(default=list, verbose_name="lưu ý khi đọc")),
                        ("dictionary_on", models.DateField(verbose_name="danh mục cơ quan ngày")),
                        ("made_at", models.DateTimeField(verbose_name="đọc lúc")),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người đọc",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bản đọc",
                        "verbose_name_plural": "bản đọc",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("directive", "text_sha256"), name="text_read_once_per_directive"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "extraction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="intake.extraction",
                            ),
                        ),
                        ("rank", models.PositiveIntegerField(verbose_name="thứ tự")),
                        ("spans", models.JSONField(verbose_name="vị trí trong văn bản")),
                        ("starts_at", models.PositiveIntegerField(verbose_name="vị trí đầu")),
                        ("sentence", models.TextField(verbose_name="câu trong văn bản")),
                        ("found", models.JSONField(null=True, verbose_name="đã nhận ra")),
                        ("fields", models.JSONField(default=dict, verbose_name="nội dung biểu")),
                        ("questions", models.JSONField(default=list, verbose_name="cần hỏi")),
                        ("confidence", models.FloatField(verbose_name="độ tin cậy")),
                        (
                            "is_checked",
                            models.BooleanField(default=False, verbose_name="người xử lý đã xem, sửa"),
                        ),
                        ("revision", models.PositiveIntegerField(default=0, verbose_name="lần sửa")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("aside", "Không giao nhiệm vụ"),
                                    ("proposed", "Chờ xem"),
                                    ("confirmed", "Đã ghi nhiệm vụ"),
                                    ("dropped", "Đã bỏ"),
                                    ("merged", "Đã gộp"),
                                    ("split", "Đã tách"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="intake.proposal",
                            ),
                        ),
                        (
                            "split_from",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pieces",
                                to="intake.proposal",
                            ),
                        ),
                        (
                            "continues",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="continued_by",
                                to="intake.proposal",
                            ),
                        ),
                        (
                            "assignments",
                            models.ManyToManyField(related_name="proposals", to="assignments.assignment"),
                        ),
                    ],
                    options={
                        "verbose_name": "đề xuất",
                        "verbose_name_plural": "đề xuất",
                        "ordering": ["starts_at", "rank", "pk"],
                        "indexes": [
                            models.Index(fields=["extraction", "starts_at"], name="proposal_in_text_order")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sentence", ""), _negated=True),
                                name="proposal_has_its_quote",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                                name="proposal_confidence_from_0_to_1",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnnexWork",
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
                            "verb",
                            models.CharField(
                                choices=[("read", "Đọc phụ lục"), ("write", "Ghi nhiệm vụ từ phụ lục")],
                                max_length=5,
                                verbose_name="việc",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directives.directive",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        ("pasted", models.TextField(blank=True, verbose_name="nội dung đã dán")),
                        ("asked_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                        (
                            "annex",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="works",
                                to="intake.anneximport",
                            ),
                        ),
                        (
                            "said",
                            models.CharField(blank=True, max_length=500, verbose_name="lý do không xong"),
                        ),
                    ],
                    options={
                        "verbose_name": "xử lý phụ lục lớn",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("waiting", "making"))),
                                fields=["id"],
                                name="annexes_to_do",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("waiting", "making"))),
                                fields=["directive"],
                                name="annex_works_going_on",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("waiting", "making")), ("verb", "write")),
                                fields=("annex",),
                                name="annex_written_by_one_work",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
