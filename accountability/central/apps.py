"""The room of what is given to the province from above."""

from django.apps import AppConfig

from accountability.core.saying import say


class CentralConfig(AppConfig):
    name = "accountability.central"
    label = "central"
    verbose_name = "Trung ương giao tỉnh"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our kind of mail and our sentences of the audit known."""
        from accountability.audit.presenters import register_titles
        from accountability.central import telling

        telling.register_kind()
        register_titles(
            {
                "central.register": say("Ghi nhiệm vụ Trung ương giao tỉnh"),
                "central.deadline": say("Đổi hạn Trung ương theo văn bản"),
                "central.report": say("Ghi báo cáo của tỉnh với cơ quan cấp trên"),
            }
        )
