"""Who leads and who coordinates in a row: the words of its cells, the answers of a person, and what is still asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from accountability.core.text import fold
from accountability.intake.rules.keys import tidy
from accountability.intake.rules.lists import Named, read_list
from accountability.intake.rules.matching import Match
from accountability.intake.rules.verdicts import (
    ABOVE,
    CHOICE,
    EACH,
    EXPAND,
    NOTE,
    OUTSIDE,
    Corrections,
    Ground,
)

# A cell with thirty agencies has some eight hundred letters. All different cells together: a sheet of ten thousand rows
# names the same few hundred agencies again and again; what goes beyond is no annex, and would cost minutes.
LONGEST_CELL = 1_500
MOST_LETTERS = 800_000
_TOO_LONG = Named("unread", f"Ô dài quá {LONGEST_CELL} ký tự; vui lòng ghi ngắn lại.")
_TOO_MANY = Named(
    "unread",
    "Bảng có quá nhiều cách ghi cơ quan khác nhau nên ô này chưa được đọc; vui lòng tách thành nhiều tệp.",
)


@dataclass
class Lead:
    """What the words of a lead come to; `others` then coordinate."""

    codes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    problem: str = ""
    remarks: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()


@dataclass
class Parts:
    """Who coordinates: codes, the printed words of each item, what is asked, whether a group stands unexpanded.

    `outside` are the bodies that the dictionary does not have, answered or not.
    """

    codes: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    may_expand: bool = False


class Parties:
    """Reads the agencies of cells; equal cells are read once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._lists: dict[str, list[Named]] = {}
        self._letters = MOST_LETTERS

    def lead(self, text: str, corrections: Corrections, *, above: str) -> Lead:
        """Who leads; `above` is the lead of the row above, which an empty cell may mean."""
        if not text.strip():
            options = ((ABOVE, f"Như dòng trên: {tidy(above)}"),) if above else ()
            return Lead(problem="Thiếu cơ quan chủ trì.", options=options)
        items = self._items(text)
        agencies = [one for one in items if one.kind == "agency"]
        groups = [one for one in items if one.kind == "group"]
        for one in items:
            beside = one.kind == "related" and bool(agencies or groups)
            if not beside and (wrong := self._unknown(one)):
                return Lead(problem=wrong)
        remarks = tuple(_remark(one) for one in agencies if one.match and one.match.how == "spelling")
        if groups:
            return self._group(groups, agencies, corrections, remarks)
        codes = tuple(one.match.code for one in agencies if one.match)
        if not codes:
            return Lead(problem=f"“{tidy(text)}” không phải một cơ quan. Xin hỏi: cơ quan nào chủ trì?")
        return self._chosen(codes, corrections.get(CHOICE, ""), remarks)

    def _chosen(self, codes: tuple[str, ...], choice: str, remarks: tuple[str, ...]) -> Lead:
        labels = self.ground.labels
        options: tuple[tuple[str, str], ...] = ()
        others: tuple[str, ...] = ()
        if len(codes) > 1:
            options = (
                *((code, f"{labels[code]} chủ trì, còn lại phối hợp") for code in codes),
                (EACH, f"Giao riêng {len(codes)} cơ quan, mỗi cơ quan một nhiệm vụ"),
            )
            if choice in codes:
                codes, others = (choice,), tuple(code for code in codes if code != choice)
            elif choice != EACH:
                told = "; ".join(labels[code] for code in codes)
                return Lead(
                    problem=f"Ô có {len(codes)} cơ quan: {told}. Xin hỏi: cơ quan nào chủ trì?",
                    options=options,
                    remarks=remarks,
                )
        for code in codes:
            if code not in self.ground.may_lead:
                return Lead(
                    problem=f"{labels[code]} không thuộc quyền giao việc của UBND tỉnh, chỉ có thể phối hợp.",
                    options=options, remarks=remarks,
                )  # fmt: skip
        return Lead(codes, others, remarks=remarks, options=options)

    def _group(
        self,
        groups: Sequence[Named],
        agencies: Sequence[Named],
        corrections: Corrections,
        remarks: tuple[str, ...],
    ) -> Lead:
        codes = [one.match.code for one in agencies if one.match]
        for one in groups:
            codes += [code for code in self.ground.groups.get(one.group, ()) if code not in codes]
        told = "; ".join(one.text for one in groups)
        options = ((EACH, f"Giao cả nhóm: {len(codes)} cơ quan, mỗi cơ quan một nhiệm vụ"),)
        if not codes:
            return Lead(problem=f"Ngày {self.ground.day} không có cơ quan nào thuộc nhóm “{told}”.")
        if corrections.get(CHOICE) != EACH:
            return Lead(
                problem=f"“{told}” là một nhóm, gồm {len(codes)} cơ quan. Xin hỏi: giao mỗi cơ quan một nhiệm vụ?",
                options=options, remarks=remarks,
            )  # fmt: skip
        return self._chosen(tuple(codes), EACH, remarks)

    def _unknown(self, one: Named) -> str:
        """Why the item is no agency; empty when it is one, or a group."""
        if one.kind == "unread":
            return one.text
        if one.kind == "unknown":
            return f"Không có cơ quan “{one.text}” trong danh mục ngày {self.ground.day}."
        if one.kind == "related":
            return f"“{one.text}” không phải một cơ quan cụ thể. Xin hỏi: cơ quan nào chủ trì?"
        if one.match is not None and one.match.how == "several":
            return f"“{one.text}” có thể là: {'; '.join(one.match.candidates)}. Xin hỏi: cơ quan nào?"
        return ""

    def parts(self, text: str, lead: Lead, corrections: Corrections) -> Parts:
        """Who coordinates beside that lead."""
        found = Parts()
        for one in self._items(text):
            if one.kind != "unread":
                found.printed.append(tidy(one.text))
            self._add(found, one, corrections)
        codes = [*found.codes, *lead.others]
        found.codes = [code for code in dict.fromkeys(codes) if code not in lead.codes]
        whole_group = corrections.get(EXPAND) or corrections.get(CHOICE) == EACH
        if len(found.codes) < len(set(codes)) and not whole_group:
            found.remarks.append("cơ quan chủ trì không ghi thêm là phối hợp")
        return found

    def _add(self, found: Parts, one: Named, corrections: Corrections) -> None:
        expand = bool(corrections.get(EXPAND))
        if one.kind == "group" and expand:
            found.codes += self.ground.groups.get(one.group, ())
        elif one.kind == "group":
            found.may_expand = True
            found.remarks.append(f"“{one.text}” là một nhóm, chưa ghi thành cơ quan phối hợp")
        elif one.kind == "related":
            found.remarks.append(f"“{one.text}”: ghi nhớ, không phải một cơ quan")
        elif one.match is not None and one.match.code:
            found.codes.append(one.match.code)
            found.remarks += [_remark(one)] if one.match.how == "spelling" else []
        elif one.kind in ("agency", "unread") or _looks_provincial(one.text):
            found.problems.append(self._unknown(one))
        else:
            self._outside(found, tidy(one.text), corrections)

    def _outside(self, found: Parts, text: str, corrections: Corrections) -> None:
        """A body that the dictionary does not have: what a person said of it, or the question."""
        if text in found.outside:
            return
        found.outside.append(text)
        answer = corrections.get(OUTSIDE + text, "")
        match = self.ground.names.find(answer) if answer not in ("", NOTE) else Match(text)
        if answer == NOTE:
            found.remarks.append(f"“{text}” ngoài danh mục, giữ làm ghi chú")
        elif match.code:
            found.codes.append(match.code)
            found.remarks.append(f"“{text}” ghi là {match.label}")
        elif answer:
            found.problems.append(
                f"“{text}”: không có cơ quan “{answer}” trong danh mục ngày {self.ground.day}."
            )
        else:
            found.problems.append(
                f"“{text}” không có trong danh mục. Xin hỏi: cơ quan nào phối hợp, hay giữ làm ghi chú?"
            )

    def _items(self, text: str) -> list[Named]:
        if text not in self._lists:
            if len(text) > LONGEST_CELL:
                return [_TOO_LONG]
            if len(text) > self._letters:
                return [_TOO_MANY]
            self._letters -= len(text)
            self._lists[text] = read_list(text, self.ground.names)
        return self._lists[text]


def _remark(one: Named) -> str:
    match = one.match or Match(one.text)
    return f"“{tidy(one.text)}” đọc là {match.label} (khác {match.distance} ký tự)"


def _looks_provincial(text: str) -> bool:
    """Whether a body outside the dictionary is written like one of the province: then the dictionary lacks it, or it is wrong."""
    return bool(re.match(r"(?:so|ubnd|uy ban nhan dan|cong an|van phong ubnd|thanh tra tinh)\b", fold(text)))
