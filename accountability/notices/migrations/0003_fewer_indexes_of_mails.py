"""Mails are unique by constraints: `unique=True` kept a second index for LIKE, written at every claim and mark."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_agencies_positions_grants"),
        ("notices", "0002_digests_channels_bounces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="outbox",
            name="dedupe_key",
            field=models.CharField(max_length=200, verbose_name="khóa chống trùng"),
        ),
        migrations.AlterField(
            model_name="outbox",
            name="message_id",
            field=models.CharField(max_length=255, verbose_name="Message-ID"),
        ),
        migrations.AlterField(
            model_name="outbox",
            name="position",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.position",
                verbose_name="chức danh nhận",
            ),
        ),
        migrations.AddConstraint(
            model_name="outbox",
            constraint=models.UniqueConstraint(fields=("dedupe_key",), name="outbox_key_once"),
        ),
        migrations.AddConstraint(
            model_name="outbox",
            constraint=models.UniqueConstraint(fields=("message_id",), name="outbox_message_id_once"),
        ),
    ]
