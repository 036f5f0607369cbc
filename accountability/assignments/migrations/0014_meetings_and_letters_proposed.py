# The Office proposes a meeting with its hour and place, and a letter with its kind and day.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0013_requests_closed_by_what_came_first"),
    ]

    operations = [
        migrations.AlterField(
            model_name="instruction",
            name="letter",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reminder", "Văn bản nhắc nhở"),
                    ("criticism", "Văn bản phê bình"),
                    ("other", "Văn bản khác"),
                ],
                max_length=10,
                verbose_name="văn bản",
            ),
        ),
    ]
