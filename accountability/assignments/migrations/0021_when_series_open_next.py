# When the next occurrence of each series opens, and the duty of its group.

from datetime import timedelta

from django.db import migrations
from django.db.models import Max


def arm(apps, schema_editor):
    """The two rhythms that made periods so far open with their first day, the day after the last period."""
    Assignment = apps.get_model("assignments", "Assignment")
    Series = apps.get_model("assignments", "Series")
    of_series = Assignment.objects.exclude(series=None).order_by()
    given = of_series.exclude(state="draft").exclude(period_end=None)
    last = dict(given.values_list("series").annotate(Max("period_end")))
    for series in Series.objects.filter(pk__in=last):
        opens_on = last[series.pk] + timedelta(days=1)
        if series.ends_on is None or opens_on <= series.ends_on:
            series.next_opens_on = opens_on
            series.save(update_fields=["next_opens_on"])
    for key, series_pk in of_series.exclude(duty_key="").values_list("duty_key", "series").distinct():
        Series.objects.filter(pk=series_pk).update(duty_key=key)


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0020_series_windows_and_sources"),
    ]

    operations = [migrations.RunPython(arm, migrations.RunPython.noop)]
