"""The words of the six sections: what the system would say, and figures as named places that nobody types. Pure.

A text says "còn {quá hạn} nhiệm vụ quá hạn"; what stands for the place comes from the frozen figures, when it is shown and when
it is printed. So a figure in the words can never differ from the table beside it, in a correction neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accountability.core.saying import joined, say
from accountability.printing.rules import decimal_text, padded

from .changes import Changes
from .figures import ReportFigures

SECTIONS = {
    "I": say("Tình hình chung"),
    "II": say("Kết quả theo nhóm nhiệm vụ"),
    "III": say("Kết quả thực hiện chỉ tiêu"),
    "IV": say("Nhiệm vụ quá hạn"),
    "V": say("Khó khăn, vướng mắc; kiến nghị"),
    "VI": say("Nhiệm vụ trọng tâm kỳ tới"),
}
LONGEST = 6_000
_PLACE = re.compile(r"\{([^{}\n]*)\}")


class SectionError(ValueError):
    """The words cannot be printed; the message is for the screen."""


@dataclass(frozen=True)
class Places:
    """The named places of a report and what stands for them."""

    values: Mapping[str, str]

    def check(self, text: str) -> None:
        """Raise SectionError in Vietnamese for a place that is not known, or for a brace that names none."""
        unknown = [name for name in _PLACE.findall(text) if _name(name) not in self.values]
        if unknown:
            raise SectionError(
                say(
                    "Không có chỗ số liệu {names}; xem các chỗ số liệu bên cạnh.",
                    names=joined(", ", [f"{{{name}}}" for name in dict.fromkeys(unknown)]),
                )
            )
        if re.search(r"[{}]", _PLACE.sub("", text)):
            raise SectionError(
                say(
                    "Có dấu {left} hoặc {right} lẻ; chỗ số liệu viết như {example}.",
                    left="{",
                    right="}",
                    example="{tổng số}",
                )
            )

    def fill(self, text: str) -> str:
        """The text with its figures."""
        return _PLACE.sub(lambda match: self.values.get(_name(match[1]), match[0]), text)

    def paragraphs(self, text: str) -> tuple[str, ...]:
        """The filled text, a line a paragraph."""
        return tuple(line.strip() for line in self.fill(text).splitlines() if line.strip())


def _name(text: str) -> str:
    return " ".join(text.lower().split())


def places_of(figures: ReportFigures, changes: Changes | None) -> Places:
    """The places of these figures; what compares reads "–" in the first report of a kind."""
    counts, known = figures.counts, [row for row in figures.indicators if row.actual is not None]
    values = {
        "tổng số": padded(counts.total),
        "giao mới": padded(figures.assigned_in_period),
        "hoàn thành trong kỳ": padded(figures.done_in_period),
        "hoàn thành": padded(counts.done),
        "hoàn thành đúng hạn": padded(counts.done_on_time),
        "đang thực hiện": padded(counts.in_time + counts.due_soon),
        "sắp đến hạn": padded(counts.due_soon),
        "quá hạn": padded(counts.overdue),
        "quá hạn lâu nhất": padded(figures.longest_overdue),
        "tỷ lệ đúng hạn": "–" if counts.rate is None else f"{decimal_text(counts.rate)}%",
        "chỉ tiêu": padded(len(figures.indicators)),
        "chỉ tiêu đạt": padded(sum(row.verdict == "Đạt" for row in known)),
        "chỉ tiêu chưa đạt": padded(sum(row.verdict == "Chưa đạt" for row in known)),
        "vướng mắc": padded(len(figures.obstacles)),
        "đến hạn kỳ tới": padded(sum(len(line.pks) for line in figures.upcoming)),
        "mới quá hạn": padded(len(changes.newly_overdue)) if changes else "–",
        "đã giải quyết": padded(len(changes.settled)) if changes else "–",
        "quá hạn kỳ trước": padded(changes.overdue_before) if changes else "–",
    }
    return Places(values)


def suggested(figures: ReportFigures, changes: Changes | None) -> dict[str, str]:
    """What the system would say in each section beside its figures, with places; where there is nothing to say, nothing."""
    counts = figures.counts
    texts = dict.fromkeys(SECTIONS, "")
    if changes:
        texts["I"] = "So với kỳ trước, số nhiệm vụ quá hạn từ {quá hạn kỳ trước} thành {quá hạn}."
    if counts.total:
        texts["II"] = (
            "Đến nay hoàn thành {hoàn thành} trên {tổng số} nhiệm vụ, đang thực hiện trong hạn {đang thực hiện}."
        )
    if any(row.target is not None for row in figures.indicators):
        texts["III"] = (
            "Trong các chỉ tiêu có số liệu, {chỉ tiêu đạt} chỉ tiêu đạt, {chỉ tiêu chưa đạt} chỉ tiêu chưa đạt."
        )
    if counts.overdue:
        texts["IV"] = "Nhiệm vụ quá hạn lâu nhất {quá hạn lâu nhất} ngày."
    if changes and (changes.newly_overdue or changes.settled):
        texts["IV"] += (
            " Từ kỳ trước phát sinh {mới quá hạn}, giải quyết được {đã giải quyết} nhiệm vụ quá hạn."
        )
    texts["IV"] = texts["IV"].strip()
    if figures.obstacles:
        texts["V"] = (
            "Các cơ quan nêu {vướng mắc} khó khăn, vướng mắc; kính đề nghị Chủ tịch UBND tỉnh xem xét, chỉ đạo."
        )
    texts["VI"] = "Kỳ tới có {đến hạn kỳ tới} nhiệm vụ đến hạn."
    return texts
