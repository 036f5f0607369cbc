"""The room of indicators and their figures."""

from django.apps import AppConfig

from accountability.core.saying import say


class IndicatorsConfig(AppConfig):
    name = "accountability.indicators"
    label = "indicators"
    verbose_name = "Chỉ tiêu"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our sentences of the audit known."""
        from accountability.audit.presenters import register_titles

        register_titles(
            {
                "indicator.define": say("Lập chỉ tiêu"),
                "indicator.change": say("Sửa chỉ tiêu"),
                "indicator.end": say("Kết thúc chỉ tiêu"),
                "indicator.change_goal": say("Sửa mức giao chỉ tiêu"),
                "indicator.drop_goal": say("Thôi giao mức chỉ tiêu"),
                "indicator.goal": say("Giao mức chỉ tiêu"),
                "indicator.read": say("Nhập số liệu chỉ tiêu"),
                "indicator.measure": say("Gắn nhiệm vụ với chỉ tiêu"),
            }
        )
