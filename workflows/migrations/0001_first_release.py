"""The tables of the first release at once; databases that took the 3 steps before have them already."""

from django.db import migrations

from accountability.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("workflows", "0001_processes"),
        ("workflows", "0030_processes_of_addenda_and_exemptions"),
        ("workflows", "0120_processes_of_reports"),
    ]

    initial = True

    dependencies = [
        ("viewflow", "0015_task_scheduled"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="DirectiveProcess",
                    fields=[],
                    options={
                        "verbose_name": "quy trình văn bản",
                        "proxy": True,
                    },
                    bases=("viewflow.process",),
                ),
                migrations.CreateModel(
                    name="AssignmentProcess",
                    fields=[],
                    options={
                        "verbose_name": "quy trình nhiệm vụ",
                        "proxy": True,
                    },
                    bases=("viewflow.process",),
                ),
                migrations.CreateModel(
                    name="ExtensionProcess",
                    fields=[],
                    options={
                        "verbose_name": "quy trình gia hạn",
                        "proxy": True,
                    },
                    bases=("viewflow.process",),
                ),
                migrations.CreateModel(
                    name="AddendumProcess",
                    fields=[],
                    options={
                        "verbose_name": "quy trình giao bổ sung",
                        "proxy": True,
                    },
                    bases=("viewflow.process",),
                ),
                migrations.CreateModel(
                    name="ExemptionProcess",
                    fields=[],
                    options={
                        "verbose_name": "quy trình đề nghị không thuộc đối tượng",
                        "proxy": True,
                    },
                    bases=("viewflow.process",),
                ),
                migrations.CreateModel(
                    name="ReportProcess",
                    fields=[],
                    options={
                        "verbose_name": "quy trình báo cáo định kỳ",
                        "proxy": True,
                    },
                    bases=("viewflow.process",),
                ),
            ],
        ),
    ]
