# Which proposal goes on telling which.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0010_annex_imports")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="continues",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="intake.proposal",
            ),
        ),
    ]
