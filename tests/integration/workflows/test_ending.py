"""Ending many processes at once leaves what Viewflow's own cancelling leaves; what comes back stands where its facts are."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from viewflow.workflow.models import Process

from accountability.assignments import actions
from accountability.assignments.actions import AssignmentSpec
from accountability.assignments.actions.planning import plan_whole
from accountability.assignments.models import Assignment
from accountability.assignments.rules import Duration
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from tests.cast import actor
from workflows import acts
from workflows.ending import end_many

from .test_bulk import LEADS, process_picture, undone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2022, 11, 8, 9, 0, tzinfo=LOCAL)


def document(province, number: int, leads=(), at: datetime = AT) -> Directive:
    """Registered, and cut for these leads."""
    made = acts.register_directive(
        DirectiveSpec(
            kind="CV", issuer=province.agency("UBND"), issued_on=at.date(), abstract="Văn bản", field="VX",
            reference=Reference(str(number), "UBND-VX"),
        ), by=None, at=at,
    )  # fmt: skip
    if leads:
        spec = AssignmentSpec(
            "Một việc", list(leads), duration=Duration.FIXED, due_on=(AT + timedelta(days=30)).date()
        )
        actions.draft(made, spec, by=None, at=at)
    return made


def approve(made: Directive, at: datetime = AT) -> None:
    acts.send_to_review(made.pk, by=None, at=at)
    acts.approve_directive(made.pk, by=None, at=at)


@pytest.fixture
def given(province, cast) -> list[Assignment]:
    """Four assignments of one document: waiting, in work, claimed, in work with an explanation owed."""
    made = document(province, 1, [province.agency(code) for code in LEADS])
    approve(made)
    rows = list(made.assignments.order_by("pk"))
    head, chair = actor(cast["labour_head"]), actor(cast["chair"])
    for row in rows[1:]:
        acts.acknowledge(row.pk, by=head, at=AT)
    acts.claim_completion(
        rows[2].pk, number="1", symbol="BC", result_on=AT.date(), summary="Xong", by=head, at=AT
    )
    word = acts.LeaderWord(leader=province.position("chutich"), decided_on=AT.date(), text="Giải trình")
    acts.demand_explanation(rows[3].pk, word=word, by=chair, at=AT)
    return list(made.assignments.order_by("pk"))


def test_in_bulk_as_one_by_one(given):
    keys = [row.process_id for row in given]

    def by_viewflow():
        for pk in keys:
            process = Process.objects.get(pk=pk)
            process.flow_class.instance.cancel(process)
        return [process_picture(pk) for pk in keys]

    def in_bulk():
        end_many(keys)
        return [process_picture(pk) for pk in keys]

    assert undone(in_bulk) == undone(by_viewflow)


def test_the_directive_is_finished_with_the_last_of_them_and_not_before(given):
    parent = given[0].directive.process_id
    end_many([row.process_id for row in given[:3]])
    assert Process.objects.get(pk=parent).status == "NEW"
    end_many([given[3].process_id])
    assert Process.objects.get(pk=parent).status == "DONE"


def test_what_ended_is_not_ended_again(given):
    key = given[0].process_id
    end_many([key])
    first = Process.objects.get(pk=key).finished
    end_many([key, None])
    assert Process.objects.get(pk=key).finished == first


def _statements(province, leads, number: int, communes: list) -> int:
    """How many statements withdrawing a document of that many assignments takes."""
    earlier = document(province, number, communes[:leads])
    approve(earlier)
    later = document(province, number + 1)
    plan_whole(later.pk, Directive.objects.get(pk=earlier.pk), kind="withdraws", by=None, at=AT)
    acts.send_to_review(later.pk, by=None, at=AT)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        acts.approve_directive(later.pk, by=None, at=AT)
    assert earlier.assignments.filter(state="withdrawn").count() == leads
    return len(captured)


def test_withdrawing_takes_no_more_statements_for_more_assignments(province):
    from accountability.agencies.models import Agency

    communes = list(Agency.objects.filter(kind=Agency.Kind.COMMUNE).order_by("pk")[:60])
    few, many = _statements(province, 5, 10, communes), _statements(province, 60, 20, communes)
    assert many <= few + 12  # Mails and notices go in batches.
