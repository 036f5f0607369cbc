"""R11: what a mail server may answer, one line each, and the state in which the mail stands afterwards.

The control reads every answer as taken, as a program does that looks only for exceptions of its own making; then most
mails stand as sent that were not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F

from accountability.accounts.models import User
from accountability.core.clock import system_now
from accountability.notices.delivery import deliver
from accountability.notices.models import ChannelStop, Outbox
from accountability.notices.rules import Outcome
from tests.crash.mailing import FaultyMail
from tests.crash.outbox import MORNING, owe_mails

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Line:
    """An answer, and what it makes of the mail.

    `copies`: how often the server took it; `code`: what is kept of the answer where its name does not say. `tried`: whether a try was counted (a channel that is down burns none).
    """

    answer: str
    script: dict[str, str]
    state: str
    tried: int
    copies: int = 0
    stops: bool = False
    code: int | None = None
    settings: dict[str, Any] = field(default_factory=dict)


TABLE = (
    Line("250", {}, "sent", tried=1, copies=1),
    Line("421 at the recipient", {"RCPT": "421 4.3.2 closing"}, "new", tried=1),
    Line("450 at the recipient", {"RCPT": "450 4.2.1 busy"}, "new", tried=1),
    Line("451 at the recipient", {"RCPT": "451 4.7.1 greylisted"}, "new", tried=1),
    Line("452 after the text", {"CONTENT": "452 4.3.1 disk full"}, "new", tried=1),
    Line("550 at the recipient", {"RCPT": "550 5.1.1 nobody"}, "dead", tried=1),
    Line("550 at the sender", {"MAIL": "550 5.7.1 not you"}, "new", tried=0, stops=True),
    Line("552 after the text", {"CONTENT": "552 5.3.4 too big"}, "dead", tried=1),
    Line("554 after the text", {"CONTENT": "554 5.7.1 refused"}, "dead", tried=1),
    Line("silence after the text", {"CONTENT": "silence"}, "new", tried=1, copies=1),
    Line("reset after the text", {"CONTENT": "reset"}, "new", tried=1, copies=1),
    Line("STARTTLS not offered", {"STARTTLS": "not offered"}, "new", tried=0, stops=True, code=502, settings={"EMAIL_USE_TLS": True}),
    Line("STARTTLS refused", {"STARTTLS": "454 4.7.0 not now"}, "new", tried=0, stops=True, code=454, settings={"EMAIL_USE_TLS": True}),
    Line(
        "535 at the sign-in", {"AUTH": "535"}, "new", tried=0, stops=True,
        settings={"EMAIL_HOST_USER": "dondoc", "EMAIL_HOST_PASSWORD": "sai"},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """How a mail stands after one delivery."""

    state: str
    tried: int
    copies: int
    stops: bool
    code: int | None
    is_later: bool


def hand_over(line: Line, folder: Path, settings: Any) -> Ended:
    """Owe one mail and deliver once to a server that answers so."""
    Outbox.objects.all().delete()
    ChannelStop.objects.all().delete()
    User.objects.filter(username__startswith="crash-").update(username=F("pk"))
    folder.mkdir()
    with FaultyMail(folder, script=line.script) as server:
        server.point(
            settings, EMAIL_TIMEOUT=1, **({"EMAIL_USE_TLS": False, "EMAIL_HOST_USER": ""} | line.settings)
        )
        owe_mails(1)
        result = deliver(at=MORNING, system_now=system_now)
    mail = Outbox.objects.get()
    return Ended(
        mail.state, mail.attempts, len(server.taken()), bool(result.stopped), mail.last_code, mail.next_at > MORNING
    )  # fmt: skip


def expected(line: Line) -> Ended:
    """The line of the table as it should end; a mail that is still owed waits for a later time."""
    code = int(line.answer[:3]) if line.answer[:3].isdigit() else line.code
    return Ended(line.state, line.tried, line.copies, line.stops, code, line.state == "new")


def test_each_answer_leaves_the_mail_in_its_state(tmp_path, settings, figure):
    ended = {
        line.answer: hand_over(line, tmp_path / str(number), settings) for number, line in enumerate(TABLE)
    }

    assert ended == {line.answer: expected(line) for line in TABLE}
    states = Counter(end.state for end in ended.values())
    figure("R11", f"{len(TABLE)} câu trả lời của máy chủ thư",
           "đúng cả: " + ", ".join(f"{count} {state}" for state, count in sorted(states.items())))  # fmt: skip


def test_reading_every_answer_as_taken_loses_mails(tmp_path, settings, monkeypatch, figure):
    monkeypatch.setattr("accountability.notices.rules.classify", lambda answer: Outcome.SENT)
    refused = [line for line in TABLE if line.copies == 0 and not line.stops]

    ended = [hand_over(line, tmp_path / str(number), settings) for number, line in enumerate(refused)]

    assert {(end.state, end.copies) for end in ended} == {("sent", 0)}
    figure("R11", control=f"mọi câu trả lời coi là đã nhận: {len(ended)} trong {len(refused)} thư mất")
