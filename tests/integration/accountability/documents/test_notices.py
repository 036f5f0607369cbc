"""The notice of an instruction given by word: its issue numbers the instruction and fulfils the Office's duty, its recall undoes it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.assignments.actions import AssignmentSpec, LeaderWord, draft
from accountability.assignments.models import Assignment, Completion
from accountability.assignments.rules import Duration, State
from accountability.directives.actions import DirectiveSpec, Refused, register
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.documents import actions
from accountability.documents.actions import DocumentSpec, write
from accountability.documents.models import OutgoingDocument
from accountability.documents.notices import duties_of_the_notice, to_be_announced
from tests.cast import Province
from tests.given import GoTo, SignIn, on
from workflows import acts, letters

from .conftest import pdf

pytestmark = pytest.mark.django_db
Who = Callable[[str], Actor]
SAID, NOTICED = on("2022-11-08"), on("2022-11-10")


@pytest.fixture
def spoken(province: Province, who: Who, go_to: GoTo) -> Directive:
    """What a Vice-chair said in a meeting, given to the labour department and a district; Tạm giao."""
    go_to("2022-11-10")
    made = acts.register_directive(
        DirectiveSpec(
            kind="YK", issuer=province.agency("UBND"), issued_on=SAID.date(), abstract="Rà soát hồ sơ trẻ em", field="VX",
            origin="spoken", spoken_form="cuoc_hop", signer=province.position("phochutich"),
        ), by=who("clerk"), at=SAID,
    )  # fmt: skip
    spec = AssignmentSpec(
        "Rà soát hồ sơ", [province.agency("SLDTBXH"), province.agency("H412")], duration=Duration.WORKING_DAYS, days=10
    )  # fmt: skip
    draft(made, spec, by=who("specialist"), at=SAID)
    acts.send_to_review(made.pk, by=who("specialist"), at=SAID)
    acts.approve_directive(made.pk, by=who("office_deputy"), at=SAID)
    made.refresh_from_db()
    return made


@pytest.fixture
def notice(spoken: Directive, province: Province, who: Who) -> Callable[..., OutgoingDocument]:
    """Its notice, drafted about all that it gave."""

    def drafted(**facts: object) -> OutgoingDocument:
        given = list(
            to_be_announced(spoken, Assignment.objects.all()).select_related("lead_agency").order_by("pk")
        )
        spec = {
            "kind": "conclusion", "issuer": province.agency("UBND"), "field": "VX", "abstract": "Kết luận", "body": "Giao việc.",
            "signer": province.position("phochutich"), "assignments": given, "directive": spoken,
            "addressees": [(row.lead_agency, None) for row in given],
        }  # fmt: skip
        return write(DocumentSpec(**(spec | facts)), token=uuid4(), by=who("specialist"), at=NOTICED)  # type: ignore[arg-type]

    return drafted


@pytest.fixture
def issue(who: Who) -> Callable[[OutgoingDocument], OutgoingDocument]:
    def go(row: OutgoingDocument) -> OutgoingDocument:
        actions.submit(row.pk, by=who("specialist"), at=NOTICED)
        actions.sign(row.pk, revision=row.revision, by=who("vice_chair"), at=NOTICED)
        return letters.issue_document(row.pk, draw=pdf, by=who("clerk"), at=NOTICED)

    return go


def test_the_issued_notice_numbers_the_instruction_and_reports_the_offices_duty_done(
    spoken: Directive,
    notice: Callable[..., OutgoingDocument],
    issue: Callable[..., OutgoingDocument],
    sign_in: SignIn,
) -> None:
    duty = duties_of_the_notice(spoken).get()
    assert not to_be_announced(spoken, Assignment.objects.all()).filter(pk=duty.pk).exists()
    row = issue(notice())
    spoken.refresh_from_db()
    assert (spoken.reference, spoken.year, str(spoken.noticed_on)) == ("01/TB-UBND", 2022, "2022-11-10")
    assert str(spoken.cited) == "Thông báo kết luận số 01/TB-UBND ngày 10/11/2022"
    # The word was given on its own day, from which duties run.
    assert (spoken.issued_on, spoken.kind, spoken.is_provisional) == (SAID.date(), "YK", False)
    given = Assignment.objects.filter(directive=spoken)
    assert not given.filter(is_provisional=True).exists()
    assert all(" 1 " in one.search_text for one in given)
    duty.refresh_from_db()
    claim = Completion.objects.get(assignment=duty)
    assert (duty.state, claim.number, claim.symbol, claim.result_on) == (
        State.CLAIMED, "01", "TB-UBND", NOTICED.date(),
    )  # fmt: skip
    page = sign_in("vice_chair").get(reverse("directive-detail", args=[spoken.pk])).content.decode()
    assert reverse("document-detail", args=[row.pk]) in page
    # Another document of the issuer cannot bear this number that year.
    with pytest.raises(Refused, match="đã được đăng ký"):
        register(
            DirectiveSpec(
                kind="TB", issuer=row.issuer, issued_on=NOTICED.date(), abstract="Khác", field="VX",
                reference=Reference("01", "TB-UBND"),
            ), by=None, at=NOTICED,
        )  # fmt: skip


def test_the_notice_fulfils_its_duty_whoever_leads_it_now(
    spoken: Directive,
    notice: Callable[..., OutgoingDocument],
    issue: Callable[..., OutgoingDocument],
    province: Province,
    who: Who,
) -> None:
    """The leader gives it to another agency, and a later document words it anew."""
    duty = duties_of_the_notice(spoken).get()
    word = LeaderWord(form="self", decided_on=NOTICED.date(), leader=province.position("phochutich"))
    acts.reassign(
        duty.pk, to=province.agency("STP"), cause="Giao Sở soạn thông báo", word=word, by=who("vice_chair"), at=NOTICED
    )  # fmt: skip
    Assignment.objects.filter(pk=duty.pk).update(product="Văn bản thông báo")
    assert not to_be_announced(spoken, Assignment.objects.all()).filter(pk=duty.pk).exists()
    row = issue(notice())
    duty.refresh_from_db()
    assert (duty.state, duty.lead_agency.code) == (State.CLAIMED, "STP")
    assert Completion.objects.get(assignment=duty).number == row.number
    letters.recall_document(row.pk, reason="Sai trích yếu", by=who("clerk"), at=NOTICED)
    assert list(duties_of_the_notice(spoken)) == [duty], "it lies with whom it was given to"
    duty.refresh_from_db()
    assert duty.state == State.REWORK


def test_a_notice_lists_all_that_was_given_by_word(
    spoken: Directive, notice: Callable[..., OutgoingDocument], who: Who
) -> None:
    some = list(to_be_announced(spoken, Assignment.objects.all()).select_related("lead_agency"))[:1]
    row = notice(assignments=some)
    with pytest.raises(Refused, match="Thông báo còn thiếu 1 nhiệm vụ"):
        actions.submit(row.pk, by=who("specialist"), at=NOTICED)
    whole = notice()
    actions.submit(whole.pk, by=who("specialist"), at=NOTICED)
    (left, _) = to_be_announced(spoken, Assignment.objects.all())
    whole.spoken_of.filter(assignment=left).delete()  # As a duty given meanwhile would be missing.
    with pytest.raises(Refused, match="Thông báo còn thiếu 1 nhiệm vụ"):
        actions.sign(whole.pk, revision=1, by=who("vice_chair"), at=NOTICED)


@pytest.mark.parametrize("accepted", [False, True])
def test_a_recalled_notice_leaves_the_instruction_without_number_and_the_office_with_its_duty(
    spoken: Directive, notice: Callable[..., OutgoingDocument], issue: Callable[..., OutgoingDocument], who: Who,
    accepted: bool,
) -> None:  # fmt: skip
    row, duty = issue(notice()), duties_of_the_notice(spoken).get()
    if accepted:
        acts.accept_completion(duty.pk, by=who("vice_chair"), at=NOTICED)
    letters.recall_document(row.pk, reason="Sai trích yếu", by=who("clerk"), at=NOTICED)
    spoken.refresh_from_db()
    assert (spoken.number, spoken.noticed_on, spoken.is_provisional) == ("", None, True)
    assert str(spoken.cited) == "Ý kiến chỉ đạo trực tiếp ngày 08/11/2022"
    assert Assignment.objects.filter(directive=spoken, is_provisional=True, lead_agency__code="H412").exists()
    states = sorted(duties_of_the_notice(spoken).values_list("state", flat=True))
    assert states == ([State.ASSIGNED, State.DONE] if accepted else [State.REWORK])
    # The next notice takes the next number, and the duty is fulfilled by it.
    issue(notice())
    spoken.refresh_from_db()
    assert spoken.reference == "02/TB-UBND"
    assert State.CLAIMED in duties_of_the_notice(spoken).values_list("state", flat=True)


def test_a_number_that_another_document_bears_is_not_given(
    spoken: Directive,
    notice: Callable[..., OutgoingDocument],
    issue: Callable[..., OutgoingDocument],
    who: Who,
) -> None:
    register(
        DirectiveSpec(
            kind="CT", issuer=spoken.issuer, issued_on=NOTICED.date(), abstract="Khác", field="VX",
            reference=Reference("01", "TB-UBND"),
        ), by=None, at=NOTICED,
    )  # fmt: skip
    with pytest.raises(Refused, match="01/TB-UBND năm 2022 đã được dùng"):
        issue(notice())
    spoken.refresh_from_db()
    assert spoken.is_provisional
    assert not OutgoingDocument.objects.filter(state="issued").exists()


def test_the_conclusion_of_a_meeting_registered_without_a_number_gets_that_of_its_notice(
    spoken: Directive,
    notice: Callable[..., OutgoingDocument],
    issue: Callable[..., OutgoingDocument],
    who: Who,
) -> None:
    Directive.objects.filter(pk=spoken.pk).update(kind="TB", origin="elsewhere", spoken_form="")
    duties_of_the_notice(spoken).update(state=State.DONE, done_on=SAID.date())
    Assignment.objects.filter(directive=spoken).update(is_provisional=False)
    spoken.refresh_from_db()
    row = issue(notice(directive=spoken))
    spoken.refresh_from_db()
    assert str(spoken.cited) == "Thông báo kết luận số 01/TB-UBND ngày 10/11/2022"
    letters.recall_document(row.pk, reason="Sai trích yếu", by=who("clerk"), at=NOTICED)
    spoken.refresh_from_db()
    assert str(spoken.cited) == "Thông báo kết luận (số: chưa ban hành) ngày 08/11/2022"
    assert not Assignment.objects.filter(directive=spoken, is_provisional=True).exists()
    assert duties_of_the_notice(spoken).count() == 1
