"""The ground that tests stand on: the database and its triggers, a mail server, a live site, a browser.

The cast (who is who) is in tests/cast.py.
"""

from __future__ import annotations

import gc
import itertools
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests.chromium import chromium
from tests.mailserver import MailServer
from tests.rabbitmq import Broker

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from playwright.sync_api import Browser, Page, ViewportSize

pytest_plugins = [
    "tests.remembered",
    "tests.cast",
    "tests.migrated",
    "tests.one_stack",
    "tests.preloaded",
    "tests.access.asked_rows",
    "tests.access.papers",
]

# Cores are shared: no example fails for being slow. In CI every run draws the same examples.
hypothesis_settings.register_profile("dondoc", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.load_profile("dondoc")

# Python's collector walks through Django, the rooms and four thousand collected tests again and again and finds nothing in
# them: a fifth of the time of a run. So it comes less often, and not at all to what was there before the first test.
gc.set_threshold(50_000, 20, 50)

# What a browser asks of itself, one that shows a PDF for instance.
OF_ITSELF = ("data:", "blob:", "chrome:", "chrome-extension:")
# Of no other host has the browser an address: a page that asks one gets nothing, and its test fails.
NO_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What loads the whole story, draws PDFs or runs on real transactions takes seconds: not for `make test-fast`.

    What works on the database of the settings is marked, too: a second database has news of nothing else.
    """
    for item in items:
        marker, fixtures = item.get_closest_marker("django_db"), getattr(item, "fixturenames", ())
        on_transactions = marker is not None and marker.kwargs.get("transaction")
        draws = "accountability/reports/" in str(item.path) and "integration" in str(item.path)
        if "story" in fixtures or on_transactions or draws:
            item.add_marker("slow")
        if (marker is not None or "db" in fixtures) and item.get_closest_marker("once") is None:
            item.add_marker("database")
    # Side by side, so that one of the processes of a run does them all, with one node.
    asking = [item for item in items if "broker" in getattr(item, "fixturenames", ())]
    if asking:
        first = items.index(asking[0])
        others = [item for item in items[first:] if item not in asking]
        items[first:] = asking + others


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was loaded by now stays until the end."""
    gc.collect()
    gc.freeze()


# The database ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, django_db_keepdb: bool, _migrated: Path | None
) -> Iterator[None]:
    """Build the test database with the rows that tests begin with, and take off the triggers of the audit.

    They would refuse to be emptied. At the end, sessions that a browser kept open through the live site are ended: PostgreSQL
    drops no database in use.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from accountability.audit import triggers
    from tests import kept
    from tests.migrated import keep

    # After a test with real transactions. What it did to the contents of tables is ours to undo, nothing else.
    TransactionTestCase._fixture_teardown = kept.empty  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        triggers.drop(connection)
        kept.fill()
        if _migrated is not None and not django_db_keepdb:
            keep(_migrated)
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _rows_of_migrations(request: pytest.FixtureRequest) -> None:
    """Every test with a database finds the calendar and the ladder, also after a test that flushed them."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("seeded")


