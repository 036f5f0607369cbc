"""The verbs of intake. Each is one function: keyword-only, `by=`, `at=`, one transaction, its audit event inside."""

from accountability.intake.actions.annexes import correct_rows, discard_annex, keep_annex, set_layout
from accountability.intake.actions.committing import commit_annex, undo_annex

__all__ = ["commit_annex", "correct_rows", "discard_annex", "keep_annex", "set_layout", "undo_annex"]
