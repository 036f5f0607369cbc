"""Django application of the room of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Periodic reports to the Chair and the PDF documents made from them."""

    name = "accountability.reports"
    label = "reports"
    verbose_name = "Báo cáo định kỳ"
    default_auto_field = "django.db.models.BigAutoField"
