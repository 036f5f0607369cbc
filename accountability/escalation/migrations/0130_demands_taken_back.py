"""A demand for an explanation can be taken back with the letter that made it.

Going back, what was taken back counts as answered, with a text that says so: the older rooms know nothing else.
"""

from django.conf import settings
from django.db import migrations, models


def count_as_answered(apps, schema_editor):
    """What was taken back is not owed: the older constraint asks for an answer."""
    rows = apps.get_model("escalation", "Explanation").objects.filter(withdrawn_at__isnull=False)
    rows.update(
        answered_at=models.F("withdrawn_at"),
        withdrawn_at=None,
        result_so_far="Yêu cầu giải trình đã được thu hồi.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0140_words_by_letter"),
        ("escalation", "0120_watched"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="explanation",
            name="one_open_explanation",
        ),
        migrations.AddField(
            model_name="explanation",
            name="withdrawn_at",
            field=models.DateTimeField(null=True, verbose_name="thu hồi yêu cầu lúc"),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("assignment",),
                name="one_open_explanation",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                ),
                name="given_explanation_is_not_withdrawn",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, count_as_answered),
    ]
