"""The room of who knows what was directed."""

from django.apps import AppConfig

from accountability.core.saying import say


class AwarenessConfig(AppConfig):
    name = "accountability.awareness"
    label = "awareness"
    verbose_name = "Ai đã biết"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our kinds of mail and our sentences of the audit known."""
        from accountability.audit.presenters import register_titles
        from accountability.awareness import kinds

        kinds.register_all()
        register_titles(
            {
                "receipt.confirm": say("Xác nhận đã nhận văn bản"),
                "receipt.remind": say("Nhắc cơ quan xác nhận đã nhận văn bản"),
                "briefing.record": say("Ghi nhận quán triệt văn bản"),
                "reading.name": say("Chỉ định người phải đọc văn bản"),
                "reading.withdraw": say("Bỏ tên người phải đọc văn bản"),
                "reading.confirm": say("Xác nhận đã đọc văn bản"),
                "reading.remind": say("Nhắc người chưa đọc văn bản"),
            }
        )
