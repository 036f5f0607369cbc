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
        from accountability.reports.telling import register_kind

        register_kind()
        register_finder(known_report)
        register_titles(
            {
                "report.make": say("Lập báo cáo định kỳ"),
                "report.ask": say("Đề nghị lập báo cáo định kỳ"),
                "report.cancel": say("Hủy lập báo cáo định kỳ"),
                "report.fail": say("Không lập được báo cáo định kỳ"),
                "report_kind.add": say("Đặt loại báo cáo định kỳ"),
                "report_kind.change": say("Sửa loại báo cáo định kỳ"),
                "report_kind.end": say("Thôi lập một loại báo cáo định kỳ"),
                "report_cycle.close": say("Chốt số liệu kỳ báo cáo"),
                "report_cycle.freeze": say("Chốt số liệu của bản đính chính"),
                "report_cycle.write": say("Sửa lời báo cáo định kỳ"),
                "report_cycle.sent": say("Trình Văn phòng thẩm tra báo cáo định kỳ"),
                "report_cycle.withdrawn": say("Rút lại báo cáo định kỳ để sửa"),
                "report_cycle.returned": say("Trả lại báo cáo định kỳ"),
                "report_cycle.submitted": say("Trình Chủ tịch báo cáo định kỳ"),
                "report_cycle.instructed": say("Cho ý kiến vào báo cáo định kỳ"),
                "report_cycle.set_right": say("Đính chính ý kiến ghi thay vào báo cáo định kỳ"),
                "report_cycle.follow": say("Giao nhiệm vụ theo ý kiến vào báo cáo định kỳ"),
                "report_cycle.issued": say("Phát hành, lưu báo cáo định kỳ"),
                "report_cycle.corrected": say("Lập bản đính chính báo cáo định kỳ"),
                "report_cycle.file": say("Lập tệp báo cáo định kỳ"),
            }
        )
