"""Thường xuyên: set by the Office only, and reviewed in a rhythm that counts from its anchor."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from accountability.assignments.actions import (
    AssignmentSpec,
    Refused,
    draft,
    set_ongoing,
    update_progress,
)
from accountability.assignments.models import Assignment
from accountability.assignments.projection import rebuild
from accountability.core.zone import LOCAL
from accountability.directives.models import Directive
from tests.cast import actor
from workflows import acts

from .conftest import GIVEN_AT, NOW

pytestmark = pytest.mark.django_db
ONGOING = {"duration": "ongoing", "due_on": None, "deadline_words": "", "review_days": 15}


@pytest.fixture
def ongoing(give, cast) -> Assignment:
    """Given on 07/11/2022, reviewed every 15 days, acknowledged."""
    return acts.acknowledge(give(**ONGOING).pk, by=actor(cast["labour_focal"]), at=NOW)


def report(row: Assignment, cast, on: date) -> date | None:
    moment = datetime(on.year, on.month, on.day, 9, tzinfo=LOCAL)
    update_progress(row.pk, text="Đã làm", by=actor(cast["labour_officer"]), at=moment)
    row.refresh_from_db()
    return row.next_review_on


def test_reviews_are_counted_from_the_day_of_giving_and_never_chained(ongoing, cast):
    assert ongoing.next_review_on == date(2022, 11, 22)
    assert report(ongoing, cast, date(2022, 11, 10)) == date(2022, 12, 7)
    assert report(ongoing, cast, date(2022, 12, 30)) == date(2023, 1, 21)
    assert rebuild(ongoing) == {}


def test_a_review_that_passed_is_seen_and_an_update_ends_it(ongoing, cast, as_, go_on):
    client, page = as_("labour_head"), reverse("assignment-detail", args=[ongoing.pk])
    go_on(date(2022, 11, 22))
    assert "Quá kỳ rà soát" not in client.get(page).content.decode()
    go_on(date(2022, 11, 23))
    assert "Quá kỳ rà soát" in client.get(page).content.decode()
    report(ongoing, cast, date(2022, 11, 23))
    assert "Quá kỳ rà soát" not in client.get(page).content.decode()


def test_only_the_office_sets_it_and_only_with_a_rhythm(give, cast, province):
    given = give()
    directive = Directive.objects.get(pk=given.directive_id)
    directive.state = Directive.State.SPLITTING
    spec = AssignmentSpec("Việc thường xuyên", [province.agency("SNV")], duration="ongoing", review_days=30)
    with pytest.raises(Refused, match="Chỉ Văn phòng"):
        draft(directive, spec, by=actor(cast["labour_head"]), at=GIVEN_AT)
    bare = AssignmentSpec("Việc thường xuyên", [province.agency("SNV")], duration="ongoing")
    with pytest.raises(Refused, match="nhịp rà soát"):
        draft(directive, bare, by=actor(cast["specialist"]), at=GIVEN_AT)
    assert draft(directive, spec, by=actor(cast["specialist"]), at=GIVEN_AT)


def test_the_office_makes_a_duty_without_deadline_ongoing_and_never_one_with_a_deadline(give, cast, as_):
    free, dated = give(duration="none", due_on=None, deadline_words=""), give("Việc có hạn")
    with pytest.raises(Refused, match="Nhiệm vụ có thời hạn"):
        set_ongoing(dated.pk, review_days=30, by=actor(cast["specialist"]), at=NOW)
    with pytest.raises(Refused, match="Chỉ Văn phòng"):
        set_ongoing(free.pk, review_days=30, by=actor(cast["labour_head"]), at=NOW)
    page = reverse("assignment-ongoing", args=[free.pk])
    assert as_("labour_head").post(page, {"review_days": 30}).status_code == 403
    office = as_("specialist")
    assert "review_days" in office.post(page, {"review_days": 0}).context["form"].errors
    assert office.post(page, {"review_days": 30}).status_code == 302
    free.refresh_from_db()
    assert (free.duration, free.next_review_on) == ("ongoing", date(2022, 12, 8))
    assert rebuild(free) == {}
