"""R3: RabbitMQ is killed while workers deliver, and mails are owed while it is away. None is lost, and when it is back the
backlog is gone within 90 seconds.

The control keeps the mails as messages of the broker, as many programs do; those go down with it.
"""

from __future__ import annotations

import time

import pytest
from django.db import connection
from kombu import Connection, Queue

from accountability.notices.models import Outbox
from tests.crash.killing import wait_until
from tests.crash.mailing import FaultyMail
from tests.crash.outbox import owe_mails
from tests.programs import Programs

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]

LONGEST_DRAIN = 90


def waiting() -> int:
    return Outbox.objects.waiting().count()


def test_a_killed_broker_loses_no_mail_and_the_backlog_is_soon_gone(
    postgresql, broker, go_to, tmp_path, size, figure
):
    half = size(1000, 40)
    database = connection.settings_dict
    with (
        FaultyMail(tmp_path, delay=0.01) as mail,
        Programs(database=database, broker=broker.url, mail=mail.url, folder=tmp_path) as programs,
    ):
        owed = owe_mails(half)
        for name in ("a", "b"):
            programs.worker(name, "tests.crash.celery_app")
        programs.beat()
        wait_until(lambda: len(mail.taken()) > 5, seconds=60, what="thư đầu tiên")

        broker.kill()
        wait_until(
            lambda: not waiting(), seconds=60, what="việc đang làm dở"
        )  # What runs goes on without it.
        owed = owe_mails(half, first=half)
        time.sleep(size(10, 3))
        assert waiting() == half  # Nobody calls the workers.

        broker.start()
        drained = wait_until(lambda: not waiting(), seconds=LONGEST_DRAIN, what="gửi hết thư tồn")

    ids = mail.ids_by_subject()
    assert set(owed.subjects) <= set(ids)
    assert len(ids) == 2 * half
    assert {len(set(copies)) for copies in ids.values()} == {1}
    figure("R3", f"kill -9 RabbitMQ giữa chừng, {2 * half} thư, 2 tiến trình Celery",
           f"mất 0; gửi hết {half} thư tồn {drained:.0f} giây sau khi RabbitMQ trở lại")  # fmt: skip


def test_mails_that_only_the_broker_knew_go_down_with_it(full_size, broker, figure):
    with Connection(broker.url) as link:
        queue = Queue("letters", durable=True, no_declare=False)
        producer = link.Producer()
        for number in range(100):
            producer.publish(number, routing_key="letters", declare=[queue], delivery_mode=1)
    broker.kill()
    broker.start()
    with Connection(broker.url) as link:
        left = link.SimpleQueue("letters").qsize()
    assert left < 100
    figure("R3", control=f"thư chỉ nằm trong bộ nhớ của RabbitMQ: mất {100 - left} trong 100")
