"""The distributed engine: Celery only ticks, the jobs are those of the embedded engine, the rows are the record.

    celery --app config worker      as many as wanted, on as many machines
    celery --app config beat        one is enough; a second one does no harm

Every task may be lost, late, doubled or run by two workers at once: `config/jobs.py` holds whatever happens. So a tick
that nobody took within its time is dropped, not kept: after an outage one sweep comes, not the two hundred missed.
"""

from __future__ import annotations

import os

from celery import Celery
from celery.signals import beat_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from kombu import Exchange, Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

# Seconds after which a tick that waits is worth nothing.
TICK_LASTS = 60

if not settings.CELERY_BROKER_URL:
    raise ImproperlyConfigured(
        "Thiếu CELERY_BROKER_URL (ví dụ amqp://dondoc:mật-khẩu@máy-chủ:5672//): bộ máy phân tán cần RabbitMQ."
    )

QUEUE = settings.CELERY_QUEUE
app = Celery("dondoc", set_as_current=True)
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    task_default_queue=QUEUE,
    task_queues=[
        Queue(
            QUEUE,
            Exchange(QUEUE, type="topic", durable=True),
            routing_key=QUEUE,
            durable=True,
            queue_arguments={
                # Kept by a majority of the brokers where there are several; a task that kills its worker each time
                # is given up after the fifth.
                "x-queue-type": "quorum",
                "x-delivery-limit": 5,
                "x-message-ttl": TICK_LASTS * 1000,
            },
        )
    ],
    # Made by Celery beside every quorum queue for delayed tasks, of which we have none: then at least light ones.
    broker_native_delayed_delivery_queue_type="classic",
    # A worker that dies has not acknowledged: the broker gives its task to another at once.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    # What runs when the broker goes away goes on: the rows do not need it.
    worker_cancel_long_running_tasks_on_connection_loss=False,
    broker_connection_retry=True,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_connection_timeout=5,
    broker_heartbeat=30,
    # A tick that cannot be handed over is not tried again: the next one follows.
    task_publish_retry=False,
    # The watchdog reads the rows; nobody listens to workers' talk, nor may command them over the broker.
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    # What a long life gathers in memory goes with the child.
    worker_max_tasks_per_child=2000,
    worker_hijack_root_logger=False,
    # Beats by the machine's clock in memory: there is nothing that it must remember.
    beat_scheduler="celery.beat:Scheduler",
    beat_max_loop_interval=5,
    beat_schedule={
        "sweep": {
            "task": "dondoc.sweep",
            "schedule": settings.ENGINE_SWEEP_SECONDS,
            "options": {"expires": TICK_LASTS},
        },
        "deliver": {
            "task": "dondoc.deliver",
            "schedule": settings.ENGINE_DELIVER_SECONDS,
            "options": {"expires": TICK_LASTS},
        },
        "long_work": {
            "task": "dondoc.long_work",
            "schedule": settings.ENGINE_DELIVER_SECONDS,
            "options": {"expires": TICK_LASTS},
        },
    },
    timezone=settings.TIME_ZONE,
)


@app.task(name="dondoc.sweep")
def sweep() -> None:
    """Look after deadlines, when it is time and nobody else is at it."""
    from config.jobs import sweep_when_due

    sweep_when_due()


@app.task(name="dondoc.deliver")
def deliver() -> None:
    """Deliver the mails that are due; several workers share them."""
    from config.jobs import deliver_now

    deliver_now()


@app.task(name="dondoc.long_work")
def long_work() -> None:
    """Make the letters of big rounds and the files that somebody asked for; several workers share them."""
    from config.jobs import long_work_now

    long_work_now()


@beat_init.connect
def sweep_at_once(**_: object) -> None:
    """The first sweep comes with the start, not a minute later."""
    sweep.apply_async(expires=TICK_LASTS)
