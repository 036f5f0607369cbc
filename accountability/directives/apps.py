"""The room of directives."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "accountability.directives"
    label = "directives"
    verbose_name = "Văn bản chỉ đạo"
    default_auto_field = "django.db.models.BigAutoField"
