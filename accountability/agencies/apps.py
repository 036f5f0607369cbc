"""The room of agencies, positions and grants."""

from django.apps import AppConfig

from accountability.core.saying import say


class AgenciesConfig(AppConfig):
    name = "accountability.agencies"
    label = "agencies"
    verbose_name = "Cơ quan, chức danh"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the audit tells what happens here."""
        from accountability.audit.presenters import register_titles

        register_titles(
            {
                "province.load": say("Nạp danh mục cơ quan, chức danh"),
                "accounts.load": say("Nạp tài khoản trình diễn"),
                "position.grant": say("Cấp quyền trên cơ quan cho chức danh"),
                "position.take": say("Giao giữ chức danh"),
                "account.create": say("Tạo tài khoản"),
                "position.delegate": say("Ủy quyền"),
            }
        )
