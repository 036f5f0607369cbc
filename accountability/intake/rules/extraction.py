"""From the text of a directive to proposals, one per sentence judged. Pure; the calendar and the agencies are arguments.

1. The text is cut into tokens, lines, headings and sentences. 2. In each sentence the bodies and the cues are found.
3. Lead, coordinating bodies, deadline, rhythm and figures are read. 4. The sentence is judged. 5. A hidden subject is
taken from the heading or the sentence before. 6. What is ambiguous becomes a question.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from accountability.calendars.rules import Calendar, estimated_days_off, estimated_make_up_days
from accountability.intake.rules.bodies import Reader
from accountability.intake.rules.body import Body, BodyList
from accountability.intake.rules.candidates import Candidate, Named
from accountability.intake.rules.clause import Clause, Lead, Way, is_person
from accountability.intake.rules.context import Context, heading_of
from accountability.intake.rules.coordination import find_coordinating
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.deadlines import Deadline, find_deadline
from accountability.intake.rules.decoys import Setting, opens_in_past
from accountability.intake.rules.dictionary import AgencyDictionary
from accountability.intake.rules.drafts import Draft, finish, with_lead
from accountability.intake.rules.expressly import Verdict
from accountability.intake.rules.groups import is_vague
from accountability.intake.rules.leads import find_lead, owner_of
from accountability.intake.rules.marks import marks_of
from accountability.intake.rules.mood import judge
from accountability.intake.rules.nouns import HONORIFICS, may_begin
from accountability.intake.rules.orders import goes_on, is_detail
from accountability.intake.rules.periods import find_period
from accountability.intake.rules.sentences import Kind, Stretch, cut
from accountability.intake.rules.targets import find_targets
from accountability.intake.rules.times import Time, TimeReader
from accountability.intake.rules.tokens import Tokens, tokenise
from accountability.intake.rules.topics import apart

_YEARS_AHEAD = 3


def extract(
    text: str, on: date, agencies: AgencyDictionary, calendar: Calendar | None = None
) -> list[Candidate]:
    """The candidates of a text dated `on`, in its order; furniture and headings give none.

    `calendar` counts "trong 30 ngày làm việc"; without it the estimate of the years around stands in.
    """
    tokens = tokenise(text)
    run = _Run(tokens, on, Reader(tokens, agencies.on(on)), calendar or _estimate(on))
    for stretch in cut(tokens):
        run.take(stretch)
    return finish(run.drafts, tokens)


def _said_to_be(clause: Clause) -> BodyList | None:
    """ "Công an tỉnh là Cơ quan thường trực của Tổ công tác.": whom the next sentence means."""
    first = clause.lists[0] if clause.lists else None
    opens = first is not None and first.lo == clause.lo and clause.key(first.hi) == "là"
    return first if opens else None


def _estimate(on: date) -> Calendar:
    off: dict[date, str] = {}
    made_up: dict[date, str] = {}
    for year in range(on.year, on.year + _YEARS_AHEAD):
        off |= estimated_days_off(year)
        made_up |= estimated_make_up_days(year)
    return Calendar(off, made_up)


@dataclass(frozen=True)
class _Read:
    """What one sentence says, before its surroundings are asked."""

    clause: Clause
    lead: Lead | None
    coordinating: tuple[Named, ...]
    times: tuple[Time, ...]
    deadline: Deadline | None
    milestones: tuple[Deadline, ...]
    verdict: Verdict


class _Run:
    """One text: goes through its stretches with the context of headings and sentences before."""

    def __init__(self, tokens: Tokens, on: date, reader: Reader, calendar: Calendar) -> None:
        self.tokens, self.on, self.reader, self.calendar = tokens, on, reader, calendar
        self.context = Context()
        self.drafts: list[Draft] = []

    def take(self, stretch: Stretch) -> None:
        """Judge one stretch, or let it change the context."""
        if stretch.kind == Kind.FURNITURE:
            self.context.close()
            return
        clause = self._clause(stretch.lo, stretch.hi)
        if self._is_caption(stretch, clause):
            return
        if self._is_heading(stretch, clause):
            self.context.open_heading(stretch, self._named(heading_of(clause)), self.tokens)
            self.drafts.append(Draft(stretch, self._bare(stretch), 0.5, is_heading=True))
            return
        self.context.enter(stretch)
        read = self._read(clause)
        if self._leads_in(stretch):
            self.context.open_list(stretch, self._named(read.lead.bodies if read.lead else None))
            read = replace(read, verdict=Verdict(False, 0.7))
        draft = self._draft(stretch, read)
        self.drafts.append(draft)
        if not draft.candidate.is_task and (said := _said_to_be(clause)) is not None:
            self.context.introduce(self._named(said))
        elif not draft.is_detail:
            self.context.leave(draft.candidate, explicit=bool(draft.names))

    def _clause(self, lo: int, hi: int) -> Clause:
        """The bodies of a sentence, and the cues between them."""
        lists: list[BodyList] = []
        at, keys = lo, self.tokens.keys
        while at < hi:
            listed = self.reader.list_at(at, hi) if may_begin(keys[at]) or self.reader.may_begin(at) else None
            if listed is not None:
                lists.append(listed)
                at = listed.hi
            else:
                at += 1
        inside = [(body.lo, body.hi) for listed in lists for body in listed.bodies]
        marks = []
        start = lo
        for body_lo, body_hi in [*inside, (hi, hi)]:
            marks += marks_of(self.tokens, start, body_lo, lo)
            start = body_hi
        return Clause(self.tokens, lo, hi, tuple(apart(lists, marks, self.tokens, lo)), tuple(marks))

    # What a stretch is -------------------------------------------------------------------------------------------------

    def _is_heading(self, stretch: Stretch, clause: Clause) -> bool:
        """A heading unless it gives work itself; a short sentence that only names a body is one too."""
        if heading_of(clause) is not None and (stretch.first and stretch.last or not clause.marks):
            return True
        if stretch.kind != Kind.HEADING or is_detail(clause):
            return False
        lead = find_lead(clause)
        return lead is None or lead.way in (Way.SUBJECT, Way.DUTY)

    def _is_caption(self, stretch: Stretch, clause: Clause) -> bool:
        """A line under a picture: no number, no full stop, and it begins with a person."""
        if not stretch.is_open or stretch.label:
            return False
        if HONORIFICS.after(self.tokens.keys, stretch.lo, stretch.hi) > stretch.lo:
            return True
        return bool(clause.lists) and clause.lists[0].lo == stretch.lo and is_person(clause, clause.lists[0])

    def _leads_in(self, stretch: Stretch) -> bool:
        """ "UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nội dung sau:" opens a list."""
        return stretch.last and self.tokens.keys[stretch.hi - 1] == ":"

    # What it says ------------------------------------------------------------------------------------------------------

    def _read(self, clause: Clause) -> _Read:
        lead = find_lead(clause)
        if lead is not None and lead.way == Way.ASKED and self._directs_below(clause, lead):
            lead = None
        times = TimeReader(self.tokens, clause.hi).all_from(clause.lo)
        setting = Setting(self.tokens, self.on, self.calendar, clause.lo, clause.hi, clause.marks)
        deadline, milestones = find_deadline(times, setting)
        coordinating = tuple(self._name(body) for body in find_coordinating(clause, lead))
        verdict = judge(clause, lead, deadline, opens_in_past=opens_in_past(times, setting))
        return _Read(clause, lead, coordinating, tuple(times), deadline, tuple(milestones), verdict)

    def _directs_below(self, clause: Clause, lead: Lead) -> bool:
        """ "Chỉ đạo UBND cấp xã …" under the heading "UBND các huyện": the heading leads."""
        at_start = lead.mark is not None and lead.mark.kind == Cue.DIRECT and lead.mark.lo == clause.lo
        return at_start and self.context.has_heading()

    def _bare(self, stretch: Stretch) -> Candidate:
        span = (self.tokens.starts[stretch.lo], self.tokens.ends[stretch.hi - 1])
        return Candidate(self.tokens.text[span[0] : span[1]], span, False)

    def _draft(self, stretch: Stretch, read: _Read) -> Draft:
        names = self._named(read.lead.bodies) if read.lead else ()
        candidate = self._bare(stretch)
        detail = is_detail(read.clause)
        if detail or self.context.settle(read.verdict, stretch):
            candidate = self._told(candidate, stretch, read, names)
        return Draft(
            stretch,
            candidate if candidate.is_task else replace(candidate, confidence=read.verdict.sureness),
            read.verdict.sureness,
            read.deadline,
            read.milestones,
            is_detail=detail,
            goes_on=not names and goes_on(read.clause) and not stretch.first,
            names=names,
        )

    def _told(
        self, candidate: Candidate, stretch: Stretch, read: _Read, names: tuple[Named, ...]
    ) -> Candidate:
        found = replace(
            candidate,
            is_task=read.verdict.is_task or not is_detail(read.clause),
            coordinating=read.coordinating,
            period=find_period(self.tokens, stretch.lo, stretch.hi),
            targets=tuple(find_targets(self.tokens, stretch.lo, stretch.hi, list(read.times))),
        )
        found = self._with_deadline(found, read.deadline)
        if names:
            return with_lead(found, names, self.tokens, hidden=False)
        lent = self.context.lead_for(stretch) if read.verdict.inherits else ()
        leads = lent or self._named(owner_of(read.clause))
        return with_lead(found, leads, self.tokens, hidden=True) if leads else found

    def _with_deadline(self, found: Candidate, deadline: Deadline | None) -> Candidate:
        if deadline is None:
            return found
        span = (self.tokens.starts[deadline.lo], self.tokens.ends[deadline.hi - 1])
        return replace(found, deadline_text=deadline.words, deadline_on=deadline.on, deadline_span=span)

    def _named(self, bodies: BodyList | None) -> tuple[Named, ...]:
        return tuple(self._name(body) for body in bodies.bodies) if bodies else ()

    def _name(self, body: Body) -> Named:
        span = (self.tokens.starts[body.lo], self.tokens.ends[body.hi - 1])
        group = body.kind == "group"
        vague = group and is_vague(self.tokens, body.lo, body.hi)
        return Named(body.text, span, body.codes, group, vague, body.kind == "post")
