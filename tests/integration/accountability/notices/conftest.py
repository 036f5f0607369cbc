"""A mail kind of our own, two readers, and a mail server that misbehaves on order."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from accountability.core.zone import LOCAL
from accountability.notices import kinds
from accountability.notices.actions import post_mail
from accountability.notices.kinds import MailKind
from accountability.notices.message import MailItem
from accountability.notices.models import Outbox

# A Tuesday morning within working hours, the first morning of the demo.
MORNING = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, MailKind]:
    """The registry of mail kinds, for this test only."""
    own: dict[str, MailKind] = {}
    monkeypatch.setattr(kinds, "_kinds", own)
    return own


@pytest.fixture(autouse=True)
def reminder(registry: dict[str, MailKind]) -> MailKind:
    """An ordinary kind of mail that is always due."""
    why = "Bạn là Thủ trưởng đơn vị chủ trì nhiệm vụ này."
    return kinds.register(MailKind("reminder", "Nhắc việc", why, kinds.always_due))


@pytest.fixture
def head(db: None) -> Any:
    """A head who holds no position of the province."""
    return get_user_model().objects.create(username="giam-doc", email="ldtbxh@nghean.example")


@pytest.fixture
def officer(db: None) -> Any:
    """An officer who holds no position of the province."""
    return get_user_model().objects.create(username="chuyen-vien", email="cv@nghean.example")


@pytest.fixture
def post(head: Any) -> Callable[..., Outbox]:
    """Owe the head one mail: `post("k:1")`, with anything of `post_mail` changed."""

    def _post(dedupe_key: str = "k:1", **changes: Any) -> Outbox:
        facts: dict[str, Any] = {
            "kind": "reminder",
            "to": head,
            "subject_line": "Quá hạn 3 ngày: Tài khoản an sinh xã hội",
            "items": [MailItem("78/KH-UBND", "Tài khoản an sinh xã hội", "/nhiem-vu/12/")],
            "subjects": ["a:12"],
            "at": MORNING,
        }
        with transaction.atomic():
            written = post_mail(dedupe_key=dedupe_key, **(facts | changes))
        assert written is not None
        return written

    return _post


class ScriptedServer:
    """An SMTP server that follows a script: step ("EHLO", "MAIL", "RCPT", "DATA", "CONTENT") to reply.

    The reply "DROP" closes the connection instead, "SILENCE" says nothing for a while; after
    CONTENT, "TAKE, SILENCE" keeps the mail first, and so does "DROP". Each connection takes the
    next script; the last one stays in force.
    """

    def __init__(self, *scripts: dict[str, str]) -> None:
        self.scripts = list(scripts)
        self.accepted: list[bytes] = []
        self.connections = 0
        self.quiet = threading.Event()
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer.talk(self)

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = int(self.server.server_address[1])
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def close(self) -> None:
        self.quiet.set()
        self.server.shutdown()
        self.server.server_close()

    def talk(self, link: Any) -> None:
        script = self.scripts[min(self.connections, len(self.scripts) - 1)]
        self.connections += 1
        usual = {"GREETING": "220 hi", "AUTH": "235 in", "EHLO": "250-hi\r\n250 AUTH PLAIN", "DATA": "354 go"}

        def say(step: str) -> bool:
            reply = script.get(step, usual.get(step, "250 OK"))
            if reply.endswith("SILENCE"):
                self.quiet.wait(5)
            if reply.endswith(("DROP", "SILENCE")):
                return False
            link.wfile.write(reply.encode() + b"\r\n")
            return not reply.startswith("421")

        going = say("GREETING")
        while going and (line := link.rfile.readline()):
            step = line.split()[0].decode().upper()
            if step == "QUIT":
                return
            going = say(step)
            if going and step == "DATA" and script.get("DATA", "354").startswith("354"):
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += link.rfile.readline()
                reply = script.get("CONTENT", "250 OK")
                if reply.startswith(("2", "TAKE", "DROP")):
                    self.accepted.append(text)
                going = say("CONTENT")


@pytest.fixture
def scripted(settings: Any) -> Iterator[Callable[..., ScriptedServer]]:
    """Start a server with these scripts and point the mail settings at it."""
    running: list[ScriptedServer] = []

    def start(*scripts: dict[str, str]) -> ScriptedServer:
        server = ScriptedServer(*scripts)
        running.append(server)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 1
        return server

    yield start
    for server in running:
        server.close()
