"""The facts of an assignment, one noun per file."""

from accountability.assignments.models.assignment import Assignment, AssignmentQuerySet
from accountability.assignments.models.coordination import Coordination
from accountability.assignments.models.effects import DirectiveEffect, Exemption, SetAside
from accountability.assignments.models.history import DeadlineVersion, LeadTenure
from accountability.assignments.models.instruction import Instruction, word_of
from accountability.assignments.models.internal import InternalPart, InternalPartQuerySet
from accountability.assignments.models.reports import (
    Completion,
    Evidence,
    Extension,
    Obstacle,
    ProgressReport,
    Submission,
)
from accountability.assignments.models.sent import SentForm
from accountability.assignments.models.series import Series
from accountability.assignments.models.sources import Source
from accountability.assignments.models.targets import Milestone, Target, TargetReading

__all__ = [
    "Assignment", "AssignmentQuerySet", "Completion", "Coordination", "DeadlineVersion", "DirectiveEffect",
    "Evidence", "Exemption", "Extension", "Instruction", "InternalPart", "InternalPartQuerySet", "LeadTenure",
    "Milestone", "Obstacle", "ProgressReport", "SentForm", "Series", "SetAside", "Source", "Submission", "Target",
    "TargetReading", "word_of",
]  # fmt: skip
