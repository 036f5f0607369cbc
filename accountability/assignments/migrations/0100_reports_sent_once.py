# A report that is sent again over a bad line stays one report: the word that its form carried.

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0070_words_of_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="progressreport",
            name="sent_key",
            field=models.CharField(max_length=40, null=True, verbose_name="khóa gửi"),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.UniqueConstraint(
                fields=["reported_by", "sent_key"],
                condition=Q(sent_key__isnull=False),
                name="report_sent_once",
            ),
        ),
    ]
