"""Review, approval, return, signing, issuing; the list and the page of a directive."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accountability.assignments.models import Assignment
from accountability.directives.models import Directive

pytestmark = pytest.mark.django_db


def _said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def _url(name: str, directive: Directive) -> str:
    return reverse(f"directive-{name}", args=[directive.pk])


def test_approving_gives_the_assignments_and_starts_their_processes(as_, in_review):
    client = as_("office_deputy")
    asked = client.get(_url("detail", in_review)).content.decode()

    response = client.post(_url("approve", in_review))

    assert "Giao 21 nhiệm vụ cho 21 cơ quan?" in asked
    assert "Đã giao 21 nhiệm vụ cho 21 cơ quan" in _said(response)
    rows = Assignment.objects.filter(directive=in_review)
    assert rows.filter(state="assigned", process__isnull=False).count() == 21
    in_review.refresh_from_db()
    assert in_review.state == Directive.State.ISSUED


def test_a_second_click_on_approve_is_refused_clearly(as_, in_review):
    client = as_("office_deputy")
    client.post(_url("approve", in_review))

    again = client.post(_url("approve", in_review))

    assert again.status_code == 302
    assert "Văn bản đang ở bước “Đã giao nhiệm vụ”, không duyệt được." in _said(again)
    assert Assignment.objects.filter(directive=in_review).count() == 21


def test_returning_needs_a_reason_which_the_specialist_reads(as_, in_review):
    client = as_("office_deputy")

    empty = client.post(_url("return", in_review), {"reason": "  "})
    client.post(_url("return", in_review), {"reason": "Bổ sung cơ quan phối hợp"})

    assert "Vui lòng nêu nội dung cần sửa." in empty.content.decode()
    in_review.refresh_from_db()
    assert in_review.state == Directive.State.SPLITTING
    assert "Bổ sung cơ quan phối hợp" in as_("specialist").get(_url("split", in_review)).content.decode()


def test_a_return_that_comes_too_late_keeps_what_was_typed(as_, in_review):
    client = as_("office_deputy")
    client.post(_url("approve", in_review))

    page = client.post(_url("return", in_review), {"reason": "Sửa lại thời hạn"}).content.decode()

    assert "không trả lại được" in page
    assert "Sửa lại thời hạn" in page


def test_nothing_is_sent_to_review_before_it_was_cut(as_, registered):
    response = as_("specialist").post(_url("review", registered))

    assert "Chưa có nhiệm vụ nào" in _said(response)
    registered.refresh_from_db()
    assert registered.state == Directive.State.SPLITTING


def test_a_draft_of_ours_is_signed_numbered_and_issued(as_, paper, duty, registered, province):
    as_("clerk").post(reverse("directive-register"), paper | {"origin": "here", "reference": ""})
    made = Directive.objects.get(origin="here")
    client = as_("specialist")
    client.post(_url("split", made), duty | {"lead": province.agency("CAT").pk})
    client.post(_url("review", made))
    as_("office_deputy").post(_url("approve", made))
    assert Assignment.objects.get(directive=made).state == "draft"
    as_("chair").post(_url("sign", made))

    taken = as_("clerk").post(_url("issue", made), {"reference": "812/KH-UBND"}).content.decode()
    as_("clerk").post(_url("issue", made), {"reference": "813/KH-UBND"})

    assert "đã được dùng" in taken
    assert 'value="812/KH-UBND"' in taken
    made.refresh_from_db()
    assert (made.state, made.reference) == ("issued", "813/KH-UBND")
    assert Assignment.objects.get(directive=made).state == "assigned"


@pytest.mark.parametrize(
    ("name", "step", "status"),
    [
        ("specialist", "approve", 403), ("clerk", "approve", 403), ("clerk", "review", 403),
        ("office_deputy", "sign", 403), ("specialist", "issue", 403), ("chair", "approve", 403),
        ("labour_head", "approve", 404), ("district_chair", "approve", 404), ("outsider", "detail", 404),
    ],
)  # fmt: skip
def test_wrong_roles_are_refused(as_, in_review, name, step, status):
    client = as_(name)
    response = client.get(_url(step, in_review)) if step == "detail" else client.post(_url(step, in_review))

    assert response.status_code == status
    in_review.refresh_from_db()
    assert in_review.state == Directive.State.IN_REVIEW


@pytest.mark.parametrize("step", ["review", "approve", "sign"])
def test_steps_are_posted_only(as_, in_review, step):
    assert as_("office_deputy").get(_url(step, in_review)).status_code == 405


def test_a_district_sees_its_own_assignment_once_it_is_given(as_, in_review, province):
    hidden = as_("district_chair").get(_url("detail", in_review))
    as_("office_deputy").post(_url("approve", in_review))
    client = as_("district_chair")

    page, listed = client.get(_url("detail", in_review)), client.get(reverse("directive-list"))

    assert hidden.status_code == 404
    assert page.context["count"] == 1
    assert "Trình duyệt" not in page.content.decode()
    assert [row["count"] for row in listed.context["rows"]] == [1]
    assert as_("outsider").get(reverse("directive-list")).context["rows"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=812", 1), ("q=812/KH", 1), ("q=812/kh-ubnd", 1), ("q=813", 0), ("q=Kế hoạch cao điểm", 1), ("kind=KH", 1),
        ("kind=QD", 0), ("state=splitting", 1), ("kind=KH&state=issued", 0), ("kind=ZZ", 0), ("program=abc", 0),
        ("page=999", 1), ("q=" + "9" * 300, 0),
    ],
)  # fmt: skip
def test_the_list_is_filtered(as_, registered, query, found):
    response = as_("clerk").get(f"{reverse('directive-list')}?{query}")

    assert response.status_code == 200
    assert len(response.context["rows"]) == found


def test_a_document_without_a_file_has_no_file_page(as_, registered):
    assert as_("clerk").get(_url("file", registered)).status_code == 404


def test_nobody_signed_in_goes_to_the_sign_in_page(client, registered):
    client.logout()
    for name in ("detail", "split", "approve", "file"):
        assert reverse("sign-in") in client.post(_url(name, registered)).url
