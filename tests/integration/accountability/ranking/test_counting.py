"""From facts to rows: what is counted, for whom, how it is scored and ranked; a few statements for any number of tasks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accountability.accounts.models import User
from accountability.agencies.models import Agency, AgencyList, ListedAgency
from accountability.assignments.models import (
    Assignment,
    Completion,
    DeadlineVersion,
    LeadTenure,
    Obstacle,
    Submission,
)
from accountability.assignments.rules import Duration, State
from accountability.core.long_work import LongWork
from accountability.escalation.models import Explanation
from accountability.ranking.actions import Refused, ask_count, count_now, recount, start_ranking
from accountability.ranking.engine import count_rankings
from accountability.ranking.models import CountedTask, FormulaVersion, Ranking, RankingCount, RankingRow
from accountability.ranking.rules import Kind, period_of, rounded, score
from tests.cast import Province, actor
from tests.given import on
from tests.integration.accountability.ranking.conftest import COUNTED_AT, Give, counted

pytestmark = pytest.mark.django_db


def _rows(ranking: Ranking) -> dict[str, RankingRow]:
    return {row.agency.code: row for row in ranking.rows.select_related("agency")}


def test_each_group_is_ranked_by_itself_and_some_are_only_counted(october: Ranking) -> None:
    rows = _rows(october)
    found = {code: (row.group, row.due, str(row.score), row.place) for code, row in rows.items()}
    assert found == {
        "SLDTBXH": ("department", 8, "87.50", 1),
        "STP": ("department", 10, "50.00", 2),
        "SGTVT": ("department", 7, "50.00", 3),  # The same score with fewer tasks.
        "SNV": ("department", 4, "100.00", None),  # Fewer than five.
        "CAT": ("force", 6, "None", None),  # Counted, never scored.
        "H412": ("district", 5, "100.00", 1),
    }
    assert (rows["SLDTBXH"].of, rows["SLDTBXH"].proposal) == (3, "Đề xuất xem xét nhắc nhở")
    assert rows["H412"].proposal == "Đề xuất xem xét biểu dương"
    assert rows["CAT"].proposal == rows["SNV"].proposal == ""
    assert october.state == Ranking.State.COUNTED


def test_the_row_explains_itself(october: Ranking) -> None:
    """The score follows from the row's weights, and these from the tasks behind it."""
    for row in october.rows.all():
        tasks = CountedTask.objects.filter(row=row)
        assert tasks.exclude(outcome="left_out").count() == row.due
        assert tasks.filter(outcome__in=["on_time", "handed_in"]).count() == row.on_time
        exact = score(row.tally, october.version.formula)
        assert exact is not None
        assert row.score == (None if row.agency.code == "CAT" else rounded(exact))


def _deadline(
    row: Assignment, number: int, due_on: date, cause: str, set_on: str, *, late: bool = False
) -> None:
    DeadlineVersion.objects.create(
        assignment=row, number=number, due_on=due_on, cause=cause, set_at=on(set_on), after_expiry=late
    )
    Assignment.objects.filter(pk=row.pk).update(due_on=due_on, deadline_number=number)


