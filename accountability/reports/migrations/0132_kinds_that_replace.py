"""A kind names the one that it replaces in another rhythm. Safe: a column that may be empty; going back drops the links only."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0131_guarded_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportkind",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="reports.reportkind",
            ),
        ),
    ]
