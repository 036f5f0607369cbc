"""Talking to a real server: STARTTLS and TLS with a checked certificate, and commands that go together."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from accountability.core.clock import system_now
from accountability.notices.delivery import Delivered, channel_trouble, deliver
from accountability.notices.models import Outbox
from accountability.notices.transport import Envelope, open_transport
from config.settings.environment import email_settings

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)


def run() -> Delivered:
    return deliver(at=MORNING, system_now=system_now)


# Certificates ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with an authority of our own (ca.pem) and a server's certificate for `localhost` by it."""
    if shutil.which("openssl") is None:
        pytest.fail("Chưa có openssl. Chạy: sudo apt-get install openssl")
    home = tmp_path_factory.mktemp("tls")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=home, check=True, capture_output=True)

    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *new_key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=CA thu nghiem",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-days", "36500")  # fmt: skip
    openssl("req", *new_key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (home / "ext").write_text("subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "server.pem", "-extfile", "ext", "-days", "36500")  # fmt: skip
    return home


class Box:
    """Keeps what arrived, and whether it came encrypted and signed in."""

    def __init__(self) -> None:
        self.arrived: list[tuple[bool, bool]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Called by aiosmtpd."""
        encrypted = session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None
        self.arrived.append((encrypted, bool(session.authenticated)))
        return "250 2.0.0 Ok: queued as 4F1C"


class TlsServer:
    """aiosmtpd on a free port in a thread; its own Controller would first greet it in the clear."""

    def __init__(self, box: Box, context: ssl.SSLContext, *, from_the_start: bool) -> None:
        self.loop = asyncio.new_event_loop()
        asks = {} if from_the_start else {
            "tls_context": context, "require_starttls": True, "auth_required": True,
            "authenticator": lambda *args: AuthResult(success=args[-1].password == b"secret", handled=False),
        }  # fmt: skip
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        listening = self.loop.create_server(
            lambda: SMTP(box, loop=self.loop, **asks), "127.0.0.1", 0, ssl=context if from_the_start else None
        )
        # In its own thread: a browser of an earlier test keeps a loop in this one.
        self.server = asyncio.run_coroutine_threadsafe(listening, self.loop).result(10)
        self.port = int(self.server.sockets[0].getsockname()[1])

    def close(self) -> None:
        """End it, with the connections that are still open."""
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    async def _end(self) -> None:
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


@pytest.fixture
def serve(authority: Path, settings: Any) -> Iterator[Callable[..., Box]]:
    """Start a server with our certificate and point the settings at it by an EMAIL_URL."""
    running = []

    def start(scheme: str, account: str = "dondoc:secret@", host: str = "localhost") -> Box:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority / "server.pem", authority / "server.key")
        box = Box()
        server = TlsServer(box, context, from_the_start=scheme == "smtp+ssl")
        running.append(server)
        for name, value in email_settings(f"{scheme}://{account}{host}:{server.port}").items():
            setattr(settings, name, value)
        return box

    yield start
    for server in running:
        server.close()


def test_mail_goes_encrypted_and_signed_in_by_starttls(post, serve, authority, settings):
    box = serve("smtp+tls")
    settings.EMAIL_CA_FILE = str(authority / "ca.pem")
    mail = post()

    assert run() == Delivered(sent=1)
    assert box.arrived == [(True, True)]
    assert Outbox.objects.get(pk=mail.pk).last_text == "2.0.0 Ok: queued as 4F1C"


def test_mail_goes_encrypted_from_the_first_byte(post, serve, authority, settings):
    box = serve("smtp+ssl", account="")
    settings.EMAIL_CA_FILE = str(authority / "ca.pem")
    post()

    assert run() == Delivered(sent=1)
    assert box.arrived == [(True, False)]


@pytest.mark.parametrize("scheme", ["smtp+tls", "smtp+ssl"])
def test_a_certificate_that_nobody_vouches_for_gets_no_mail(post, serve, scheme):
    box = serve(scheme, account="")
    mail = post()

    assert run().retried == 1
    assert box.arrived == []
    row = Outbox.objects.get(pk=mail.pk)
    assert (row.state, row.attempts) == ("new", 0)
    assert "CERTIFICATE_VERIFY_FAILED" in row.last_text
    assert "kiểm tra EMAIL_CA_FILE" in channel_trouble()


def test_a_certificate_of_another_host_gets_no_mail(post, serve, authority, settings):
    box = serve("smtp+tls", host="127.0.0.1")
    settings.EMAIL_CA_FILE = str(authority / "ca.pem")
    post()

    assert run().retried == 1
    assert box.arrived == []


def test_an_authority_file_that_is_not_there_is_said(post, serve, settings):
    serve("smtp+tls")
    settings.EMAIL_CA_FILE = "/khong/co/ca.pem"
    post()

    assert run().retried == 1
    assert "kiểm tra EMAIL_CA_FILE" in channel_trouble()


def test_a_wrong_password_stops_the_channel(post, serve, authority, settings):
    serve("smtp+tls", account="dondoc:wrong@")
    settings.EMAIL_CA_FILE = str(authority / "ca.pem")
    mail = post()

    assert run().stopped.startswith("auth: 535")
    assert Outbox.objects.get(pk=mail.pk).attempts == 0
    assert "tài khoản hoặc mật khẩu trong EMAIL_URL" in channel_trouble()


# Commands that go together (RFC 2920) ---------------------------------------------------------------------------------

TOGETHER = {"EHLO": "250-hi\r\n250 PIPELINING"}


def test_mails_go_together_over_one_connection(post, scripted):
    server = scripted(TOGETHER)
    for n in range(7):
        post(f"k:{n}")

    assert run() == Delivered(sent=7)
    assert (server.connections, len(server.accepted)) == (1, 7)


@pytest.mark.parametrize(
    ("script", "state", "attempts", "code"),
    [
        ({"MAIL": "451 later"}, "new", 1, 451),
        ({"RCPT": "450 busy"}, "new", 1, 450),
        ({"RCPT": "550 unknown"}, "dead", 1, 550),
        ({"RCPT": "550 unknown", "DATA": "554 no valid recipients"}, "dead", 1, 550),
        ({"RCPT": "550 unknown", "DATA": "DROP"}, "dead", 1, 550),
        ({"RCPT": "421 closing"}, "new", 1, 421),
        ({"DATA": "451 later"}, "new", 1, 451),
        ({"DATA": "DROP"}, "new", 1, None),
        ({"CONTENT": "452 full"}, "new", 1, 452),
        ({"CONTENT": "554 spam"}, "dead", 1, 554),
        ({"CONTENT": "DROP"}, "new", 1, None),
        ({"MAIL": "550 sender refused"}, "new", 0, 550),
    ],
)
def test_each_answer_leaves_the_same_state_as_one_by_one(post, scripted, script, state, attempts, code):
    scripted(TOGETHER | script)
    mails = [post(f"k:{n}") for n in range(3)]

    run()

    for mail in mails:
        row = Outbox.objects.get(pk=mail.pk)
        assert (row.state, row.attempts, row.last_code) == (state, attempts, code)


def test_a_mail_that_was_begun_and_is_not_sent_ends_with_its_connection(scripted, settings):
    server = scripted(TOGETHER)
    settings.DEFAULT_FROM_EMAIL = "dondoc@vanphong.example"
    one, two, three = (Envelope(f"{n}@nghean.example", b"Subject: x\r\n\r\n.dot\r\n") for n in "abc")
    transport = open_transport()

    assert transport.send(one, following=two).code == 250
    assert transport.send(three).code == 250  # Not the one that was announced.
    transport.close()

    assert len(server.accepted) == 2
    assert server.connections == 2
    assert all(text == b"Subject: x\r\n\r\n..dot\r\n.\r\n" for text in server.accepted)
