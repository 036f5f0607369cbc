"""The room of assignments."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "accountability.assignments"
    label = "assignments"
    verbose_name = "Nhiệm vụ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our kinds of mail and our sentences of the audit known."""
        from accountability.assignments import kinds, presenters

        kinds.register_all()
        presenters.register_all()
