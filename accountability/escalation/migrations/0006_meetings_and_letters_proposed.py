# The Office proposes a meeting with its hour and place, and a letter with its kind and day.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("escalation", "0005_listed_claims"),
    ]

    operations = [
        migrations.AddField(
            model_name="officeopinion",
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
        migrations.AddField(
            model_name="officeopinion",
            name="letter_due_on",
            field=models.DateField(null=True, verbose_name="văn bản trình trước ngày"),
        ),
        migrations.AddField(
            model_name="officeopinion",
            name="meets_at",
            field=models.DateTimeField(null=True, verbose_name="làm việc lúc"),
        ),
        migrations.AddField(
            model_name="officeopinion",
            name="meets_where",
            field=models.CharField(blank=True, max_length=200, verbose_name="địa điểm"),
        ),
    ]
