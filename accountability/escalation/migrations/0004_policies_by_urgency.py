"""Version 2 of the usual ladder and the ladders of urgent documents.

Safe: adds rows; backwards it takes them away, which the database refuses once something was claimed by them.
"""

from django.db import migrations

from accountability.escalation import default_policy


def lay_down(apps, schema_editor):
    names = ("Policy", "PolicyVersion", "Rung")
    default_policy.lay_down_by_urgency(*(apps.get_model("escalation", name).objects for name in names))


def take_up(apps, schema_editor):
    policies = apps.get_model("escalation", "Policy").objects
    versions = apps.get_model("escalation", "PolicyVersion").objects
    rungs = apps.get_model("escalation", "Rung").objects
    codes = ("khan", "thuong_khan", "hoa_toc")
    mine = versions.filter(policy__code=default_policy.CODE, number=2) | versions.filter(
        policy__code__in=codes, number=1
    )
    rungs.filter(version__in=mine).delete()
    mine.delete()
    policies.filter(code__in=codes, versions=None).delete()


class Migration(migrations.Migration):
    dependencies = [("escalation", "0002_default_policy")]
    operations = [migrations.RunPython(lay_down, take_up)]
