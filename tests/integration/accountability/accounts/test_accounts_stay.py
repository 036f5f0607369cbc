"""An account is never deleted: Viewflow would take the history of its tasks along."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from accountability.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    """An account that holds nothing that would protect it."""
    return User.objects.create_user("nguoi-moi")


def test_one_account_is_not_deleted(account: User) -> None:
    with pytest.raises(ProtectedError, match="ngừng sử dụng"):
        account.delete()
    assert User.objects.filter(pk=account.pk).exists()


def test_nor_are_many_at_once(account: User) -> None:
    with pytest.raises(ProtectedError, match="ngừng sử dụng"):
        User.objects.filter(pk=account.pk).delete()
    assert User.objects.filter(pk=account.pk).exists()


def test_it_is_put_out_of_use(account: User) -> None:
    account.is_active = False
    account.save()
    assert not User.objects.get(pk=account.pk).is_active
