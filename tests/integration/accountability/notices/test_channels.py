"""The ways out: the allow-list of domains, further channels, a channel that stops alone and is opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accountability.core.clock import system_now
from accountability.notices import channels, kinds, standing
from accountability.notices.actions import retry_mail
from accountability.notices.actions.retrying import MailNotRetryable
from accountability.notices.delivery import BATCH, Delivered, channel_trouble, deliver
from accountability.notices.models import ChannelStop, Notification, Outbox
from accountability.notices.rules import PAUSE_REFUSED, PAUSE_UNREACHABLE, Answer, Stage

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = Answer(Stage.AUTH, 535, "wrong key")


def run(at=MORNING):
    return deliver(at=at, system_now=system_now)


class Sms:
    """A gateway such as an office may add: it sends the subject line to the official telephone."""

    code, title = "sms", "Tin nhắn"

    def __init__(self):
        self.sent = []
        self.answer = Answer(Stage.CONTENT, 250, "queued")

    def address(self, to):
        return to.phone

    def unfit(self, address):
        return "" if address else "Người nhận chưa có số điện thoại"

    def compose(self, draft, *, at):
        return draft.subject_line.encode()

    def open(self):
        return self

    def send(self, envelope, following=None):
        if self.answer.code == 250:
            self.sent.append((envelope.recipient, envelope.mime.decode()))
        return self.answer

    def close(self):
        pass


@pytest.fixture
def sms(monkeypatch, settings):
    """The gateway, beside each mail of the class act_now."""
    monkeypatch.setattr(channels, "_channels", dict(channels._channels))
    settings.EXTRA_CHANNELS = {"act_now": ["sms"]}
    return channels.register(Sms())


# The allow-list -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("allowed", "state"),
    [
        ([], "new"),
        (["nghean.example"], "new"),
        (["NGHEAN.example"], "new"),
        (["example"], "new"),  # a domain allows its subdomains
        (["hean.example"], "dead"),  # but not whatever ends alike
        (["bocongan.example"], "dead"),
    ],
)
def test_mail_goes_to_allowed_domains_only(post, settings, allowed, state):
    settings.MAIL_DOMAINS = allowed

    mail = post()

    assert mail.state == state
    assert ("nghean.example không có trong danh sách" in mail.last_text) == (state == "dead")


def test_a_domain_taken_off_the_list_stops_what_is_waiting(post, settings, mail_server):
    mail = post()
    settings.MAIL_DOMAINS = ["khac.example"]

    assert run() == Delivered(dead=1)
    assert mail_server.messages == []
    with pytest.raises(MailNotRetryable, match="MAIL_DOMAINS"):
        retry_mail(mail=mail, by=None, at=MORNING)

    settings.MAIL_DOMAINS = ["nghean.example"]
    retry_mail(mail=mail, by=None, at=MORNING)
    assert run() == Delivered(sent=1)


# Further channels -----------------------------------------------------------------------------------------------------


def test_a_gateway_that_was_added_gets_its_copy(post, head, sms, mail_server):
    head.phone = "0238 123"
    head.save()
    post()

    assert run() == Delivered(sent=2)
    assert sms.sent == [("0238 123", "Quá hạn 3 ngày: Tài khoản an sinh xã hội")]
    assert set(Outbox.objects.values_list("channel", "dedupe_key")) == {("mail", "k:1"), ("sms", "sms:k:1")}


def test_who_cannot_be_reached_by_it_is_a_dead_end_of_that_channel(post, sms, mail_server):
    post()

    assert run() == Delivered(sent=1)
    assert Outbox.objects.get(channel="sms").last_text == "Người nhận chưa có số điện thoại"


def test_a_gateway_that_is_down_stops_alone(post, head, sms, mail_server):
    head.phone = "0238 123"
    head.save()
    sms.answer = REFUSED
    for n in range(3):
        post(f"k:{n}")

    result = run()

    assert (result.sent, result.retried, result.stopped) == (3, 3, "auth: 535 wrong key")
    sms.answer = Answer(Stage.CONTENT, 250, "queued")
    assert run(MORNING + PAUSE_REFUSED) == Delivered(sent=3)


def test_a_line_on_screen_may_go_beside_a_mail_and_stands_once(post, settings, mail_server):
    settings.EXTRA_CHANNELS = {"act_now": ["inapp"]}
    post()
    assert run() == Delivered(sent=2)
    Outbox.objects.filter(channel="inapp").update(state="new", sent_at=None)

    assert run() == Delivered(sent=1)
    line = Notification.objects.get()
    assert (line.url, line.subject, line.timestamp) == ("/nhiem-vu/12/", "a:12", MORNING)


def test_a_channel_that_is_gone_keeps_its_mails(post, head, sms, mail_server, caplog):
    head.phone = "0238 123"
    head.save()
    post()
    channels._channels.pop("sms")

    assert run() == Delivered(sent=1, retried=1)
    assert "UnknownChannel" in Outbox.objects.get(channel="sms").last_text


# A channel that stops -------------------------------------------------------------------------------------------------


def test_mail_written_during_a_pause_does_not_knock_again(post, scripted):
    """An account that is refused again and again may be locked."""
    server = scripted({"MAIL": "550 sender refused"})
    post("k:1")
    run()
    post("k:2", at=MORNING + timedelta(minutes=1))

    assert run(MORNING + timedelta(minutes=1)) == Delivered()
    assert server.connections == 1
    run(MORNING + PAUSE_REFUSED)
    assert server.connections == 2


def test_one_interruption_is_one_row_that_ends_with_the_first_mail(post, scripted):
    scripted({"GREETING": "421 busy"}, {"GREETING": "421 busy"}, {})
    post()
    run()
    run(MORNING + PAUSE_UNREACHABLE)
    stop = ChannelStop.objects.get()
    assert (stop.stopped_at, stop.resumed_at) == (MORNING, None)

    assert run(MORNING + 2 * PAUSE_UNREACHABLE) == Delivered(sent=1)

    assert ChannelStop.objects.get().resumed_at == MORNING + 2 * PAUSE_UNREACHABLE
    assert channel_trouble() == ""


def test_a_refusal_alarms_the_office_once(post, scripted, cast):
    scripted({"MAIL": "550 sender refused"})
    post()
    run()
    run(MORNING + PAUSE_REFUSED)

    alarms = Notification.objects.filter(kind="mail.alarm")
    assert alarms.filter(recipient=cast["specialist"]).count() == 1
    assert not alarms.filter(recipient=cast["labour_head"]).exists()
    assert "DEFAULT_FROM_EMAIL bị từ chối" in alarms.first().text


def test_a_server_that_is_away_alarms_when_it_stays_away(post, scripted, cast):
    scripted({"GREETING": "DROP"})
    post()
    run()
    assert not Notification.objects.filter(kind="mail.alarm").exists()

    run(MORNING + standing.ALARM_AFTER)

    assert Notification.objects.filter(kind="mail.alarm", recipient=cast["specialist"]).count() == 1


def test_the_office_reads_why_and_tries_again_at_once(
    post, scripted, mail_server, settings, client, cast, demo_time
):
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1  # nobody listens there
    mail = post()
    run()
    client.force_login(cast["specialist"])
    page = client.get(reverse("mail-list")).content.decode()
    assert "Máy chủ thư không trả lời" in page
    assert "kiểm tra địa chỉ, cổng trong EMAIL_URL" in page
    assert "không thư nào mất" in page

    settings.EMAIL_PORT = port
    client.post(reverse("channel-resume"), {"kenh": "mail"})

    assert run() == Delivered(sent=1)
    assert Outbox.objects.get(pk=mail.pk).attempts == 1


def test_a_mail_about_what_is_not_due_is_not_asked_of_a_stopped_channel(post, scripted):
    asked = []
    kinds.register(kinds.MailKind("late", "Quá hạn", "", lambda payload: asked.append(payload) or True))
    scripted({"GREETING": "DROP"})
    for n in range(BATCH + 20):
        post(f"k:{n}", kind="late")

    run()

    assert len(asked) == BATCH
    assert set(Outbox.objects.values_list("state", "attempts")) == {("new", 0)}
