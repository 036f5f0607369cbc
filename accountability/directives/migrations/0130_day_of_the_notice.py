"""An instruction given by word has the day of its notice beside its own. Adds an empty column."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0120_watched"),
    ]

    operations = [
        migrations.AddField(
            model_name="directive",
            name="noticed_on",
            field=models.DateField(null=True, verbose_name="ngày ra thông báo"),
        ),
    ]
