"""The room of first pages, lists and search."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "accountability.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which of our pages the engine draws as files."""
        from accountability.desk.views.matrix_file import register_matrices

        register_matrices()
