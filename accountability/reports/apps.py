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
        """Make our words of the audit and our files known."""
        from accountability.audit.presenters import register_titles
        from accountability.printing.known import register_finder
        from accountability.reports.known import known_report

        register_finder(known_report)
        register_titles(
            {
                "report.make": say("Lập báo cáo định kỳ"),
                "report.ask": say("Đề nghị lập báo cáo định kỳ"),
                "report.cancel": say("Hủy lập báo cáo định kỳ"),
                "report.fail": say("Không lập được báo cáo định kỳ"),
            }
        )
