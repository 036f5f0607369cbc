"""What the page of a reading shows: the text with its sentences marked, and a card for each proposal beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from accountability.assignments.badges import Badge
from accountability.assignments.models import Series
from accountability.assignments.rules import Duration
from accountability.core.saying import joined, say
from accountability.core.text import date_vi
from accountability.directives.views.spec_form import SERIES
from accountability.directives.views.spec_rows import Choices
from accountability.intake.continuing import told_before
from accountability.intake.fields import MOST_TITLE, PARTS, TARGETS, rows_of
from accountability.intake.models import Extraction, Proposal
from accountability.intake.sureness import sureness

PAGE_SIZE = 40
State = Proposal.State
# In this order on the page of a text: what waits or was written down has a card, what was put away a line.
_CARDS = (State.PROPOSED, State.CONFIRMED)
_DIRECTIONS = {"ge": say("từ {figure} trở lên"), "le": say("không quá {figure}")}


@dataclass(frozen=True)
class Above:
    """The duty that a proposal goes on telling: its words, and `url` of its card where it still has one."""

    proposal: Proposal
    url: str

    @property
    def title(self) -> str:
        """The content of that duty."""
        return str(self.proposal.fields.get("title", "")) or self.proposal.sentence

    @property
    def takes_more(self) -> bool:
        """Whether it still waits, so that a sentence can be merged into it."""
        return bool(self.proposal.state == State.PROPOSED)


@dataclass
class Card:
    """One proposal with its words and looks; `number` is its place in the text."""

    proposal: Proposal
    number: int
    names: Names
    above: Above | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.proposal.state == State.PROPOSED

    @property
    def badge(self) -> Badge:
        """How sure the reading is, in words and looks; a person's own check outweighs it."""
        return sureness(self.proposal.confidence, bool(self.proposal.questions), self.proposal.is_checked)

    @property
    def is_complete(self) -> bool:
        """Whether the form could be written down as it stands: the questions then ask for a look, not for more."""
        fields = self.proposal.fields
        days = fields.get("duration") in (Duration.WORKING_DAYS, Duration.CALENDAR_DAYS)
        dated = fields.get("due_on") if fields.get("duration") == Duration.FIXED else True
        return bool(
            self.leads
            and fields.get("duration")
            and dated
            and (fields.get("days") or not days)
            and (fields.get("series_from") or fields.get("duration") != SERIES)
            and len(self.title) <= MOST_TITLE
        )

    @property
    def percent(self) -> int:
        """The confidence in hundredths."""
        return round(self.proposal.confidence * 100)

    @property
    def title(self) -> str:
        """The content of the duty, as it will be written down."""
        return str(self.proposal.fields.get("title", "")) or self.proposal.sentence

    @property
    def says_otherwise(self) -> bool:
        """Whether the content is no longer just the sentence: else one of the two is enough to read."""
        return self.title.strip(" .;") not in self.proposal.sentence

    @cached_property
    def leads(self) -> list[str]:
        """Who leads: agencies by name, groups by their label."""
        fields = self.proposal.fields
        keys = [fields.get("lead", ""), *fields.get("leads", [])]
        named = [self.names.agency(key) for key in keys if key]
        named += [self.names.groups.get(name, name) for name in _groups_of(fields)]
        return named + ([say("các cơ quan trong bảng")] if str(fields.get("own_table", "")).strip() else [])

    @property
    def shares(self) -> int:
        """How many assignments a group makes; 0 without a group."""
        return sum(self.names.sizes.get(name, 0) for name in _groups_of(self.proposal.fields))

    @property
    def parts(self) -> list[str]:
        """Who coordinates, by name."""
        return [self.names.agency(row["agency"]) for row in rows_of(self.proposal.fields, PARTS)]

    @property
    def unnamed(self) -> list[str]:
        """Words of the text for coordinating agencies that name none: "các đơn vị liên quan"."""
        found = self.proposal.found or {}
        return [part["text"] for part in found.get("coordinating", []) if part["is_vague"]]

    @property
    def deadline(self) -> str:
        """What the printed words come to: "Đến 30/11/2022", "05 ngày làm việc kể từ ngày giao"."""
        return deadline_of(self.proposal.fields)

    @property
    def printed(self) -> str:
        """The printed words of deadline or rhythm."""
        return str(self.proposal.fields.get("deadline_words", ""))

    @property
    def targets(self) -> list[str]:
        """The figures to reach, in words."""
        return [
            f"{row['name']}: "
            + _DIRECTIONS.get(row["direction"], "{figure}").format(figure=f"{row['value']} {row['unit']}")
            for row in rows_of(self.proposal.fields, TARGETS)
        ]


def _groups_of(fields: dict[str, Any]) -> list[str]:
    """The groups of a form: those that are named, and districts whose communes are meant."""
    return [*fields.get("lead_groups", []), *fields.get("communes_of", [])]


