"""The list of mails is the whole Office's; the title of a mail is for those who may see what it is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.notices.models import Outbox
from accountability.notices.views.titles import WITHHELD
from tests.given import assignments, go_to, sign_in

__all__ = ["assignments", "go_to", "sign_in"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign(assignments: list[Assignment]) -> Outbox:
    """A mail about an assignment of another field, which did not arrive; the reader of the list has nothing to do with it."""
    row = assignments[0]
    Assignment.objects.filter(pk=row.pk).update(
        title="Việc của lĩnh vực khác", field="KT", specialist=None, supervisor=None
    )
    mail = Outbox.objects.about(f"a:{row.pk}").order_by("pk")[0]
    mail.subjects.exclude(subject=f"a:{row.pk}").delete()
    Outbox.objects.filter(pk=mail.pk).update(
        subject_line="Giao nhiệm vụ: Việc của lĩnh vực khác", state="dead", last_text="hộp thư đầy"
    )
    return mail


def page_of(client: Client, pk: int | None = None, **wanted: str) -> str:
    address = reverse("mail-detail", args=[pk]) if pk else reverse("mail-list")
    return client.get(address, wanted).content.decode()


@pytest.mark.parametrize("member", ["specialist", "section_head", "office_deputy"])
def test_a_title_of_another_field_is_withheld_and_its_delivery_shown(
    foreign: Outbox, sign_in: Callable[[str], Client], member: str
) -> None:
    reader = sign_in(member)
    for page in (page_of(reader, trang_thai="dead"), page_of(reader, foreign.pk)):
        assert "Việc của lĩnh vực khác" not in page
        assert WITHHELD in page
        assert "hộp thư đầy" in page
    assert "/nhiem-vu/" + foreign.subjects.get().subject[2:] not in page_of(reader, foreign.pk)


def test_who_may_see_every_matter_reads_every_title(
    foreign: Outbox, sign_in: Callable[[str], Client]
) -> None:
    clerk = sign_in("clerk")
    assert "Việc của lĩnh vực khác" in page_of(clerk, trang_thai="dead")
    assert "Việc của lĩnh vực khác" in page_of(clerk, foreign.pk)
    assert WITHHELD not in page_of(clerk)


def test_titles_of_ones_own_field_stay(
    assignments: list[Assignment], sign_in: Callable[[str], Client]
) -> None:
    page = page_of(sign_in("specialist"))
    assert "Tạo lập tài khoản an sinh xã hội" in page
    assert WITHHELD not in page


def test_a_withheld_title_cannot_be_guessed_by_a_search(
    foreign: Outbox, sign_in: Callable[[str], Client]
) -> None:
    assert "Không có thư nào" in page_of(sign_in("specialist"), tim="lĩnh vực khác")
    assert "Việc của lĩnh vực khác" in page_of(sign_in("clerk"), tim="lĩnh vực khác")


def test_sending_it_again_does_not_say_its_title(foreign: Outbox, sign_in: Callable[[str], Client]) -> None:
    answer = sign_in("specialist").post(reverse("mail-retry", args=[foreign.pk]), follow=True)
    page = answer.content.decode()
    assert f"Thư “{WITHHELD}” đã được xếp lại để gửi." in page
    assert "Việc của lĩnh vực khác" not in page


def test_a_part_of_a_hidden_assignment_is_hidden_too(
    assignments: list[Assignment], cast: dict[str, User], sign_in: Callable[[str], Client]
) -> None:
    row = assignments[-1]
    part = row.coordinations.get()
    mail = Outbox.objects.about(f"a:{row.pk}").order_by("pk")[0]
    mail.subjects.all().delete()
    mail.subjects.create(subject=f"c:{part.pk}")
    assert mail.subject_line in page_of(sign_in("specialist"), mail.pk)
    Assignment.objects.filter(pk=row.pk).update(field="KT", specialist=None, supervisor=None)
    assert mail.subject_line not in page_of(sign_in("specialist"), mail.pk)
    Outbox.objects.filter(pk=mail.pk).update(recipient_user=cast["specialist"])
    assert mail.subject_line in page_of(sign_in("specialist"), mail.pk)
