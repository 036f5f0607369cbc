"""Raw SQL does not change a frozen ranking, nor a published formula; what is not frozen is counted anew as often as needed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accountability.accounts.models import User
from accountability.audit.triggers import drop
from accountability.ranking.actions import approve, count_now, freeze, open_window, submit
from accountability.ranking.models import CountedTask, FormulaVersion, Ranking, RankingRow
from tests.cast import Province, actor
from tests.given import on
from tests.integration.accountability.ranking.conftest import COUNTED_AT, Give, counted

FORBIDDEN = (
    "UPDATE ranking_rankingrow SET place = 1",
    "UPDATE ranking_countedtask SET outcome = 'on_time'",
    "DELETE FROM ranking_countedtask",
    "DELETE FROM ranking_rankingrow",
    "DELETE FROM ranking_ranking",
    "UPDATE ranking_ranking SET sha256 = 'x'",
    "UPDATE ranking_ranking SET frozen_at = NULL, sha256 = '', state = 'counted'",
    "UPDATE ranking_ranking SET state = 'window'",
    "UPDATE ranking_formulaversion SET min_tasks = 1",
)


def test_raw_sql_changes_nothing_of_a_frozen_ranking(
    append_only: None, cast: dict[str, User], province: Province, give: Give
) -> None:
    give("SLDTBXH", 2, done_on=date(2022, 10, 18))
    ranking, office, deputy = counted(cast), actor(cast["specialist"]), actor(cast["office_deputy"])
    count_now(ranking, by=office, at=COUNTED_AT)
    assert CountedTask.objects.count() == 2, "not frozen, it is written anew"
    open_window(ranking.pk, until=date(2022, 11, 14), by=office, at=COUNTED_AT)
    freeze(ranking.pk, by=deputy, at=on("2022-11-15"))
    for sql in FORBIDDEN:
        with (
            pytest.raises(DatabaseError, match="không thay đổi"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    row, task = RankingRow.objects.get(), CountedTask.objects.first()
    assert task is not None
    row.pk, row.agency_id, task.pk, task.tenure_id = None, province.agency("STP").pk, None, task.tenure_id
    for added in (row, task):
        with pytest.raises(DatabaseError, match="không thay đổi"), transaction.atomic():
            added.save(force_insert=True)
    submit(ranking.pk, note="Kính trình", by=deputy, at=on("2022-11-15"))
    approve(ranking.pk, by=actor(cast["chair"]), at=on("2022-11-16"))  # Its way on is no change of it.
    assert Ranking.objects.get().state == Ranking.State.APPROVED
    call_command("verify_audit")
    drop(connection)
    assert RankingRow.objects.update(place=9) == 1, "it was the guard that refused"
    with pytest.raises(CommandError, match="Bảng xếp hạng đã chốt bị sửa"):
        call_command("verify_audit")
    assert FormulaVersion.objects.exists()
