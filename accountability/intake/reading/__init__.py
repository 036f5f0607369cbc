"""Files of others are read here, and only here, in a child process that holds nothing worth taking.

The whole package knows no Django, no settings and no database: the child imports it. A new way of reading is a line
in `jobs.JOBS`.
"""

from accountability.intake.reading.asking import Limits, read_document, read_text, run
from accountability.intake.reading.unreadable import Secret, Unreadable

__all__ = ["Limits", "Secret", "Unreadable", "read_document", "read_text", "run"]
