"""The form of a duty as plain values: field → text or texts, as a browser sends it. What a proposal keeps. Pure.

Proposals keep what the form of a duty would hold, so that what was typed, complete or not, comes back as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accountability.core.saying import say

Fields = dict[str, Any]

PARTS, TARGETS = "phoi_hop", "chi_tieu"
LISTS = ("leads", "lead_groups", "communes_of")
_LEAD = ("lead", "lead_position", "own_table", *LISTS)
# All that says when; a field of the form that is added there belongs here.
DEADLINE = (
    "deadline_words",
    "duration",
    "due_on",
    "due_time",
    "days",
    "review_days",
    "rhythm",
    "series_from",
    "series_to",
    "window_words",
    "closing",
    "title_pattern",
)
_OF_ROWS = {PARTS: ("agency", "duty", "due_on"), TARGETS: ("name", "direction", "value", "unit")}
MOST_TITLE = 500

OTHER_LEADS = say("Các câu được gộp nêu cơ quan chủ trì khác nhau; vui lòng chọn.")
OTHER_DEADLINES = say("Các câu được gộp nêu thời hạn khác nhau; vui lòng chọn.")
TITLE_TOO_LONG = say("Nội dung dài quá {MOST_TITLE} ký tự; vui lòng rút gọn.", MOST_TITLE=MOST_TITLE)


def rows_of(fields: Mapping[str, Any], prefix: str) -> list[dict[str, str]]:
    """The rows of coordinating agencies or targets that say something."""
    found = []
    for number in range(_count(fields, prefix)):
        row = {name: str(fields.get(f"{prefix}-{number}-{name}", "")) for name in _OF_ROWS[prefix]}
        if row[_OF_ROWS[prefix][0]]:
            found.append(row)
    return found


def _count(fields: Mapping[str, Any], prefix: str) -> int:
    text = str(fields.get(f"{prefix}-TOTAL_FORMS", "0"))
    return min(int(text), 80) if text.isascii() and text.isdecimal() else 0


def rows_as_fields(prefix: str, rows: Sequence[Mapping[str, str]], *, empty: int = 1) -> Fields:
    """The rows as the browser sends them, with some empty ones for more."""
    found: Fields = {f"{prefix}-TOTAL_FORMS": str(len(rows) + empty), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        found |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return found


def title_of(sentences: Iterable[str]) -> tuple[str, list[str]]:
    """The content of a duty from its sentences, and the question when it does not fit."""
    title = "; ".join(one.strip(" \t\n;,.") for one in sentences if one.strip(" \t\n;,."))
    return title, [TITLE_TOO_LONG] if len(title) > MOST_TITLE else []


def _figures(fields: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: fields[name] for name in names if fields.get(name)}


def merged_fields(forms: Sequence[Mapping[str, Any]]) -> tuple[Fields, list[str]]:
    """One form of several: contents one after the other, all agencies and figures; what contradicts is asked.

    Lead and deadline are those of the first that names one.
    """
    titles = [str(one.get("title", "")) for one in forms]
    title, questions = title_of(titles)
    made: Fields = dict(forms[0]) | {"title": title}
    for names, question in ((_LEAD, OTHER_LEADS), (DEADLINE, OTHER_DEADLINES)):
        named = [figures for one in forms if _says((figures := _figures(one, names)), names)]
        if named:
            made = {name: value for name, value in made.items() if name not in names} | named[0]
        if any(one != named[0] for one in named):
            questions.append(question)
    lead = made.get("lead")
    parts = {row["agency"]: row for one in reversed(forms) for row in rows_of(one, PARTS)}
    kept = [row for key, row in sorted(parts.items(), key=lambda item: _place(forms, item[0])) if key != lead]
    targets = [row for one in forms for row in rows_of(one, TARGETS)]
    for prefix in (PARTS, TARGETS):
        made = {name: value for name, value in made.items() if not name.startswith(prefix + "-")}
    return made | rows_as_fields(PARTS, kept) | rows_as_fields(TARGETS, targets), questions


def _says(figures: Mapping[str, Any], names: Iterable[str]) -> bool:
    """Whether something is named: no deadline ("none") is nothing, of which a deadline makes something."""
    return bool(figures) and figures != {"duration": "none"}


def _place(forms: Sequence[Mapping[str, Any]], agency: str) -> int:
    order = [row["agency"] for one in forms for row in rows_of(one, PARTS)]
    return order.index(agency)