_tests_done = itertools.count(1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What tests took back lies about as dead rows; bin/with-postgres has no autovacuum, which would count them, too."""
    done = yield
    if item.get_closest_marker("database") and next(_tests_done) % 100 == 0:
        _take_dead_rows_away()
    return done


def _take_dead_rows_away() -> None:
    """On a connection of its own: no transaction, and none of Django's, which tests may not use here."""
    from django.db import connection

    if connection.vendor == "postgresql":
        import psycopg

        with psycopg.connect(**connection.get_connection_params(), autocommit=True) as own:
            own.execute("VACUUM")


@pytest.fixture
def append_only(db: None) -> Iterator[None]:
    """For this test the audit refuses UPDATE and DELETE, as it does outside tests."""
    from django.db import connection

    from accountability.audit import triggers

    triggers.create(connection)
    yield
    if not connection.in_atomic_block:  # Otherwise the rollback of the test takes them along.
        triggers.drop(connection)


@pytest.fixture(autouse=True, scope="session")
def _one_context_per_page(django_test_environment: None) -> None:
    """The test client keeps the context of the page itself, and no copy for each of the sixty parts that it includes."""
    from django.template import Context, Template
    from django.test.signals import template_rendered

    def render(self: Template, context: Context) -> SafeString:
        if context.template is self:
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    Template._render = render  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def _a_session_is_all(django_test_environment: None) -> None:
    """`force_login` of the test client writes a session; nothing is noted on the account, and no listener hears of it.

    A new day of the last sign-in on an account would make every process read all accounts again. Who tests signing in goes
    through the form.
    """
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest
    from django.test.client import ClientMixin

    def log_in(self: Any, user: Any, backend: str | None = None) -> None:
        request = HttpRequest()
        request.session = SessionStore()
        request.session[SESSION_KEY] = str(user.pk)
        request.session[BACKEND_SESSION_KEY] = backend or settings.AUTHENTICATION_BACKENDS[0]
        request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        request.session.save()
        self._set_login_cookies(request)

    ClientMixin._login = log_in  # type: ignore[attr-defined]


@pytest.fixture
def written_anew() -> Iterator[None]:
    """For a test that changes what statements are made of: none that was written before it is left, and none of its own after it."""
    from accountability.core import prepared

    prepared._kept.clear()
    yield
    prepared._kept.clear()


@pytest.fixture
def engine_runs(db: None) -> None:
    """The engine has just done its jobs, by the machine's clock: the watchdog is content."""
    from accountability.core.clock import system_now
    from accountability.health.actions import beat
    from accountability.health.models import Job

    for job in Job:
        beat(job=job, at=system_now(), host="máy thử")


# Mail -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def mail_dir(settings: Any, tmp_path: Path) -> Path:
    """Mails of this test are written as files into the directory returned."""
    from config.settings.environment import FILEMAIL_BACKEND

    settings.EMAIL_BACKEND = FILEMAIL_BACKEND
    settings.FILEMAIL_DIR = str(tmp_path / "mail")
    return tmp_path / "mail"


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A real SMTP server on a free port, to which mails of this test go; it can be told to answer with errors."""
    from config.settings.environment import email_settings

    with MailServer(free_port()) as server:
        for name, value in email_settings(server.url).items():
            setattr(settings, name, value)
        yield server


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# The broker -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _node() -> Iterator[Broker]:
    """One node for all tests of this process: Erlang takes seconds to start."""
    node = Broker()
    yield node
    node.remove()


@pytest.fixture
def broker(_node: Broker) -> Broker:
    """A real RabbitMQ that runs, also after a test that killed it."""
    _node.start()
    return _node


# The browser ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, one per test process. DONDOC_CHROMIUM names another executable."""
    from playwright.sync_api import expect, sync_playwright

    # What a page shows in the end is asserted, never how soon; cores are shared.
    expect.set_options(timeout=30_000)
    executable = chromium()
    if not executable:
        pytest.fail(
            "Chưa có Chromium. Chạy: make test (tự cài), hoặc: sudo apt-get install chromium-headless-shell"
        )
    flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", NO_NAMES]
    # Scripts run as fast as they are read: to compile what runs once per page costs more than it brings, on all cores.
    flags.append("--js-flags=--no-opt,--no-maglev")
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def live_site(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a running site on this test's database; links in mails name it, too.

    A thread of it keeps its connection to the database for as long as the browser keeps its own to the thread. To open one for
    every page took some ten milliseconds, and on PostgreSQL as many in the server.
    """
    from django.db import connections

    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", None)
    settings.BASE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def open_page(browser: Browser, live_site: str) -> Iterator[Callable[..., Page]]:
    """Open pages, each with cookies of its own: `open_page()`, or `open_page(viewport=PHONE)`.

    The test fails when a page asked for anything outside the live site, broke the content security policy or let an
    exception of its scripts through.
    """
    contexts, complaints = [], []

    def new(viewport: ViewportSize | None = None, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_site,
            viewport=viewport or DESKTOP,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        contexts.append(context)
        context.on("request", lambda request: note_request(request.url))
        context.on("console", lambda message: note_policy(message.text))
        context.on("weberror", lambda failure: complaints.append(f"lỗi kịch bản: {failure.error}"))
        return context.new_page()

    def note_request(url: str) -> None:
        # It fails (see NO_NAMES); to stand in the way of requests here would cost the browser its cache.
        if not url.startswith((live_site, *OF_ITSELF)):
            complaints.append(f"trang gọi ra ngoài: {url}")

    def note_policy(text: str) -> None:
        if "Content Security Policy" in text:
            complaints.append(text)

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One page on the live site, as wide as a desk."""
    return open_page()


@pytest.fixture
def phone_page(open_page: Callable[..., Page]) -> Page:
    """One page on the live site, as wide as a phone."""
    return open_page(viewport=PHONE, has_touch=True, is_mobile=True)
