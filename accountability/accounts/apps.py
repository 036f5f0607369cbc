"""The room of accounts."""

from django.apps import AppConfig

from accountability.core.saying import say


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
                "account.sign_in": say("Đăng nhập"),
                "account.sign_out": say("Đăng xuất"),
                "account.password_change": say("Đổi mật khẩu"),
                "account.end_sessions": say("Kết thúc các phiên đăng nhập khác"),
                "account.phone_change": say("Đổi số điện thoại công vụ"),
            }
        )
