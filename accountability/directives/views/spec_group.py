"""Who gets a duty that goes to many: the groups that may be chosen, and a table with what each has for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accountability.agencies.lists import lists_on, members_on
from accountability.agencies.models import Agency
from accountability.agencies.naming import NameBook
from accountability.assignments.actions.specs import Own
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi, slug
from accountability.intake.rules.recipients import Line, read_table

DROP, ANSWER = "bo", "hoi-"
# So many questions and problems are shown at once, so many names in one sentence.
_SHOWN, _NAMED = 30, 8


# Groups ---------------------------------------------------------------------------------------------------------------


class Groups:
    """The groups of one day: those of the map, and the lists that the Office keeps. Four queries."""

    def __init__(self, today: date, leads: Sequence[Agency], office: Agency) -> None:
        found = list(Agency.objects.on(today).filter(kind__in=[Agency.Kind.DISTRICT, Agency.Kind.COMMUNE]))
        self.communes = [row for row in found if row.kind == Agency.Kind.COMMUNE]
        self.districts = [row for row in found if row.kind == Agency.Kind.DISTRICT]
        departments = [row for row in leads if row.kind == Agency.Kind.DEPARTMENT and row != office]
        self.members: dict[str, list[Agency]] = {"local": self.districts or self.communes}
        self.labels = [
            ("local", say("{n} {local_word}", n=len(self.members["local"]), local_word=self._local_word))
        ]
        if self.districts and self.communes:
            self.members["communes"] = self.communes
            self.labels.append(("communes", say("{n} xã, phường, thị trấn", n=len(self.communes))))
        self.members["departments"] = departments
        self.labels.append(
            (
                "departments",
                say("Các sở, ban, ngành cấp tỉnh ({n} cơ quan, không gồm Văn phòng)", n=len(departments)),
            )
        )
        self._add_lists(today)

    @property
    def _local_word(self) -> str:
        return say("huyện, thành phố, thị xã") if self.districts else say("xã, phường")

    def _add_lists(self, today: date) -> None:
        lists = list(lists_on(today))
        inside = members_on(lists, today)
        for row in lists:
            members = [agency for agency in inside.get(row.pk, []) if agency.answers_to_province]
            if members:
                word = say("thí điểm") if row.kind == row.Kind.PILOT else say("danh sách")
                self.members[f"list-{row.pk}"] = members
                self.labels.append(
                    (
                        f"list-{row.pk}",
                        say("{row} ({n} cơ quan, {word})", row=row.title, n=len(members), word=word),
                    )
                )

    def of_district(self, district: Agency) -> list[Agency]:
        """The communes of a district."""
        return [row for row in self.communes if row.parent_id == district.pk]

    def chosen(self, names: Iterable[str], districts: Iterable[Agency]) -> set[int]:
        """The keys of all agencies in these groups."""
        found = {row.pk for name in names for row in self.members[name]}
        return found | {row.pk for district in districts for row in self.of_district(district)}


# The table ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """A row that is asked about, with the answers that are offered; `chosen` is the one that was sent."""

    number: int
    text: str
    asked: str
    name: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether one of the answers that are offered was sent."""
        return self.chosen in {value for value, _ in self.choices}


@dataclass
class Recipients:
    """The leads of a duty, and what each has for itself; whatever is not clear is in `questions` and `problems`."""

    leads: list[Agency]
    own: dict[int, Own] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def open_questions(self) -> int:
        """How many questions wait for an answer."""
        return sum(not one.is_answered for one in self.questions)

    @property
    def is_clear(self) -> bool:
        """Whether the duty can be written down."""
        return not self.open_questions and not self.problems

    @property
    def shown_questions(self) -> list[Question]:
        """The questions of the page; the others follow when these are answered."""
        return self.questions[:_SHOWN]

    @property
    def shown_problems(self) -> list[str]:
        """The problems of the page."""
        return self.problems[:_SHOWN]


