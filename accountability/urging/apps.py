"""The room of urging in bulk."""

from django.apps import AppConfig

from accountability.core.saying import say


class UrgingConfig(AppConfig):
    """Đôn đốc hàng loạt."""

    name = "accountability.urging"
    label = "urging"
    verbose_name = "Đôn đốc hàng loạt"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register our kind of mail and say how the audit tells what happens here."""
        from accountability.audit.presenters import register_titles
        from accountability.urging.kinds import register_kinds

        register_kinds()
        register_titles(
            {
                "urging.send": say("Gửi một lượt đôn đốc"),
                "urging.finish": say("Lập xong thư của lượt đôn đốc"),
                "urging.call_off": say("Dừng lượt đôn đốc giữa chừng"),
                "urging.fail": say("Lượt đôn đốc dừng giữa chừng"),
                "assignment.urge": say("Văn phòng đôn đốc việc quá hạn"),
            }
        )
