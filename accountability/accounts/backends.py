"""Sign-in by password, and who is signed in: asked by every page of everybody."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from accountability.accounts.models import User
from accountability.core.prepared import Prepared

_COLUMNS = [field.attname for field in User._meta.concrete_fields]


def _account(pk: int) -> QuerySet[User, tuple[Any, ...]]:
    return User.objects.filter(pk=pk).order_by().values_list(*_COLUMNS)


_ACCOUNT = Prepared(_account)


class AccountBackend(ModelBackend):
    """Django's own, with a prepared query for the account of a session."""

    def get_user(self, user_id: int) -> User | None:
        """The account while it is active, else None."""
        row = _ACCOUNT.first(pk=user_id)
        if row is None:
            return None
        user = User.from_db("default", _COLUMNS, row)
        return user if self.user_can_authenticate(user) else None
