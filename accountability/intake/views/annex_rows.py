"""The rows of the dry run as the page shows and takes them: what stands in each field, what was typed, what it was seen as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from accountability.assignments.badges import Badge
from accountability.assignments.models import Series
from accountability.assignments.rules import Duration
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.intake.lookalikes import Lookalike
from accountability.intake.models import AnnexRow
from accountability.intake.packing import seen_as, unpacked_source
from accountability.intake.rules.columns import Meaning
from accountability.intake.rules.judging import source_texts
from accountability.intake.rules.rows import Kind
from accountability.intake.rules.verdicts import (
    CHOICE,
    EXPAND,
    KIND,
    NOTE,
    ONGOING,
    OUTSIDE,
    RHYTHM,
    SINCE,
    TYPED,
    UNTIL,
    Status,
)

TONES = {
    Status.CREATE: "done",
    Status.EXISTS: "none",
    Status.REFUSED: "overdue",
    Status.HEADING: "none",
    Status.SKIPPED: "stopped",
}
_LONG = (Meaning.CONTENT.value,)


_RHYTHMS = dict(Series.Rhythm.choices)
# Behind the name of an outside body: that it is kept as a note, and that the answer holds for every row.
_TICK, _ALL = "::note", "::all"

WRITTEN = Badge(say("Đã ghi"), "done", "written")


def badge_of(status: str) -> Badge:
    """A status in words and looks."""
    return Badge(Status(status).label, TONES[Status(status)], status)


@dataclass(frozen=True)
class Field:
    """One field of a row: its name in the form, label, value, and the problems of its cell."""

    name: str
    label: str
    value: str
    is_long: bool
    problems: list[str]

    @property
    def is_agency(self) -> bool:
        """Whether names of agencies are offered."""
        return self.name.endswith(f"-{Meaning.LEAD.value}")


@dataclass(frozen=True)
class OutsideBody:
    """A body among those who coordinate that the dictionary does not have, and what was said of it so far."""

    text: str
    name: str
    is_note: bool
    agency: str

    @property
    def is_open(self) -> bool:
        """Whether nothing was said yet."""
        return not self.is_note and not self.agency


@dataclass(frozen=True)
class ShownRow:
    """A row of the page."""

    row: AnnexRow
    values: Mapping[str, str]
    source: Mapping[str, str]
    alike: Sequence[Lookalike] = ()

    @property
    def badge(self) -> Badge:
        """The status in words and looks; of a row that was written, that it was."""
        return WRITTEN if self.row.is_written else badge_of(self.row.status)

    @property
    def found(self) -> Mapping[str, Any]:
        """What the row comes to."""
        found: Mapping[str, Any] = self.row.found
        return found

    @property
    def is_duty(self) -> bool:
        """Neither a heading nor left out."""
        return self.row.status not in (Status.HEADING, Status.SKIPPED)

    @property
    def is_refused(self) -> bool:
        """Whether something must be set right."""
        return self.row.status == Status.REFUSED

    @property
    def text(self) -> str:
        """The words of a heading, or of a row that is left out."""
        texts = self.row.source["texts"]
        return " ".join(texts[name] for name in (Meaning.ORDER, Meaning.CONTENT) if texts.get(name)) or say(
            "(trống)"
        )

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(cell, message)."""
        return [(cell, message) for _, cell, message in self.found.get("problems", ())]

    @property
    def deadline(self) -> str:
        """What the deadline comes to, in words."""
        found = self.found
        kind = found.get("duration", Duration.NONE.value)
        if found.get("due_on"):
            return _day(found["due_on"])
        if found.get("rhythm"):
            until = say(", đến {day}", day=_day(found["until"])) if found.get("until") else ""
            since = say(", từ {day}", day=_day(found["since"])) if found.get("since") else ""
            return say(
                "Định kỳ: {RHYTHMS}{since}{until}",
                RHYTHMS=_RHYTHMS[found["rhythm"]].lower(),
                since=since,
                until=until,
            )
        if kind == Duration.ONGOING:
            return say("Thường xuyên, rà soát mỗi {found} ngày", found=found["review_days"])
        if found.get("days"):
            unit = say("ngày làm việc") if kind == Duration.WORKING_DAYS else say("ngày")
            return say("{found:02d} {unit} kể từ ngày giao", found=found["days"], unit=unit)
        return (
            ""
            if any(field == Meaning.DEADLINE for field, _, _ in found.get("problems", ()))
            else say("Không có thời hạn")
        )

    @property
    def fields(self) -> list[Field]:
        """The fields that may be typed over."""
        problems: dict[str, list[str]] = {}
        for field, cell, message in self.found.get("problems", ()):
            field = Meaning.LEAD.value if field == Meaning.BOTH else field
            problems.setdefault(field, []).append(say("{cell}: {message}", cell=cell, message=message))
        return [
            Field(
                self._name(meaning.value), meaning.label, self.values.get(meaning.value, self.source.get(meaning.value, "")),
                meaning.value in _LONG, problems.get(meaning.value, []),
            )
            for meaning in TYPED
        ]  # fmt: skip

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """(answer, words, chosen) of the question about who leads."""
        chosen = self.values.get(CHOICE, "")
        return [(answer, words, answer == chosen) for answer, words in self.found.get("options", ())]

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """(kind, words, chosen)."""
        chosen = self.values.get(KIND, self.row.kind)
        return [(kind.value, kind.label, kind.value == chosen) for kind in Kind]

    @property
    def may_expand(self) -> bool:
        """Whether a group among those who coordinate may be written out."""
        return bool(self.found.get("may_expand") or self.values.get(EXPAND))

    @property
    def rhythms(self) -> list[tuple[str, str, bool]]:
        """(rhythm, words, chosen) of a row with a rhythm: it recurs by one of them, or is an ongoing duty."""
        if not self.found.get("period"):
            return []
        chosen = self.values.get(RHYTHM) or self.found.get("rhythm") or ONGOING
        every = say("Thường xuyên, rà soát mỗi {found} ngày", found=self.found["review_days"])
        return [
            (key, say("Định kỳ: {words}", words=words.lower()), key == chosen)
            for key, words in _RHYTHMS.items()
        ] + [(ONGOING, every, chosen == ONGOING)]

    @property
    def since(self) -> str:
        """The day in the first period, as the field shows it."""
        return self.values.get(SINCE) or str(self.found.get("since", ""))

    @property
    def until(self) -> str:
        """The day in the last period."""
        return self.values.get(UNTIL, "")

    @property
    def outside(self) -> list[OutsideBody]:
        """Who else coordinates by the sheet: an agency is chosen for it, or it is kept as a note."""
        found = []
        for text in self.found.get("outside", ()):
            said = self.values.get(OUTSIDE + text, "")
            found.append(
                OutsideBody(text, self._name(OUTSIDE + text), said == NOTE, "" if said == NOTE else said)
            )
        return found

    @property
    def is_expanded(self) -> bool:
        """Whether it is."""
        return bool(self.values.get(EXPAND))

    @property
    def seen(self) -> str:
        """What the page was shown."""
        return seen_as(self.row)

    def _name(self, field: str) -> str:
        return f"r{self.row.number}-{field}"


