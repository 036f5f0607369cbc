# Processes of addenda and of proposals of "không thuộc đối tượng".

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("viewflow", "0015_task_scheduled"),
        ("workflows", "0001_processes"),
    ]

    operations = [
        migrations.CreateModel(
            name="AddendumProcess",
            fields=[],
            options={
                "verbose_name": "quy trình giao bổ sung",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("viewflow.process",),
        ),
        migrations.CreateModel(
            name="ExemptionProcess",
            fields=[],
            options={
                "verbose_name": "quy trình đề nghị không thuộc đối tượng",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("viewflow.process",),
        ),
    ]
