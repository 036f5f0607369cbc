"""Screens of intake: a text is read, its proposals stand beside it, a person decides on each."""

from accountability.intake.views.deciding import (
    intake_confirm,
    intake_confirm_sure,
    intake_drop,
    intake_merge,
    intake_restore,
)
from accountability.intake.views.editing import intake_proposal, intake_split
from accountability.intake.views.proposals import intake_extraction
from accountability.intake.views.reading import intake_read

__all__ = [
    "intake_confirm", "intake_confirm_sure", "intake_drop", "intake_extraction", "intake_merge", "intake_proposal",
    "intake_read", "intake_restore", "intake_split",
]  # fmt: skip
