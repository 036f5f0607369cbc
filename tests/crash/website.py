"""The site by a real gunicorn on the test's database, whose worker can be killed, and people who are signed in to it."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, urlencode

from django.db import connection
from django.test import Client

from accountability.accounts.models import User
from tests.conftest import free_port
from tests.crash.killing import end_with_parent, wait_until
from tests.crash.mailing import ROOT

TOKEN = "k" * 32


def database_url() -> str:
    """The database of this test as a URL for a child."""
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{own['NAME']}"
    return f"postgres://{own['USER']}:{quote(own['PASSWORD'])}@{own['HOST']}:{own['PORT']}/{own['NAME']}"


class Website:
    """gunicorn inside a `with`."""

    def __init__(self, wsgi: str = "config.wsgi", workers: int = 1) -> None:
        self.wsgi, self.workers, self.port = wsgi, workers, free_port()

    def __enter__(self) -> Website:
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "python:config.gunicorn",
            "--workers",
            str(self.workers),
            "--log-level",
            "critical",
        ]
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.crash.settings", "TEST_DATABASE_URL": database_url(), "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}", self.wsgi],
            cwd=ROOT,
            env=environment,
            preexec_fn=end_with_parent,
        )
        wait_until(self._listens, seconds=60, what="máy chủ web trả lời")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _listens(self) -> bool:
        assert self.process.poll() is None, "máy chủ web đã dừng"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def worker_pids(self) -> list[int]:
        """The processes that answer requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(
            encoding="ascii"
        )
        return [int(pid) for pid in children.split()]

    def kill_workers(self) -> None:
        """SIGKILL; gunicorn starts others."""
        for pid in self.worker_pids():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


class Person:
    """Somebody signed in, with a connection of his own per request."""

    def __init__(self, site: Website, user: User) -> None:
        client = Client()
        client.force_login(user, backend="accountability.accounts.backends.AccountBackend")
        cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"csrftoken": TOKEN}
        self.site, self.cookie = site, "; ".join(f"{name}={value}" for name, value in cookies.items())

    def send(self, path: str, typed: dict[str, object] | None = None) -> http.client.HTTPConnection:
        """Send a GET, or a POST of what was typed; the answer is still to be read."""
        link = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        if typed is None:
            link.request("GET", path, headers=headers)
        else:
            body = urlencode({**typed, "csrfmiddlewaretoken": TOKEN}, doseq=True)
            link.request("POST", path, body=body, headers=headers)
        return link

    def ask(self, path: str, typed: dict[str, object] | None = None) -> tuple[int, str]:
        """Status and page."""
        link = self.send(path, typed)
        answer = link.getresponse()
        text = answer.read().decode()
        link.close()
        return answer.status, text

    def ask_until_answered(self, path: str, seconds: float = 30) -> int:
        """GET again until somebody answers: after a kill the first connection may be cut."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self.ask(path)[0]
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < until, "máy chủ web không trả lời nữa"
                time.sleep(0.05)


class _FirstForm(HTMLParser):
    """Collects what a browser would send of the last form with a hidden `seen` on a page, nothing changed."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: dict[str, list[str]] = {}
        self.inside = False
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form" and at.get("method") == "post" and "action" not in at:
            self.inside, self.typed = True, {}
        if not self.inside:
            return
        if tag == "select":
            self.select = at["name"]
        if tag == "option" and "selected" in at:
            self.typed.setdefault(self.select, []).append(at.get("value", ""))
        if tag == "textarea":
            self.area = at["name"]
            self.typed[self.area] = [""]
        if (
            tag == "input"
            and at.get("name")
            and (at.get("type") not in ("checkbox", "radio", "submit") or "checked" in at)
        ):
            self.typed.setdefault(at["name"], []).append(at.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data: str) -> None:
        if self.area:
            # HTML drops the line break that follows the tag.
            self.typed[self.area] = [(self.typed[self.area][0] + data).removeprefix("\n")]


def form_on(page: str) -> dict[str, object]:
    """What the page's form would send if nothing were changed."""
    parser = _FirstForm()
    parser.feed(page)
    assert "seen" in parser.typed, "trang không có biểu mẫu"
    return dict(parser.typed)
