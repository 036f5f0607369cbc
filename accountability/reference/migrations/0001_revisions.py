"""The table of marks. Safe: a new table."""

from django.db import migrations, models


class Migration(migrations.Migration):
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
            options={"verbose_name": "lần đổi dữ liệu nền"},
        ),
    ]