def shown_rows(
    rows: Iterable[AnnexRow],
    places: Mapping[Meaning, str],
    typed: Mapping[int, Mapping[str, str]] | None = None,
    alike: Mapping[int, Sequence[Lookalike]] | None = None,
) -> list[ShownRow]:
    """The rows of a page, with what was just typed where there is something. `places`: the columns' letters.

    `alike`: what a row may repeat, by its number.
    """
    found = []
    for row in rows:
        values = row.corrections if typed is None else typed.get(row.number, row.corrections)
        source = source_texts(unpacked_source(row, places))
        found.append(ShownRow(row, values, source, (alike or {}).get(row.number, ())))
    return found


def typed_corrections(
    data: QueryDict, rows: Iterable[AnnexRow], places: Mapping[Meaning, str]
) -> dict[int, dict[str, str]]:
    """What was typed over each of these rows; a field that says what the sheet says is no correction.

    Fields that the page did not show, since the row was a heading, stay as they were.
    """
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        prefix = f"r{row.number}-"
        if f"{prefix}seen" not in data:
            continue
        source = source_texts(unpacked_source(row, places))
        one = {name: text for name, text in row.corrections.items() if f"{prefix}{name}" not in data}
        if f"{prefix}{Meaning.CONTENT.value}" in data:
            one.pop(EXPAND, None)  # A box that is not ticked sends nothing.
            one.pop(CHOICE, None)
            one = {name: text for name, text in one.items() if not name.startswith(OUTSIDE)}
            one |= _outside_answers(data, prefix)
            if f"{prefix}{RHYTHM}" in data:
                one = {name: text for name, text in one.items() if name not in (RHYTHM, SINCE, UNTIL)}
                one |= _rhythm_answers(data, prefix, row)
        for meaning in TYPED:
            text = data.get(f"{prefix}{meaning.value}")
            if text is not None and _plain(text) != _plain(source[meaning.value]):
                one[meaning.value] = _plain(text)
        for name in (CHOICE, EXPAND):
            if data.get(f"{prefix}{name}"):
                one[name] = data[f"{prefix}{name}"]
        if data.get(f"{prefix}{KIND}", row.kind) != row.kind:
            one[KIND] = data[f"{prefix}{KIND}"]
        found[row.number] = one
    return found


def _outside_answers(data: QueryDict, prefix: str) -> dict[str, str]:
    """What one row says of the bodies outside the dictionary: an agency that was typed goes before a tick."""
    start = prefix + OUTSIDE
    found = {}
    for name in data:
        text = name.removeprefix(start).removesuffix(_TICK).removesuffix(_ALL)
        if name.startswith(start) and text:
            typed = _plain(data.get(start + text, ""))
            if typed or data.get(start + text + _TICK):
                found[OUTSIDE + text] = typed or NOTE
    return found


def _rhythm_answers(data: QueryDict, prefix: str, row: AnnexRow) -> dict[str, str]:
    """What was answered about a rhythm, beyond what the sheet gave; what the page filled in is no answer."""
    found = row.found
    given = {
        RHYTHM: "" if RHYTHM in row.corrections else found.get("rhythm") or ONGOING,
        SINCE: "" if SINCE in row.corrections else found.get("since", ""),
        UNTIL: "",
    }
    answers = {name: _plain(data.get(prefix + name, "")) for name in given}
    return {name: text for name, text in answers.items() if text and text != given[name]}


def answers_for_all(data: QueryDict, typed: Mapping[int, Mapping[str, str]]) -> dict[str, str]:
    """The answers of these rows that shall hold wherever the same body stands."""
    found: dict[str, str] = {}
    for number, one in typed.items():
        for name, answer in one.items():
            if name.startswith(OUTSIDE) and data.get(f"r{number}-{name}{_ALL}"):
                found.setdefault(name, answer)
    return found


def seen_rows(data: QueryDict, numbers: Iterable[int]) -> dict[int, str]:
    """As what the page was shown those rows."""
    return {number: data.get(f"r{number}-seen", "") for number in numbers}


def _day(iso: str) -> str:
    """The day as people write it."""
    return date_vi(date.fromisoformat(iso))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
