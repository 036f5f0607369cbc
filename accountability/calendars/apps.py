"""The room of working days."""

from django.apps import AppConfig

from accountability.core.saying import say


class CalendarsConfig(AppConfig):
    """Lịch làm việc."""

    name = "accountability.calendars"
    label = "calendars"
    verbose_name = "Lịch làm việc"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the audit tells what happens here."""
        from accountability.audit.presenters import register_titles

        register_titles(
            {
                "calendars.day_decided": say("Quyết định ngày nghỉ, ngày làm bù"),
                "calendars.day_withdrawn": say("Bỏ ngày nghỉ, ngày làm bù"),
                "calendars.estimate_copied": say("Chép ngày nghỉ dự kiến của năm"),
                "calendars.reprojected": say("Tính lại thời hạn theo lịch làm việc"),
                "calendars.meeting_held": say("Ghi phiên họp UBND tỉnh"),
                "calendars.meeting_withdrawn": say("Bỏ phiên họp UBND tỉnh ghi nhầm"),
                "calendars.demo_clock_moved": say("Chỉnh đồng hồ trình diễn"),
            }
        )
