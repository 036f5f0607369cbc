"""What the list draws by itself is what the templates draw: the state and the deadline of a line."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html

from accountability.assignments.badges import Badge
from accountability.assignments.chips import deadline_chip, status_badge
from accountability.assignments.lines import Line

HOSTILE = '<b>"Sở" & xã</b>'
DAY, LATER = date(2022, 12, 30), date(2023, 1, 9)


@pytest.mark.parametrize(("tone", "code"), list(product(["none", "wait"], ["", "working"])))
def test_a_state_is_drawn_as_by_its_template(tone: str, code: str) -> None:
    given = {"label": HOSTILE, "tone": tone, "code": code}
    assert parse_html(status_badge(**given)) == parse_html(
        render_to_string("components/status_badge.html", given)
    )


@pytest.mark.parametrize(
    ("due_on", "original", "words", "extensions", "overran"),
    list(product([None, DAY], [None, DAY, LATER], ["", HOSTILE], [0, 2], [False, True])),
)  # fmt: skip
def test_a_deadline_is_drawn_as_by_its_template(
    due_on: date | None, original: date | None, words: str, extensions: int, overran: bool
) -> None:
    line = Line(1, "", "working", False, False, words, due_on, None, None, None, 0, 1, "", None)
    line.original_due_on, line.extensions, line.overran = original, extensions, overran
    badge = Badge(HOSTILE, "overdue", "overdue")
    by_template = render_to_string(
        "components/deadline_chip.html",
        {
            "label": badge.label, "tone": badge.tone, "due_on": due_on, "original_due_on": original,
            "extensions": extensions, "printed": words, "missed": overran,
        },
    )  # fmt: skip
    assert parse_html(deadline_chip(line, badge)) == parse_html(by_template)
