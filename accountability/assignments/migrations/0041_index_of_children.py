# Few assignments serve a task of the province: an index of those alone, none to write for all others.

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0040_served_and_passed_on"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assignment",
            name="central_task",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="central.centraltask",
                verbose_name="phục vụ nhiệm vụ Trung ương giao tỉnh",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=Q(central_task__isnull=False),
                fields=["central_task"],
                name="children_of_central",
            ),
        ),
    ]