def test_histories_decide_what_a_task_counts_as(
    give: Give, cast: dict[str, User], province: Province
) -> None:
    in_time, when_passed, owed, handed_on, back, claimed = give("SLDTBXH", 6, done_on=date(2022, 10, 28))
    _deadline(in_time, 2, date(2022, 10, 30), "extended", "2022-10-10")
    _deadline(when_passed, 2, date(2022, 11, 30), "extended", "2022-10-25", late=True)
    Assignment.objects.filter(pk=owed.pk).update(owed_days=8)
    LeadTenure.objects.filter(assignment=handed_on).update(to_at=on("2022-10-24"))
    LeadTenure.objects.create(
        assignment=handed_on,
        agency=province.agency("STP"),
        from_at=on("2022-10-24"),
        from_on=date(2022, 10, 24),
    )
    _deadline(handed_on, 2, date(2022, 10, 20), "reassigned", "2022-10-24")
    _deadline(handed_on, 3, date(2022, 10, 31), "decided", "2022-10-24", late=True)
    Assignment.objects.filter(pk=handed_on.pk).update(lead_agency=province.agency("STP"))
    tenure = LeadTenure.objects.get(assignment=back)
    claim = {
        "tenure": tenure, "number": "1", "symbol": "BC", "result_on": date(2022, 10, 19), "summary": "Xong",
        "claimed_at": on("2022-10-19"), "claimed_on": date(2022, 10, 19), "counts_on": date(2022, 10, 19),
    }  # fmt: skip
    Completion.objects.create(assignment=back, outcome="returned", verified_at=on("2022-10-21"), **claim)
    Explanation.objects.create(
        assignment=back, tenure=tenure, demanded_at=on("2022-10-22"), demanded_on=date(2022, 10, 22),
        answer_by_on=date(2022, 10, 27),
    )  # fmt: skip
    Assignment.objects.filter(pk=claimed.pk).update(state=State.CLAIMED, done_on=None)
    Completion.objects.create(
        assignment=claimed, **{**claim, "tenure": LeadTenure.objects.get(assignment=claimed)}
    )
    ranking = counted(cast)
    told = {
        (one.assignment_id, one.row.agency.code): one
        for one in CountedTask.objects.filter(row__ranking=ranking).select_related("row__agency")
    }
    assert told[in_time.pk, "SLDTBXH"].outcome == "on_time"
    assert (told[in_time.pk, "SLDTBXH"].extensions, told[in_time.pk, "SLDTBXH"].met_original) == (1, False)
    assert told[when_passed.pk, "SLDTBXH"].outcome == "late_done"
    assert (told[owed.pk, "SLDTBXH"].outcome, told[owed.pk, "SLDTBXH"].owed_days) == ("on_time", 8)
    assert told[handed_on.pk, "SLDTBXH"].outcome == "late_open"
    assert told[handed_on.pk, "STP"].outcome == "on_time"
    assert (told[back.pk, "SLDTBXH"].returned, told[back.pk, "SLDTBXH"].unexplained) == (True, True)
    assert told[claimed.pk, "SLDTBXH"].outcome == "handed_in"
    row = _rows(ranking)["SLDTBXH"]
    assert (row.due, row.on_time, row.late_done, row.late_open) == (6, 3, 2, 1)
    assert (row.returned, row.unexplained, row.waiting, row.owed, row.extended) == (1, 1, 1, 1, 2)
    # (100 × (3 + 0,5 × 2) − 10 − 20) : 6
    assert row.score == Decimal("61.67")


def test_what_was_set_aside_is_not_counted_and_ongoing_duties_are_counted_apart(
    give: Give, cast: dict[str, User]
) -> None:
    dropped, ongoing = give("SLDTBXH", 2)
    give("SLDTBXH", 1, done_on=date(2022, 10, 1))
    Assignment.objects.filter(pk=dropped.pk).update(state=State.WITHDRAWN)
    Assignment.objects.filter(pk=ongoing.pk).update(
        duration=Duration.ONGOING, due_on=None, review_days=30, next_review_on=date(2022, 12, 1)
    )
    row = _rows(counted(cast))["SLDTBXH"]
    assert (row.due, row.ongoing, row.left_out) == (1, 1, 0)


def test_nothing_is_counted_before_the_results_are_in_nor_twice(give: Give, cast: dict[str, User]) -> None:
    give("SLDTBXH", 1)
    period, by = period_of(Kind.MONTH, date(2022, 10, 1)), actor(cast["specialist"])
    with pytest.raises(Refused, match="đến hết ngày 05/11/2022"):
        start_ranking(period, by=by, at=on("2022-11-05"))
    with pytest.raises(Refused, match="Chưa có công thức"):
        start_ranking(period_of(Kind.MONTH, date(2021, 1, 1)), by=by, at=COUNTED_AT)
    counted(cast)
    with pytest.raises(Refused, match="Đã có bảng xếp hạng"):
        start_ranking(period, by=by, at=COUNTED_AT)


def _statements(ranking: Ranking) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        count_now(ranking, by=None, at=COUNTED_AT)
    return len([one for one in seen if not one["sql"].startswith(("INSERT", "COPY"))])


def test_as_many_statements_for_many_tasks_as_for_few(october: Ranking, give: Give) -> None:
    few = _statements(october)
    for code in ("SLDTBXH", "STP", "H413", "H425", "SYT", "STC"):
        give(code, 40, done_on=date(2022, 10, 19))
    assert _statements(october) == few
    assert CountedTask.objects.filter(row__ranking=october).count() > 240


def test_the_engine_counts_what_is_large_and_says_how_far_it_is(
    october: Ranking, cast: dict[str, User], monkeypatch: Any
) -> None:
    by = actor(cast["specialist"])
    monkeypatch.setattr("accountability.ranking.actions.counting.AT_ONCE", 3)
    work = recount(october.pk, by=by, at=COUNTED_AT)
    assert work is not None
    assert work.total == 40
    assert ask_count(october.pk, by=by, at=COUNTED_AT).pk == work.pk  # Asked twice, done once.
    before = october.times_counted
    assert count_rankings(at=lambda: COUNTED_AT, system_now=lambda: COUNTED_AT) == 1
    october.refresh_from_db()
    work.refresh_from_db()
    assert (october.times_counted, work.state, work.written) == (before + 1, LongWork.State.DONE, 40)


