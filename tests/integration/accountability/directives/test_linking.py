"""One duty ordered by several documents is one assignment: look-alikes are shown, links kept, undone, and close with it."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from viewflow.workflow.status import PROCESS

from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, Refused, draft, link_source, unlink_source
from accountability.assignments.actions.planning import plan_whole
from accountability.assignments.models import Assignment, Coordination, DirectiveEffect, Series, Source
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from accountability.directives.models import Directive, Relation
from accountability.notices.models import Outbox
from tests.cast import actor
from tests.given import GoTo, assignments, go_to  # noqa: F401 - fixtures
from tests.remembered import made_once
from workflows import acts
from workflows.aside import drop_following

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 11, 8, 8, tzinfo=LOCAL)
AGAIN = "Tạo lập các tài khoản an sinh xã hội cho người dân trên địa bàn"


@pytest.fixture
def original(assignments: list[Assignment]) -> Assignment:  # noqa: F811
    """What labour has to do by the first document: "Tạo lập tài khoản an sinh xã hội"."""
    return assignments[-1]


@pytest.fixture
def second(original, registered) -> Directive:
    """A later document, being cut."""
    return registered


@pytest.fixture
def repeated(second, original, cast) -> Assignment:
    """Its draft that repeats the duty, with a part of the bank."""
    bank = Coordination.objects.get(assignment=original).agency
    spec = AssignmentSpec(
        AGAIN,
        [original.lead_agency],
        duration="fixed",
        due_on=date(2022, 12, 20),
        coordinating=[(bank, "Mở tài khoản")],
    )
    return draft(second, spec, by=actor(cast["specialist"]), at=NOW)[0]


@pytest.fixture
def linked(second, original, repeated, cast) -> Source:
    return link_source(
        second.pk,
        original.pk,
        quote=AGAIN,
        clause="mục II.3",
        draft_pk=repeated.pk,
        by=actor(cast["specialist"]),
        at=NOW,
    )


def give(directive: Directive, cast) -> None:
    made_once(("linked is given", directive.pk), lambda: _give(directive, cast))
    directive.refresh_from_db()


def _give(directive: Directive, cast) -> None:
    acts.send_to_review(directive.pk, by=actor(cast["specialist"]), at=NOW)
    acts.approve_directive(directive.pk, by=actor(cast["section_head"]), at=NOW)


def page_of(as_, name: str, address: str) -> str:
    return unescape(as_(name).get(address).content.decode())


# Look-alikes ----------------------------------------------------------------------------------------------------------


def test_a_draft_that_repeats_an_open_assignment_is_shown_beside_it(as_, second, original, duty) -> None:
    typed = duty | {"title": AGAIN, "lead": original.lead_agency_id}
    answer = as_("specialist").post(reverse("directive-split", args=[second.pk]), typed, follow=True)
    page = unescape(answer.content.decode())
    assert "1 nhiệm vụ vừa ghi giống nhiệm vụ đang mở" in page
    assert f'<a href="/nhiem-vu/{original.pk}/">{original.title}</a>' in page
    assert "trùng " in page


def test_another_lead_and_another_content_are_no_look_alikes(as_, second, original, duty, province) -> None:
    for typed in (
        {"title": AGAIN, "lead": province.agency("SNV").pk},
        {"title": "Báo cáo giải ngân vốn đầu tư công", "lead": original.lead_agency_id},
    ):
        as_("specialist").post(reverse("directive-split", args=[second.pk]), duty | typed)
    page = page_of(as_, "specialist", reverse("directive-split", args=[second.pk]))
    assert "Báo cáo giải ngân vốn đầu tư công" in page
    assert "Tương tự:" not in page


def test_what_has_ended_is_no_look_alike(as_, second, original, repeated) -> None:
    Assignment.objects.filter(pk=original.pk).update(state="done", done_on=date(2022, 11, 8))
    assert "Tương tự:" not in page_of(as_, "specialist", reverse("directive-split", args=[second.pk]))


def test_comparing_costs_one_query_however_many_drafts(as_, second, original, cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(as_, "specialist", reverse("directive-split", args=[second.pk]))
        return len(captured)

    agencies = list(Agency.objects.filter(kind="XA")[:60])
    office = actor(cast["specialist"])
    draft(second, AssignmentSpec(AGAIN, agencies[:2], duration="none"), by=office, at=NOW)
    queries()
    few = queries()
    draft(second, AssignmentSpec("Rà soát hộ nghèo", agencies, duration="none"), by=office, at=NOW)
    assert queries() == few


# The link -------------------------------------------------------------------------------------------------------------


def test_the_page_links_the_draft_and_all_sources_are_shown(as_, second, original, repeated, cast) -> None:
    address = reverse("assignment-link", args=[second.pk, repeated.pk])
    page = page_of(as_, "specialist", address)
    assert re.search(rf'value="{original.pk}" checked', page)
    as_("specialist").post(address, {"assignment": original.pk, "quote": AGAIN, "clause": "mục II.3"})
    assert not Assignment.objects.filter(pk=repeated.pk).exists()
    give(second, cast)
    on_the_assignment = page_of(as_, "labour_head", reverse("assignment-detail", args=[original.pk]))
    assert "Cũng được giao tại" in on_the_assignment
    assert f"{second.cited}</a> (mục II.3): “{AGAIN}”" in on_the_assignment
    on_the_document = page_of(as_, "labour_head", reverse("directive-detail", args=[second.pk]))
    assert original.title in on_the_document
    assert "Gỡ liên kết" not in on_the_document
    assert Outbox.objects.filter(dedupe_key__startswith="decided:source:").exists()


def test_another_assignment_is_found_by_words(as_, second, original) -> None:
    page = page_of(as_, "specialist", reverse("directive-link", args=[second.pk]) + "?tim=truc tuyen")
    assert "Nâng tỷ lệ hồ sơ trực tuyến" in page
    assert "Không tìm thấy nhiệm vụ nào" in page_of(
        as_, "specialist", reverse("directive-link", args=[second.pk]) + "?tim=khong-co"
    )


def test_while_it_is_being_cut_the_lead_does_not_hear_of_the_second_document(
    as_, linked, original, second
) -> None:
    assert "Cũng được giao tại" not in page_of(
        as_, "labour_head", reverse("assignment-detail", args=[original.pk])
    )
    assert as_("labour_head").get(reverse("directive-detail", args=[second.pk])).status_code == 404
    assert "Cũng được giao tại" in page_of(
        as_, "specialist", reverse("assignment-detail", args=[original.pk])
    )


def test_who_sees_nothing_of_the_assignment_does_not_see_the_document_by_the_link(
    as_, linked, second, cast
) -> None:
    give(second, cast)
    assert as_("outsider").get(reverse("directive-detail", args=[second.pk])).status_code == 404
    assert second.abstract not in page_of(as_, "outsider", reverse("directive-list"))
    assert second.abstract in page_of(as_, "labour_head", reverse("directive-list"))


def test_undoing_brings_the_draft_back_as_it_was(linked, second, repeated, cast) -> None:
    unlink_source(linked.pk, by=actor(cast["specialist"]), at=NOW)
    back = Assignment.objects.get(pk=repeated.pk)
    assert (back.title, back.due_on, back.state) == (AGAIN, date(2022, 12, 20), "draft")
    assert back.coordinations.get().duty == "Mở tài khoản"
    assert [event.action for event in AuditEvent.objects.filter(action__endswith="link_source").order_by("pk")] == [
        "assignment.link_source", "assignment.unlink_source",
    ]  # fmt: skip
    with pytest.raises(Refused, match="đã được gỡ"):
        unlink_source(linked.pk, by=actor(cast["specialist"]), at=NOW)


def test_a_recurring_draft_comes_back_with_its_series(second, original, cast) -> None:
    office = actor(cast["specialist"])
    spec = AssignmentSpec(
        AGAIN, [original.lead_agency], duration="fixed", rhythm="month", series_from=date(2022, 11, 1)
    )
    (row,) = draft(second, spec, by=office, at=NOW)
    made = link_source(second.pk, original.pk, quote=AGAIN, clause="", draft_pk=row.pk, by=office, at=NOW)
    assert not Series.objects.exists()
    unlink_source(made.pk, by=office, at=NOW)
    assert Assignment.objects.get(pk=row.pk).series.rhythm == "month"


def test_one_link_per_document_and_none_to_itself_or_to_what_has_ended(
    linked, second, original, cast
) -> None:
    office = actor(cast["specialist"])
    with pytest.raises(Refused, match="đã được gắn"):
        link_source(second.pk, original.pk, quote="x", clause="", by=office, at=NOW)
    with pytest.raises(Refused, match="không ở|đang ở bước"):
        link_source(original.directive_id, original.pk, quote="x", clause="", by=office, at=NOW)
    Assignment.objects.filter(pk=original.pk).update(state="done", done_on=NOW.date())
    unlink_source(linked.pk, by=office, at=NOW)
    with pytest.raises(Refused, match="Hoàn thành"):
        link_source(second.pk, original.pk, quote="x", clause="", by=office, at=NOW)


# Closing --------------------------------------------------------------------------------------------------------------


def finish(row: Assignment, cast) -> None:
    head, office = actor(cast["labour_head"]), actor(cast["specialist"])
    acts.acknowledge(row.pk, by=head, at=NOW)
    acts.claim_completion(
        row.pk, number="12", symbol="SLĐTBXH", result_on=NOW.date(), summary="Đã lập", by=head, at=NOW
    )
    acts.accept_completion(row.pk, by=office, at=NOW)


def process_status(directive: Directive) -> str:
    return Directive.objects.get(pk=directive.pk).process.status


def test_a_document_of_links_only_is_approved_and_ends_with_the_last_of_them(
    linked, second, original, cast
) -> None:
    give(second, cast)
    assert second.state == Directive.State.ISSUED
    assert not Assignment.objects.filter(directive=second).exists()
    assert process_status(second) != PROCESS.DONE
    finish(original, cast)
    assert process_status(second) == PROCESS.DONE


def test_undoing_the_last_link_after_the_document_was_given_ends_its_process(
    as_, linked, second, cast
) -> None:
    give(second, cast)
    as_("specialist").post(reverse("source-unlink", args=[second.pk, linked.pk]))
    assert process_status(second) == PROCESS.DONE


def test_a_document_with_neither_drafts_nor_links_is_still_refused(linked, second, cast) -> None:
    unlinked = unlink_source(linked.pk, by=actor(cast["specialist"]), at=NOW)
    Assignment.objects.filter(directive=unlinked.directive).delete()
    with pytest.raises(Refused, match="Chưa có nhiệm vụ nào"):
        acts.send_to_review(second.pk, by=actor(cast["specialist"]), at=NOW)


def test_after_review_has_begun_nothing_is_linked(linked, second, original, cast) -> None:
    acts.send_to_review(second.pk, by=actor(cast["specialist"]), at=NOW)
    with pytest.raises(Refused, match="Chờ duyệt giao"):
        link_source(second.pk, original.pk, quote="x", clause="", by=actor(cast["specialist"]), at=NOW)


def test_a_document_of_links_ends_also_when_what_it_waits_for_is_dropped(
    linked, second, original, cast
) -> None:
    give(second, cast)
    drop_following(original.pk, reason="Không còn cần", by=actor(cast["office_deputy"]), at=NOW)
    assert process_status(second) == PROCESS.DONE


def test_withdrawing_one_of_two_documents_leaves_what_the_other_orders(
    linked, second, original, as_, paper, cast
) -> None:
    give(second, cast)
    as_("clerk").post(reverse("directive-register"), paper | {"reference": "814/KH-UBND"})
    third = Directive.objects.get(number="814")
    plan_whole(
        third.pk, original.directive, kind=Relation.Kind.WITHDRAWS, by=actor(cast["specialist"]), at=NOW
    )
    give(third, cast)
    original.refresh_from_db()
    first, *others = original.directive.assignments.exclude(pk=original.pk)
    assert original.state == "assigned"
    assert first.state == "withdrawn"
    assert others
    effect = DirectiveEffect.objects.get(assignment=original)
    assert (effect.state, effect.skipped_why) == ("skipped", f"Nhiệm vụ còn được giao tại {second.cited}")
