"""Whether the file that was registered with a directive can be read into proposals."""

from __future__ import annotations

from accountability.directives.models import Directive
from accountability.intake.reading.jobs import JOBS


def readable_file(directive: Directive) -> str:
    """The name of the directive's own file when its text can be read; else empty."""
    name = directive.file.name if directive.file else ""
    return name if name.rsplit(".", 1)[-1].lower() in JOBS["text"].extensions else ""
