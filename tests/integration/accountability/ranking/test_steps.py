"""From the window to the Chairman's word: who objects when, what an answer changes, and that what is frozen never changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment
from accountability.notices.kinds import get
from accountability.notices.models import Notification, Outbox
from accountability.ranking.actions import (
    FormulaSpec,
    Refused,
    Ruling,
    answer,
    approve,
    ask_count,
    count_now,
    freeze,
    object_to,
    open_window,
    publish_formula,
    recount,
    return_ranking,
    start_ranking,
    submit,
)
from accountability.ranking.models import CountedTask, FormulaVersion, Objection, Ranking, RankingRow
from accountability.ranking.rules import Band, Kind, period_of
from accountability.ranking.tabling import hash_of
from tests.cast import actor
from tests.given import on
from tests.integration.accountability.ranking.conftest import COUNTED_AT, later

pytestmark = pytest.mark.django_db

UNTIL = date(2022, 11, 14)
Cast = dict[str, User]


@pytest.fixture
def window(october: Ranking, cast: Cast) -> Ranking:
    return open_window(october.pk, until=UNTIL, by=actor(cast["specialist"]), at=COUNTED_AT)


def _row(ranking: Ranking, code: str) -> RankingRow:
    return ranking.rows.get(agency__code=code)


def _object(ranking: Ranking, cast: Cast, pk: int | None, text: str = "Có quyết định gia hạn") -> Objection:
    labour = Agency.objects.get(code="SLDTBXH")
    return object_to(ranking.pk, agency=labour, assignment_pk=pk, text=text, by=actor(cast["labour_head"]), at=COUNTED_AT)  # fmt: skip


def _late_task(ranking: Ranking, code: str = "SLDTBXH") -> CountedTask:
    found = CountedTask.objects.filter(
        row__ranking=ranking, row__agency__code=code, outcome="late_done"
    ).first()
    assert found is not None
    return found


def test_heads_hear_of_the_window_and_no_mail_tells_a_score(window: Ranking, cast: Cast) -> None:
    mails = Outbox.objects.filter(kind="ranking.window").order_by("recipient")
    told = {mail.recipient_user_id for mail in mails}
    assert {cast["labour_head"].pk, cast["standing_head"].pk, cast["district_chair"].pk} <= told
    assert cast["labour_officer"].pk not in told
    body = b"".join(bytes(mail.mime) for mail in mails).decode("utf-8", "replace")
    assert "87,5" not in body
    assert "14/11/2022" in mails[0].subject_line
    kind = get("ranking.window")
    assert kind.answers([mail.payload for mail in mails]) == [True] * len(mails)
    Ranking.objects.filter(pk=window.pk).update(state=Ranking.State.FROZEN, sha256="0" * 64)
    assert not any(kind.answers([mail.payload for mail in mails]))


def test_an_accepted_objection_is_counted_anew_with_a_note(window: Ranking, cast: Cast) -> None:
    task, office = _late_task(window), actor(cast["specialist"])
    made = _object(window, cast, task.assignment_id)
    assert Notification.objects.filter(recipient=cast["specialist"], kind="ranking").count() == 1
    with pytest.raises(Refused, match="đang chờ Văn phòng trả lời"):
        _object(window, cast, task.assignment_id)
    with pytest.raises(Refused, match="ghi lý do"):
        answer(made.pk, accepts=True, text=" ", ruling=Ruling(), by=office, at=later(1))
    answer(made.pk, accepts=True, text="Đã kiểm tra", ruling=Ruling("on_time"), by=office, at=later(1))
    row = _row(window, "SLDTBXH")
    assert (row.on_time, row.late_done, row.score) == (7, 1, Decimal("93.75"))
    ruled = CountedTask.objects.get(row=row, assignment=task.assignment_id)
    assert (ruled.outcome, ruled.ruled) == ("on_time", made.pk)
    assert Outbox.objects.filter(kind="ranking.answered", recipient_user=cast["labour_head"]).count() == 1
    with pytest.raises(Refused, match="đã được trả lời"):
        answer(made.pk, accepts=False, text="Không", ruling=Ruling(), by=office, at=later(1))
    recount(window.pk, by=office, at=later(1))  # Each later counting keeps to it.
    assert _row(window, "SLDTBXH").score == Decimal("93.75")


def test_a_refused_one_changes_nothing_and_a_whole_row_takes_no_ruling(window: Ranking, cast: Cast) -> None:
    office, made = actor(cast["specialist"]), _object(window, cast, None)
    with pytest.raises(Refused, match="không nêu nhiệm vụ"):
        answer(made.pk, accepts=True, text="Đúng", ruling=Ruling("on_time"), by=office, at=later(1))
    answer(made.pk, accepts=False, text="Kết quả đúng", ruling=Ruling("on_time"), by=office, at=later(1))
    made.refresh_from_db()
    assert (made.state, made.ruling) == (Objection.State.REFUSED, "")
    assert _row(window, "SLDTBXH").score == Decimal("87.50")


def test_objections_are_taken_within_the_window_only(october: Ranking, cast: Cast) -> None:
    with pytest.raises(Refused, match="Chưa mở"):
        _object(october, cast, None)
    by, head, labour = (
        actor(cast["specialist"]),
        actor(cast["labour_head"]),
        Agency.objects.get(code="SLDTBXH"),
    )
    with pytest.raises(Refused, match="phải sau hôm nay"):
        open_window(october.pk, until=COUNTED_AT.date(), by=by, at=COUNTED_AT)
    open_window(october.pk, until=UNTIL, by=by, at=COUNTED_AT)
    foreign = CountedTask.objects.filter(row__agency__code="STP").first()
    assert foreign is not None
    with pytest.raises(Refused, match="không nằm trong kết quả"):
        _object(october, cast, foreign.assignment_id)
    with pytest.raises(Refused, match="ghi nội dung"):
        _object(october, cast, None, " ")
    with pytest.raises(Refused, match="đã hết ngày 14/11/2022"):
        object_to(october.pk, agency=labour, assignment_pk=None, text="Muộn", by=head, at=on("2022-11-15"))
    with pytest.raises(Refused, match="chỉ được kéo dài"):
        open_window(october.pk, until=date(2022, 11, 10), by=by, at=COUNTED_AT)


def test_freezing_waits_for_the_window_for_answers_and_for_their_counting(
    window: Ranking, cast: Cast
) -> None:
    deputy, office = actor(cast["office_deputy"]), actor(cast["specialist"])
    with pytest.raises(Refused, match="còn đến hết ngày"):
        freeze(window.pk, by=deputy, at=on("2022-11-14"))
    made = _object(window, cast, _late_task(window).assignment_id)
    with pytest.raises(Refused, match="Còn 1 kiến nghị"):
        freeze(window.pk, by=deputy, at=on("2022-11-15"))
    Objection.objects.filter(pk=made.pk).update(state="accepted", answer="Đúng", answered_at=later(1))
    with pytest.raises(Refused, match="tính lại trước khi chốt"):
        freeze(window.pk, by=deputy, at=on("2022-11-15"))
    ask_count(window.pk, by=office, at=later(1))
    with pytest.raises(Refused, match="đang tính lại"):
        freeze(window.pk, by=deputy, at=on("2022-11-15"))


def _all_of(ranking: Ranking) -> tuple[list[object], list[object]]:
    rows = list(ranking.rows.order_by("pk").values())
    return rows, list(CountedTask.objects.filter(row__ranking=ranking).order_by("pk").values())


def test_what_is_frozen_never_changes(window: Ranking, cast: Cast) -> None:
    """No verb touches it, and no later fact: its rows, its tasks and its hash stay."""
    deputy, office, chair = (actor(cast[name]) for name in ("office_deputy", "specialist", "chair"))
    frozen, at = freeze(window.pk, by=deputy, at=on("2022-11-15")), on("2022-11-16")
    before = _all_of(frozen)
    assert frozen.sha256 == hash_of(frozen)
    Assignment.objects.filter(lead_agency__code="SLDTBXH").update(done_on=date(2022, 10, 1), owed_days=30)
    for verb in (
        lambda: recount(window.pk, by=office, at=at),
        lambda: ask_count(window.pk, by=office, at=at),
        lambda: count_now(frozen, by=office, at=at),
        lambda: open_window(window.pk, until=date(2022, 12, 1), by=office, at=at),
        lambda: _object(window, cast, None),
        lambda: freeze(window.pk, by=deputy, at=at),
    ):
        with pytest.raises(Refused):
            verb()
    submit(window.pk, note="Kính trình", by=deputy, at=at)
    approve(window.pk, by=chair, at=at)
    frozen.refresh_from_db()
    assert _all_of(frozen) == before
    assert frozen.sha256 == hash_of(frozen)
    RankingRow.objects.filter(pk=_row(frozen, "STP").pk).update(place=1)
    assert frozen.sha256 != hash_of(frozen)


def test_the_chairman_returns_it_and_the_office_submits_again_or_makes_another(
    window: Ranking, cast: Cast
) -> None:
    deputy, office, chair, at = (
        *(actor(cast[name]) for name in ("office_deputy", "specialist", "chair")),
        on("2022-11-16"),
    )
    freeze(window.pk, by=deputy, at=on("2022-11-15"))
    with pytest.raises(Refused, match="không phê duyệt được"):
        approve(window.pk, by=chair, at=at)
    submit(window.pk, note="", by=deputy, at=at)
    assert Notification.objects.filter(recipient=cast["chair"], kind="ranking").count() == 1
    with pytest.raises(Refused, match="lý do trả lại"):
        return_ranking(window.pk, reason=" ", by=chair, at=at)
    return_ranking(window.pk, reason="Xem lại Sở Tư pháp", by=chair, at=at)
    with pytest.raises(Refused, match="ý kiến của Văn phòng"):
        submit(window.pk, note=" ", by=deputy, at=at)
    another = start_ranking(period_of(Kind.MONTH, date(2022, 10, 1)), by=office, at=at)
    with pytest.raises(Refused, match="Đã lập bảng khác"):
        submit(window.pk, note="Đã xem", by=deputy, at=at)
    assert another.pk != window.pk


def test_movement_is_told_against_the_last_published_ranking(window: Ranking, cast: Cast) -> None:
    deputy, office, chair = (actor(cast[name]) for name in ("office_deputy", "specialist", "chair"))
    freeze(window.pk, by=deputy, at=on("2022-11-15"))
    submit(window.pk, note="", by=deputy, at=on("2022-11-15"))
    approve(window.pk, by=chair, at=on("2022-11-15"))
    assert Outbox.objects.filter(kind="ranking.approved", recipient_user=cast["labour_head"]).count() == 1
    Assignment.objects.filter(lead_agency__code="SGTVT").update(due_on=date(2022, 11, 20))
    for row in Assignment.objects.filter(lead_agency__code="SGTVT"):
        row.deadlines.update(due_on=date(2022, 11, 20))
    november = start_ranking(period_of(Kind.MONTH, date(2022, 11, 1)), by=office, at=on("2022-12-06"))
    count_now(november, by=office, at=on("2022-12-06"))
    row = _row(november, "SGTVT")
    # Its tasks were counted in October already: once is enough.
    assert (row.due, row.left_out, row.previous_place) == (0, 7, 3)


def test_a_formula_is_for_periods_to_come_and_is_never_changed(window: Ranking, cast: Cast) -> None:
    first, deputy = FormulaVersion.objects.get(), actor(cast["office_deputy"])

    def spec(day: date, **other: object) -> FormulaSpec:
        given = {
            "text": "Công thức mới", "note": "", "late_share": Decimal("0.4"), "returned_points": Decimal(5),
            "unexplained_points": Decimal(5), "simple_weight": Decimal("0.5"), "min_tasks": 3, "settle_days": 5,
            "window_days": 5, "bands": (Band(Decimal(90), "Xem xét biểu dương"),),
        }  # fmt: skip
        return FormulaSpec(applies_from_on=day, **{**given, **other})  # type: ignore[arg-type]

    for wrong, why in (
        (spec(date(2022, 11, 1)), "chưa bắt đầu"), (spec(date(2022, 12, 2)), "ngày 01"),
        (spec(date(2023, 1, 1), late_share=Decimal(2)), "từ 0 đến 1"), (spec(date(2023, 1, 1), text=" "), "nội dung công bố"),
        (spec(date(2023, 1, 1), bands=(Band(Decimal(90), "a"), Band(Decimal(90), "b"))), "cùng một tỷ lệ"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            publish_formula(wrong, by=deputy, at=COUNTED_AT)
    made = publish_formula(spec(date(2023, 1, 1)), by=deputy, at=COUNTED_AT)
    assert (made.number, window.version) == (2, first)
    first.text = "Khác"
    for change in (
        first.save,
        FormulaVersion.objects.all().delete,
        lambda: FormulaVersion.objects.update(text="Khác"),
    ):
        with pytest.raises(TypeError, match="never"):
            change()


def test_the_database_keeps_the_sums(october: Ranking) -> None:
    row = _row(october, "STP")
    with pytest.raises(IntegrityError), transaction.atomic():
        RankingRow.objects.filter(pk=row.pk).update(on_time=row.on_time + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ranking.objects.filter(pk=october.pk).update(state=Ranking.State.FROZEN)
