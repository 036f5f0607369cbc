"""What the extraction proposes for one sentence: values that screens, the command line and the measuring script read. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accountability.intake.rules.targets import TargetFound

Span = tuple[int, int]


@dataclass(frozen=True)
class Named:
    """A body that a sentence names: its phrase (head noun added where the list left it out), its place in the input, its code.

    `codes` holds more than one where the name is that of several agencies; `is_group`: kept whole, expanded when a
    person confirms; `is_vague`: "các đơn vị liên quan", no agency but a flag.
    """

    phrase: str
    span: Span
    codes: tuple[str, ...] = ()
    is_group: bool = False
    is_vague: bool = False
    is_post: bool = False

    @property
    def code(self) -> str | None:
        """The one agency of the dictionary, or None."""
        return self.codes[0] if len(self.codes) == 1 and not self.is_group else None


@dataclass(frozen=True)
class Candidate:
    """One sentence judged. Spans count characters of the input, ends outside.

    `lead` is the phrase as printed (a list or group whole); `leads` its members. `lead_is_hidden`: it stands in a
    heading or the sentence before, at `lead_span`. `deadline_on` is the printed date, None where it must be asked.
    `continues` is the number of the candidate whose work this sentence goes on telling (its report, its date), if any.
    """

    sentence: str
    span: Span
    is_task: bool
    lead: str | None = None
    lead_code: str | None = None
    leads: tuple[Named, ...] = ()
    lead_span: Span | None = None
    lead_is_hidden: bool = False
    coordinating: tuple[Named, ...] = ()
    deadline_text: str | None = None
    deadline_on: date | None = None
    deadline_span: Span | None = None
    period: str | None = None
    targets: tuple[TargetFound, ...] = ()
    confidence: float = 0.0
    questions: tuple[str, ...] = ()
    continues: int | None = None

    @property
    def names_related_bodies(self) -> bool:
        """Whether "các đơn vị liên quan" is said: a flag on the screen, no agency."""
        return any(named.is_vague for named in self.coordinating)
