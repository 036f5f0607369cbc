"""What a row comes to, and what it is judged by. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from accountability.core.saying import say
from accountability.intake.rules.cells import Deadline, DeadlineReader
from accountability.intake.rules.columns import Meaning
from accountability.intake.rules.matching import Names
from accountability.intake.rules.rows import SourceRow

# What a person may put over a row: texts by meaning, and answers to questions.
TYPED = (Meaning.CONTENT, Meaning.PRODUCT, Meaning.LEAD, Meaning.COORDINATING, Meaning.DEADLINE)
KIND, CHOICE, EXPAND = "kind", "choice", "expand"
# Of a row with a rhythm: that of its series or ONGOING, the day in its first period, the day in its last one.
RHYTHM, SINCE, UNTIL = "rhythm", "since", "until"
ONGOING = "ongoing"
EACH, ABOVE = "each", "above"
# What a body outside the dictionary is, by its printed words: "outside:Trường Đại học Vinh" → the name of an agency, or NOTE.
OUTSIDE, NOTE = "outside:", "note"


class Status(StrEnum):
    """What happens to a row when the sheet is committed."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Status:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    CREATE = "create", say("Sẽ ghi")
    EXISTS = "exists", say("Đã có")
    REFUSED = "refused", say("Chưa ghi được")
    HEADING = "heading", say("Đề mục")
    SKIPPED = "skipped", say("Bỏ qua")


class Problem(NamedTuple):
    """Why a row is refused: the meaning of the cell, its address, and what to do, in Vietnamese."""

    field: str
    cell: str
    message: str


@dataclass(frozen=True)
class Judged:
    """A row with what it comes to. `leads` are codes, one assignment each; `parts` those who coordinate.

    `printed_lead` and `printed_parts` are the words of the sheet, `remarks` what a reader should know of the reading
    (a misspelling with its distance), `options` what a question may be answered with: (answer, words), `outside` the bodies
    among those who coordinate that the dictionary does not have.
    """

    row: SourceRow
    status: Status
    path: tuple[str, ...] = ()
    content: str = ""
    product: str = ""
    printed_lead: str = ""
    leads: tuple[str, ...] = ()
    printed_parts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    fingerprint: str = ""
    may_expand: bool = False
    outside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What rows are judged by: the agencies of the day, who of them may lead, groups by code, the reader of deadlines.

    `labels`: code → how an agency is called on screens. `day`: the day of the names, for messages.
    """

    names: Names
    labels: Mapping[str, str]
    may_lead: frozenset[str]
    groups: Mapping[str, Sequence[str]]
    deadlines: DeadlineReader
    day: str


@dataclass
class Known:
    """What the directive has already: fingerprints of committed rows, and how often each (title, lead) was written."""

    fingerprints: frozenset[str] = frozenset()
    written: Counter[tuple[str, str]] = field(default_factory=Counter)


Corrections = Mapping[str, str]


def problem_in(row: SourceRow, meaning: Meaning, message: str) -> Problem:
    """A problem of that cell; of the row when no column has that meaning."""
    cells = row.cells
    place = cells.get(meaning) or cells.get(Meaning.BOTH) or cells.get(Meaning.LEAD) or f"A{row.number}"
    return Problem(meaning.value, place, message)