class TableReader:
    """Reads the pasted table for a group (`leads`; without one the table itself is the group)."""

    def __init__(
        self, answers: Mapping[str, Any], *, leads: Sequence[Agency], givable: Sequence[Agency], figures: int, issued_on: date
    ) -> None:  # fmt: skip
        self.answers, self.figures, self.issued_on = answers, figures, issued_on
        self.group = {row.pk: row for row in leads}
        self.givable = {row.pk: row for row in givable}
        self.book = NameBook(givable)
        self.lines: dict[int, int] = {}
        self.found = Recipients(list(leads))

    def read(self, text: str) -> Recipients:
        """The recipients by the table; a text that is no table is a problem."""
        try:
            lines = read_table(text, figures=self.figures)
        except ValueError as error:
            self.found.problems.append(as_said(error))
            return self.found
        for line in lines:
            self._take(line)
        order = {pk: number for number, pk in enumerate(self.givable)}
        self.found.leads.sort(key=lambda row: order.get(row.pk, len(order)))
        return self.found

    def _take(self, line: Line) -> None:
        self.found.problems += [
            say(
                "Dòng {line_number} ({agency}): {one}",
                line_number=line.number,
                agency=line.agency or say("trống"),
                one=one,
            )
            for one in line.problems
        ]
        if line.problems:
            return
        agency = self._agency(line)
        if agency is None:
            return
        if agency.pk in self.lines:
            before = self.lines[agency.pk]
            self.found.problems.append(
                say(
                    "Dòng {line_number}: {short_name} đã có ở dòng {before}.",
                    line_number=line.number,
                    short_name=agency.short_name,
                    before=before,
                )
            )
            return
        if line.due_on and line.due_on < self.issued_on:
            day, issued = date_vi(line.due_on), date_vi(self.issued_on)
            self.found.problems.append(
                say(
                    "Dòng {line_number} ({short_name}): thời hạn {day} trước ngày văn bản ({issued}).",
                    line_number=line.number,
                    short_name=agency.short_name,
                    day=day,
                    issued=issued,
                )
            )
        self.lines[agency.pk] = line.number
        if agency.pk not in {row.pk for row in self.found.leads}:
            self.found.leads.append(agency)
        values = {number: value for number, value in enumerate(line.values) if value is not None}
        self.found.own[agency.pk] = Own(line.due_on, values)

    def _agency(self, line: Line) -> Agency | None:
        """The agency of the row; None when the row was dropped, or is asked about."""
        meant = self.book.find(line.agency)
        inside = [row for row in meant if row.pk in self.group]
        if len(inside) == 1:
            return inside[0]
        if len(meant) == 1 and not self.group:
            return meant[0]
        return self._asked(line, meant)

    def _asked(self, line: Line, meant: Sequence[Agency]) -> Agency | None:
        name = f"{ANSWER}{slug(line.agency)}"[:200]
        answer = str(self.answers.get(name, ""))
        # Looking for names that are alike takes time: only as long as the page has room.
        offered = meant or (
            self.book.near(line.agency) if len(self.found.questions) < _SHOWN or answer else []
        )
        by_value = {f"a{row.pk}": row for row in offered}
        if not meant:
            asked = say("Không có cơ quan này trong danh mục.")
        elif len(meant) > 1:
            asked = say("Có nhiều cơ quan cùng tên.")
        else:
            asked = say("Cơ quan này không thuộc nhóm đã chọn.")
        choices = [(value, self._label(row, bool(meant))) for value, row in by_value.items()]
        self.found.questions.append(
            Question(line.number, line.agency, asked, name, (*choices, (DROP, say("Bỏ dòng này"))), answer)
        )
        return by_value.get(answer)

    def _label(self, row: Agency, is_known: bool) -> str:
        if self.group and row.pk not in self.group:
            return say(
                "{say} {short_name} (ngoài nhóm đã chọn)",
                say=say("Giao thêm cho") if is_known else say("Là"),
                short_name=row.short_name,
            )
        return say("Là {short_name}", short_name=row.short_name)


def named(agencies: Sequence[Agency]) -> str:
    """A few names, and how many more: "Sở Y tế, Sở Tư pháp và 12 cơ quan khác"."""
    names = ", ".join(row.short_name for row in agencies[:_NAMED])
    more = len(agencies) - _NAMED
    return say("{names} và {more} cơ quan khác", names=names, more=more) if more > 0 else names


def missing(
    found: Recipients, *, due_on: date | None, needs_due: bool, targets: Sequence[tuple[str, bool]]
) -> list[str]:
    """Who has no deadline or no figure, neither of his own nor by the duty; `targets` are (name, has a common figure)."""
    wrong = []
    if needs_due and due_on is None:
        without = [row for row in found.leads if not found.own.get(row.pk, Own()).due_on]
        if without:
            wrong.append(
                say(
                    "Chưa có thời hạn: {named}. Ghi thời hạn chung, hoặc thêm vào bảng.", named=named(without)
                )
            )
    for number, (name, has_common) in enumerate(targets):
        without = [row for row in found.leads if number not in found.own.get(row.pk, Own()).values]
        if without and not has_common:
            wrong.append(
                say(
                    "Chưa có mức giao “{name}”: {named}. Ghi mức chung, hoặc thêm vào bảng.",
                    name=name,
                    named=named(without),
                )
            )
    return wrong
