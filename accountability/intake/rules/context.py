"""What headings and earlier sentences lend to a sentence without a subject of its own. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from accountability.intake.rules.body import BodyList
from accountability.intake.rules.candidates import Candidate, Named
from accountability.intake.rules.clause import Clause
from accountability.intake.rules.expressly import Verdict
from accountability.intake.rules.sentences import Stretch
from accountability.intake.rules.tokens import Tokens, phrase_set, words_of

# Sections whose sentences tell and do not assign.
_TELLING = phrase_set(
    [
        "kết quả", "kết quả đạt được", "tình hình", "thực trạng", "tồn tại", "hạn chế", "ưu điểm", "nguyên nhân", "khó khăn", "đánh giá chung", "đánh giá", "mục đích", "căn cứ pháp lý", "căn cứ", "phạm vi", "đối tượng", "quan điểm", "sự cần thiết", "bối cảnh", "những kết quả",
        "về kết quả", "về tình hình", "nhận định", "thành phần", "kiến nghị", "đề xuất, kiến nghị", "bài học kinh nghiệm", "mục tiêu chung", "mục đích, yêu cầu", "yêu cầu", "nguyên tắc", "mục tiêu",
    ]
)  # fmt: skip
_OPENING = words_of("của với giao cho : nhiệm")
_REPORTING = words_of("yêu báo gửi trình kết hoàn thời thực")


def heading_of(clause: Clause) -> BodyList | None:
    """The bodies that a heading gives its section to: "1. Sở Y tế", "Nhiệm vụ của Sở Y tế", "Đối với UBND các huyện:"."""
    if (
        not clause.lists
        or clause.marks
        and clause.marks[0].lo < clause.lists[-1].lo
        and len(clause.marks) > 1
    ):
        return None
    last = clause.lists[-1]
    rest = clause.tokens.keys[last.hi : clause.hi]
    if any(key not in (":", ".", ";", "-") for key in rest):
        return None
    before = clause.tokens.keys[clause.lo : last.lo]
    if not before:
        return last
    short = len(before) <= 6 and before[-1] in _OPENING | {"về"}
    return last if short and (before[0] in ("đối", "nhiệm", "trách", "giao", "phân", "của", "về")) else None


@dataclass
class _Open:
    """A heading or a line that opens a list: its level, whom it gives the section to."""

    level: int
    leads: tuple[Named, ...]
    paragraph: int


@dataclass
class Context:
    """The headings above, and the leads of the sentences before."""

    telling: bool = False
    telling_level: int = 0
    headings: list[_Open] = field(default_factory=list)
    paragraph: int = -1
    of_paragraph: list[tuple[Named, ...]] = field(default_factory=list)
    of_paragraph_before: list[tuple[Named, ...]] = field(default_factory=list)
    last_was_task: bool | None = None

    def close(self) -> None:
        """Furniture ends everything."""
        self.headings.clear()
        self.of_paragraph, self.of_paragraph_before = [], []
        self.telling, self.last_was_task = False, None

    def open_heading(self, stretch: Stretch, leads: tuple[Named, ...], tokens: Tokens) -> None:
        """A heading closes those of its level and below."""
        level = stretch.level or 1
        self.headings = [opened for opened in self.headings if opened.level < level]
        self.headings.append(_Open(level, leads, stretch.paragraph))
        self.of_paragraph, self.of_paragraph_before = [], []
        self.last_was_task = None
        telling = _TELLING.after(tokens.keys, stretch.lo, stretch.hi) > stretch.lo
        if telling or level <= self.telling_level or not self.telling:
            self.telling, self.telling_level = telling, level

    def open_list(self, stretch: Stretch, leads: tuple[Named, ...]) -> None:
        """A line that ends with ":" gives what follows to its lead."""
        if leads:
            self.headings = [opened for opened in self.headings if opened.level < (stretch.level or 1)]
            self.headings.append(_Open(stretch.level or 1, leads, stretch.paragraph))

    def enter(self, stretch: Stretch) -> None:
        """A numbered sentence closes headings of its level or below; a new paragraph turns the page."""
        if stretch.level:
            self.headings = [opened for opened in self.headings if opened.level < stretch.level]
        if stretch.paragraph != self.paragraph:
            self.paragraph = stretch.paragraph
            if self.of_paragraph:
                self.of_paragraph_before = self.of_paragraph
            self.of_paragraph = []

    def settle(self, verdict: Verdict, stretch: Stretch) -> bool:
        """The verdict, or for a sentence that only continues another, that other's."""
        if not verdict.depends:
            return verdict.is_task
        if self.telling:
            return False
        if verdict.is_task:
            return True
        return bool(self.last_was_task) and not stretch.first

    def lead_for(self, stretch: Stretch) -> tuple[Named, ...]:
        """Whom a sentence without a subject means: its paragraph, its heading, the paragraph before."""
        if self.of_paragraph:
            return self.of_paragraph[-1]
        for opened in reversed(self.headings):
            if opened.leads:
                return opened.leads
        if stretch.label:
            return ()
        return self.of_paragraph_before[0] if self.of_paragraph_before else ()

    def has_heading(self) -> bool:
        """Whether a heading gives its section to somebody."""
        return any(opened.leads for opened in self.headings)

    def introduce(self, leads: tuple[Named, ...]) -> None:
        """A sentence that only says what somebody is lends him to the next."""
        self.of_paragraph.append(leads)
        self.last_was_task = None

    def leave(self, last: Candidate, *, explicit: bool) -> None:
        """Remember what the sentence lends to the next."""
        self.last_was_task = last.is_task
        if last.is_task and explicit and last.leads:
            self.of_paragraph.append(last.leads)
