"""The verbs: keeping searches by name, and having lists written into files."""

from accountability.search.actions.exporting import ask, cancel, note_direct, note_fetched
from accountability.search.actions.saving import Refused, delete, rename, restore, save

__all__ = [
    "Refused", "ask", "cancel", "delete", "note_direct", "note_fetched", "rename", "restore", "save",
]  # fmt: skip
