"""Django application of the room of reports."""

from django.apps import AppConfig

from accountability.core.saying import say


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
                "report.make": say("Lập báo cáo định kỳ"),
                "report.ask": say("Đề nghị lập báo cáo định kỳ"),
                "report.cancel": say("Hủy lập báo cáo định kỳ"),
                "report.fail": say("Không lập được báo cáo định kỳ"),
            }
        )
