"""Django application of the room of reference data."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """The marks of what changes rarely."""

    name = "accountability.reference"
    label = "reference"
    verbose_name = "Dữ liệu nền"
    default_auto_field = "django.db.models.BigAutoField"
