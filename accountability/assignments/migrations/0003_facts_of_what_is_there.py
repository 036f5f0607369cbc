"""What the new columns say of rows that are there: which request it was, when a deadline was moved, the next review.

Backwards nothing is undone: the columns go with 0002.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import F

# A migration keeps its own words: the rules may change, what this one did may not.
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_GRANTED = ("extended", "decided")
_LEVELS = {1: "assigner", 2: "vice_chair"}


def _by_assignment(rows):
    found = {}
    for row in rows:
        found.setdefault(row.assignment_id, []).append(row)
    return found


def _on(moment):
    return moment.astimezone(_LOCAL).date()


def deadlines(apps, schema_editor):
    """Deadlines that were moved after they had passed."""
    model = apps.get_model("assignments", "DeadlineVersion")
    moved = model.objects.filter(number__gt=1, cause__in=_GRANTED).values("assignment_id")
    for versions in _by_assignment(
        model.objects.filter(assignment_id__in=moved).order_by("assignment_id", "number")
    ).values():
        for before, after in zip(versions, versions[1:], strict=False):
            if after.cause in _GRANTED and before.due_on and _on(after.set_at) > before.due_on:
                model.objects.filter(pk=after.pk).update(after_expiry=True)


def extensions(apps, schema_editor):
    """Which request it was, of which deadline. All were asked for before the deadline: the rule of that time."""
    extension = apps.get_model("assignments", "Extension")
    version = apps.get_model("assignments", "DeadlineVersion")
    for asked in extension.objects.all():
        before = list(
            version.objects.filter(assignment_id=asked.assignment_id, set_at__lte=asked.asked_at).order_by("number")
        )  # fmt: skip
        asked.ordinal = 1 + sum(one.cause in _GRANTED for one in before)
        asked.level = _LEVELS.get(asked.ordinal, "chair")
        if before:
            asked.due_on_then, asked.deadline_number = before[-1].due_on, before[-1].number
        if asked.state == "granted" and asked.decided_at and asked.due_on_then:
            asked.after_expiry = _on(asked.decided_at) > asked.due_on_then
        asked.save()


def obstacles(apps, schema_editor):
    """The deadline in force when an obstacle was raised."""
    version = apps.get_model("assignments", "DeadlineVersion")
    for obstacle in apps.get_model("assignments", "Obstacle").objects.all():
        known = version.objects.filter(assignment_id=obstacle.assignment_id, set_at__lte=obstacle.raised_at)
        obstacle.deadline_number = known.order_by("-number").values_list("number", flat=True).first() or 0
        obstacle.save(update_fields=["deadline_number"])


def reviews(apps, schema_editor):
    """Ongoing duties are reviewed from the day on which they were given."""
    model = apps.get_model("assignments", "Assignment")
    rows = model.objects.filter(duration="ongoing", review_days__gte=1).exclude(assigned_on=None)
    rows.update(review_from_on=F("assigned_on"))
    for row in rows:
        covered, last = 0, row.last_report_on
        if last is not None and last >= row.review_from_on:
            covered = max(1, -(-(last - row.review_from_on).days // row.review_days))
        next_on = row.review_from_on + timedelta(days=(covered + 1) * row.review_days)
        model.objects.filter(pk=row.pk).update(next_review_on=next_on)


class Migration(migrations.Migration):
    dependencies = [("assignments", "0002_extensions_holds_reviews")]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (deadlines, extensions, obstacles, reviews)
    ]
