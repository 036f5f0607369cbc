"""The room of uploaded files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "accountability.files"
    label = "files"
    verbose_name = "Tệp"
    default_auto_field = "django.db.models.BigAutoField"
