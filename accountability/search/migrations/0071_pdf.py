"""A page that is drawn as a PDF is an export too. Safe: only the choices of a field."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0070_long_work_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="exportjob",
            name="format",
            field=models.CharField(
                choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)"), ("pdf", "PDF")],
                max_length=4,
                verbose_name="loại tệp",
            ),
        ),
    ]
