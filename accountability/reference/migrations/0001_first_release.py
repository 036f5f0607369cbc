"""The tables of the first release; databases that took the step before have them already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("reference", "0001_revisions")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="nhóm bảng"
                    ),
                ),
                ("mark", models.CharField(max_length=40, verbose_name="dấu")),
            ],
            options={
                "verbose_name": "lần đổi dữ liệu nền",
            },
        ),
    ]
