"""R2: what R1 does, and the database itself is stopped at once, five times: no mail is lost.

The guard is that PostgreSQL says "committed" only when it is (synchronous_commit, fsync), and that a worker starts again
from the rows. The control is that of R1.
"""

from __future__ import annotations

import pytest

from tests.crash.cluster import OwnCluster
from tests.crash.mailing import FaultyMail
from tests.crash.outbox import deliver_for_ever, owe_mails, run_with_kills

pytestmark = [
    pytest.mark.crash,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning"),
]


def test_database_crashes_and_killed_workers_lose_no_mail(postgresql, tmp_path, settings, size, figure):
    mails, kills, crashes = size(2000, 100), size(50, 4), size(5, 1)
    settings.MAIL_BACKOFF_SECONDS, settings.MAIL_LEASE_SECONDS = (1,) * 12, size(2, 1)
    rates = {"451": 0.05, "421": 0.01, "drop": 0.01}
    with OwnCluster() as cluster, FaultyMail(tmp_path, rates=rates, bad="khong-co", delay=0.02) as mail:
        mail.point(settings)
        owed = owe_mails(mails)

        def disturb(kill: int) -> None:
            if kill % (kills // crashes) == kills // crashes // 2:
                cluster.crash()

        outcome = run_with_kills(owed, mail, job=deliver_for_ever, kills=kills, disturb=disturb)

    assert (outcome.lost, outcome.wrongly_dead, outcome.keys_with_two_ids) == ([], [], [])
    assert outcome.states == {"sent": owed.good, "dead": owed.bad}
    figure("R2", f"như R1 và {crashes} lần dừng PostgreSQL tức thì; {mails} thư, {outcome.kills} lần kill -9",
           f"mất 0; thừa {outcome.extra} bản", control="như R1")  # fmt: skip
