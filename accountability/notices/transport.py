"""Hand a prebuilt mail to the mail system that the settings name, and report its last word.

SMTP is spoken step by step (MAIL, RCPT, DATA) over the connection that Django's backend opens,
because the meaning of a 5xx depends on the step. Every other backend (filemail, Django's locmem
in tests) gets the same bytes as an ordinary message.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage as Parsed
from email.policy import SMTP
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from accountability.notices.message import sender
from accountability.notices.rules import Answer, Stage

CLOSING = 421  # the server ends the connection after this answer (RFC 5321 §3.8)
TIMEOUT_SECONDS = 30  # when the settings name none; Django would wait for ever
# No server says these; they mean what a person must put right, so they count as a refusal.
NOT_OFFERED = 502
NOT_TRUSTED = 525
_LEADING_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True)
class Envelope:
    """One mail to one address, its bytes as stored in the outbox."""

    recipient: str
    mime: bytes


class Transport(Protocol):
    """One kept connection."""

    def send(self, envelope: Envelope, following: Envelope | None = None) -> Answer:
        """Hand one mail over; never raises for what the other side does.

        `following` is the mail that most likely comes next: a transport may prepare it, or not care.
        """

    def close(self) -> None:
        """End the connection."""


def open_transport() -> Transport:
    """The transport of the settings; it connects when the first mail is sent."""
    connection = get_connection(fail_silently=False)
    if isinstance(connection, SmtpBackend):
        return SmtpTransport(connection)
    return BackendTransport(connection)


class SmtpTransport:
    """SMTP through the kept connection of Django's backend (host, TLS, account, time-out).

    Certificates are verified, against the machine's authorities or those of the setting
    EMAIL_CA_FILE. Where the server offers PIPELINING (RFC 2920), MAIL, RCPT and DATA go together,
    behind the text of the mail before: one round trip per mail instead of four.
    """

    def __init__(self, backend: SmtpBackend) -> None:
        self.backend = backend
        if self.backend.timeout is None:
            self.backend.timeout = TIMEOUT_SECONDS
        self.sender = sender()[1]
        self.stage = Stage.CONNECT
        self.begun: Envelope | None = None  # Its MAIL, RCPT and DATA are sent, their answers not yet read.

    def send(self, envelope: Envelope, following: Envelope | None = None) -> Answer:
        """One mail transaction; after trouble the connection is dropped and opened anew."""
        if self.begun is not None and self.begun is not envelope:
            self._drop()  # The server waits for a text that will not come.
        smtp = self._connect()
        if isinstance(smtp, Answer):
            return smtp
        answer = self._talk(smtp, envelope, following)
        if answer.code is None or answer.code == CLOSING:
            self._drop()  # no QUIT: the other side is gone or silent
        elif answer.stage is not Stage.CONTENT and not 200 <= answer.code < 300:
            self._reset(smtp)
        return answer

    def close(self) -> None:
        """Say QUIT when the server still listens."""
        if self.begun is not None:
            self._drop()
        self.backend.fail_silently = True  # a server that is gone cannot be told goodbye
        self.backend.close()
        self.backend.fail_silently = False

    # The connection ---------------------------------------------------------------------------------------------------

    def _connect(self) -> smtplib.SMTP | Answer:
        """The kept connection, opened when there is none; or why it could not be."""
        if self.backend.connection is not None:
            return self.backend.connection
        try:
            if authorities := getattr(settings, "EMAIL_CA_FILE", ""):
                self.backend.ssl_context = ssl.create_default_context(cafile=authorities)
            self.backend.open()
        except smtplib.SMTPAuthenticationError as error:
            return self._failed(_answer(Stage.AUTH, error.smtp_code, error.smtp_error))
        except smtplib.SMTPResponseException as error:
            return self._failed(_answer(Stage.CONNECT, error.smtp_code, error.smtp_error))
        except smtplib.SMTPNotSupportedError as error:
            # STARTTLS or AUTH is asked for by our settings but not offered: a person must look.
            return self._failed(Answer(Stage.CONNECT, NOT_OFFERED, str(error)))
        except (ssl.SSLCertVerificationError, FileNotFoundError) as error:
            return self._failed(Answer(Stage.CONNECT, NOT_TRUSTED, f"{type(error).__name__}: {error}"))
        except (smtplib.SMTPException, OSError) as error:
            return self._failed(Answer(Stage.CONNECT, None, f"{type(error).__name__}: {error}"))
        return self.backend.connection or Answer(Stage.CONNECT, None, "không mở được kết nối")

    def _failed(self, answer: Answer) -> Answer:
        self.close()
        return answer

    def _reset(self, smtp: smtplib.SMTP) -> None:
        """Clear the refused transaction, so that the next mail starts afresh."""
        if self.backend.connection is None:
            return
        try:
            smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        self.begun = None
        connection, self.backend.connection = self.backend.connection, None
        if connection is not None:
            connection.close()

    # One mail ---------------------------------------------------------------------------------------------------------

    def _talk(self, smtp: smtplib.SMTP, envelope: Envelope, following: Envelope | None) -> Answer:
        self.stage = Stage.SENDER
        try:
            smtp.ehlo_or_helo_if_needed()
            together = smtp.has_extn("pipelining")
            refusal = (self._ask_together if together else self._ask_in_turn)(smtp, envelope)
            if refusal is not None:
                return refusal
            self.stage = Stage.CONTENT
            self._hand_over(smtp, envelope, following if together else None)
            return _answer(self.stage, *smtp.getreply())
        except smtplib.SMTPResponseException as error:
            return _answer(self.stage, error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            return Answer(self.stage, None, f"{type(error).__name__}: {error}")

    def _hand_over(self, smtp: smtplib.SMTP, envelope: Envelope, following: Envelope | None) -> None:
        """The text, and behind it the first commands of the mail that follows."""
        if following is None:
            smtp.send(_dotted(envelope.mime))
        else:
            smtp.send(_dotted(envelope.mime) + self._commands(following))
            self.begun = following

    def _commands(self, envelope: Envelope) -> bytes:
        return "".join(f"{line}\r\n" for _, line, _ in self._steps(envelope.recipient)).encode("ascii")

    def _ask_in_turn(self, smtp: smtplib.SMTP, envelope: Envelope) -> Answer | None:
        """MAIL, RCPT, DATA, each after the answer to the one before; the refusal, or None to go on."""
        for stage, line, accepted in self._steps(envelope.recipient):
            self.stage = stage
            smtp.putcmd(line)
            code, text = smtp.getreply()
            if code not in accepted:
                return _answer(self.stage, code, text)
        return None

    def _ask_together(self, smtp: smtplib.SMTP, envelope: Envelope) -> Answer | None:
        """The same three in one packet; the first refusal counts, the later answers are read all the same."""
        if self.begun is None:
            smtp.send(self._commands(envelope))
        self.begun = None
        refusal: Answer | None = None
        try:
            for stage, _, accepted in self._steps(envelope.recipient):
                self.stage = stage
                code, text = smtp.getreply()
                if code not in accepted and refusal is None:
                    refusal = _answer(stage, code, text)
                    if refusal.code in (None, CLOSING):
                        return refusal
            if refusal is not None and code == 354:  # It wants a text that nobody is to get (RFC 2920 §3.1).
                smtp.send("\r\n.\r\n")
                smtp.getreply()
        except (smtplib.SMTPException, OSError):
            if refusal is None:
                raise
            self._drop()  # What it had said before it went is the answer.
        return refusal

    def _steps(self, recipient: str) -> tuple[tuple[Stage, str, tuple[int, ...]], ...]:
        return (
            (Stage.SENDER, f"MAIL FROM:<{self.sender}>", (250,)),
            (Stage.RECIPIENT, f"RCPT TO:<{recipient}>", (250, 251)),
            (Stage.DATA, "DATA", (354,)),
        )


def _dotted(mime: bytes) -> bytes:
    """The text as DATA wants it: leading dots doubled, ended by a line with a dot (RFC 5321 §4.5.2)."""
    text = _LEADING_DOT.sub(b"..", mime) if b"\n." in mime or mime.startswith(b".") else mime
    return text + (b".\r\n" if text.endswith(b"\r\n") else b"\r\n.\r\n")


class PrebuiltMessage(EmailMultiAlternatives):
    """Stored bytes in the dress of a Django message: what is sent is what was stored."""

    def __init__(self, envelope: Envelope, connection: Any) -> None:
        self.mime = envelope.mime
        self._parsed = message_from_bytes(envelope.mime, _class=Parsed, policy=SMTP)
        plain = self._parsed.get_body(("plain",))
        super().__init__(
            subject=str(self._parsed["Subject"] or ""),
            body=plain.get_content() if plain is not None else "",
            from_email=str(self._parsed["From"] or ""),
            to=[envelope.recipient],
            connection=connection,
        )

    def message(self, **options: Any) -> Any:
        """The stored mail, parsed, instead of one built anew; `mime` has its exact bytes."""
        return self._parsed


class BackendTransport:
    """Any other Django backend; an OSError (a full disk) closes the channel, not the mail."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def send(self, envelope: Envelope, following: Envelope | None = None) -> Answer:
        """Hand the mail to the backend."""
        try:
            PrebuiltMessage(envelope, self.connection).send()
        except OSError as error:
            return Answer(Stage.CONNECT, None, f"{type(error).__name__}: {error}")
        return Answer(Stage.CONTENT, 250, "")

    def close(self) -> None:
        """End the backend's connection, if it has one."""
        self.connection.close()


def _answer(stage: Stage, code: int, reply: bytes | str) -> Answer:
    """The server's words; a code that is none (smtplib says -1) counts as silence."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return Answer(stage, code if 200 <= code < 600 else None, " ".join(text.split()))
