"""The tables of the first release at once; databases that took the 3 steps before have them already."""

import django.db.models.deletion
import jsonfield.fields
from django.conf import settings
from django.db import migrations, models

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("notices", "0001_outbox_and_notifications"),
        ("notices", "0002_digests_channels_bounces"),
        ("notices", "0003_fewer_indexes_of_mails"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_first_release"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="ChannelStop",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("channel", models.CharField(max_length=20, verbose_name="kênh gửi")),
                        ("stage", models.CharField(max_length=20, verbose_name="bước")),
                        (
                            "code",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="mã trả lời"
                            ),
                        ),
                        (
                            "text",
                            models.CharField(
                                blank=True, default="", max_length=500, verbose_name="trả lời của máy chủ"
                            ),
                        ),
                        ("refused", models.BooleanField(default=False, verbose_name="bị từ chối")),
                        ("stopped_at", models.DateTimeField(verbose_name="dừng lúc")),
                        ("until_at", models.DateTimeField(verbose_name="thử lại từ")),
                        (
                            "alarmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="báo động lúc"),
                        ),
                        (
                            "resumed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="thông lại lúc"),
                        ),
                    ],
                    options={
                        "verbose_name": "lần kênh gửi bị dừng",
                        "verbose_name_plural": "lần kênh gửi bị dừng",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("resumed_at__isnull", True)),
                                fields=("channel",),
                                name="channel_stop_open_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mail_choices",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người nhận",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="loại thư")),
                        ("wanted", models.BooleanField(verbose_name="muốn nhận")),
                        ("changed_at", models.DateTimeField(verbose_name="đổi lúc")),
                    ],
                    options={
                        "verbose_name": "lựa chọn nhận thư",
                        "verbose_name_plural": "lựa chọn nhận thư",
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "kind"), name="mail_choice_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outbox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="loại thư")),
                        ("channel", models.CharField(default="mail", max_length=20, verbose_name="kênh gửi")),
                        ("dedupe_key", models.CharField(max_length=200, verbose_name="khóa chống trùng")),
                        (
                            "mail_class",
                            models.CharField(
                                choices=[
                                    ("act_now", "Cần xử lý ngay"),
                                    ("digest", "Tổng hợp"),
                                    ("record", "Để biết"),
                                ],
                                default="act_now",
                                max_length=10,
                                verbose_name="hạng thư",
                            ),
                        ),
                        ("urgent", models.BooleanField(default=False, verbose_name="hỏa tốc")),
                        (
                            "recipient",
                            models.CharField(
                                blank=True, default="", max_length=254, verbose_name="địa chỉ nhận"
                            ),
                        ),
                        (
                            "recipient_user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mails",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người nhận",
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="chức danh nhận",
                            ),
                        ),
                        ("subject_line", models.CharField(max_length=250, verbose_name="tiêu đề")),
                        ("message_id", models.CharField(max_length=255, verbose_name="Message-ID")),
                        ("payload", models.JSONField(default=dict, verbose_name="dữ kiện")),
                        ("mime", models.BinaryField(verbose_name="thư nguyên dạng")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "Chờ gửi"),
                                    ("sending", "Đang gửi"),
                                    ("sent", "Đã gửi"),
                                    ("uncertain", "Chưa rõ đã gửi"),
                                    ("dead", "Không gửi được"),
                                    ("bounced", "Bị trả lại"),
                                    ("withdrawn", "Không còn cần gửi"),
                                ],
                                default="new",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần gửi")),
                        ("next_at", models.DateTimeField(verbose_name="gửi từ lúc")),
                        ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="giữ đến")),
                        ("fence", models.PositiveIntegerField(default=0, verbose_name="lượt giữ")),
                        (
                            "last_code",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="mã trả lời"
                            ),
                        ),
                        (
                            "last_text",
                            models.CharField(
                                blank=True, default="", max_length=500, verbose_name="trả lời của máy chủ"
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="lập lúc")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                    ],
                    options={
                        "verbose_name": "thư đi",
                        "verbose_name_plural": "thư đi",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["new", "sending"])),
                                fields=["-urgent", "next_at", "id"],
                                name="outbox_claim",
                            ),
                            models.Index(fields=["state", "-created_at"], name="outbox_by_state"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("dedupe_key",), name="outbox_key_once"),
                            models.UniqueConstraint(fields=("message_id",), name="outbox_message_id_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "new",
                                            "sending",
                                            "sent",
                                            "uncertain",
                                            "dead",
                                            "bounced",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="outbox_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", False), ("state__in", ["sent", "bounced"])),
                                    models.Q(
                                        models.Q(("state__in", ["sent", "bounced"]), _negated=True),
                                        ("sent_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="outbox_sent_at_iff_handed_over",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sending"), _negated=True),
                                    ("lease_until__isnull", False),
                                    _connector="OR",
                                ),
                                name="outbox_sending_has_lease",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailSubject",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mail",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="subjects",
                                to="notices.outbox",
                                verbose_name="thư",
                            ),
                        ),
                        ("subject", models.CharField(db_index=True, max_length=40, verbose_name="về việc")),
                    ],
                    options={
                        "verbose_name": "nội dung của thư",
                        "verbose_name_plural": "nội dung của thư",
                        "constraints": [
                            models.UniqueConstraint(fields=("mail", "subject"), name="mail_subject_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bounce",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mail",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bounces",
                                to="notices.outbox",
                                verbose_name="thư",
                            ),
                        ),
                        (
                            "report_id",
                            models.CharField(max_length=255, unique=True, verbose_name="mã báo cáo"),
                        ),
                        ("at", models.DateTimeField(verbose_name="ghi nhận lúc")),
                        (
                            "recipient",
                            models.CharField(
                                blank=True, default="", max_length=254, verbose_name="địa chỉ bị trả lại"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                blank=True, default="", max_length=20, verbose_name="mã tình trạng"
                            ),
                        ),
                        (
                            "diagnostic",
                            models.CharField(
                                blank=True, default="", max_length=500, verbose_name="lời máy chủ nhận"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "báo trả lại thư",
                        "verbose_name_plural": "báo trả lại thư",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DigestItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "dedupe_key",
                            models.CharField(max_length=200, unique=True, verbose_name="khóa chống trùng"),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="loại thư")),
                        (
                            "recipient_user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="digest_items",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người nhận",
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.position",
                                verbose_name="chức danh nhận",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                blank=True, default="", max_length=100, verbose_name="số, ký hiệu"
                            ),
                        ),
                        ("title", models.CharField(max_length=500, verbose_name="trích yếu")),
                        (
                            "url",
                            models.CharField(
                                blank=True, default="", max_length=255, verbose_name="đường dẫn"
                            ),
                        ),
                        (
                            "deadline",
                            models.CharField(blank=True, default="", max_length=100, verbose_name="thời hạn"),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, default="", max_length=500, verbose_name="tình trạng"
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(blank=True, default="", max_length=40, verbose_name="về việc"),
                        ),
                        ("consequence", models.SmallIntegerField(default=0, verbose_name="mức độ")),
                        ("demo", models.BooleanField(default=False, verbose_name="số liệu giả định")),
                        ("payload", models.JSONField(default=dict, verbose_name="dữ kiện")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "Chờ tổng hợp"),
                                    ("mailed", "Đã đưa vào thư tổng hợp"),
                                    ("dropped", "Không còn cần báo"),
                                    ("declined", "Người nhận không nhận thư này"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="trạng thái",
                            ),
                        ),
                        (
                            "mail",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="digest_items",
                                to="notices.outbox",
                                verbose_name="thư tổng hợp",
                            ),
                        ),
                        ("ready_at", models.DateTimeField(verbose_name="báo được từ")),
                        ("created_at", models.DateTimeField(verbose_name="lập lúc")),
                    ],
                    options={
                        "verbose_name": "mục chờ tổng hợp",
                        "verbose_name_plural": "mục chờ tổng hợp",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                fields=["state", "recipient_user", "ready_at"], name="digest_pending"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mail__isnull", False), ("state", "mailed")),
                                    models.Q(
                                        models.Q(("state", "mailed"), _negated=True), ("mail__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="digest_item_mail_iff_mailed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("success", "success"),
                                    ("info", "info"),
                                    ("warning", "warning"),
                                    ("error", "error"),
                                ],
                                default="info",
                                max_length=20,
                                verbose_name="level",
                            ),
                        ),
                        ("unread", models.BooleanField(db_index=True, default=True, verbose_name="unread")),
                        ("verb", models.CharField(max_length=255, verbose_name="verb")),
                        ("description", models.TextField(blank=True, null=True, verbose_name="description")),
                        (
                            "target_content_type",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notify_target",
                                to="contenttypes.contenttype",
                                verbose_name="target content type",
                            ),
                        ),
                        (
                            "target_object_id",
                            models.CharField(
                                blank=True, max_length=255, null=True, verbose_name="target object id"
                            ),
                        ),
                        (
                            "action_object_content_type",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notify_action_object",
                                to="contenttypes.contenttype",
                                verbose_name="action object content type",
                            ),
                        ),
                        (
                            "action_object_object_id",
                            models.CharField(
                                blank=True, max_length=255, null=True, verbose_name="action object object id"
                            ),
                        ),
                        ("public", models.BooleanField(db_index=True, default=True, verbose_name="public")),
                        (
                            "deleted",
                            models.BooleanField(db_index=True, default=False, verbose_name="deleted"),
                        ),
                        (
                            "emailed",
                            models.BooleanField(db_index=True, default=False, verbose_name="emailed"),
                        ),
                        ("data", jsonfield.fields.JSONField(blank=True, null=True, verbose_name="data")),
                        ("timestamp", models.DateTimeField(db_index=True, verbose_name="thời điểm")),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notifications",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người nhận",
                            ),
                        ),
                        (
                            "actor_content_type",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notify_actor",
                                to="contenttypes.contenttype",
                                verbose_name="loại đối tượng gây ra",
                            ),
                        ),
                        (
                            "actor_object_id",
                            models.CharField(
                                blank=True, default="", max_length=255, verbose_name="mã đối tượng gây ra"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True, default="", max_length=40, verbose_name="loại thông báo"
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True, db_index=True, default="", max_length=40, verbose_name="về việc"
                            ),
                        ),
                        (
                            "url",
                            models.CharField(
                                blank=True, default="", max_length=255, verbose_name="đường dẫn"
                            ),
                        ),
                        (
                            "text",
                            models.CharField(blank=True, default="", max_length=500, verbose_name="nội dung"),
                        ),
                    ],
                    options={
                        "verbose_name": "thông báo",
                        "verbose_name_plural": "thông báo",
                        "ordering": ("-timestamp",),
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["recipient", "unread", "-timestamp"], name="notification_inbox"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
