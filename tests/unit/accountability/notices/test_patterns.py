"""Filling a kept text gives, letter by letter, what Django renders from the same values."""

from __future__ import annotations

import re

import pytest
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from accountability.notices.patterns import Value, fill
from accountability.notices.styling import styled

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ue000\ue001"), max_size=12) | (
    st.sampled_from(["", "Kính gửi", "50 % & <b>đậm</b>", "%(title)s", "{{ title }}", "'\"", "100%"])
)
LINES = st.lists(WORDS, max_size=4).map(tuple)
ITEM = st.fixed_dictionaries(
    dict.fromkeys(("number", "title", "deadline", "note", "link", "place"), WORDS) | {"is_list": st.booleans()}
)  # fmt: skip
FRAME = st.fixed_dictionaries(
    dict.fromkeys(
        (
            *("subject_line", "greeting", "more", "more_link", "why", "preferences_link", "sent_on"),
            *("base_url", "demo_mark", "items"),
        ),
        WORDS,
    )
    | {"lines": LINES, "ladder": LINES, "demo": st.booleans()}
)


def _rendered(template: str, values: dict[str, Value], made: str) -> str:
    """What Django makes of it."""
    context = {name: mark_safe(value) if name == made else value for name, value in values.items()}
    text = get_template(template).render(context)
    return styled(text) if template.endswith(".html") else text


@pytest.mark.parametrize("template", ["notices/mail/item.html", "notices/mail/item.txt"])
@given(values=ITEM)
def test_a_matter_reads_as_django_renders_it(template: str, values: dict[str, Value]) -> None:
    assert fill(template, values) == _rendered(template, values, made="")


@pytest.mark.parametrize("template", ["notices/mail/message.html", "notices/mail/message.txt"])
@given(values=FRAME)
def test_a_mail_reads_as_django_renders_it(template: str, values: dict[str, Value]) -> None:
    # Its matters are styled already, each by itself.
    values["items"] = re.sub("[<>]", "", str(values["items"]))
    assert fill(template, values, made="items") == _rendered(template, values, made="items")


def test_what_a_person_wrote_stays_text() -> None:
    values: dict[str, Value] = {
        **dict.fromkeys(("number", "deadline", "note", "link", "place"), "1"),
        "is_list": True, "title": '<a href="x">%(link)s</a>',
    }  # fmt: skip
    assert "&lt;a href=&quot;x&quot;&gt;%(link)s&lt;/a&gt;" in fill("notices/mail/item.html", values)
