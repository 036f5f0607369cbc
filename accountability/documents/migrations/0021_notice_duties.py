"""Which assignment is the duty to issue a notice, as a fact of its own. Safe: adds a table; going back drops it, and what it says is found again."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OFFICE, PRODUCT = "VPUBND", "Thông báo ý kiến chỉ đạo"


def known_by_words(apps, schema_editor):
    """Until now it was known by its product and by the Office as its lead; who has it from the Office has it still."""
    Assignment = apps.get_model("assignments", "Assignment")
    NoticeDuty = apps.get_model("documents", "NoticeDuty")
    led = apps.get_model("assignments", "LeadTenure").objects.filter(agency__code=OFFICE).values("assignment")
    rows = Assignment.objects.filter(Q(lead_agency__code=OFFICE) | Q(pk__in=led), product=PRODUCT)
    duties = (
        NoticeDuty(directive_id=directive, assignment_id=pk)
        for directive, pk in rows.values_list("directive", "pk")
    )
    NoticeDuty.objects.bulk_create(duties, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0140_words_by_letter"),
        ("directives", "0130_day_of_the_notice"),
        ("documents", "0020_explanations_of_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_duty",
                        to="assignments.assignment",
                        verbose_name="nhiệm vụ ra thông báo",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_duties",
                        to="directives.directive",
                        verbose_name="ý kiến chỉ đạo",
                    ),
                ),
            ],
            options={"verbose_name": "nhiệm vụ ra thông báo", "ordering": ["pk"]},
        ),
        migrations.RunPython(known_by_words, migrations.RunPython.noop),
    ]
