"""A letter names the explanations that it demanded, or that were owed already."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0140_words_by_letter"),
        ("documents", "0001_first_release"),
        ("escalation", "0130_demands_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="spokenof",
            name="demanded_here",
            field=models.BooleanField(default=False, verbose_name="do văn bản này yêu cầu"),
        ),
        migrations.AddField(
            model_name="spokenof",
            name="explanation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="escalation.explanation",
                verbose_name="giải trình",
            ),
        ),
        migrations.AddConstraint(
            model_name="spokenof",
            constraint=models.CheckConstraint(
                condition=models.Q(("demanded_here", False), ("explanation__isnull", False), _connector="OR"),
                name="demanded_here_names_explanation",
            ),
        ),
    ]
