"""Pages with eight people at once, beside a bare table of the same database served by the same web server.

Two sync workers each, by turns in one run. Ours is the whole page: signed in, role-scoped, with the frame around it. Then
one client asks each page alone, and what counts is processor time, of the web server and of the database: what others do on
the machine stretches it little.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from benchmarks.figures import Figure, say
from benchmarks.ground import AT
from benchmarks.memory import engine_at_rest, memory_of
from benchmarks.processor import Spent, postmaster, spent
from config.settings.environment import BASE_DIR

CLIENTS = 8
PER_CLIENT = 12
# So many pages for one client's processor time, after so many that fill what is kept.
ALONE, WARM = 100, 20
BOUND = 3
# Of the overdue list with 50,000 assignments (--quick): p95 for one client in ms, requests a second for eight. The memory
# of two workers and the engine together; beside a million the engine sweeps for minutes, which is told only.
P95_MS, PER_SECOND = 60, 40
MEMORY_MB, FEW = 300, 50_000


@dataclass(frozen=True)
class Page:
    """A page, and who opens it."""

    name: str
    username: str
    address: str
    # The bare table has as many cells as this page; else it has 50 rows of six.
    by_cells: bool = False


def measure(database: str, runs: int) -> list[Figure]:
    """Medians of so many rounds of each page, the bare table beside each; processor time; the overdue list alone; memory."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    _set_the_clock()
    pages = _pages()
    with ExitStack() as stack:
        ours = stack.enter_context(_served("config.wsgi", DEMO="1"))
        bare = stack.enter_context(_served("benchmarks.bare_site"))
        found = [_beside(page, ours, bare, database, runs) for page in pages]
        found += [_processor(page, ours, bare, database) for page in pages]
        return [*found, *_alone(pages[2], ours, database)]


def _set_the_clock() -> None:
    from accountability.calendars.models import DemoClock
    from accountability.core.clock import parse_at

    DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": parse_at(AT)})


def _pages() -> list[Page]:
    from accountability.assignments.models import Assignment

    one = Assignment.objects.filter(lead_agency__code="SLDTBXH").select_related("directive").earliest("pk")
    words = urllib.parse.quote(one.title)
    return [
        Page("the Chairman's page", "chutich", "/dieu-hanh/"),
        Page("the matrix", "chutich", f"/van-ban/{one.directive_id}/bang-tong-hop/", by_cells=True),
        Page("the overdue list", "phochanhvanphong", "/nhiem-vu/?bucket=overdue"),
        Page("an agency's home", "ldtbxh", "/don-vi/"),
        Page("a search", "ldtbxh", f"/tim/?q={words}"),
        Page("an assignment", "ldtbxh", f"/nhiem-vu/{one.pk}/"),
    ]


# Servers and clients --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A web server with two sync workers."""

    port: int
    pid: int


@contextmanager
def _served(application: str, **own: str) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        "-m",
        "gunicorn",
        "--config",
        "python:config.gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--log-level",
        "warning",
        application,
    ]
    server = subprocess.Popen(
        [sys.executable, *command],
        cwd=BASE_DIR,
        env=os.environ | {"BASE_URL": f"http://127.0.0.1:{port}"} | own,
    )
    try:
        _wait_for(port)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > until:
            raise TimeoutError("the web server does not answer")
        time.sleep(0.1)


def _session(username: str) -> str:
    """A cookie of that person, as a sign-in would set it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accountability.accounts.models import User

    user, session = User.objects.get(username=username), SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "accountability.accounts.backends.AccountBackend"
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _ask(port: int, address: str, cookie: str = "") -> tuple[float, bytes]:
    """Seconds and body. Raises RuntimeError when it is no page."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", address, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status} {answer.headers.get('Location', '')}")
    return time.perf_counter() - began, body


def _crowd(port: int, address: str, cookie: str = "") -> tuple[float, float]:
    """Median milliseconds of eight clients, each asking again as soon as it was answered, and requests a second."""
    took: list[float] = []
    failures: list[Exception] = []

    def client() -> None:
        try:
            for _ in range(PER_CLIENT):
                took.append(_ask(port, address, cookie)[0])
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return 1000 * statistics.median(took), len(took) / (time.perf_counter() - began)


# Figures --------------------------------------------------------------------------------------------------------------


def _bare_table(page: Page, body: bytes) -> tuple[str, int]:
    """The address of the bare table beside that page, and its cells."""
    cells = body.count(b"<td") if page.by_cells else 300
    columns = 40 if page.by_cells else 6
    return f"/?rows={max(1, cells // columns)}&columns={columns}", cells


def _beside(page: Page, ours: Server, bare: Server, database: str, runs: int) -> Figure:
    cookie = _session(page.username)
    _, body = _ask(ours.port, page.address, cookie)
    table, cells = _bare_table(page, body)
    own, hand = [], []
    for run in range(1, runs + 1):
        hand.append(_crowd(bare.port, table)[0])
        own.append(_crowd(ours.port, page.address, cookie)[0])
        say(f"  {page.name}, round {run}: ours {own[-1]:.0f} ms, bare {hand[-1]:.0f} ms")
    return Figure(
        f"{page.name}, {CLIENTS} clients", database, "ms", statistics.median(own), statistics.median(hand), BOUND,
        note=f"{len(body) / 1000:.0f} kB, {cells} cells" if page.by_cells else f"{len(body) / 1000:.0f} kB",
    )  # fmt: skip


def _processor(page: Page, ours: Server, bare: Server, database: str) -> Figure:
    """What a page takes of the processor when one client asks, beside the bare table."""
    cookie = _session(page.username)
    _, body = _ask(ours.port, page.address, cookie)
    table, _ = _bare_table(page, body)
    hand, own = _each(bare, table), _each(ours, page.address, cookie)
    say(f"  {page.name}, processor time of web + database: ours {own}, bare {hand}")
    return Figure(
        f"{page.name}, one client, processor", database, "ms", own.both, hand.both, BOUND,
        note=f"web + database: ours {own}, bare {hand}",
    )  # fmt: skip


def _each(server: Server, address: str, cookie: str = "") -> Spent:
    database = postmaster()
    for _ in range(WARM):
        _ask(server.port, address, cookie)
    began = spent(server.pid, database)
    for _ in range(ALONE):
        _ask(server.port, address, cookie)
    return spent(server.pid, database).since(began, ALONE)


def _number() -> int:
    from accountability.assignments.models import Assignment

    return Assignment.objects.count()


def _alone(page: Page, ours: Server, database: str) -> list[Figure]:
    """One client, then eight; and the memory of the two workers after all that was asked, and of an engine beside them."""
    cookie = _session(page.username)
    took = sorted(1000 * _ask(ours.port, page.address, cookie)[0] for _ in range(60))
    p95 = took[int(len(took) * 0.95)]
    _, per_second = _crowd(ours.port, page.address, cookie)
    with engine_at_rest() as engine:
        web, besides = memory_of(ours.pid), memory_of(engine)
    return [
        Figure(f"{page.name}, one client, p95", database, "ms", p95, bound=P95_MS, by_ratio=False),
        Figure(
            f"{page.name}, {CLIENTS} clients",
            database,
            "1/s",
            per_second,
            bound=PER_SECOND,
            at_least=True,
            by_ratio=False,
        ),
        Figure(
            "memory of web and engine after that",
            database,
            "MB",
            web + besides,
            bound=MEMORY_MB if _number() <= FEW else None,
            by_ratio=False,
            note=f"web {web:.0f} MB, engine {besides:.0f} MB",
        ),
    ]
