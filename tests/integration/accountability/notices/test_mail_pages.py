"""The Office's pages of mails: narrow, look, send again what did not arrive."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accountability.audit.models import AuditEvent
from accountability.core.clock import system_now
from accountability.notices.actions import retry_all
from accountability.notices.delivery import deliver
from accountability.notices.models import Outbox

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(client, cast):
    """A browser of the Office, of somebody who may read every matter."""
    client.force_login(cast["clerk"])
    return client


def listed(office, **wanted):
    return office.get(reverse("mail-list"), wanted).content.decode()


def test_the_list_narrows_by_each_field(post, officer, office, mail_dir):
    post("k:1", subject_line="Một")
    post("k:2", subject_line="Hai", to=officer, at=MORNING + timedelta(days=3))
    Outbox.objects.filter(dedupe_key="k:1").update(state="dead", last_text="user unknown")

    for wanted in (
        {"trang_thai": "dead"},
        {"nguoi_nhan": "ldtbxh@"},
        {"tim": "Một"},
        {"tim": "unknown"},
        {"den": "2022-11-08"},
        {"loai": "reminder", "tu": "2022-11-08", "den": "2022-11-10"},
    ):
        page = listed(office, **wanted)
        assert ">Một</a>" in page, wanted
        assert ">Hai</a>" not in page, wanted


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"trang_thai": "mất"}, "Không có trạng thái này."),
        ({"tu": "hôm qua"}, "Ngày không hợp lệ."),
        ({"tu": "2022-11-10", "den": "2022-11-08"}, "Ngày cuối phải từ ngày đầu trở đi."),
    ],
)
def test_a_wrong_filter_is_said_and_kept(post, office, wanted, said):
    post()

    page = listed(office, **wanted)

    assert said in page
    assert "Không có thư nào" in page


def test_the_last_day_there_is_can_be_asked_for(post, office):
    post()

    assert "Quá hạn 3 ngày" in listed(office, den="9999-12-31")


def test_the_list_says_how_far_delivery_has_come(post, office, mail_dir):
    post("k:1")
    deliver(at=MORNING, system_now=system_now)
    post("k:2", at=MORNING.replace(hour=18))

    assert "Đã gửi 1/2 thư, còn 1 thư chờ gửi." in listed(office)


def test_a_mails_page_shows_its_way_and_not_its_text(post, office):
    mail = post(lines=("Một câu chỉ người nhận đọc.",))
    Outbox.objects.filter(pk=mail.pk).update(state="dead", last_code=550, last_text="user unknown")

    page = office.get(reverse("mail-detail", args=[mail.pk])).content.decode()

    assert "550" in page
    assert "user unknown" in page
    assert "sửa địa chỉ nếu sai, rồi gửi lại" in page
    assert 'href="/nhiem-vu/12/"' in page
    assert "chỉ người nhận đọc" not in page


def test_all_dead_mails_go_again_after_the_server_is_mended(post, office, mail_dir, head):
    for n in range(5):
        post(f"k:{n}")
    post("k:9", to=head)
    Outbox.objects.exclude(dedupe_key="k:9").update(state="dead", attempts=8, last_code=451)
    assert "Gửi lại 5 thư chưa đến" in listed(office)

    answer = office.post(reverse("mail-retry-all"), {"trang_thai": "dead"}, follow=True)

    assert "Đã xếp lại 5 thư để gửi." in answer.content.decode()
    assert set(Outbox.objects.values_list("state", "attempts")) == {("new", 0)}
    assert AuditEvent.objects.filter(action="mail.retry").count() == 5


def test_only_what_the_filter_shows_goes_again(post, officer, office):
    post("k:1")
    post("k:2", to=officer)
    Outbox.objects.update(state="dead")

    office.post(reverse("mail-retry-all"), {"nguoi_nhan": "cv@"})

    assert dict(Outbox.objects.values_list("dedupe_key", "state")) == {"k:1": "dead", "k:2": "new"}


def test_a_wrong_filter_sends_nothing_again(post, office):
    post()
    Outbox.objects.update(state="dead")

    answer = office.post(reverse("mail-retry-all"), {"trang_thai": "mất"}, follow=True)

    assert "không có thư nào được gửi lại" in answer.content.decode()
    assert Outbox.objects.get().state == "dead"


def test_who_has_no_address_yet_stays_and_is_counted(post, officer, head):
    post("k:1")
    post("k:2", to=officer)
    Outbox.objects.update(state="dead")
    officer.email = ""
    officer.save()

    assert retry_all(mails=Outbox.objects.all(), by=None, at=MORNING) == (1, 1)
    assert dict(Outbox.objects.values_list("dedupe_key", "state")) == {"k:1": "new", "k:2": "dead"}


def test_a_corrected_address_is_used(post, head, mail_server):
    post()
    Outbox.objects.update(state="dead")
    head.email = "moi@nghean.example"
    head.save()

    retry_all(mails=Outbox.objects.all(), by=None, at=MORNING)
    deliver(at=MORNING, system_now=system_now)

    assert mail_server.messages[0]["To"].addresses[0].addr_spec == "moi@nghean.example"


def test_an_unknown_channel_is_not_resumed(office):
    answer = office.post(reverse("channel-resume"), {"kenh": "bồ câu"}, follow=True)

    assert "Không có kênh gửi này." in answer.content.decode()