def deadline_of(fields: dict[str, Any]) -> str:
    """The deadline of a form in words."""
    kind, days = fields.get("duration", ""), str(fields.get("days", ""))
    if kind == Duration.FIXED and fields.get("due_on"):
        day = _day(fields["due_on"])
        if fields.get("due_time"):
            return say("Đến {hour} ngày {day}", hour=fields["due_time"], day=day)
        return say("Đến {day}", day=day)
    if kind in (Duration.WORKING_DAYS, Duration.CALENDAR_DAYS) and days:
        unit = say("ngày làm việc") if kind == Duration.WORKING_DAYS else say("ngày")
        return say("{zfill} {unit} kể từ ngày giao", zfill=days.zfill(2), unit=unit)
    if kind == Duration.ONGOING:
        every = (
            say(", rà soát mỗi {fields} ngày", fields=fields["review_days"])
            if fields.get("review_days")
            else ""
        )
        return say("Thường xuyên{every}", every=every)
    if kind == SERIES:
        rhythm = dict(Series.Rhythm.choices).get(str(fields.get("rhythm", "")), "").lower()
        words = joined(", ", [part for part in (rhythm, fields.get("window_words", "")) if part])
        return say("Định kỳ{value}", value=say(": {words}", words=words) if words else "") + (
            say(", từ {day}", day=_day(fields["series_from"])) if fields.get("series_from") else ""
        )
    return Duration.NONE.label if kind == Duration.NONE else say("Chưa rõ")


def _day(text: str) -> str:
    try:
        return date_vi(date.fromisoformat(text))
    except ValueError:
        return text


class Names:
    """How agencies and groups of a day are called on the cards; read once for the page."""

    def __init__(self, today: date) -> None:
        choices = Choices(today)
        self.by_pk = {str(row.pk): row.short_name for row in choices.all}
        groups = choices.groups
        self.groups = dict(groups.labels)
        self.sizes = {name: len(rows) for name, rows in groups.members.items()}
        # The communes of a district are a group of their own, named by the district's key.
        for district in groups.districts:
            inside = groups.of_district(district)
            self.groups[str(district.pk)] = say(
                "{n} xã, phường của {short_name}", n=len(inside), short_name=district.short_name
            )
            self.sizes[str(district.pk)] = len(inside)

    def agency(self, key: str) -> str:
        """The short name; a word for what is no agency of that day."""
        return self.by_pk.get(str(key), say("(cơ quan không có trong danh mục hôm nay)"))


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `card` when it is a sentence of that proposal, `first` when the proposal begins here."""

    text: str
    card: Card | None = None
    first: bool = False


@dataclass
class Reading:
    """One page of a reading: the cards, the stretch of the text that they come from, and what was put away."""

    cards: list[Card]
    away: list[Card]
    pieces: list[Piece]
    page_obj: Page[Proposal]
    aside: list[Proposal] = field(default_factory=list)


def reading_page(extraction: Extraction, today: date, number: str | None) -> Reading:
    """The proposals of one page in the order of the text; the queries do not grow with them."""
    rows = extraction.proposals.exclude(state=State.ASIDE).in_order()
    page = Paginator(rows.select_related("merged_into", "split_from"), PAGE_SIZE).get_page(number)
    names = Names(today)
    before = _above(extraction, page)
    cards = [
        Card(row, page.start_index() + at, names, before.get(row.pk))
        for at, row in enumerate(page.object_list)
    ]
    start, end = _window(extraction.text, page, rows)
    shown = [card for card in cards if card.proposal.state in _CARDS]
    aside = extraction.proposals.filter(state=State.ASIDE, starts_at__gte=start, starts_at__lt=max(end, 1))
    return Reading(
        cards=cards, away=[card for card in cards if card not in shown], page_obj=page, aside=list(aside),
        pieces=_pieces(extraction.text, start, end, shown),
    )  # fmt: skip


def _above(extraction: Extraction, page: Page[Proposal]) -> dict[int, Above]:
    """The duty that each proposal of the page goes on telling; one on another page is only quoted."""
    here = {row.pk for row in page.object_list if row.state in _CARDS}
    return {
        pk: Above(row, f"#de-xuat-{row.pk}" if row.pk in here else "")
        for pk, row in told_before(extraction, list(page.object_list)).items()
        if row.state in _CARDS
    }


def _window(text: str, page: Page[Proposal], rows: Any) -> tuple[int, int]:
    """Where the text of a page starts and ends: whole paragraphs, each of them on one page."""
    start = 0
    if page.has_previous() and page.object_list:
        start = text.rfind("\n", 0, page.object_list[0].starts_at) + 1
    if not page.has_next():
        return start, len(text)
    following = rows[page.end_index()]
    return start, max(text.rfind("\n", 0, following.starts_at) + 1, start)


def _pieces(text: str, start: int, end: int, cards: Sequence[Card]) -> list[Piece]:
    """The text cut at the sentences of the cards; where two claim the same words, the earlier has them."""
    marks = sorted(
        (
            (span[0], span[1], card, number == 0)
            for card in cards
            for number, span in enumerate(card.proposal.spans)
        ),
        key=lambda mark: mark[:2],
    )
    found: list[Piece] = []
    at = start
    for first, last, card, opens in marks:
        if first < at:
            continue
        if first > at:
            found.append(Piece(text[at:first]))
        found.append(Piece(text[first:last], card, opens))
        at = last
    if at < end:
        found.append(Piece(text[at:end]))
    return found
