"""What a proposal keeps of a form, and how several forms become one."""

from __future__ import annotations

from accountability.intake.fields import (
    OTHER_DEADLINES,
    OTHER_LEADS,
    PARTS,
    TARGETS,
    TITLE_TOO_LONG,
    merged_fields,
    rows_as_fields,
    rows_of,
    title_of,
)


def form(title: str, *parts: str, **more: str) -> dict[str, object]:
    rows = [{"agency": key, "duty": "", "due_on": ""} for key in parts]
    return {"title": title, "duration": "none", **rows_as_fields(PARTS, rows), **more}


def test_rows_come_back_as_they_were_written_down() -> None:
    rows = [{"name": "Hồ sơ", "direction": "ge", "value": "50", "unit": "%"}]

    assert rows_of(rows_as_fields(TARGETS, rows, empty=3), TARGETS) == rows


def test_a_broken_count_of_rows_says_nothing() -> None:
    assert rows_of({"phoi_hop-TOTAL_FORMS": "x", "phoi_hop-0-agency": "1"}, PARTS) == []
    assert rows_of({"phoi_hop-TOTAL_FORMS": "9" * 30}, PARTS) == []


def test_contents_and_agencies_are_joined_in_their_order() -> None:
    made, questions = merged_fields([form("Rà soát", "2", "3", lead="1"), form("Báo cáo", "4", "2", "1")])

    assert made["title"] == "Rà soát; Báo cáo"
    assert [row["agency"] for row in rows_of(made, PARTS)] == ["2", "3", "4"]
    assert questions == []


def test_lead_and_deadline_are_those_of_the_sentence_that_names_them() -> None:
    dated = form("Báo cáo", lead="7", due_on="2022-12-15") | {"duration": "fixed"}
    made, questions = merged_fields([form("Rà soát"), dated])

    assert (made["lead"], made["duration"], made["due_on"]) == ("7", "fixed", "2022-12-15")
    assert questions == []


def test_what_contradicts_is_asked() -> None:
    one = form("Rà soát", lead="1", due_on="2022-12-15") | {"duration": "fixed"}
    other = form("Báo cáo", lead="2", due_on="2022-12-20") | {"duration": "fixed"}
    made, questions = merged_fields([one, other])

    assert (made["lead"], made["due_on"]) == ("1", "2022-12-15")
    assert questions == [OTHER_LEADS, OTHER_DEADLINES]


def test_a_content_longer_than_the_form_takes_is_asked_about_not_cut() -> None:
    title, questions = title_of(["a" * 300 + ".", "b" * 300 + ";"])

    assert (len(title), questions) == (602, [TITLE_TOO_LONG])
