"""The room of outgoing documents."""

from django.apps import AppConfig

from accountability.core.saying import say


class DocumentsConfig(AppConfig):
    name = "accountability.documents"
    label = "documents"
    verbose_name = "Văn bản đi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our sentences of the audit known."""
        from accountability.audit.presenters import register_titles

        register_titles({"document.go_on_from": say("Ghi số cuối của sổ giấy")})
