# A wait for the Office is credited to the minute where the deadline has an hour.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0011_indexes_of_the_sweep"),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="excused_time",
            field=models.TimeField(null=True, verbose_name="giờ hết hạn sau khi cộng thời gian chờ"),
        ),
    ]
