"""The notice page; who may open which page is in the access table."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from accountability.notices.actions import notify

from .conftest import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell():
    def _tell(user, text="Giao nhiệm vụ 12", url="/nhiem-vu/12/"):
        with transaction.atomic():
            notify(users=[user], kind="assigned", text=text, url=url, subject="a:12", at=MORNING)
        return user.notifications.latest("pk")

    return _tell


def test_one_sees_ones_own_notices_only(client, head, officer, tell):
    tell(head, "Việc của Giám đốc")
    tell(officer, "Việc của chuyên viên")
    client.force_login(head)

    page = client.get(reverse("notice-list")).content.decode()

    assert "Việc của Giám đốc" in page
    assert "Việc của chuyên viên" not in page
    assert "1 thông báo chưa đọc" in page


def test_opening_a_notice_marks_it_read_and_goes_there(client, head, tell):
    notice = tell(head)
    client.force_login(head)

    response = client.get(reverse("notice-open", args=[notice.pk]))

    assert response.headers["Location"] == "/nhiem-vu/12/"
    notice.refresh_from_db()
    assert not notice.unread


def test_a_notice_never_leads_off_the_site(client, head, tell):
    notice = tell(head, url="https://ngoai.example/")
    client.force_login(head)

    response = client.get(reverse("notice-open", args=[notice.pk]))

    assert response.headers["Location"] == reverse("notice-list")


def test_somebody_elses_notice_is_not_there(client, head, officer, tell):
    notice = tell(officer)
    client.force_login(head)

    assert client.get(reverse("notice-open", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.unread


def test_reading_all_asks_for_a_post(client, head, tell):
    tell(head)
    client.force_login(head)

    assert client.get(reverse("notice-read-all")).status_code == 405
    assert head.notifications.unread().count() == 1
    client.post(reverse("notice-read-all"))
    assert head.notifications.unread().count() == 0


def test_what_users_wrote_is_shown_as_text(client, head, tell):
    tell(head, "<script>alert(1)</script>")
    client.force_login(head)

    assert "<script>alert(1)" not in client.get(reverse("notice-list")).content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999999999999"])
def test_an_odd_page_number_shows_a_page(client, head, tell, page):
    tell(head)
    client.force_login(head)

    assert client.get(reverse("notice-list"), {"page": page}).status_code == 200


def test_somebody_without_the_right_does_not_see_the_mails(client, head, post):
    post()
    client.force_login(head)

    assert client.get(reverse("mail-list")).status_code == 403
