"""The fast way of the list says what the slow way says: its lines, its orders, its pages, its kept menus."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from itertools import product

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import escape

from accountability.agencies.models import Agency
from accountability.assignments.forms import drawing
from accountability.assignments.forms.filters import AssignmentFilter
from accountability.assignments.lines import addresses, lines_of
from accountability.assignments.models import Assignment, Completion, DeadlineVersion, LeadTenure
from accountability.assignments.reading import timings, with_facts
from accountability.assignments.sorting import SORTS, in_order, parts_in_order
from accountability.core import paging
from accountability.core.paging import QueriedPart, page_of_keys
from tests.cast import actor
from tests.given import on
from tests.remembered import made_once

pytestmark = pytest.mark.django_db

LIST = reverse("assignment-list")
HOSTILE = '<b>"Sở" & xã</b>'
DAY = date(2022, 12, 30)


def test_a_line_has_the_facts_of_its_assignment(give) -> None:
    first, moved, hourly = give("Một"), give("Hai", due_on=date(2022, 12, 1)), give("Ba")
    DeadlineVersion.objects.create(
        assignment=moved, number=2, due_on=date(2022, 12, 20), cause="extended", set_at=on("2022-12-05"),
        after_expiry=True,
    )  # fmt: skip
    Assignment.objects.filter(pk=moved.pk).update(due_on=date(2022, 12, 20), deadline_number=2, owed_days=3)
    Assignment.objects.filter(pk=hourly.pk).update(due_time=time(16, 0), is_provisional=True)
    keys = [hourly.pk, first.pk, moved.pk]
    lines = lines_of(keys)
    assert [line.pk for line in lines] == keys
    rows = {row.pk: row for row in with_facts(Assignment.objects.filter(pk__in=keys))}
    at = on("2022-12-22")
    assert timings(lines, at) == timings([rows[key] for key in keys], at)
    for line in lines:
        row = rows[line.pk]
        for name in (
            "title",
            "state",
            "due_on",
            "owed_days",
            "lead_name",
            "held_since",
            "original_due_on",
            "overran",
        ):
            assert getattr(line, name) == getattr(row, name), name
        assert line.cited == row.directive.cited
        assert line.extensions == sum(version.is_extension for version in row.deadlines.all())
    assert lines[2].extensions == 1
    assert lines_of([]) == []


def test_a_title_is_text_and_nothing_else(give, as_) -> None:
    give(HOSTILE)
    page = as_("specialist").get(LIST).content.decode()
    assert "&lt;b&gt;&quot;Sở&quot; &amp; xã&lt;/b&gt;" in page
    assert HOSTILE not in page


def test_an_address_by_its_pattern_is_the_address() -> None:
    assert addresses("assignment-detail")(7) == reverse("assignment-detail", args=[7])


@pytest.fixture
def eight(give) -> None:
    """Going on and done, with a deadline and without, reported on and not."""
    facts = list(product(("working", "done"), (None, date(2022, 12, 1)), (None, date(2022, 11, 20))))

    def make() -> None:
        for number, (state, due_on, reported_on) in enumerate(facts):
            Assignment.objects.filter(pk=give(f"Việc {number}").pk).update(
                state=state,
                due_on=due_on,
                last_report_on=reported_on,
                done_on=DAY if state == "done" else None,
            )

    made_once("eight", make)


@pytest.mark.parametrize("sort", SORTS)
def test_the_parts_of_an_order_are_that_order(eight: None, sort: str) -> None:
    whole = list(in_order(Assignment.objects.all(), sort).values_list("pk", flat=True))
    parts = parts_in_order(Assignment.objects.all(), sort)
    assert [key for part in parts for key in part.values_list("pk", flat=True)] == whole
    for number in range(1, 5):
        assert (
            page_of_keys([QueriedPart(part) for part in parts], 3, number, few=True).object_list
            == whole[(min(number, 3) - 1) * 3 : min(number, 3) * 3]
        )


@pytest.mark.parametrize("few", [True, False])
@pytest.mark.parametrize("counted", [4, 1000], ids=["far behind", "near"])
def test_pages_of_keys_count_no_further_than_needed(
    give, monkeypatch: pytest.MonkeyPatch, counted: int, few: bool
) -> None:
    keys = [give(f"Việc {number}").pk for number in range(7)]
    monkeypatch.setattr(paging, "COUNTED", counted)
    parts = [
        QueriedPart(Assignment.objects.filter(pk__in=some).order_by("pk")) for some in (keys[:3], keys[3:])
    ]
    second, last = page_of_keys(parts, 2, 2, few=few), page_of_keys(parts, 2, 99, few=few)
    assert second.object_list == keys[2:4]
    assert last.object_list == keys[6:]
    assert not last.paginator.is_more
    assert second.paginator.is_more is (counted == 4)
    assert second.paginator.counted == min(7, counted)
    assert page_of_keys([QueriedPart(Assignment.objects.none())], 2, 1, few=few).object_list == []


def test_menus_are_kept_for_a_minute_and_what_is_chosen_is_asked_each_time(
    give, as_, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = give()
    settings.FIGURES_KEPT_SECONDS = 60
    now = [1000.0]
    monkeypatch.setattr(drawing.time, "monotonic", lambda: now[0])
    drawing.forget()
    client = as_("specialist")

    def page(**query: object) -> str:
        return client.get(LIST, query).content.decode()

    assert f">{escape(row.lead_agency.short_name)}</option>" in page()
    Agency.objects.filter(pk=row.lead_agency_id).update(short_name="Sở mới đổi tên")
    now[0] += 59
    assert ">Sở mới đổi tên</option>" not in page()
    assert f'<option value="{row.lead_agency_id}" selected>Sở mới đổi tên</option>' in page(
        agency=row.lead_agency_id
    )
    assert "Không có cơ quan này trong danh sách." in page(agency=987654)
    now[0] += 2
    assert ">Sở mới đổi tên</option>" in page()
    drawing.forget()


@pytest.mark.parametrize("sort", ["", *SORTS])
@pytest.mark.parametrize("bucket", ["", "overdue"])
@pytest.mark.parametrize("name", ["specialist", "labour_head", "coordinating_officer", "outsider"])
def test_a_plain_list_has_the_rows_of_the_filter_in_their_order(
    assignment, cast, name: str, bucket: str, sort: str
) -> None:
    at = on("2023-02-01")
    form = AssignmentFilter(QueryDict(f"bucket={bucket}&sort={sort}"), actor=actor(cast[name]))
    assert form.is_valid()
    expected = list(form.narrow(at).values_list("pk", flat=True))
    assert [key for part in form.parts(at) for key in part.keys(0, 50)] == expected
    assert sum(part.count(50) for part in form.parts(at)) == len(expected)
    assert [key for part in form.parts(at) for key in part.keys(1, 50)] == expected[1:] or len(
        form.parts(at)
    ) > 1
    assert sum(part.count(0) for part in form.parts(at)) == 0
    assert len(expected) == (0 if name == "outsider" else 1)


# What was handed in waits before its deadline and after it; others are late, near, near by days owed, far.
DAYS = (date(2022, 12, 1), date(2022, 12, 27), date(2023, 2, 1), None)


@pytest.fixture
def of_every_kind(give) -> list[tuple[Assignment, date | None]]:
    """Assignments with what weighs on being in time: the deadline, the state, days owed, whether it was handed in."""
    kinds = list(product(DAYS, ("working", "paused"), (0, 60), (False, True)))

    def make() -> None:
        for number, (due_on, state, owed_days, is_claimed) in enumerate(kinds):
            row = give(f"Việc {number}")
            if is_claimed:
                claim(row, on=date(2022, 11, 30))
            Assignment.objects.filter(pk=row.pk).update(state=state, due_on=due_on, owed_days=owed_days)

    made_once("of every kind", make)
    rows = {row.title: row for row in Assignment.objects.all()}
    return [(rows[f"Việc {number}"], kind[0]) for number, kind in enumerate(kinds)]


@pytest.mark.parametrize("sort", ["", *SORTS])
def test_what_is_in_time_is_read_without_the_overdue_in_the_same_order(
    of_every_kind, cast, sort: str
) -> None:
    at = on("2022-12-27")
    form = AssignmentFilter(QueryDict(f"bucket=in_time&sort={sort}"), actor=actor(cast["specialist"]))
    assert form.is_valid()
    expected = list(form.narrow(at).values_list("pk", flat=True))

    assert [key for part in form.parts(at) for key in part.keys(0, 50)] == expected
    assert sum(part.count(50) for part in form.parts(at)) == len(expected)
    late, near, far = (due_on for due_on in DAYS if due_on)
    assert Counter(due_on for row, due_on in of_every_kind if row.pk in expected) == {
        late: 6,
        near: 6,
        far: 8,
    }


def claim(row: Assignment, *, on: date) -> None:
    Completion.objects.create(
        assignment=row, tenure=LeadTenure.objects.get(assignment=row, to_at=None), number="1", symbol="BC", summary="x",
        result_on=on, claimed_at=row.assigned_at, claimed_on=on, counts_on=on,
    )  # fmt: skip
