"""Screens of intake: an annex is uploaded or pasted, its columns and rows are set right, it is written, it is undone."""

from accountability.intake.views.annex_columns import annex_columns
from accountability.intake.views.annex_dry_run import annex_commit, annex_detail, annex_discard, annex_undo
from accountability.intake.views.annex_new import annex_new, annex_template

__all__ = [
    "annex_columns", "annex_commit", "annex_detail", "annex_discard", "annex_new", "annex_template", "annex_undo",
]  # fmt: skip
