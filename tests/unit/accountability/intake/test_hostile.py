"""Hostile texts cost no more than their length: the lines of our code that run are counted, no clock is read."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.accountability.intake.as_read import read

UNITS = {
    "orders": "giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ ",
    "names within names": "Chi nhánh Ngân hàng Văn phòng Công an Thanh tra ",
    "titles": "Giám đốc Chủ tịch Phó Giám đốc ",
    "groups": "các sở, ban, ngành, UBND các huyện, thành phố, ",
    "ellipsis": "các Sở GTVT, Xây dựng, TNMT, ",
    "brackets": "(",
    "closing brackets": ")",
    "full stops": ".",
    "times within times": "ngày cuối ",
    "introductions": "trước ngày trước ngày đến hết ngày ",
    "dates": "trước ngày 15/12/2022, ",
    "thousands": "1.000.000.",
    "digits": "1",
    "one word": "a",
    "glued": "trướcngàygiaochochủtrì",
    "invisible": "\u200b",
    "tones": "e\u0301",
    "lines": "- a\n",
    "headings": "1. Sở Y tế\n",
    "details": "Đơn vị chủ trì: Sở Y tế. ",
    "continuations": "Báo cáo UBND tỉnh trước ngày 15/12. ",
    "rhythms": "hằng quý, 6 tháng, năm, ",
    "letters": "LĐ,TB&XH,",
}
SMALL, TIMES = 2_000, 3
WORDS = [
    *UNITS.values(),
    "trước ngày",
    "31/02/2023",
    "Giao",
    "Sở",
    "số 5/QĐ-",
    "\n",
    "\t",
    ";",
    "và",
    "Đ",
    "%",
    "Tết",
    "\x00",
]


def _work(text: str) -> int:
    """How many lines of the room's code run for the text."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        if "intake" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_the_work_grows_with_the_length_and_no_faster(unit: str) -> None:
    small = (unit * SMALL)[:SMALL]
    read(small)  # What is remembered between texts is remembered now.
    once, more = _work(small), _work((unit * SMALL)[: TIMES * SMALL])
    assert more <= 1.5 * TIMES * once + 2_000
    assert once <= 1_500 * SMALL


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=40).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_no_text_breaks_it_and_each_candidate_is_a_quote(text: str) -> None:
    last = 0
    for candidate in read(text):
        start, end = candidate.span
        assert last <= start < end
        assert text[start:end] == candidate.sentence
        last = end
        for span in (
            candidate.lead_span,
            candidate.deadline_span,
            *(named.span for named in candidate.coordinating),
        ):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
