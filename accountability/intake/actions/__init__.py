"""The verbs of intake: a text is read into proposals, an annex into rows; a person decides on each, and what he wrote is undone."""

from accountability.assignments.actions import Refused
from accountability.intake.actions.annexes import correct_rows, discard_annex, keep_annex, set_layout
from accountability.intake.actions.committing import commit_annex
from accountability.intake.actions.deciding import change, confirm, confirm_many, drop, restore
from accountability.intake.actions.holding import Overtaken
from accountability.intake.actions.large_annexes import ask_to_read, ask_to_write, call_off_work
from accountability.intake.actions.reading_texts import Draft, Source, read
from accountability.intake.actions.regrouping import merge, merge_above, split
from accountability.intake.actions.undoing import undo_annex

__all__ = [
    "Draft", "Overtaken", "Refused", "Source", "ask_to_read", "ask_to_write", "call_off_work", "change", "commit_annex", "confirm", "confirm_many", "correct_rows",
    "discard_annex", "drop", "keep_annex", "merge", "merge_above", "read", "restore", "set_layout", "split", "undo_annex",
]  # fmt: skip
