"""The engine's Celery, with the kind of mail that crash tests owe."""

from __future__ import annotations

from celery.signals import worker_process_init

from config.celery import app

__all__ = ["app"]


@worker_process_init.connect
def know_our_kind(**_: object) -> None:
    """In each process that works; Django stands by then."""
    from tests.crash.outbox import know_the_kind

    know_the_kind()
