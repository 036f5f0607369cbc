"""The base of our flows: a real lock, and nobody sees a process by Viewflow's own rights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from viewflow.workflow import flow

LOCK_SECONDS = 10


class WaitingLock:
    """Locks the process row and waits for it up to LOCK_SECONDS; Viewflow's own polls with sleeps of seconds.

    SQLite has no row locks: its immediate transaction is the lock there.
    """

    @contextmanager
    def __call__(self, flow_class: Any, process_pk: int) -> Iterator[None]:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            flow_class.process_class._default_manager.select_for_update().filter(pk=process_pk).first()
            yield


def elsewhere(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Stands where Viewflow wants a view: people act on our own pages, which call `workflows.acts`."""
    raise Http404


class OfficeFlow(flow.Flow):
    """What every flow of ours shares."""

    lock_impl = WaitingLock()

    def has_view_permission(self, user: Any, obj: Any | None = None) -> bool:
        """Nobody, by Viewflow's own screens: they would show other agencies' processes."""
        return False

    def has_manage_permission(self, user: Any, obj: Any | None = None) -> bool:
        """Nobody, likewise."""
        return False
