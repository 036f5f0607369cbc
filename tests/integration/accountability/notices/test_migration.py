"""The room's migration goes there and back, and says what the models say."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accountability.notices.models import Outbox

from .conftest import MORNING

NOTICES = {"notices_outbox", "notices_mailsubject", "notices_notification"}


def test_no_model_has_drifted_from_its_migration(db):
    call_command("makemigrations", "notices", "notifications", check=True, dry_run=True, verbosity=0)

    assert set(connection.introspection.table_names()) >= NOTICES


def test_the_librarys_own_table_is_not_made(db):
    assert "notifications_notification" not in connection.introspection.table_names()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": "sent"},
        {"state": "new", "sent_at": MORNING},
        {"state": "sending"},
    ],
)
def test_the_database_refuses_a_row_that_cannot_be(post, wrong):
    mail = post()

    with pytest.raises(IntegrityError), transaction.atomic():
        Outbox.objects.filter(pk=mail.pk).update(**wrong)
