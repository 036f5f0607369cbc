# A request for more time that nobody need decide any more is closed with its reason.

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0012_wait_with_an_hour"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="extension",
            name="closed_why",
            field=models.CharField(blank=True, max_length=300, verbose_name="lý do không còn cần xem xét"),
        ),
        migrations.AlterField(
            model_name="extension",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "Chờ quyết định"),
                    ("granted", "Đồng ý gia hạn"),
                    ("refused", "Không đồng ý"),
                    ("closed", "Không còn cần xem xét"),
                ],
                default="asked",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="closed_extension_says_why",
            ),
        ),
    ]
