"""A real SMTP server for tests, which can be told how to answer."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller


class MailServer:
    """Listens on 127.0.0.1 inside a `with`; keeps what it accepted.

    `answer` decides per mail: it is given (recipient, number of mails tried so far) and returns the reply to DATA,
    "250 OK" by default; a reply that does not begin with 2 means that the mail was not accepted. `refuse` does the
    same at RCPT TO, where None means accepted.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.messages: list[EmailMessage] = []
        self.tried = 0
        self.answer: Callable[[str, int], str] = lambda recipient, tried: "250 OK"
        self.refuse: Callable[[str], str | None] = lambda recipient: None
        self._controller = Controller(self, hostname="127.0.0.1", port=port)

    @property
    def url(self) -> str:
        """The server as an EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Called by aiosmtpd at RCPT TO."""
        reply = self.refuse(address)
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Called by aiosmtpd when a mail was handed over."""
        self.tried += 1
        reply = self.answer(envelope.rcpt_tos[0], self.tried)
        if reply.startswith("2"):
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return reply
