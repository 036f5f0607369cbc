"""A letter that asks for an explanation, issued, demands it in the ladder as the Chairman does; recalled, it takes it back."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from viewflow.workflow.models import Task

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.actions import LeaderWord
from accountability.assignments.models import Assignment, Instruction
from accountability.directives.actions import Refused
from accountability.documents import actions
from accountability.documents.models import OutgoingDocument
from accountability.documents.reading import demands_of
from accountability.escalation.actions import ExplanationSpec
from accountability.escalation.models import Escalation, Explanation, Rung
from accountability.notices.models import Outbox
from tests.cast import Province
from tests.given import SignIn
from workflows import acts, letters

from .conftest import LATE, NOW, Draft, pdf

pytestmark = pytest.mark.django_db
Who = Callable[[str], Actor]
Issue = Callable[..., OutgoingDocument]


@pytest.fixture
def asks(letter: Draft, province: Province) -> Draft:
    """A draft that asks the labour department to explain its two assignments, signed by the Chair unless told otherwise."""

    def drafted(**facts: object) -> OutgoingDocument:
        own = {
            "kind": "explain", "issuer": province.agency("UBND"), "signer": province.position("chutich"),
            "abstract": "yêu cầu giải trình", "body": "Yêu cầu giải trình.",
        }  # fmt: skip
        return letter(**(own | facts))

    return drafted


@pytest.fixture
def issue(who: Who) -> Issue:
    """Submitted, signed and issued, with what follows in the processes."""

    def go(row: OutgoingDocument, signer: str = "chair") -> OutgoingDocument:
        actions.submit(row.pk, by=who("specialist"), at=NOW)
        actions.sign(row.pk, revision=row.revision, by=who(signer), at=NOW)
        return letters.issue_document(row.pk, draw=pdf, by=who("clerk"), at=NOW)

    return go


def of_labour(assignments: list[Assignment], province: Province) -> list[Assignment]:
    return [row for row in assignments if row.lead_agency_id == province.agency("SLDTBXH").pk]


def steps_to_explain(row: Assignment) -> int:
    """How many steps of its process wait for the head's explanation."""
    live = Task.objects.filter(process_id=row.process_id, finished=None)
    return sum(task.flow_task.name == "give_explanation" for task in live)


def explanation_of(asked: Explanation, at: str = LATE) -> ExplanationSpec:
    return ExplanationSpec("50 %", "", "Chậm", "", "Giám đốc", "Tăng ca", NOW.date())


def test_the_issued_letter_demands_as_the_chairman_does(
    asks: Draft, issue: Issue, assignments: list[Assignment], province: Province, who: Who, sign_in: SignIn
) -> None:
    own = of_labour(assignments, province)
    row = asks()
    assert set(demands_of(row).values()) == {"Yêu cầu giải trình khi công văn được phát hành."}
    assert not Explanation.objects.exists()
    row = issue(row)
    demanded = list(Explanation.objects.order_by("pk"))
    assert [one.assignment_id for one in demanded] == [one.pk for one in own]
    # Three working days after Wednesday 07/12/2022, the deadline that a demand of the Chairman has.
    assert {str(one.answer_by_on) for one in demanded} == {"2022-12-12"}
    order = demanded[0].ordered_by
    assert order is not None
    assert (order.leader.code, order.form, order.text) == ("chutich", "van_ban", f"Theo {row.cited}.")
    assert [steps_to_explain(one) for one in own] == [1, 1]
    # One mail names both; the head alone hears it.
    (mail,) = Outbox.objects.filter(subject_line__contains="Yêu cầu giải trình")
    assert (mail.recipient_user.username if mail.recipient_user else "") == "ldtbxh"
    assert set(demands_of(row).values()) == {"Phải giải trình trước ngày 12/12/2022."}
    # What the Chairman signed is not listed at his as something that others entered in his name.
    assert "ghi-thay" not in unescape(sign_in("chair").get(reverse("command-page")).content.decode())
    acts.explain(demanded[0].pk, explanation_of(demanded[0]), by=who("labour_head"), at=NOW)
    assert demands_of(row)[own[0].pk] == "Đã giải trình."


def test_nobody_owes_two_explanations_of_one_assignment_at_once(
    asks: Draft, issue: Issue, assignments: list[Assignment], province: Province, who: Who
) -> None:
    first, second = of_labour(assignments, province)
    word = LeaderWord(leader=province.position("chutich"), decided_on=NOW.date())
    before = acts.demand_explanation(first.pk, word=word, by=who("chair"), at=NOW)
    row = asks()
    assert "theo yêu cầu có trước công văn này" in demands_of(row)[first.pk]
    row = issue(row)
    assert Explanation.objects.filter(assignment=first).get() == before
    lines = {one.assignment_id: (one.explanation_id, one.demanded_here) for one in row.spoken_of.all()}
    assert lines[first.pk] == (before.pk, False)
    assert lines[second.pk][1] is True
    assert [steps_to_explain(one) for one in (first, second)] == [1, 1]
    with pytest.raises(ValueError, match="Đã có yêu cầu giải trình đang chờ trả lời"):
        acts.demand_explanation(second.pk, word=word, by=who("chair"), at=NOW)
    # The letter is recalled: what was owed before it stays owed.
    letters.recall_document(row.pk, reason="Nhầm", by=who("clerk"), at=NOW)
    assert list(Explanation.objects.open()) == [before]


