"""Sign-in by password, and who is signed in: asked by every page of everybody."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from accountability.accounts.models import User
from accountability.core.prepared import prepared


@prepared
def _accounts(*, pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)


class AccountBackend(ModelBackend):
    """Django's own, with a prepared query for the account of a session."""

    def get_user(self, user_id: int) -> User | None:
        """The account while it is active, else None."""
        found: list[User] = _accounts(pk=user_id)
        return next((user for user in found if self.user_can_authenticate(user)), None)
