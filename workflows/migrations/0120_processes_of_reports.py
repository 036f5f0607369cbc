# Processes of periodic reports.

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("viewflow", "0015_task_scheduled"),
        ("workflows", "0030_processes_of_addenda_and_exemptions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportProcess",
            fields=[],
            options={
                "verbose_name": "quy trình báo cáo định kỳ",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("viewflow.process",),
        ),
    ]
