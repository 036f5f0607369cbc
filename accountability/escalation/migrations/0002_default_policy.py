"""The default ladder, version 1. Safe: adds rows; backwards it takes them away while nothing was claimed by them."""

from django.db import migrations

from accountability.escalation import default_policy


def lay_down(apps, schema_editor):
    names = ("Policy", "PolicyVersion", "Rung")
    default_policy.lay_down(*(apps.get_model("escalation", name).objects for name in names))


def take_up(apps, schema_editor):
    mine = {"version__policy__code": default_policy.CODE, "version__number": 1}
    apps.get_model("escalation", "Rung").objects.filter(**mine).delete()
    apps.get_model("escalation", "PolicyVersion").objects.filter(
        policy__code=default_policy.CODE, number=1
    ).delete()
    apps.get_model("escalation", "Policy").objects.filter(code=default_policy.CODE, versions=None).delete()


class Migration(migrations.Migration):
    dependencies = [("escalation", "0001_first_release")]
    operations = [migrations.RunPython(lay_down, take_up)]
