"""What the child can be asked to do, and with which files. Add a line to add a way of reading.

A job is a function of (path, extension, options) that gives what JSON can carry and raises Unreadable. It is named,
not imported: a child loads only the libraries of its own job.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

Reader = Callable[[Path, str, Mapping[str, Any]], Any]


@dataclass(frozen=True)
class Job:
    """The function as "module:function", and the extensions that it takes, as offered on screen."""

    reader: str
    extensions: tuple[str, ...]

    def load(self) -> Reader:
        """The function itself, with the libraries that it needs."""
        module, _, function = self.reader.partition(":")
        reader: Reader = getattr(import_module(module), function)
        return reader


JOBS: dict[str, Job] = {
    "text": Job("accountability.intake.reading.texts:text_of", ("docx", "pdf", "txt")),
    "tables": Job("accountability.intake.reading.tables:tables_of", ("xlsx", "xls", "ods", "csv", "docx")),
}
