"""The room of assignments."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "accountability.assignments"
    label = "assignments"
    verbose_name = "Nhiệm vụ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our kinds of mail, our sentences of the audit and our paper known."""
        from accountability.assignments import kinds, presenters
        from accountability.assignments.views.file import register_file

        kinds.register_all()
        presenters.register_all()
        register_file()
