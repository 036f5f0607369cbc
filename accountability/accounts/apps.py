"""The room of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accountability.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the audit tells what happens here."""
        from accountability.audit.presenters import register_titles

        register_titles(
            {
                "account.sign_in": "Đăng nhập",
                "account.sign_out": "Đăng xuất",
                "account.password_change": "Đổi mật khẩu",
                "account.end_sessions": "Kết thúc các phiên đăng nhập khác",
                "account.phone_change": "Đổi số điện thoại công vụ",
            }
        )
