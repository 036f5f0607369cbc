"""Every address of the site × every member of the cast, against the table of `expected.py`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.audit.models import AuditEvent
from accountability.directives.models import Directive
from accountability.reports.models import ReportCycle
from tests.access.addresses import BY_POST, name_of, names
from tests.access.asked_rows import Rows
from tests.access.expected import EVERYBODY, PUBLIC, TABLE, WALKERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine_runs")]

# The state in which the act is possible; put back after each request.
TASK_STATES = {
    "assignment-acknowledge": State.ASSIGNED,
    "assignment-return": State.ASSIGNED,
    "assignment-verify": State.CLAIMED,
    "assignment-review": State.SUBMITTED,
    "assignment-follow-again": State.DROPPED,
    "assignment-reopen": State.NOTHING,
}
CYCLE_STATES = {
    "cycle-withdraw": ReportCycle.State.IN_REVIEW,
    "cycle-submit": ReportCycle.State.IN_REVIEW,
    "cycle-return": ReportCycle.State.IN_REVIEW,
    "cycle-instruct": ReportCycle.State.SUBMITTED,
    "cycle-record": ReportCycle.State.SUBMITTED,
    "cycle-issue": ReportCycle.State.INSTRUCTED,
}
DIRECTIVE_STATES = {
    "directive-approve": Directive.State.IN_REVIEW,
    "directive-return": Directive.State.IN_REVIEW,
    "directive-sign": Directive.State.TO_SIGN,
    "directive-issue": Directive.State.SIGNED,
}


# They would end the session of the walk; tests of their own ask for them.
_END_THE_SESSION = ("sign-out", "end-sessions")

# The walk -------------------------------------------------------------------------------------------------------------


def _sign_in(member: User) -> Client:
    client = Client()
    client.force_login(member)
    return client


def _ask(client: Client, method: str, line: str, rows: Rows) -> Any:
    """The answer; whatever it changed is undone."""
    name = name_of(line)
    url = reverse(name, args=rows.keys.get(line) or rows.keys.get(name))
    with transaction.atomic():
        if name in TASK_STATES:
            Assignment.objects.filter(pk=rows.task.pk).update(state=TASK_STATES[name])
        if name in DIRECTIVE_STATES:
            Directive.objects.filter(pk=rows.unissued.pk).update(state=DIRECTIVE_STATES[name])
        if name in CYCLE_STATES:
            key = (rows.keys.get(line) or rows.keys[name])[0]
            ReportCycle.objects.filter(pk=key).update(state=CYCLE_STATES[name])
        before = _last_event()
        answer = client.generic(method, url) if method == "GET" else client.post(url, {})
        if answer.streaming:
            b"".join(answer.streaming_content)  # To the end, so that the file is closed.
        answer.wrote = _last_event() > before
        transaction.set_rollback(True)
    return answer


def _last_event() -> int:
    """Of the audit, whose keys only grow. Asked ten thousand times: no query set, which would be put into words each time."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {AuditEvent._meta.db_table}")
        return int(cursor.fetchone()[0])


def _outcome(answer: Any) -> str:
    """ "may", "403", "404", "sign-in", or what else came."""
    status = answer.status_code
    if status == 302 and answer["Location"].startswith(reverse("sign-in")):
        return "sign-in"
    return "may" if status in (200, 302) else str(status)


def test_every_address_is_in_the_table() -> None:
    """A new address names its readers in `expected.py` first."""
    known = {name_of(line) for line in TABLE}
    assert set(names()) - {"styleguide"} == known


def _open(line: str, member: str, client: Client, rows: Rows) -> str:
    """By the method for which the address is there: exactly what the table says."""
    wanted = TABLE[line].outcome(member)
    if line == "command-pdf" and wanted == "may":
        return ""  # Drawing costs a second each; the canary crawl opens it.
    method = "POST" if name_of(line) in BY_POST else "GET"
    answer = _ask(client, method, line, rows)
    if _outcome(answer) == wanted and (wanted == "may" or not answer.wrote):
        return ""
    return f"{line}: {member} {method} {_outcome(answer)}, phải là {wanted}; ghi: {answer.wrote}"


def _try_the_other_method(line: str, clients: dict[str, Client], rows: Rows) -> Iterator[str]:
    """An empty form where a page is read, a page where something is done: the same door for everybody who is refused.

    Or there is no such method. That is said before anybody looks who asks, so the first who is told so is told it for all;
    where a door lies before it, he is refused as he should be, and everybody else is asked, too.
    """
    method = "GET" if name_of(line) in BY_POST else "POST"
    for member, client in clients.items():
        wanted = TABLE[line].outcome(member)
        if wanted == "may":
            continue
        answer = _ask(client, method, line, rows)
        if _outcome(answer) not in (wanted, "405") or answer.wrote:
            yield f"{line}: {member} {method} {_outcome(answer)}, phải là {wanted}; ghi: {answer.wrote}"
        if _outcome(answer) == "405":
            return


def _compare_with_nothing(line: str, client: Client, rows: Rows) -> str:
    """A stranger gets the same answer, 405 included, for a row that is there and for one that is not."""
    keys = rows.keys.get(line) or rows.keys.get(name_of(line))
    if not keys or "outsider" in TABLE[line].sees:
        return ""
    there = reverse(name_of(line), args=keys)
    nowhere = reverse(name_of(line), args=[key + (10**6 if isinstance(key, int) else "X") for key in keys])
    same = [ask(there).status_code == ask(nowhere).status_code for ask in (client.get, client.post)]
    return "" if all(same) else f"{line}: người ngoài cuộc nhận ra có dòng này"


def _ask_as_nobody(line: str, rows: Rows) -> str:
    outcomes = {_outcome(_ask(Client(), method, line, rows)) for method in ("GET", "POST")}
    return (
        "" if name_of(line) in PUBLIC or outcomes == {"sign-in"} else f"{line}: chưa đăng nhập mà {outcomes}"
    )


@pytest.mark.slow
@pytest.mark.usefixtures("papers_as_words")
def test_everybody_gets_what_the_table_says(
    cast: dict[str, User], rows: Rows, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "django.request")  # Thousands of refusals are what is wanted here.
    wrong = []
    clients = {member: _sign_in(cast[member]) for member in WALKERS}
    for line in TABLE:
        if line not in _END_THE_SESSION:
            wrong += [_open(line, member, client, rows) for member, client in clients.items()]
            wrong += _try_the_other_method(line, clients, rows)
    stranger = _sign_in(cast["outsider"])
    for line in TABLE:
        wrong.append(_ask_as_nobody(line, rows))
        wrong.append(_compare_with_nothing(line, stranger, rows))
    wrong = [one for one in wrong if one]
    assert not wrong, "\n" + "\n".join(wrong)


def test_signing_out_ends_the_session_of_everybody(cast: dict[str, User]) -> None:
    for member in sorted(EVERYBODY):
        client = _sign_in(cast[member])
        assert client.get(reverse("sign-out")).status_code == 405
        assert _outcome(client.post(reverse("sign-out"))) == "sign-in"
        assert _outcome(client.get(reverse("home"))) == "sign-in", member
