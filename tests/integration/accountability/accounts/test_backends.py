"""Who is signed in: kept by a process until any account changes, and never a moment longer."""

from __future__ import annotations

import pytest
from django.db import transaction

from accountability.accounts.backends import AccountBackend
from accountability.accounts.models import User
from tests.asked import statements
from tests.cast import Province

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(province: Province) -> User:
    return province.user("ldtbxh")


def known(pk: int) -> User | None:
    """The account as the next request gets it."""
    return AccountBackend().get_user(pk)


def accounts_read(pk: int) -> int:
    """How often the table of accounts is read for the next request."""
    with statements() as asked:
        known(pk)
    return sum('FROM "accounts_user"' in one for one in asked)


def test_an_account_is_as_the_table_has_it_and_is_read_once(head: User) -> None:
    found = known(head.pk)
    assert found is not None
    stored = User.objects.get(pk=head.pk)
    assert {name: getattr(found, name) for name in vars(stored) if name != "_state"} == {
        name: value for name, value in vars(stored).items() if name != "_state"
    }
    assert not found._state.adding
    assert accounts_read(head.pk) == 0


def test_whoever_is_deactivated_is_nobody_with_the_next_request(head: User) -> None:
    assert known(head.pk) == head
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert known(head.pk) is None
    User.objects.filter(pk=head.pk).update(is_active=True)
    assert known(head.pk) == head


def test_a_change_of_any_account_makes_all_be_read_again(head: User, province: Province) -> None:
    known(head.pk)
    User.objects.filter(pk=province.user("chutich").pk).update(phone="0260 3 862 320")
    assert accounts_read(head.pk) == 1


def test_a_password_and_a_round_of_sessions_count_at_once(head: User) -> None:
    def seal() -> str:
        account = known(head.pk)
        assert account is not None
        return account.get_session_auth_hash()

    first = seal()
    User.objects.filter(pk=head.pk).update(session_round=7)
    second = seal()
    head.set_password("mật khẩu khác")
    head.save(update_fields=["password"])
    assert len({first, second, seal()}) == 3


def test_a_change_that_is_taken_back_is_not_believed(head: User) -> None:
    known(head.pk)
    with transaction.atomic():
        User.objects.filter(pk=head.pk).update(is_active=False)
        assert known(head.pk) is None
        transaction.set_rollback(True)
    assert known(head.pk) == head


def test_what_one_request_does_to_its_account_no_other_sees(head: User) -> None:
    one = known(head.pk)
    assert one is not None
    one.display_name = "Tên chưa ghi"
    assert known(head.pk) is not one
    assert str(known(head.pk)) == str(head)


def test_an_account_that_is_not_there_is_nobody_until_it_is(head: User) -> None:
    free = User.objects.latest("pk").pk + 1
    assert known(free) is None
    User.objects.create(pk=free, username="nguoimoi")
    assert str(known(free)) == "nguoimoi"
