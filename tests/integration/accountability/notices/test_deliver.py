"""Delivery: claim, ask, send, mark; what each answer of a mail server leads to."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from accountability.core.clock import system_now
from accountability.notices import delivery, kinds, rules
from accountability.notices.delivery import Delivered, backlog, channel_trouble, dead_count, deliver
from accountability.notices.kinds import MailKind
from accountability.notices.models import Outbox

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)


def run(at=MORNING, **options):
    return deliver(at=at, system_now=options.pop("system_now", system_now), **options)


def stored(mail):
    return Outbox.objects.get(pk=mail.pk)


def test_a_due_mail_is_sent_as_it_was_stored(post, mail_server):
    mail = post()

    assert run() == Delivered(sent=1)

    (arrived,) = mail_server.messages
    assert arrived["Message-ID"] == mail.message_id
    assert arrived["Subject"] == mail.subject_line
    sent = stored(mail)
    assert (sent.state, sent.sent_at, sent.attempts, sent.last_code) == ("sent", MORNING, 1, 250)
    assert sent.lease_until is None


def test_a_sent_mail_is_not_sent_again(post, mail_server):
    post()
    run()

    assert run() == Delivered()
    assert len(mail_server.messages) == 1


def test_a_mail_waits_for_its_hour(post, mail_server):
    post(at=MORNING.replace(hour=18))

    assert run(MORNING.replace(hour=23)) == Delivered()
    assert run((MORNING + timedelta(days=1)).replace(hour=7)) == Delivered(sent=1)


def test_all_batches_are_sent_over_one_connection(post, scripted):
    server = scripted({})
    for n in range(7):
        post(f"k:{n}")

    assert run(batch=3) == Delivered(sent=7)
    assert (server.connections, len(server.accepted)) == (1, 7)


def test_a_run_that_has_had_its_time_leaves_the_rest_to_the_next(post, mail_server):
    for n in range(4):
        post(f"k:{n}")
    start, arrived = system_now(), mail_server.messages

    def slow():
        return start + timedelta(minutes=len(arrived))

    assert deliver(at=MORNING, system_now=slow, batch=1, until=start + timedelta(minutes=2)).sent == 2
    assert run() == Delivered(sent=2)


def test_urgent_mail_goes_first(post, mail_server):
    post("k:1", subject_line="thường")
    post("k:2", subject_line="hỏa tốc", urgent=True)

    run()

    assert [message["Subject"] for message in mail_server.messages] == ["hỏa tốc", "thường"]


def test_a_greylisted_mail_backs_off_and_arrives_later(post, mail_server):
    mail_server.answer = lambda recipient, tried: "451 greylisted" if tried == 1 else "250 OK"
    mail = post()

    assert run() == Delivered(retried=1)
    waiting = stored(mail)
    assert (waiting.state, waiting.attempts, waiting.last_code) == ("new", 1, 451)
    assert waiting.next_at == MORNING + timedelta(minutes=1)

    assert run(MORNING + timedelta(minutes=1)) == Delivered(sent=1)
    assert stored(mail).attempts == 2


def test_a_mail_that_is_put_off_too_often_becomes_a_dead_end(post, mail_server):
    mail_server.answer = lambda recipient, tried: "451 not today"
    mail = post()
    at, results = MORNING, []
    for _ in range(len(rules.BACKOFF_SECONDS) + 1):
        results.append(run(at))
        at = stored(mail).next_at

    assert [result.retried for result in results] == [1] * len(rules.BACKOFF_SECONDS) + [0]
    assert results[-1] == Delivered(dead=1)
    assert (stored(mail).state, stored(mail).last_code) == ("dead", 451)


def test_an_unknown_recipient_ends_that_mail_only(post, officer, mail_server):
    mail_server.refuse = lambda to: "550 no such user" if to.startswith("cv@") else None
    dead = post("k:1", to=officer)
    post("k:2")

    assert run() == Delivered(sent=1, dead=1)
    assert (stored(dead).state, stored(dead).last_code) == ("dead", 550)
    assert stored(dead).last_text == "no such user"
    assert dead_count() == 1


@pytest.mark.parametrize(
    ("script", "state", "attempts", "code"),
    [
        ({"MAIL": "451 later"}, "new", 1, 451),
        ({"RCPT": "421 closing"}, "new", 1, 421),
        ({"RCPT": "450 busy"}, "new", 1, 450),
        ({"RCPT": "452 full"}, "new", 1, 452),
        ({"RCPT": "550 unknown"}, "dead", 1, 550),
        ({"RCPT": "DROP"}, "new", 1, None),
        ({"DATA": "451 later"}, "new", 1, 451),
        ({"DATA": "554 no"}, "dead", 1, 554),
        ({"CONTENT": "421 closing"}, "new", 1, 421),
        ({"CONTENT": "452 full"}, "new", 1, 452),
        ({"CONTENT": "552 too big"}, "dead", 1, 552),
        ({"CONTENT": "554 spam"}, "dead", 1, 554),
        ({"CONTENT": "DROP"}, "new", 1, None),
        ({"CONTENT": "SILENCE"}, "new", 1, None),
        ({"CONTENT": "what?"}, "new", 1, None),
        # Not this mail's fault: the channel stops, and no try is burnt.
        ({"GREETING": "421 busy"}, "new", 0, 421),
        ({"GREETING": "554 not you"}, "new", 0, 554),
        ({"GREETING": "DROP"}, "new", 0, None),
        ({"GREETING": "SILENCE"}, "new", 0, None),
        ({"MAIL": "550 sender refused"}, "new", 0, 550),
    ],
)
def test_each_answer_leaves_the_expected_state(post, scripted, script, state, attempts, code):
    scripted(script)
    mail = post()

    result = run()

    row = stored(mail)
    assert (row.state, row.attempts, row.last_code) == (state, attempts, code)
    assert bool(result.stopped) == (attempts == 0)
    assert (result.retried, result.dead) == ((1, 0) if state == "new" else (0, 1))
    assert row.state == "dead" or row.next_at > MORNING


def test_a_refused_password_stops_the_channel_and_burns_nothing(post, scripted, settings):
    scripted({"AUTH": "535 wrong password"})
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "dondoc", "wrong"
    mails = [post(f"k:{n}") for n in range(5)]

    result = run(batch=2)

    assert result.retried == 5
    assert result.stopped == "auth: 535 wrong password"
    assert {(stored(m).state, stored(m).attempts) for m in mails} == {("new", 0)}
    assert channel_trouble() == "535 wrong password (tài khoản hoặc mật khẩu trong EMAIL_URL bị từ chối)"


def test_a_server_that_offers_no_tls_gets_no_mail(post, scripted, settings):
    server = scripted({})
    settings.EMAIL_USE_TLS = True
    mail = post()

    assert run().retried == 1
    assert "STARTTLS" in stored(mail).last_text
    assert server.accepted == []


def test_refused_starttls_gets_no_mail(post, scripted, settings):
    server = scripted({"EHLO": "250-hi\r\n250 STARTTLS", "STARTTLS": "454 not now"})
    settings.EMAIL_USE_TLS = True
    mail = post()

    assert run().retried == 1
    assert (stored(mail).last_code, stored(mail).attempts) == (454, 0)
    assert server.accepted == []


def test_mails_that_an_absent_server_left_go_when_it_is_back(post, scripted, mail_server, settings):
    port = settings.EMAIL_PORT
    mails = [post(f"k:{n}") for n in range(5)]
    settings.EMAIL_PORT = 1  # nobody listens there
    assert run(batch=2).retried == 5
    assert channel_trouble() != ""

    settings.EMAIL_PORT = port
    assert run(MORNING + rules.PAUSE_UNREACHABLE) == Delivered(sent=5)
    assert {stored(m).attempts for m in mails} == {1}
    assert channel_trouble() == ""


def test_after_a_dropped_connection_the_rest_goes_over_a_new_one(post, scripted):
    server = scripted({"RCPT": "421 closing"}, {})
    for n in range(3):
        post(f"k:{n}")

    assert run() == Delivered(sent=2, retried=1)
    assert server.connections == 2


def test_a_mail_that_is_no_longer_due_is_withdrawn(post, mail_server):
    asked = []

    def still_due(payload):
        asked.append(payload)
        return payload["assignment"] != 12

    kinds.register(MailKind("late", "Quá hạn", "Bạn là thủ trưởng.", still_due))
    done = post("k:1", kind="late", payload={"assignment": 12})
    post("k:2", kind="late", payload={"assignment": 13})

    assert run() == Delivered(sent=1, withdrawn=1)
    assert (stored(done).state, stored(done).sent_at) == ("withdrawn", None)
    assert [payload["assignment"] for payload in asked] == [12, 13]


def test_a_closed_account_gets_no_mail(post, head, mail_server):
    mail = post()
    head.is_active = False
    head.save()

    assert run() == Delivered(withdrawn=1)
    assert stored(mail).state == "withdrawn"


def test_a_broken_question_does_not_stop_the_other_mails(post, mail_server, caplog):
    def broken(payload):
        raise LookupError("no such assignment")

    kinds.register(MailKind("broken", "Hỏng", "Không rõ.", broken))
    mail = post("k:1", kind="broken")
    post("k:2")

    assert run() == Delivered(sent=1, retried=1)
    assert "no such assignment" in stored(mail).last_text
    assert "still_due failed" in caplog.text


def test_a_paper_that_may_have_arrived_waits_for_a_person(post, scripted):
    server = scripted({"CONTENT": "DROP"})
    kinds.register(
        MailKind("paper", "Văn bản", "Gửi theo nơi nhận.", kinds.always_due, hold_when_uncertain=True)
    )
    mail = post(kind="paper")

    assert run() == Delivered(uncertain=1)
    assert stored(mail).state == "uncertain"
    assert run(MORNING + timedelta(days=2)) == Delivered()
    assert (len(server.accepted), dead_count()) == (1, 1)


def test_a_killed_workers_mail_goes_out_again_with_the_same_message_id(post, mail_server):
    mail = post()
    now = system_now()
    # A worker that claimed the mail, handed it over and was killed before it could mark it.
    delivery.claim(at=MORNING, now=now, limit=10)

    assert run(system_now=lambda: now + timedelta(seconds=30)) == Delivered()
    assert run(system_now=lambda: now + timedelta(seconds=61)) == Delivered(sent=1)

    (arrived,) = mail_server.messages
    assert arrived["Message-ID"] == mail.message_id
    assert stored(mail).fence == 2


def test_a_killed_worker_leaves_a_paper_in_doubt(post, mail_server):
    kinds.register(
        MailKind("paper", "Văn bản", "Gửi theo nơi nhận.", kinds.always_due, hold_when_uncertain=True)
    )
    mail = post(kind="paper")
    now = system_now()
    delivery.claim(at=MORNING, now=now, limit=10)

    assert run(system_now=lambda: now + timedelta(minutes=2)) == Delivered(uncertain=1)
    assert stored(mail).state == "uncertain"
    assert mail_server.messages == []


def test_a_worker_that_lost_its_lease_marks_nothing(post, mail_server):
    now = system_now()

    def taken_over_meanwhile(payload):
        Outbox.objects.update(fence=2, lease_until=now + timedelta(hours=1))
        return True

    kinds.register(MailKind("late", "Quá hạn", "Bạn là thủ trưởng.", taken_over_meanwhile))
    mail = post(kind="late")

    assert run() == Delivered()
    assert (stored(mail).state, stored(mail).fence) == ("sending", 2)
    assert len(mail_server.messages) == 1


def test_a_worker_that_comes_late_checks_that_the_mail_is_still_its_own(post, mail_server):
    mail = post()
    now = system_now()
    ticks = iter([now, now, now + timedelta(seconds=40)])

    def taken_meanwhile():
        moment = next(ticks, now + timedelta(seconds=40))
        if moment > now:
            Outbox.objects.filter(pk=mail.pk).update(fence=2, lease_until=now + timedelta(hours=1))
        return moment

    assert run(system_now=taken_meanwhile) == Delivered()
    assert mail_server.messages == []


def test_without_a_connection_to_the_world_mails_become_files(post, mail_dir):
    mail = post()

    assert run() == Delivered(sent=1)

    (file,) = mail_dir.iterdir()
    assert file.name == f"{mail.message_id.strip('<>')}.eml"
    assert file.read_bytes() == bytes(stored(mail).mime)


def test_a_mail_sent_twice_is_still_one_file(post, mail_dir):
    mail = post()
    now = system_now()
    run(system_now=lambda: now)
    Outbox.objects.update(state="new", sent_at=None)
    run(system_now=lambda: now)

    assert [file.name for file in mail_dir.iterdir()] == [f"{mail.message_id.strip('<>')}.eml"]


def test_a_full_disk_stops_the_channel_not_the_mail(post, mail_dir):
    mail_dir.write_text("a file where the directory should be")
    mail = post()

    result = run()

    assert result.retried == 1
    assert "FileExistsError" in result.stopped
    assert (stored(mail).state, stored(mail).attempts) == ("new", 0)


def test_any_other_django_backend_gets_the_stored_mail(post, mailoutbox):
    mail = post()

    assert run() == Delivered(sent=1)

    (message,) = mailoutbox
    assert message.to == ["ldtbxh@nghean.example"]
    assert message.subject == mail.subject_line
    assert "http://testserver/nhiem-vu/12/" in message.body
    parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    assert parsed["Message-ID"] == mail.message_id


def test_the_backlog_counts_what_still_waits(post, mail_server):
    post("k:1")
    post("k:2", at=MORNING.replace(hour=20))

    assert backlog(MORNING) == 1
    assert backlog(MORNING.replace(hour=20)) == 2
    run()
    assert backlog(MORNING) == 0
