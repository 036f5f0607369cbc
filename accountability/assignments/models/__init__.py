"""The facts of an assignment, one noun per file."""

from accountability.assignments.models.assignment import Assignment, AssignmentQuerySet, Series
from accountability.assignments.models.coordination import Coordination
from accountability.assignments.models.effects import DirectiveEffect, Exemption, SetAside
from accountability.assignments.models.history import DeadlineVersion, LeadTenure
from accountability.assignments.models.instruction import Instruction
from accountability.assignments.models.reports import (
    Completion,
    Evidence,
    Extension,
    Obstacle,
    ProgressReport,
    Submission,
)
from accountability.assignments.models.targets import Milestone, Target, TargetReading

__all__ = [
    "Assignment", "AssignmentQuerySet", "Completion", "Coordination", "DeadlineVersion", "DirectiveEffect", "Evidence",
    "Exemption", "Extension", "Instruction", "LeadTenure", "Milestone", "Obstacle", "ProgressReport", "Series", "SetAside", "Submission", "Target",
    "TargetReading",
]  # fmt: skip
