"""A real SMTP server (aiosmtpd) for a process of its own (mailing.py forks it), which fails as it is told.

Its orders: `rates` gives a chance per reply ("451", "421", "drop": the mail is kept and the line cut before
the answer), `delay` the seconds it thinks before it answers a mail, `bad` a part of addresses that get 550, and `script`
fixed replies by step ("MAIL", "RCPT", "CONTENT", "STARTTLS", "AUTH"), where "silence" and "reset" are replies, too.
Each mail that it takes becomes one line of JSON in a log before the answer goes out.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, syntax

SILENCE_SECONDS = 30


class FaultyServer(SMTP):
    """Answers STARTTLS by the script, and cuts the line when told."""

    @syntax("STARTTLS")
    async def smtp_STARTTLS(self, arg: str) -> None:  # aiosmtpd's name
        await self.push(self.event_handler.script.get("STARTTLS", "502 not here"))

    def cut(self) -> None:
        """Reset the connection: the client sees no answer."""
        if self.transport is not None:  # The client may have gone by itself.
            self.transport.abort()


class Faults:
    """aiosmtpd's handler: what to answer at each step."""

    def __init__(self, log: Any, orders: dict[str, Any]) -> None:
        self.log, self.bad, self.delay = log, orders.get("bad", ""), orders.get("delay", 0)
        self.rates: dict[str, float] = orders.get("rates", {})
        self.script: dict[str, str] = orders.get("script", {})
        self.draw = random.Random(orders.get("seed", 1))

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, name: str, lines: list[str]) -> Any:
        session.host_name = name
        if "STARTTLS" in self.script and self.script["STARTTLS"] != "not offered":
            lines.insert(1, "250-STARTTLS")
        return lines

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str | None:
        envelope.mail_from = address
        return await self._scripted("MAIL", server)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str | None:
        if self.bad and self.bad in address:
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return await self._scripted("RCPT", server)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str | None:
        await asyncio.sleep(self.delay)
        fault = self._drawn()
        if fault in ("451", "421"):
            if fault == "421":
                asyncio.get_running_loop().call_later(0.05, server.cut)
            return f"{fault} 4.7.1 come back later"
        reply = self.script.get("CONTENT", "250 2.0.0 taken")
        if reply[0] in "2rs":  # taken: said, or left unsaid
            self._keep(envelope)
        if fault == "drop":
            server.cut()
            return None
        return await self._scripted("CONTENT", server) or reply

    def _drawn(self) -> str:
        number = self.draw.random()
        for fault, rate in self.rates.items():
            if number < rate:
                return fault
            number -= rate
        return ""

    async def _scripted(self, step: str, server: Any) -> str:
        reply = self.script.get(step, "250 OK")
        if reply == "silence":
            await asyncio.sleep(SILENCE_SECONDS)
        if reply in ("silence", "reset"):
            server.cut()
        return reply

    def _keep(self, envelope: Any) -> None:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        line = {"id": mail["Message-ID"], "to": envelope.rcpt_tos[0], "subject": mail["Subject"]}
        self.log.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.log.flush()


def refuse_login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    """The account is not known here: 535."""
    return AuthResult(success=False, handled=False)


async def serve(listening: socket.socket, log_path: Path, orders: dict[str, Any]) -> None:
    """Answer who comes to that socket until killed."""
    loop = asyncio.get_running_loop()
    with open(log_path, "a", encoding="utf-8") as log:
        faults = Faults(log, orders)
        login = {"authenticator": refuse_login, "auth_require_tls": False} if "AUTH" in faults.script else {}

        def session() -> FaultyServer:
            return FaultyServer(faults, hostname="faulty.example", enable_SMTPUTF8=True, loop=loop, **login)

        server = await loop.create_server(session, sock=listening)
        await server.serve_forever()
