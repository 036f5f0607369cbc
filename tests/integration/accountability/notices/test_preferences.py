"""What a person wants to get by mail: on his page, and by one click from a digest."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accountability.audit.models import AuditEvent
from accountability.notices import digests, kinds, preferences
from accountability.notices.kinds import MailKind
from accountability.notices.models import MailChoice, Outbox

from .conftest import MORNING as AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def some_kinds(registry):
    digests.register_kind()
    kinds.register(MailKind("soon", "Sắp đến hạn", "", kinds.always_due, "digest"))
    kinds.register(MailKind("reported", "Cơ quan báo cáo", "", kinds.always_due, optional=True))


@pytest.fixture
def url(head):
    return reverse("mail-unsubscribe", args=[preferences.token(head.pk)])


def declined(user):
    return set(MailChoice.objects.filter(user=user, wanted=False).values_list("kind", flat=True))


def test_the_page_lists_what_may_be_declined_and_names_what_may_not(client, head):
    client.force_login(head)

    page = client.get(reverse("mail-preferences")).content.decode()

    assert page.count('name="nhan"') == 3
    assert "Nhắc việc" in page
    assert 'value="reminder"' not in page


def test_a_box_that_is_not_ticked_is_declined(client, head, post):
    client.force_login(head)

    client.post(reverse("mail-preferences"), {"nhan": ["soon", "digest"]})

    assert declined(head) == {"reported"}
    client.post(reverse("mail-preferences"), {"nhan": ["soon", "digest", "reported"]})
    assert declined(head) == set()
    assert AuditEvent.objects.filter(action="account.mail_choice", target_pk=head.pk).count() == 2


def test_what_was_declined_is_not_owed(head, post):
    preferences.choose(user_id=head.pk, wanted={"reported": False}, by=None, at=AT)

    with pytest.raises(AssertionError):
        post(kind="reported")
    assert not Outbox.objects.exists()


def test_an_escalation_cannot_be_declined_by_any_form(client, head, post):
    client.force_login(head)

    client.post(reverse("mail-preferences"), {"nhan": []})
    preferences.choose(user_id=head.pk, wanted={"reminder": False}, by=None, at=AT)

    assert "reminder" not in declined(head)
    assert post().state == "new"


def test_one_click_declines_the_digests_without_signing_in(url, head):
    outside = Client(enforce_csrf_checks=True)

    answer = outside.post(url, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert declined(head) == {"digest", "soon"}
    assert "Đã ngừng gửi thư tổng hợp" in answer.content.decode()


def test_opening_the_link_only_asks(url, head):
    answer = Client().get(url)

    assert "Ngừng nhận thư tổng hợp buổi sáng?" in answer.content.decode()
    assert head.email not in answer.content.decode()
    assert declined(head) == set()


def test_a_forged_or_foreign_word_changes_nothing(url, head, officer):
    forged = url.replace(preferences.token(head.pk), preferences.token(head.pk)[:-2] + "xx")

    answer = Client().post(forged)

    assert answer.status_code == 404
    assert "không hợp lệ" in answer.content.decode()
    assert not MailChoice.objects.exists()
    Client().post(url)
    assert declined(officer) == set()


def test_other_pages_still_refuse_a_post_without_its_word(head):
    outside = Client(enforce_csrf_checks=True)
    outside.force_login(head)

    assert outside.post(reverse("mail-preferences"), {"nhan": []}).status_code == 403
