"""The registry of mail kinds."""

import pytest

from accountability.notices import kinds
from accountability.notices.kinds import MailKind, UnknownMailKind


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})


def test_a_registered_kind_is_found_by_its_code():
    kind = kinds.register(MailKind("due-soon", "Sắp đến hạn", "Bạn là đầu mối.", kinds.always_due))

    assert kinds.get("due-soon") is kind
    assert kinds.all_kinds() == (kind,)


def test_registering_the_same_kind_again_changes_nothing():
    kind = MailKind("due-soon", "Sắp đến hạn", "Bạn là đầu mối.", kinds.always_due)

    assert kinds.register(kind) is kinds.register(kind)


def test_two_kinds_cannot_share_a_code():
    kinds.register(MailKind("due-soon", "Sắp đến hạn", "Bạn là đầu mối.", kinds.always_due))

    with pytest.raises(ValueError, match="registered twice"):
        kinds.register(MailKind("due-soon", "Khác", "Khác", kinds.always_due))


def test_an_unknown_code_is_an_error():
    with pytest.raises(UnknownMailKind, match="nope"):
        kinds.get("nope")
