"""The room of agencies, positions and grants."""

from django.apps import AppConfig


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
                "province.load": "Nạp danh mục cơ quan, chức danh",
                "accounts.load": "Nạp tài khoản trình diễn",
                "position.grant": "Cấp quyền trên cơ quan cho chức danh",
                "position.take": "Giao giữ chức danh",
                "account.create": "Tạo tài khoản",
                "position.delegate": "Ủy quyền",
            }
        )
