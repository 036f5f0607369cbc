"""The room of mails and in-app notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What was told to whom, and whether it arrived."""

    name = "accountability.notices"
    label = "notices"
    verbose_name = "Thông báo và thư đi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our channels and the digest known."""
        from accountability.notices import digests, presenters, ways_out

        ways_out.register_all()
        digests.register_kind()
        presenters.register_all()
