"""Rows as the database keeps them, and back: what the sheet said, and what it comes to. No rule is here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from accountability.intake.models import AnnexRow
from accountability.intake.rules.columns import Meaning
from accountability.intake.rules.grid import letters
from accountability.intake.rules.headers import Layout
from accountability.intake.rules.markers import Mark
from accountability.intake.rules.rows import Kind, SourceRow
from accountability.intake.rules.verdicts import Judged


def packed_layout(layout: Layout, *, sheet: int) -> dict[str, Any]:
    """The layout of sheet number `sheet`, as JSON."""
    return {
        "sheet": sheet, "first": layout.first, "last": layout.last, "is_sure": layout.is_sure,
        "columns": {str(column): meaning.value for column, meaning in layout.columns.items()},
        "titles": {str(column): title for column, title in layout.titles.items()},
    }  # fmt: skip


def unpacked_layout(data: Mapping[str, Any]) -> Layout:
    """What `packed_layout` made."""
    return Layout(
        data["first"], data["last"],
        {int(column): Meaning(meaning) for column, meaning in data["columns"].items()},
        {int(column): title for column, title in data["titles"].items()},
        data["is_sure"],
    )  # fmt: skip


def packed_source(row: SourceRow) -> dict[str, Any]:
    """What the sheet says in that row; the addresses of its cells follow from the layout."""
    found: dict[str, Any] = {"texts": {meaning.value: text for meaning, text in row.texts.items()}}
    if row.mark:
        found["mark"] = list(row.mark)
    if row.unknown:
        found["unknown"] = sorted(row.unknown)
    if row.passed:
        found["passed"] = sorted(row.passed)
    return found


def unpacked_source(row: AnnexRow, places: Mapping[Meaning, str]) -> SourceRow:
    """The row as it was read; `places`: the letters of the column of each meaning."""
    data = row.source
    return SourceRow(
        row.number - 1, Kind(row.kind),
        {_MEANINGS[name]: text for name, text in data["texts"].items()},
        {meaning: f"{column}{row.number}" for meaning, column in places.items()},
        Mark(*data["mark"]) if "mark" in data else None,
        frozenset(Meaning(name) for name in data.get("unknown", ())),
        frozenset(Meaning(name) for name in data.get("passed", ())),
    )  # fmt: skip


_MEANINGS = {meaning.value: meaning for meaning in Meaning}


def places_of(layout: Layout) -> dict[Meaning, str]:
    """The letters of the column in which each meaning stands."""
    return {meaning: letters(column) for column, meaning in layout.columns.items()}


def packed_found(one: Judged) -> dict[str, Any]:
    """What the row comes to, for the page; empty for headings and rows that are left out."""
    if not one.fingerprint:
        return {}
    deadline = one.deadline
    found = {
        "path": list(one.path), "content": one.content, "product": one.product, "lead": one.printed_lead,
        "leads": list(one.leads), "printed_parts": list(one.printed_parts), "parts": list(one.parts),
        "deadline": deadline.words, "due_on": deadline.due_on.isoformat() if deadline.due_on else None,
        "duration": deadline.duration.value, "days": deadline.days, "review_days": deadline.review_days,
        "period": deadline.period, "rhythm": deadline.rhythm,
        "since": deadline.since.isoformat() if deadline.since else None,
        "until": deadline.until.isoformat() if deadline.until else None,
        "problems": [list(problem) for problem in one.problems], "remarks": list(one.remarks),
        "options": [list(option) for option in one.options], "may_expand": one.may_expand,
        "outside": list(one.outside),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, [], "", False)}


def seen_as(row: AnnexRow) -> str:
    """What tells whether somebody else changed the row since a page showed it."""
    text = json.dumps(row.corrections, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
