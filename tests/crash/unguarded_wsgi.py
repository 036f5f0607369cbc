"""The site with the guard switched off: `atomic` begins no transaction, so each statement is committed by itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet


def enter(self: Any) -> None:
    """Only say that there is a transaction."""
    connection = transaction.get_connection(self.using)
    self.was_in_one, connection.in_atomic_block = connection.in_atomic_block, True


def leave(self: Any, *error: Any) -> None:
    """And that it is over."""
    transaction.get_connection(self.using).in_atomic_block = self.was_in_one


transaction.Atomic.__enter__ = enter
transaction.Atomic.__exit__ = leave
# Django refuses row locks outside a transaction, and there is none.
QuerySet.select_for_update = lambda self, *args, **kwargs: self

from config.wsgi import application  # noqa: E402

__all__ = ["application"]
