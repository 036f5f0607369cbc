"""The room of the watchdog."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """Who urges the one that urges."""

    name = "accountability.health"
    label = "health"
    verbose_name = "Tình trạng hệ thống"
    default_auto_field = "django.db.models.BigAutoField"
