"""The room of working days."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Lịch làm việc."""

    name = "accountability.calendars"
    label = "calendars"
    verbose_name = "Lịch làm việc"
    default_auto_field = "django.db.models.BigAutoField"
