"""What was recognised in a sentence becomes the form of a duty; what it leaves open becomes a question, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accountability.access.roles import Role
from accountability.agencies.models import Agency
from accountability.assignments.models import Series
from accountability.assignments.rules import Duration
from accountability.calendars.rules import read_window
from accountability.core.saying import say
from accountability.core.text import date_vi, fold
from accountability.directives.form_fields import LEADER_ROLES
from accountability.directives.models import Directive
from accountability.directives.views.spec_deadline import ASKED, with_deadline
from accountability.directives.views.spec_form import SERIES
from accountability.directives.views.spec_rows import Choices
from accountability.intake.actions import Draft
from accountability.intake.extracting import candidate_facts
from accountability.intake.fields import DEADLINE, PARTS, TARGETS, Fields, rows_as_fields, title_of
from accountability.intake.models import Proposal
from accountability.intake.rules import Candidate
from accountability.intake.views.sheets import as_fields, as_query

# Which group of `Choices.groups` a printed phrase names; looked for without diacritics.
_DEPARTMENTS = re.compile(r"\b(?:cac )?(?:so|ban),? (?:ban,? )?nganh\b|\bcac so\b")
_DISTRICTS = re.compile(
    r"\b(?:ubnd|uy ban nhan dan) (?:cac |cap )?(?:huyen|thanh pho,|thi xa)|\bcac (?:huyen|dia phuong)\b"
    r"|\bhuyen, (?:thanh pho|thi xa)|\bcap huyen\b"
)
_COMMUNES = re.compile(
    r"\b(?:ubnd|uy ban nhan dan) (?:cac |cap )?(?:xa|phuong)\b|\bcac xa\b|\bcap xa\b|\bxa, phuong\b"
)
# A rhythm, told by its words: the kind of the form, and what that kind needs.
_RHYTHMS: Sequence[tuple[re.Pattern[str], Mapping[str, str]]] = (
    (re.compile(r"\b15 ngay\b"), {"duration": SERIES, "rhythm": "every_15_days"}),
    (re.compile(r"\bnua thang\b|\bngay 15 va ngay\b"), {"duration": SERIES, "rhythm": "half_month"}),
    (re.compile(r"\b(?:hang|moi|theo) ngay\b"), {"duration": Duration.ONGOING, "review_days": "1"}),
    (re.compile(r"\b(?:hang|moi|theo) tuan\b"), {"duration": Duration.ONGOING, "review_days": "7"}),
    (re.compile(r"\bquy\b"), {"duration": SERIES, "rhythm": "quarter"}),
    (re.compile(r"\b(?:06|6) thang\b"), {"duration": SERIES, "rhythm": "half_year"}),
    (re.compile(r"\bthang\b"), {"duration": SERIES, "rhythm": "month"}),
    (re.compile(r"\bnam\b"), {"duration": SERIES, "rhythm": "year"}),
    (re.compile(r""), {"duration": Duration.ONGOING, "review_days": "30"}),
)
_HEADS = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF)
_MOST_PARTS = 56  # The form takes 60 rows.
_NUMBERING = re.compile(r"\s*(?:[-–—+•*]|\(?[0-9a-zđIVX]{1,4}(?:\.[0-9]{1,2})*[.)])\s+")


def _window(period: str, rhythm: str) -> Fields:
    """The window of a recurring duty, where the words of its rhythm name days ("từ ngày 1 đến ngày 5 hằng tháng")."""
    months = Series.MONTHS.get(Series.Rhythm(rhythm))
    if months is None or len(period) > 100:
        return {}
    try:
        window = read_window(period, period_months=months)
    except ValueError:
        return {}  # "hằng tháng" names none: the last day of the period.
    return {"window_words": period} if window.due else {}


@dataclass
class _Sheet:
    """The form while it is filled in."""

    fields: Fields = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Put a question once."""
        if question not in self.questions:
            self.questions.append(question)

    def asks_about(self, words: str) -> bool:
        """Whether these words are in question already."""
        return any(f"“{words}”" in question for question in self.questions)


