"""R1: workers are killed in the middle of mails, the mail server misbehaves, and no mail is lost.

The control marks a mail as sent before it sends it, as others do, and loses some.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.crash.mailing import FaultyMail
from tests.crash.outbox import Outcome, deliver_for_ever, mark_then_send_for_ever, owe_mails, run_with_kills

pytestmark = [
    pytest.mark.crash,
    pytest.mark.django_db(transaction=True),
    # Python 3.12 warns of forking beside another thread; the children use none.
    pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning"),
]

FAULTS = {"451": 0.05, "421": 0.01, "drop": 0.01}


@pytest.fixture
def mail(tmp_path: Path, settings: Any, size: Any) -> Any:
    """Greylists 5 %, hangs up on 1 %, takes 1 % without saying so, and does not know one reader of fifty."""
    settings.MAIL_BACKOFF_SECONDS = (1,) * 12
    settings.MAIL_LEASE_SECONDS = size(2, 1)
    with FaultyMail(tmp_path, rates=FAULTS, bad="khong-co", delay=0.02) as server:
        server.point(settings)
        yield server


def test_killed_workers_lose_no_mail_and_keep_its_message_id(mail, size, figure):
    mails, kills = size(2000, 100), size(50, 5)
    owed = owe_mails(mails)

    outcome = run_with_kills(owed, mail, job=deliver_for_ever, kills=kills)

    assert outcome.kills >= kills
    assert outcome.lost == []
    assert outcome.keys_with_two_ids == []
    assert outcome.wrongly_dead == []
    assert outcome.states == {"sent": owed.good, "dead": owed.bad}
    figure("R1", f"{mails} thư, 4 tiến trình, {outcome.kills} lần kill -9, SMTP lỗi (451, 421, nhận rồi ngắt, 550)",
           f"mất 0; thừa {outcome.extra} bản, mỗi thư một Message-ID")  # fmt: skip


def test_marking_before_sending_loses_mails(postgresql, mail, size, figure):
    mails, kills = size(2000, 250), size(50, 10)
    owed = owe_mails(mails)

    outcome: Outcome = run_with_kills(owed, mail, job=mark_then_send_for_ever, kills=kills)

    assert len(outcome.lost) > 0
    figure(
        "R1",
        control=f"đánh dấu “đã gửi” trước khi gửi: mất {len(outcome.lost)} trong {outcome.kills} lần kill -9",
    )
