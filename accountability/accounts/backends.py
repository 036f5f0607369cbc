"""Sign-in by password, and who is signed in: asked by every page of everybody."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection
from django.db.models import QuerySet

from accountability.accounts.models import User
from accountability.core.prepared import prepared
from accountability.reference.keeping import kept_while


@prepared
def _accounts(*, pk: int) -> QuerySet[Any]:
    return User.objects.filter(pk=pk).values_list(*_columns())


def _columns() -> list[str]:
    return [field.attname for field in User._meta.concrete_fields]


# Who is at work at a time in a process, and a little beyond.
@kept_while("accounts", most=500)
def _values_of(pk: int) -> tuple[Any, ...] | None:
    return next(iter(_accounts(pk=pk)), None)


class AccountBackend(ModelBackend):
    """Django's own, with the account of a session as the process keeps it until any account changes (ADR 40)."""

    def get_user(self, user_id: int) -> User | None:
        """The account while it is active, else None: an instance of its own for each request, which may change it."""
        values = _values_of(user_id)
        if values is None:
            return None
        user: User = User.from_db(connection.alias, _columns(), values)
        return user if self.user_can_authenticate(user) else None
