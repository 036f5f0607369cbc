from __future__ import annotations

import copy
import json
import pickle
from datetime import date

import pytest

from accountability.core.saying import as_said, first_upper, joined, read_in, reader, say, speaking

BOOK = {
    "Đã nộp": "Filed",
    "Còn {n} ngày": "{n} {n:day|days} left",
    "{who} báo cáo ngày {on:%d/%m/%Y}": "On {on:%d/%m/%Y} {who} reported",
    "quá hạn": "overdue",
}


def test_a_sentence_is_a_plain_vietnamese_text() -> None:
    said = say("Còn {n} ngày", n=3)
    assert said == "Còn 3 ngày"
    assert f"{said}." == "Còn 3 ngày."
    assert hash(said) == hash("Còn 3 ngày")


def test_while_a_page_is_drawn_it_is_read_in_the_language_of_the_page() -> None:
    said = say("Đã nộp")
    with speaking(BOOK):
        assert str(said) == "Filed"
    assert str(said) == "Đã nộp"


def test_what_is_kept_of_it_is_vietnamese_also_while_a_page_is_drawn() -> None:
    said = say("Đã nộp")
    with speaking(BOOK):
        assert said == "Đã nộp"
        assert json.dumps(said, ensure_ascii=False) == '"Đã nộp"'
        assert say("Còn {n} ngày", n=3) == "Còn 3 ngày"
        assert say("Việc: {what}", what=said) == "Việc: Đã nộp"


def test_a_value_that_was_said_is_read_in_the_same_language() -> None:
    said = say("{who} báo cáo ngày {on:%d/%m/%Y}", who=say("Đã nộp"), on=date(2022, 11, 7))
    assert said == "Đã nộp báo cáo ngày 07/11/2022"
    with speaking(BOOK):
        assert str(said) == "On 07/11/2022 Filed reported"


@pytest.mark.parametrize(("n", "read"), [(1, "1 day left"), (2, "2 days left"), ("1", "1 day left")])
def test_one_has_another_word_than_more(n: object, read: str) -> None:
    with speaking(BOOK):
        assert str(say("Còn {n} ngày", n=n)) == read


def test_a_sentence_that_the_book_does_not_have_stays() -> None:
    with speaking(BOOK):
        assert str(say("Chưa dịch {n}", n=1)) == "Chưa dịch 1"


def test_parts_put_together_are_read_as_each_part_is() -> None:
    both = joined(" · ", [say("Đã nộp"), say("Còn {n} ngày", n=1)])
    more = say("Đã nộp") + ": " + say("quá hạn")
    before = "(" + say("quá hạn")
    assert (both, more, before) == ("Đã nộp · Còn 1 ngày", "Đã nộp: quá hạn", "(quá hạn")
    with speaking(BOOK):
        assert (str(both), str(more), str(before)) == ("Filed · 1 day left", "Filed: overdue", "(overdue")


def test_nothing_put_together_is_nothing() -> None:
    assert joined(", ", []) == ""


def test_what_is_done_to_it_is_done_in_either_language() -> None:
    said = first_upper(say("quá hạn"))
    short = say("Đã nộp").lower()[:3]
    assert (said, short) == ("Quá hạn", "đã ")
    with speaking(BOOK):
        assert (str(said), str(short)) == ("Overdue", "fil")


def test_places_left_open_are_filled_later() -> None:
    open_place = say("Còn {n} ngày")
    assert open_place.format(n=2) == "Còn 2 ngày"
    with speaking(BOOK):
        assert str(open_place.format(n=2)) == "2 days left"
    with pytest.raises(TypeError):
        open_place.format(2)


def test_a_refusal_tells_its_reason_as_it_was_said() -> None:
    told = as_said(ValueError(say("Đã nộp")))
    with speaking(BOOK):
        assert str(told) == "Filed"
    assert as_said(KeyError(7)) == "7"


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda said: pickle.loads(pickle.dumps(said))])
def test_a_copy_remembers_its_sentence(copied: object) -> None:
    said = copied(say("Còn {n} ngày", n=1))  # type: ignore[operator]
    with speaking(BOOK):
        assert str(said) == "1 day left"


def test_the_reader_is_vietnamese_unless_a_request_says_otherwise() -> None:
    assert reader() == "vi"
    with read_in("en"):
        assert reader() == "en"
    assert reader() == "vi"
