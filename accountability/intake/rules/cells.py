"""What a cell of deadlines says: a date, a number of days, a rhythm, or a question. Pure.

Printed words are read by `calendars.rules` as everywhere else; here stand what only tables know: dates and serial numbers
of spreadsheets, ranges ("Quý III - IV/2022"), "Thường xuyên", "Hằng tháng".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from accountability.assignments.rules import Duration
from accountability.calendars.rules import Calendar, Convention, Term, due_on, read_term
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi, fold, one_line

# Excel counts days from here (its 29/02/1900 never was); what lies outside is no date of an office: 1954 to 2119.
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_001)
_YEARS = range(2000, 2101)
LONGEST = 200

# Rhythms with the days between two reviews of an ongoing duty, and the rhythm of a series (`Series.Rhythm`) where there is
# one: nothing recurs by the week. "3 tháng" alone is a term, no rhythm.
_ONCE = r"(?: ?/ ?(?:1|01|mot)? ?lan| (?:1|01|mot) lan)"
_RHYTHMS: tuple[tuple[re.Pattern[str], int, str], ...] = tuple(
    (re.compile(rf"(?:dinh ky )?(?:{pattern})" + (rf"|dinh ky {bare}" if bare else "")), days, rhythm)
    for pattern, bare, days, rhythm in (
        (rf"(?:hang|moi) tuan|(?:1|01|mot) tuan{_ONCE}", "tuan", 7, ""),
        (rf"(?:moi )?15 ngay{_ONCE}", "15 ngay", 15, "every_15_days"),
        (rf"(?:hang|moi) thang|(?:1|01|mot) thang{_ONCE}", "(?:(?:1|01|mot) )?thang", 30, "month"),
        (rf"(?:hang|moi) quy|(?:3|03|ba) thang{_ONCE}", "(?:quy|(?:3|03|ba) thang)", 91, "quarter"),
        (
            rf"(?:hang|moi) (?:6|06|sau) thang|(?:6|06|sau) thang{_ONCE}",
            "(?:6|06|sau) thang",
            182,
            "half_year",
        ),
        (rf"(?:hang|moi) nam|(?:1|01|mot) nam{_ONCE}", "(?:(?:1|01|mot) )?nam", 365, "year"),
        (r"(?:cong viec |nhiem vu |viec )?thuong xuyen(?:,? lien tuc| hang nam)?|lien tuc", "", 30, ""),
    )
)
_RHYTHM_WORDS = re.compile(
    r"\b(?:thuong xuyen|hang (?:tuan|thang|quy|nam)|dinh ky|moi (?:tuan|thang|quy|nam)|/ ?lan)\b"
)
_SPAN = re.compile(r"^(?:tu )?(?P<from>.+?)\s*(?:-|\bden\b|→)\s*(?:het )?(?P<to>.+)$")
_QUARTERS = re.compile(
    r"quy (?P<first>i{1,3}|iv|[1-4])\s*(?:-|,|va|den)\s*(?:quy )?(?P<last>i{1,3}|iv|[1-4])(?P<year>.*)"
)
_FROM_THE_DOCUMENT = re.compile(r"\btu ngay (?:ky|ban hanh|van ban)\b")
_SEVERAL = re.compile(r"[;\n]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


@dataclass(frozen=True)
class Deadline:
    """What the words come to. `question` is what must be answered first, in Vietnamese; everything else is empty then.

    `period` is the printed rhythm; with a `rhythm` (`Series.Rhythm`) the duty recurs, each period from that in which `since`
    lies up to that in which `until` does, without end where there is none; without one it is an ongoing duty. `note` says how somebody counted; `remark` what a reader should know of the reading.
    """

    words: str = ""
    duration: Duration = Duration.NONE
    due_on: date | None = None
    due_time: time | None = None
    days: int | None = None
    review_days: int | None = None
    period: str = ""
    note: str = ""
    remark: str = ""
    question: str = ""
    rhythm: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class DeadlineReader:
    """Reads deadlines for one document: its day gives missing years, and its calendar counts months."""

    issued_on: date
    calendar: Calendar
    before_is_inclusive: bool = True

    def read(self, text: str) -> Deadline:
        """The deadline of a cell; an empty one has none."""
        words = one_line(text)
        if not words or words in {"-", "–", "x"}:
            return Deadline()
        if len(words) > LONGEST:
            return Deadline(
                question=say("Thời hạn dài quá {LONGEST} ký tự; vui lòng ghi ngắn lại.", LONGEST=LONGEST)
            )
        try:
            found = self._stored(words) or self._rhythm(words) or self._words(text, words)
        except ValueError as error:
            return Deadline(words, question=as_said(error))
        if found.due_on is not None and found.due_on < self.issued_on:
            return Deadline(
                words,
                question=say(
                    "Thời hạn {due_on} trước ngày văn bản ({issued_on}). Xin hỏi: hạn nào?",
                    due_on=date_vi(found.due_on),
                    issued_on=date_vi(self.issued_on),
                ),
            )
        return found

    def _stored(self, words: str) -> Deadline | None:
        """A serial number of a spreadsheet, or a year."""
        if not re.fullmatch(r"\d{4,6}(?:\.\d+)?", words):
            return None
        number = int(float(words))
        if number in _YEARS:
            return Deadline(words, Duration.FIXED, date(number, 12, 31))
        if number in _SERIALS:
            on = _EXCEL_ZERO + timedelta(days=number)
            return Deadline(
                date_vi(on),
                Duration.FIXED,
                on,
                remark=say("số {number} của bảng tính là ngày {on}", number=number, on=date_vi(on)),
            )
        raise ValueError(
            say("Không hiểu thời hạn “{words}”. Viết như 15/12/2022 hoặc Quý IV/2022.", words=words)
        )

    def _rhythm(self, words: str) -> Deadline | None:
        plain = fold(words.translate(_DASHES)).strip(" .;")
        for pattern, days, rhythm in _RHYTHMS:
            if pattern.fullmatch(plain):
                return Deadline(
                    words, Duration.ONGOING, review_days=days, period=words, rhythm=rhythm,
                    since=self.issued_on if rhythm else None,
                )  # fmt: skip
        if _RHYTHM_WORDS.search(plain):
            raise ValueError(
                say(
                    "“{words}” có cả nhịp định kỳ và nội dung khác. Xin hỏi: ghi nhịp (Hằng tháng) hay một thời "
                    "hạn?",
                    words=words,
                )
            )
        return None

    def _words(self, text: str, words: str) -> Deadline:
        parts = [part for part in _SEVERAL.split(text) if part.strip()]
        if len(parts) > 1 and self._reads_each(parts):
            raise ValueError(say("Ô có {n} thời hạn. Xin hỏi: hạn cuối là hạn nào?", n=len(parts)))
        span = self._span(words)
        if span is not None:
            return self._of_term(span, words)
        return self._of_term(self._term(words), words)

    def _reads_each(self, parts: list[str]) -> bool:
        try:
            return all(self._term(one_line(part)) for part in parts)
        except ValueError:
            return False

    def _span(self, words: str) -> Term | None:
        """The end of "từ … đến …", "Quý III - IV/2022", "2022 - 2025", "01/11 - 15/12/2022"; None for no range."""
        plain = fold(words.translate(_DASHES)).strip(" .;")
        if match := _QUARTERS.fullmatch(plain):
            return self._term(f"quý {match['last']}{match['year']}")
        match = _SPAN.match(plain)
        if match is None or not self._is_start(match["from"], match["to"]):
            return None
        end = match["to"]
        if re.fullmatch(r"\d{4}", end):
            end = f"nam {end}"
        elif re.fullmatch(r"thang \d{1,2}|\d{1,2}|\d{1,2}/\d{4}", end) and match["from"].startswith("thang"):
            end = end if end.startswith("thang") else f"thang {end}"
        return self._term(end)

    def _is_start(self, start: str, end: str) -> bool:
        """Whether the words before the dash are a day, month, quarter or year of their own: "15-12-2022" is one date."""
        if re.fullmatch(r"(?:nam )?\d{4}|(?:thang )\d{1,2}(?:[/.]\d{4})?|quy \w{1,3}(?:[/.]\d{4})?", start):
            return True
        return bool(re.fullmatch(r"(?:ngay )?\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?", start)) and "/" in end + start

    def _term(self, words: str) -> Term:
        return read_term(words, self.issued_on, before_is_inclusive=self.before_is_inclusive)

    def _of_term(self, term: Term, words: str) -> Deadline:
        if term.convention == Convention.PRINTED:
            return Deadline(words, Duration.FIXED, term.on, term.hour)
        by_document = bool(_FROM_THE_DOCUMENT.search(fold(words)))
        if not by_document and not term.in_months:
            kind = (
                Duration.WORKING_DAYS
                if term.convention == Convention.WORKING_DAYS
                else Duration.CALENDAR_DAYS
            )
            return Deadline(words, kind, days=term.count)
        on = due_on(term, self.issued_on, self.calendar)
        unit = (
            say("tháng")
            if term.in_months
            else say("ngày làm việc")
            if term.convention == Convention.WORKING_DAYS
            else say("ngày")
        )
        note = say(
            "{term_count} {unit} kể từ ngày văn bản ({issued_on})",
            term_count=term.count,
            unit=unit,
            issued_on=date_vi(self.issued_on),
        )
        return Deadline(words, Duration.FIXED, on, note=note)
