"""Django application of the room of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Periodic reports to the Chair and the PDF documents made from them."""

    name = "accountability.reports"
    label = "reports"
    verbose_name = "Báo cáo định kỳ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our words of the audit known."""
        from accountability.audit.presenters import register_titles

        register_titles(
            {
                "report.make": "Lập báo cáo định kỳ",
                "report.ask": "Đề nghị lập báo cáo định kỳ",
                "report.cancel": "Hủy lập báo cáo định kỳ",
                "report.fail": "Không lập được báo cáo định kỳ",
            }
        )
