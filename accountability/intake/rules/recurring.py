"""What a person answers about a recurring row: its rhythm, its first and last period, or that it is an ongoing duty. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from accountability.core.saying import as_said, say
from accountability.intake.rules.cells import Deadline
from accountability.intake.rules.verdicts import ONGOING, RHYTHM, SINCE, UNTIL

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_LONGEST_TITLE = 450  # Of a series: the name of the period comes behind it (`Series.title`).


def answered(deadline: Deadline, corrections: Mapping[str, str], issued_on: date) -> Deadline:
    """The deadline of a row with a rhythm as the answers make it: periods begin with the document's day unless told otherwise."""
    if not deadline.period:
        return deadline
    rhythm = corrections.get(RHYTHM) or deadline.rhythm
    if rhythm in ("", ONGOING):
        return replace(deadline, rhythm="", since=None, until=None)
    try:
        since = _day(corrections.get(SINCE, "")) or deadline.since or issued_on
        until = _day(corrections.get(UNTIL, ""))
    except ValueError as error:
        return replace(deadline, rhythm=rhythm, question=as_said(error))
    found = replace(deadline, rhythm=rhythm, since=since, until=until)
    if since < issued_on.replace(day=1):
        return replace(found, question="Kỳ đầu không được trước tháng ban hành văn bản.")
    if until is not None and until < since:
        return replace(found, question="Ngày kết thúc định kỳ không được trước ngày bắt đầu kỳ đầu.")
    return found


def too_long(deadline: Deadline, content: str) -> bool:
    """Whether the content leaves no room for the name of the period."""
    return bool(deadline.rhythm) and len(content) > _LONGEST_TITLE


def _day(text: str) -> date | None:
    words = text.strip()
    if not words:
        return None
    match = _DAY.fullmatch(words)
    try:
        if match is None:
            raise ValueError
        day, month, year, *iso = match.groups()
        return date(int(year), int(month), int(day)) if year else date(*(int(part) for part in iso))
    except ValueError:
        raise ValueError(
            say("“{words}” không phải một ngày; viết như 01/12/2022.", words=words[:40])
        ) from None
