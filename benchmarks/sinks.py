"""The two mail servers of the figures, each a process of its own: aiosmtpd in Python, Postfix's smtp-sink in C."""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from config.settings.environment import BASE_DIR, email_settings

# aiosmtpd takes a mail and forgets it, as smtp-sink does.
_PYTHON = """
import sys, threading
from aiosmtpd.controller import Controller
class Sink:
    async def handle_DATA(self, server, session, envelope):
        return "250 OK"
Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
threading.Event().wait()
"""
KINDS = {"aiosmtpd": "aiosmtpd", "smtp-sink": "smtp-sink (C)"}


@contextmanager
def sink(kind: str) -> Iterator[int]:
    """A running server of that kind; its port. Django's settings name it meanwhile."""
    from django.conf import settings

    port = _free_port()
    command = (
        [sys.executable, "-c", _PYTHON, str(port)]
        if kind == "aiosmtpd"
        else [str(BASE_DIR / "bin" / "smtp-sink"), f"127.0.0.1:{port}", "100"]
    )
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, preexec_fn=os.setsid)
    try:
        _wait_for(port)
        for name, value in email_settings(f"smtp://127.0.0.1:{port}").items():
            setattr(settings, name, value)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=5):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
