# Annexes as they were read: imports, their rows, and the assignments that the rows made.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assignments", "0014_meetings_and_letters_proposed"),
        ("directives", "0001_programs_and_directives"),
        ("files", "0001_stored_files"),
        ("intake", "0001_texts_read_into_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnnexImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
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
                ("committed_at", models.DateTimeField(null=True, verbose_name="ghi lúc")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="hoàn tác lúc")),
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
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="directives.directive",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="files.storedfile",
                        verbose_name="tệp",
                    ),
                ),
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
                ("fingerprint", models.CharField(blank=True, max_length=64, verbose_name="dấu nhận dạng")),
                ("is_written", models.BooleanField(default=False, verbose_name="đã ghi thành nhiệm vụ")),
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
            ],
            options={
                "verbose_name": "dòng của phụ lục",
                "ordering": ["annex_id", "number"],
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
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annex_row",
                        to="assignments.assignment",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="made", to="intake.annexrow"
                    ),
                ),
            ],
            options={
                "verbose_name": "nhiệm vụ của dòng",
            },
        ),
        migrations.AddIndex(
            model_name="anneximport",
            index=models.Index(fields=["directive", "made_at"], name="annex_by_directive"),
        ),
        migrations.AddConstraint(
            model_name="anneximport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "preview"), ("committed_at__isnull", False), _connector="OR"),
                name="committed_annex_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="anneximport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "undone"), _negated=True),
                    ("undone_at__isnull", False),
                    _connector="OR",
                ),
                name="undone_annex_has_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="annexrow",
            index=models.Index(fields=["annex", "status"], name="annex_rows_by_status"),
        ),
        migrations.AddConstraint(
            model_name="annexrow",
            constraint=models.UniqueConstraint(fields=("annex", "number"), name="annex_row_once"),
        ),
        migrations.AddConstraint(
            model_name="annexrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_written", True)),
                fields=("directive", "fingerprint"),
                name="annex_row_written_once",
            ),
        ),
    ]
