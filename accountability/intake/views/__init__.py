"""Screens of intake: a text or an annex is read, what is proposed stands beside it, a person decides and writes."""

from accountability.intake.views.annex_columns import annex_columns
from accountability.intake.views.annex_dry_run import annex_commit, annex_detail, annex_discard, annex_undo
from accountability.intake.views.annex_new import annex_new, annex_template
from accountability.intake.views.annex_work import annex_work, annex_work_cancel
from accountability.intake.views.deciding import (
    intake_confirm,
    intake_confirm_sure,
    intake_drop,
    intake_merge,
    intake_merge_above,
    intake_restore,
)
from accountability.intake.views.editing import intake_proposal, intake_split
from accountability.intake.views.proposals import intake_extraction
from accountability.intake.views.reading import intake_read

__all__ = [
    "annex_columns", "annex_commit", "annex_detail", "annex_discard", "annex_new", "annex_template", "annex_undo", "annex_work",
    "annex_work_cancel",
    "intake_confirm", "intake_confirm_sure", "intake_drop", "intake_extraction", "intake_merge", "intake_merge_above", "intake_proposal",
    "intake_read", "intake_restore", "intake_split",
]  # fmt: skip
