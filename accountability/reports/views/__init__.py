"""The pages of reports."""

from accountability.reports.views.acting import cycle_act
from accountability.reports.views.cycles import (
    cycle_detail,
    cycle_file,
    cycle_list,
    cycle_preview,
    cycle_write,
)
from accountability.reports.views.kinds import kind_change, kind_edit, kind_end, kind_list, kind_new
from accountability.reports.views.made import report_file, report_job, report_job_cancel, report_list
from accountability.reports.views.signatures import cycle_signatures
from accountability.reports.views.words import cycle_record, word_correct, word_follow, word_scan

__all__ = [
    "cycle_act",
    "cycle_detail",
    "cycle_file",
    "cycle_list",
    "cycle_preview",
    "cycle_record",
    "cycle_signatures",
    "cycle_write",
    "kind_change",
    "kind_edit",
    "kind_end",
    "kind_list",
    "kind_new",
    "report_file",
    "report_job",
    "report_job_cancel",
    "report_list",
    "word_correct",
    "word_follow",
    "word_scan",
]