class Prefiller:
    """Fills in forms for one directive with the agencies of one day; the agencies are read once."""

    def __init__(self, directive: Directive, today: date) -> None:
        self.directive, self.today = directive, today
        self.choices = Choices(today)
        self.leads = {row.code: row for row in self.choices.leads}
        self.parts = {row.code: row for row in self.choices.all if row.kind != Agency.Kind.PROVINCE}
        signer = directive.signer
        self.supervisor = signer.pk if signer and signer.role in LEADER_ROLES else None

    def draft(self, candidate: Candidate, *, offset: int = 0) -> Draft:
        """The proposal of a sentence that was judged; `offset` is where the judged text starts in the whole."""
        start, end = candidate.span
        span = (start + offset, end + offset)
        found = candidate_facts(candidate)
        if not candidate.is_task:
            title, _ = title_of([_NUMBERING.sub("", candidate.sentence, count=1)])
            return Draft(span, False, candidate.confidence, found, self._blank() | {"title": title})
        sheet = _Sheet(self._blank(), list(candidate.questions))
        self._title(sheet, candidate.sentence)
        self._lead(sheet, found)
        self._parts(sheet, found)
        self._time(sheet, found)
        self._targets(sheet, found)
        return Draft(
            span, True, candidate.confidence, found, sheet.fields, sheet.questions, candidate.continues
        )

    def inherited(
        self, whole: Proposal, span: tuple[int, int], words: str, read: Candidate | None, question: str
    ) -> Draft:
        """A part of a sentence that does not say who leads: agencies of the whole, contents and time of its own."""
        own = ("title", "deadline_note", *DEADLINE)
        fields = {name: value for name, value in whole.fields.items() if name not in own}
        sheet = _Sheet(fields | {"title": title_of([words])[0], "duration": Duration.NONE.value}, [question])
        found = dict(whole.found or {}) or None
        if read is not None:
            facts = candidate_facts(read)
            self._time(sheet, facts)
            self._targets(sheet, facts)
            if found is not None:
                found |= {name: facts[name] for name in ("deadline_text", "deadline_on", "period", "targets")}
        return Draft(span, True, min(whole.confidence, 0.5), found, sheet.fields, sheet.questions)

    def _blank(self) -> Fields:
        found = rows_as_fields(PARTS, []) | rows_as_fields(TARGETS, [])
        return found | ({"supervisor": str(self.supervisor)} if self.supervisor else {})

    def _title(self, sheet: _Sheet, sentence: str) -> None:
        sheet.fields["title"], questions = title_of([_NUMBERING.sub("", sentence, count=1)])
        for question in questions:
            sheet.ask(question)

    # Agencies ---------------------------------------------------------------------------------------------------------

    def groups_of(self, phrase: str) -> list[str]:
        """The groups of agencies that a printed phrase names, of those that are offered on that day."""
        words = fold(phrase)
        members = self.choices.groups.members
        local = members["local"]
        districts = bool(local) and local[0].kind == Agency.Kind.DISTRICT
        named = {
            "departments": bool(_DEPARTMENTS.search(words)),
            "local": bool((_DISTRICTS if districts else _COMMUNES).search(words))
            or (not districts and bool(_DISTRICTS.search(words)) and "dia phuong" in words),
            "communes": districts and bool(_COMMUNES.search(words)),
        }
        return [name for name, is_named in named.items() if is_named and members.get(name)]

    def _lead(self, sheet: _Sheet, found: Mapping[str, Any]) -> None:
        """One agency, several, whole groups; what the grammar did not ask about and nobody offers is asked here."""
        chosen, groups = [], []
        for body in found["leads"]:
            if body["code"] in self.leads:
                chosen.append(self.leads[body["code"]])
            elif named := self.groups_of(body["text"]) if body["is_group"] else []:
                groups += named
            elif body["code"]:
                sheet.ask(
                    say(
                        "“{body}” không có trong các cơ quan được giao việc ngày {today}: giao cho cơ quan nào?",
                        body=body["text"],
                        today=date_vi(self.today),
                    )
                )
        if len(chosen) == 1:
            sheet.fields["lead"] = str(chosen[0].pk)
            if len(found["leads"]) == 1 and found["leads"][0]["is_post"]:
                sheet.fields |= self._post(chosen[0])
        elif chosen:
            sheet.fields["leads"] = [str(row.pk) for row in chosen]
        if groups:
            sheet.fields["lead_groups"] = list(dict.fromkeys(groups))
        if not chosen and not groups and not sheet.questions:
            sheet.ask(say("Câu không nêu cơ quan chủ trì trong danh mục: giao cho cơ quan nào?"))

    def _post(self, agency: Agency) -> Fields:
        """The head of the agency, where the text gives the duty to him by title."""
        head = (
            agency.positions.filter(role__in=[role.value for role in _HEADS]).order_by("rank", "pk").first()
        )
        return {"lead_position": str(head.pk)} if head else {}

    def _parts(self, sheet: _Sheet, found: Mapping[str, Any]) -> None:
        leads = {sheet.fields.get("lead"), *sheet.fields.get("leads", [])}
        agencies: dict[int, Agency] = {}
        for body in found["coordinating"]:
            for agency in self._agencies_of(sheet, body):
                if str(agency.pk) not in leads:
                    agencies[agency.pk] = agency
        rows = [{"agency": str(pk), "duty": "", "due_on": ""} for pk in list(agencies)[:_MOST_PARTS]]
        sheet.fields |= rows_as_fields(PARTS, rows)

    def _agencies_of(self, sheet: _Sheet, body: Mapping[str, Any]) -> Iterable[Agency]:
        """Those who coordinate by these words; "các đơn vị liên quan" is nobody, and stays a flag on the card."""
        phrase = body["text"]
        if body["code"] in self.parts:
            return [self.parts[body["code"]]]
        if body["is_vague"]:
            return []
        if body["is_group"] and (groups := self.groups_of(phrase)):
            rows = [row for name in groups for row in self.choices.groups.members[name]]
            if len(rows) <= _MOST_PARTS:
                return rows
            sheet.ask(
                say("“{phrase}” gồm {n} cơ quan phối hợp: ghi cơ quan nào?", phrase=phrase, n=len(rows))
            )
        elif not sheet.asks_about(phrase):
            sheet.ask(
                say(
                    "Cơ quan phối hợp “{phrase}” không có trong danh mục: ghi cơ quan nào, hay bỏ qua?",
                    phrase=phrase,
                )
            )
        return []

    # Time and figures -------------------------------------------------------------------------------------------------

    def _time(self, sheet: _Sheet, found: Mapping[str, Any]) -> None:
        words, period = found["deadline_text"], found["period"]
        sheet.fields["duration"] = Duration.NONE.value
        if period and not found["deadline_on"]:
            self._rhythm(sheet, period, words or "")
        elif words:
            self._deadline(sheet, words, found["deadline_on"])
        if period and found["deadline_on"]:
            sheet.ask(
                say(
                    "Câu có cả thời hạn “{words}” và nhịp “{period}”: ghi thời hạn, hay ghi nhiệm vụ định kỳ?",
                    words=words,
                    period=period,
                )
            )

    def _deadline(self, sheet: _Sheet, words: str, printed_on: str | None) -> None:
        asked = {"deadline_words": words, ASKED: "doc"}
        data, answer = with_deadline(as_query(asked), directive=self.directive, today=self.today)
        if answer.proposal is not None:
            sheet.fields |= as_fields(data)
            return
        sheet.fields |= {"deadline_words": words, "duration": Duration.FIXED.value}
        if printed_on:
            sheet.fields["due_on"] = printed_on
        elif not sheet.asks_about(words):
            sheet.ask(say("Thời hạn “{words}”: {question}", words=words, question=answer.question))

    def _rhythm(self, sheet: _Sheet, period: str, deadline: str) -> None:
        """From the day of the document on, which is asked; `deadline` are words for a day within each period."""
        sheet.fields["deadline_words"] = deadline or period
        figures = next(figures for words, figures in _RHYTHMS if words.search(fold(period)))
        sheet.fields |= figures
        if figures["duration"] == SERIES:
            since = self.directive.issued_on
            sheet.fields |= {"series_from": since.isoformat()} | _window(
                deadline or period, figures["rhythm"]
            )
            sheet.ask(
                say(
                    "Nhịp “{period}”: lấy kỳ đầu tiên từ ngày văn bản {since}. Có đúng không?",
                    period=period,
                    since=date_vi(since),
                )
            )
        if deadline and "window_words" not in sheet.fields and not sheet.asks_about(deadline):
            sheet.ask(say("Hạn “{deadline}” là ngày nào của mỗi kỳ?", deadline=deadline))

    def _targets(self, sheet: _Sheet, found: Mapping[str, Any]) -> None:
        rows = [
            {"name": one["text"][:300], "direction": one["direction"], "value": one["value"], "unit": one["unit"]}
            for one in found["targets"]
        ]  # fmt: skip
        sheet.fields |= rows_as_fields(TARGETS, rows)
