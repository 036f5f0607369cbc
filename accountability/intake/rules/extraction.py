"""From the text of a directive to proposals, one per sentence judged. Pure; the calendar and the agencies are arguments.

1. The text is cut into tokens, lines, headings and sentences. 2. In each sentence the bodies and the cues are found.
3. Lead, coordinating bodies, deadline, rhythm and figures are read. 4. The sentence is judged. 5. A hidden subject is
taken from the heading or the sentence before. 6. What is ambiguous becomes a question.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from accountability.calendars.rules import Calendar, estimated_days_off
from accountability.intake.rules.asking import confidence_of, questions_of
from accountability.intake.rules.bodies import Body, BodyList, Reader
from accountability.intake.rules.candidates import Candidate, Named
from accountability.intake.rules.context import Context, heading_of
from accountability.intake.rules.coordination import find_coordinating
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.deadlines import Deadline, Setting, find_deadline
from accountability.intake.rules.dictionary import AgencyDictionary
from accountability.intake.rules.groups import is_vague
from accountability.intake.rules.leads import Clause, Lead, Way, find_lead, is_issuer, is_person
from accountability.intake.rules.marks import marks_of
from accountability.intake.rules.mood import Verdict, judge
from accountability.intake.rules.nouns import HONORIFICS, may_begin
from accountability.intake.rules.periods import find_period
from accountability.intake.rules.sentences import Kind, Stretch, cut
from accountability.intake.rules.targets import find_targets
from accountability.intake.rules.times import TimeReader
from accountability.intake.rules.tokens import Tokens, tokenise

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
    return run.found


def _estimate(on: date) -> Calendar:
    days: dict[date, str] = {}
    for year in range(on.year, on.year + _YEARS_AHEAD):
        days |= estimated_days_off(year)
    return Calendar(days)


@dataclass(frozen=True)
class _Read:
    """What one sentence says, before its surroundings are asked."""

    clause: Clause
    lead: Lead | None
    coordinating: tuple[Named, ...]
    deadline: Deadline | None
    milestones: tuple[Deadline, ...]
    verdict: Verdict


class _Run:
    """One text: goes through its stretches with the context of headings and sentences before."""

    def __init__(self, tokens: Tokens, on: date, reader: Reader, calendar: Calendar) -> None:
        self.tokens, self.on, self.reader, self.calendar = tokens, on, reader, calendar
        self.context = Context()
        self.found: list[Candidate] = []

    def take(self, stretch: Stretch) -> None:
        """Judge one stretch, or let it change the context."""
        if stretch.kind == Kind.FURNITURE:
            self.context.close()
            return
        clause = self._clause(stretch.lo, stretch.hi)
        if self._is_caption(stretch, clause):
            return
        if self._is_heading(stretch, clause):
            leads = self._named(heading_of(clause))
            self.context.open_heading(stretch, leads, self.tokens)
            return
        self.context.enter(stretch)
        read = self._read(clause)
        if self._leads_in(stretch, read):
            self.context.open_list(stretch, self._named(read.lead.bodies if read.lead else None))
            read = replace(read, verdict=Verdict(False, 0.7))
        self.found.append(self._candidate(stretch, read))
        self.context.leave(stretch, self.found, explicit=read.lead is not None)

    def _clause(self, lo: int, hi: int) -> Clause:
        lists: list[BodyList] = []
        at, keys = lo, self.tokens.keys
        while at < hi:
            listed = self.reader.list_at(at, hi) if may_begin(keys[at]) or self.reader.may_begin(at) else None
            if listed is not None:
                lists.append(listed)
                at = listed.bodies[-1].hi
            else:
                at += 1
        inside = [(body.lo, body.hi) for listed in lists for body in listed.bodies]
        marks = []
        start = lo
        for body_lo, body_hi in [*inside, (hi, hi)]:
            marks += marks_of(self.tokens, start, body_lo)
            start = body_hi
        return Clause(self.tokens, lo, hi, tuple(lists), tuple(marks))

    def _is_heading(self, stretch: Stretch, clause: Clause) -> bool:
        """A heading unless it gives work itself; a short sentence that only names a body is one too."""
        if heading_of(clause) is not None and (stretch.first and stretch.last or not clause.marks):
            return True
        if stretch.kind != Kind.HEADING:
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

    def _leads_in(self, stretch: Stretch, read: _Read) -> bool:
        """ "UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nội dung sau:" opens a list."""
        return stretch.last and self.tokens.keys[stretch.hi - 1] == ":"

    def _read(self, clause: Clause) -> _Read:
        lead = find_lead(clause)
        times = TimeReader(self.tokens, clause.hi).all_from(clause.lo)
        setting = Setting(self.tokens, self.on, self.calendar, clause.lo, clause.hi, clause.marks)
        deadline, milestones = find_deadline(times, setting)
        coordinating = tuple(self._name(body) for body in find_coordinating(clause, lead))
        return _Read(clause, lead, coordinating, deadline, tuple(milestones), judge(clause, lead, deadline))

    def _candidate(self, stretch: Stretch, read: _Read) -> Candidate:
        span = (self.tokens.starts[stretch.lo], self.tokens.ends[stretch.hi - 1])
        sentence = self.tokens.text[span[0] : span[1]]
        is_task = self.context.settle(read.verdict, stretch)
        if not is_task:
            return Candidate(sentence, span, False, confidence=read.verdict.sureness)
        times = TimeReader(self.tokens, stretch.hi).all_from(stretch.lo)
        found = Candidate(
            sentence,
            span,
            True,
            coordinating=read.coordinating,
            period=find_period(self.tokens, stretch.lo, stretch.hi),
            targets=tuple(find_targets(self.tokens, stretch.lo, stretch.hi, times)),
        )
        found = self._with_deadline(self._with_lead(found, stretch, read), read.deadline)
        questions = questions_of(found, read.deadline, read.milestones)
        return replace(
            found, questions=questions, confidence=confidence_of(found, read.verdict.sureness, questions)
        )

    def _with_lead(self, found: Candidate, stretch: Stretch, read: _Read) -> Candidate:
        leads = self._named(read.lead.bodies) if read.lead else ()
        hidden = not leads
        if hidden:
            lent = self.context.lead_for(stretch) if read.verdict.inherits else ()
            leads = lent or self._named(self._owner(read.clause))
        if not leads:
            return found
        kept = {named.phrase.casefold() for named in leads}
        lead = leads[0].phrase
        span = leads[0].span
        if len(leads) > 1:
            span = (leads[0].span[0], leads[-1].span[1])
            lead = " ".join(self.tokens.text[span[0] : span[1]].split())
        return replace(
            found,
            lead=lead,
            lead_code=leads[0].code if len(leads) == 1 else None,
            leads=leads,
            lead_span=span,
            lead_is_hidden=hidden,
            coordinating=tuple(named for named in found.coordinating if named.phrase.casefold() not in kept),
        )

    def _owner(self, clause: Clause) -> BodyList | None:
        """ "Xây dựng Kế hoạch của UBND xã …": who owns the product makes it, where nothing else names a lead."""
        for mark in clause.marks[:1]:
            if mark.kind != Cue.VERB or mark.lo > clause.lo + 1:
                return None
            for listed in clause.lists:
                if (
                    listed.lo - mark.hi <= 4
                    and clause.key(listed.lo - 1) == "của"
                    and not is_issuer(clause, listed)
                ):
                    return listed
        return None

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
