"""Milestones that are owed, by their deadline, for the calendar. Safe: one small index is added."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0060_indexes_of_lists"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="milestone",
            index=models.Index(
                condition=models.Q(("done_on__isnull", True), ("due_on__isnull", False)),
                fields=["due_on"],
                name="owed_milestones_by_due",
            ),
        ),
    ]
