"""The room of working days."""

from django.apps import AppConfig


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
                "calendars.day_decided": "Quyết định ngày nghỉ, ngày làm bù",
                "calendars.day_withdrawn": "Bỏ ngày nghỉ, ngày làm bù",
                "calendars.estimate_copied": "Chép ngày nghỉ dự kiến của năm",
                "calendars.reprojected": "Tính lại thời hạn theo lịch làm việc",
                "calendars.meeting_held": "Ghi phiên họp UBND tỉnh",
                "calendars.meeting_withdrawn": "Bỏ phiên họp UBND tỉnh ghi nhầm",
                "calendars.demo_clock_moved": "Chỉnh đồng hồ trình diễn",
            }
        )