def test_a_count_of_what_was_frozen_meanwhile_ends_as_failed(october: Ranking, cast: dict[str, User]) -> None:
    ask_count(october.pk, by=actor(cast["specialist"]), at=COUNTED_AT)
    Ranking.objects.filter(pk=october.pk).update(state=Ranking.State.FROZEN, sha256="0" * 64)
    count_rankings(at=lambda: COUNTED_AT, system_now=lambda: COUNTED_AT)
    assert RankingCount.objects.get().state == LongWork.State.FAILED


def test_a_commune_is_compared_with_its_sort(give: Give, cast: dict[str, User], province: Province) -> None:
    ward = Agency.objects.filter(kind="XA", name__istartswith="UBND phường").first()
    commune = Agency.objects.filter(kind="XA", name__istartswith="UBND xã").first()
    assert ward is not None
    assert commune is not None
    for one in (ward, commune):
        give(one.code, 5, done_on=date(2022, 10, 1))
    rows = _rows(counted(cast))
    assert (rows[ward.code].group, rows[commune.code].group) == ("urban", "plain")
    assert rows[ward.code].place == rows[commune.code].place == 1


def test_days_owed_to_an_earlier_lead_are_set_aside_for_it_alone(
    give: Give, cast: dict[str, User], province: Province
) -> None:
    """Due on 20 October; a confirmed wait of five days, and a product that lay at the Office from the 19th to the 26th."""
    owed, waited, plain = give("SLDTBXH", 3)
    specialist = cast["specialist"]
    Obstacle.objects.create(
        assignment=owed, text="Chờ ý kiến", proposal="Cho ý kiến", addressed_to=province.position("phochutich"),
        raised_at=on("2022-10-14"), raised_on=date(2022, 10, 14), deadline_number=1, answered_at=on("2022-10-19"),
        owed_days=5, owed_confirmed_at=on("2022-10-27"), owed_confirmed_by=specialist,
    )  # fmt: skip
    Submission.objects.create(
        assignment=waited, document="Tờ trình 1", text="Dự thảo", submitted_at=on("2022-10-19"), submitted_on=date(2022, 10, 19),
        outcome="returned", reviewed_at=on("2022-10-26"),
    )  # fmt: skip
    for row in (owed, waited, plain):
        LeadTenure.objects.filter(assignment=row).update(to_at=on("2022-10-24"))
        LeadTenure.objects.create(
            assignment=row,
            agency=province.agency("STP"),
            from_at=on("2022-10-24"),
            from_on=date(2022, 10, 24),
        )
        _deadline(row, 2, date(2022, 10, 31), "reassigned", "2022-10-24", late=True)
        Assignment.objects.filter(pk=row.pk).update(lead_agency=province.agency("STP"))
    told = CountedTask.objects.filter(row__ranking=counted(cast), row__agency__code="SLDTBXH")
    assert [one.assignment_id for one in told] == [plain.pk], "the others were handed on before they fell due"
    assert {row.owed_days for row in Assignment.objects.all()} == {0}, "nothing is owed to the new lead"


def test_communes_on_the_list_of_the_formula_are_compared_as_mountain_ones(
    give: Give, cast: dict[str, User], province: Province
) -> None:
    """A district on the list stands for all of its communes; its wards stay wards."""
    communes = Agency.objects.filter(kind="XA", parent__code="H425", name__istartswith="UBND xã")[:2]
    other = Agency.objects.filter(kind="XA", name__istartswith="UBND xã").exclude(parent__code="H425").first()
    assert other is not None
    listed = AgencyList.objects.create(title="Xã miền núi", from_on=date(2022, 1, 1))
    ListedAgency.objects.create(list=listed, agency=province.agency("H425"), from_on=date(2022, 1, 1))
    for one in (*communes, other):
        give(one.code, 5, done_on=date(2022, 10, 1))
    formula = FormulaVersion.objects.get()
    formula.pk, formula._state.adding, formula.number, formula.applies_from_on = (
        None,
        True,
        2,
        date(2022, 10, 1),
    )
    formula.mountain_list = listed
    formula.save()
    rows = _rows(counted(cast))
    assert {rows[one.code].group for one in communes} == {"mountain"}
    assert rows[other.code].group == "plain"
