"""How gunicorn serves the pages: `gunicorn --config python:config.gunicorn config.wsgi`."""

from __future__ import annotations

from typing import Any

# The program is loaded once and workers are forks of it: what they do not change they share, a third of their memory, and
# a worker that died is back in a moment. New code needs a restart, as it does for the engine.
preload_app = True


def when_ready(server: Any) -> None:
    """Before the first fork: of a connection that two processes share neither could trust an answer."""
    from django.db import connections

    connections.close_all()
