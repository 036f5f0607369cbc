"""Whatever was given has the day of its lead; the indexes of open work and of what is due hold all that lists weigh by them.

Touches no row. On a table of a million rows the two indexes take some seconds to build, in which nobody writes it.
"""

from django.db import migrations, models

OPEN = ("assigned", "returned", "acknowledged", "working", "submitted", "claimed", "rework")
UNFINISHED = (*OPEN, "paused", "handed_over")


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0150_day_of_the_present_lead"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "draft"), ("led_from_on__isnull", False), _connector="OR"),
                name="assigned_is_led_from_a_day",
            ),
        ),
        migrations.RemoveIndex(model_name="assignment", name="open_by_lead"),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state__in", OPEN)),
                fields=[
                    "lead_agency",
                    "due_on",
                    "state",
                    "led_from_on",
                    "next_review_on",
                    "officer",
                    "owed_days",
                    "due_time",
                    "excused_time",
                    "id",
                ],
                name="open_by_lead",
            ),
        ),
        migrations.RemoveIndex(model_name="assignment", name="unfinished_by_due"),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state__in", UNFINISHED)),
                fields=[
                    "due_on",
                    "id",
                    "state",
                    "field",
                    "lead_agency",
                    "supervisor",
                    "specialist",
                    "owed_days",
                    "due_time",
                    "excused_time",
                ],
                name="unfinished_by_due",
            ),
        ),
    ]
