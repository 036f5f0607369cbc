"""The verbs of intake: a text is read into proposals; a person changes, confirms, drops, merges, splits and restores them."""

from accountability.assignments.actions import Refused
from accountability.intake.actions.deciding import change, confirm, confirm_many, drop, restore
from accountability.intake.actions.holding import Overtaken
from accountability.intake.actions.reading_texts import Draft, Source, read
from accountability.intake.actions.regrouping import merge, split

__all__ = [
    "Draft", "Overtaken", "Refused", "Source", "change", "confirm", "confirm_many", "drop", "merge", "read", "restore",
    "split",
]  # fmt: skip
