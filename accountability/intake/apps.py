"""The room of intake: texts and annexes become proposals, and what a person confirms becomes drafts."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "accountability.intake"
    label = "intake"
    verbose_name = "Bóc tách văn bản"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our sentences of the audit known."""
        from accountability.intake import presenters

        presenters.register_all()
