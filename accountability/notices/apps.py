"""The room of mails and in-app notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What was told to whom, and whether it arrived."""

    name = "accountability.notices"
    label = "notices"
    verbose_name = "Thông báo và thư đi"
    default_auto_field = "django.db.models.BigAutoField"
