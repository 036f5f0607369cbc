"""Facts of the reports: those made by hand, and the periods that the clock closes."""

from accountability.reports.models.cycles import CycleStep, CycleText, ReportCycle
from accountability.reports.models.kinds import ReportKind
from accountability.reports.models.made import PeriodicReport, ReportJob
from accountability.reports.models.snapshots import ReportFile, ReportIssue, Snapshot, SnapshotRow
from accountability.reports.models.words import ReportWord, WordDirective

__all__ = [
    "CycleStep",
    "CycleText",
    "PeriodicReport",
    "ReportCycle",
    "ReportFile",
    "ReportIssue",
    "ReportJob",
    "ReportKind",
    "ReportWord",
    "Snapshot",
    "SnapshotRow",
    "WordDirective",
]
