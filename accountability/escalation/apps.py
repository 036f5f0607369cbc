"""The room of escalation."""

from django.apps import AppConfig


class EscalationConfig(AppConfig):
    name = "accountability.escalation"
    label = "escalation"
    verbose_name = "Nhắc việc, đôn đốc"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register our kinds of mail with the notices."""
        from accountability.escalation.kinds import register_kinds

        register_kinds()
