"""The days on which the People's Committee met: figures "since the last meeting" count from them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendars", "0004_revision")]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(unique=True, verbose_name="ngày họp")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "phiên họp UBND",
                "verbose_name_plural": "phiên họp UBND",
                "ordering": ("-on",),
            },
        ),
    ]
