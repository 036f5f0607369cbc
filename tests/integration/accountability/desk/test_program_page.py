"""The page of a program: who opens it, and that its figures are those of its assignments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.assignments.reading import bucket_counts
from accountability.assignments.rules import State
from accountability.directives.models import Program
from accountability.printing.pdf import print_html
from accountability.reports.history import facts_of
from accountability.reports.rules import points
from tests.cast import actor
from tests.given import GoTo, SignIn, on
from workflows import aside

PAGE = "/chuong-trinh/DA06/"
TODAY = date(2022, 12, 7)


@pytest.fixture
def late(assignments: list[Assignment], go_to: GoTo) -> list[Assignment]:
    """Of four, one done in time, one done late, two late."""
    Assignment.objects.filter(pk=assignments[0].pk).update(state=State.DONE, done_on=date(2022, 11, 14))
    Assignment.objects.filter(pk=assignments[1].pk).update(state=State.DONE, done_on=date(2022, 11, 20))
    go_to("2022-12-07")
    return assignments


def test_its_figures_are_those_of_its_assignments(late: list[Assignment], sign_in: SignIn) -> None:
    page = sign_in("standing_head").get(PAGE).context["page"]
    counts = bucket_counts(Assignment.objects.all(), on("2022-12-07"))

    assert sum(figure["count"] for figure in page.figures) == sum(counts.values()) == 4
    assert page.sums.trend[-1].rate == 25
    today = next(point for point in page.sums.burn_down if point.on == TODAY)
    assert (today.remaining, today.planned) == (2, 0)


def test_earlier_days_follow_from_the_dates_and_what_was_set_aside_counts_until_then(
    late: list[Assignment], cast: dict[str, User]
) -> None:
    aside.drop_following(
        late[3].pk, reason="Hết đối tượng", by=actor(cast["office_deputy"]), at=on("2022-11-25")
    )
    days = [date(2022, 11, day) for day in (10, 14, 15, 16, 20, 25)]
    found = points(facts_of(Assignment.objects.all()), days)

    assert [point.remaining for point in found] == [4, 3, 3, 3, 2, 1]
    assert [point.planned for point in found] == [4, 4, 0, 0, 0, 0]
    assert [None if point.rate is None else int(point.rate) for point in found] == [
        None,
        100,
        100,
        25,
        25,
        33,
    ]


@pytest.mark.parametrize("who", ["chair", "vice_chair", "specialist", "clerk", "standing_head"])
def test_leaders_the_office_and_the_standing_agency_open_it(
    who: str, late: list[Assignment], sign_in: SignIn
) -> None:
    assert sign_in(who).get(PAGE).status_code == 200


@pytest.mark.parametrize("who", ["labour_head", "district_chair", "outsider", "party_secretary"])
def test_for_others_it_is_not_there(who: str, late: list[Assignment], sign_in: SignIn) -> None:
    assert sign_in(who).get(PAGE).status_code == 404
    assert sign_in(who).get("/chuong-trinh/KHONGCO/").status_code == 404


def test_whoever_sees_part_of_it_reads_that_it_is_a_part(late: list[Assignment], sign_in: SignIn) -> None:
    Assignment.objects.filter(pk=late[0].pk).update(field="KT")
    answer = sign_in("vice_chair").get(PAGE)

    assert answer.context["page"].is_part
    assert answer.context["page"].sums.counts.total == 3
    assert "trong lĩnh vực phụ trách" in answer.content.decode()


def test_a_program_without_work_has_a_page(
    db: None, cast: dict[str, User], sign_in: SignIn, go_to: GoTo
) -> None:
    assert Program.objects.filter(code="DA06").exists()
    assert sign_in("standing_head").get(PAGE).status_code == 200


def test_every_drawing_has_its_name_its_words_and_its_table(late: list[Assignment], sign_in: SignIn) -> None:
    text = sign_in("standing_head").get(PAGE).content.decode()

    assert text.count('role="img"') == 3
    for key in ("xu-huong", "con-lai", "xep-hang"):
        assert f'aria-labelledby="{key}-ten {key}-loi"' in text
        assert f'<title id="{key}-ten">' in text
        assert f'<desc id="{key}-loi">' in text
    assert text.count("<summary>Bảng số liệu</summary>") == 3
    assert " style=" not in text


@pytest.mark.slow
def test_the_same_drawing_stands_in_a_pdf(late: list[Assignment], sign_in: SignIn) -> None:
    chart = sign_in("standing_head").get(PAGE).context["page"].charts["ranking"]
    body = render_to_string("components/chart.html", {"chart": chart})
    link = '<link rel="stylesheet" href="asset:print/fonts.css">'
    whole = f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Thử</title>{link}</head><body>{body}</body></html>"

    assert print_html(whole).pages == 1


def test_it_asks_the_database_as_often_for_many_as_for_few(
    late: list[Assignment], many: Callable[[int], None], sign_in: SignIn
) -> None:
    client = sign_in("standing_head")
    many(10)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    many(150)
    with CaptureQueriesContext(connection) as lots:
        client.get(PAGE)
    assert len(lots) == len(few)
