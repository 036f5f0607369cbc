"""Screens of what is given the province from above."""

from accountability.central.views.acts import central_deadline, central_register, central_report
from accountability.central.views.children import central_attach, central_detach
from accountability.central.views.detail import central_detail, central_list, central_report_file

__all__ = [
    "central_attach", "central_deadline", "central_detach", "central_detail", "central_list", "central_register",
    "central_report", "central_report_file",
]  # fmt: skip