def test_a_recalled_letter_takes_back_what_nobody_has_explained_and_its_page_says_so_before(
    asks: Draft, issue: Issue, assignments: list[Assignment], province: Province, who: Who, sign_in: SignIn
) -> None:
    given, open_one = of_labour(assignments, province)
    row = issue(asks())
    answered = Explanation.objects.get(assignment=given)
    acts.explain(answered.pk, explanation_of(answered), by=who("labour_head"), at=NOW)
    clerk, page = sign_in("clerk"), reverse("document-recall", args=[row.pk])
    assert "1 yêu cầu giải trình chưa trả lời do công văn này nêu ra được thu hồi" in unescape(
        clerk.get(page).content.decode()
    )
    assert clerk.post(page, {"reason": "Sai thẩm quyền"}).status_code == 302
    taken = Explanation.objects.get(assignment=open_one)
    assert taken.withdrawn_at == NOW
    assert not Explanation.objects.open().exists()
    assert [steps_to_explain(one) for one in (given, open_one)] == [0, 0]
    assert demands_of(row) == {given.pk: "Đã giải trình.", open_one.pk: "Yêu cầu giải trình đã thu hồi."}
    with pytest.raises(ValueError, match="đã được thu hồi; không phải giải trình"):
        acts.explain(taken.pk, explanation_of(taken), by=who("labour_head"), at=NOW)
    head = sign_in("labour_head")
    shown = unescape(head.get(reverse("assignment-detail", args=[open_one.pk])).content.decode())
    assert "Yêu cầu đã được thu hồi" in shown
    assert reverse("explanation-write", args=[taken.pk]) not in shown
    # A corrected letter demands again.
    issue(asks())
    assert Explanation.objects.open().filter(assignment=open_one).count() == 1
    assert steps_to_explain(open_one) == 1


def test_what_the_ladder_asked_for_as_well_stays_owed(
    asks: Draft, issue: Issue, assignments: list[Assignment], province: Province, who: Who
) -> None:
    row = issue(asks())
    first, _ = of_labour(assignments, province)
    owed = Explanation.objects.get(assignment=first)
    rung = Rung.objects.filter(require="explanation").first()
    assert rung is not None
    Escalation.objects.create(
        subject=first.subject, rung_key=rung.key, occasion="deadline:1", assignment=first, tenure=owed.tenure,
        version=rung.version, anchor_on=NOW.date(), claimed_at=NOW,
    )  # fmt: skip
    letters.recall_document(row.pk, reason="Nhầm", by=who("clerk"), at=NOW)
    assert list(Explanation.objects.open()) == [owed]


def test_what_is_done_by_then_is_left_out_and_a_letter_about_nothing_is_not_issued(
    asks: Draft, issue: Issue, assignments: list[Assignment], province: Province
) -> None:
    first, second = of_labour(assignments, province)
    Assignment.objects.filter(pk=first.pk).update(state="done", done_on=NOW.date())
    row = issue(asks())
    assert Explanation.objects.get().assignment_id == second.pk
    assert "đã xong hoặc đã chuyển cơ quan chủ trì" in demands_of(row)[first.pk]
    Assignment.objects.filter(pk=second.pk).update(state="done", done_on=NOW.date())
    with pytest.raises(Refused, match="Không còn nhiệm vụ nào trong công văn phải giải trình"):
        issue(asks())
    assert OutgoingDocument.objects.filter(state="issued").get() == row


def test_the_chief_asks_by_order_and_bodies_that_do_not_explain_get_no_such_letter(
    asks: Draft, issue: Issue, assignments: list[Assignment], province: Province
) -> None:
    issue(asks(issuer=province.agency("VPUBND"), signer=province.position("chanhvanphong")), signer="chief")
    assert set(Instruction.objects.filter(act="explain").values_list("leader__code", flat=True)) == {
        "chanhvanphong"
    }
    with pytest.raises(Refused, match="Vui lòng chọn nhiệm vụ phải giải trình"):
        asks(assignments=[])
    Agency.objects.filter(code="SLDTBXH").update(kind="BO")
    with pytest.raises(Refused, match="không thuộc diện giải trình"):
        asks(addressees=[(province.agency("SLDTBXH"), None)])


@pytest.mark.once
def test_its_issue_costs_the_same_for_two_assignments_and_for_many(
    asks: Draft,
    issue: Issue,
    assignments: list[Assignment],
    province: Province,
    many: Callable[[int], None],
    who: Who,
) -> None:
    def cost(rows: list[Assignment]) -> int:
        row = asks(assignments=rows)
        actions.submit(row.pk, by=who("specialist"), at=NOW)
        actions.sign(row.pk, revision=1, by=who("chair"), at=NOW)
        with CaptureQueriesContext(connection) as seen:
            letters.issue_document(row.pk, draw=pdf, by=who("clerk"), at=NOW)
        return len(seen)

    many(70)
    added = list(
        Assignment.objects.filter(title__startswith="Việc thêm", lead_agency__code="SLDTBXH").order_by("pk")
    )
    assert len(added) == 10
    cost(added[:1])
    assert cost(added[1:3]) == cost(added[3:])
