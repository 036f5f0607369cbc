"""Indexes of the list of assignments: one state, the last report, what superiors owe, deadlines moved when they had passed.

Safe: indexes only, written while the table is locked against writing (a million rows: some seconds each).
"""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("assignments", "0100_reports_sent_once")]
    operations = [
        migrations.AddIndex(
            "assignment", models.Index(fields=["state", "due_on", "id"], name="assignment_by_state")
        ),
        migrations.AddIndex(
            "assignment", models.Index(fields=["last_report_on", "id"], name="assignment_by_report")
        ),
        migrations.AddIndex(
            "assignment", models.Index(fields=["owed_days"], condition=Q(owed_days__gt=0), name="owing")
        ),
        migrations.AddIndex(
            "deadlineversion",
            models.Index(fields=["assignment"], condition=Q(after_expiry=True), name="moved_when_passed"),
        ),
    ]
