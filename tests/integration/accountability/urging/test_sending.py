"""A big round is decided at once and sent by the engine: in portions, once each, whoever dies in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accountability.accounts.models import User
from accountability.agencies.models import Incumbency
from accountability.assignments.access import visible_to
from accountability.assignments.ageing import overdue
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.core.long_work import LEASE_SECONDS, Stopped, claim
from accountability.notices.models import Notification, Outbox
from accountability.urging import sending
from accountability.urging.actions import urge
from accountability.urging.kinds import LETTER
from accountability.urging.models import UrgedLead, Urging, UrgingRound
from accountability.urging.telling import tell
from tests.cast import actor
from tests.given import GoTo, SignIn, on

pytestmark = pytest.mark.django_db

LATE = "2022-12-07"
NOW = on(LATE)
AFTER_THE_LEASE = NOW + timedelta(seconds=LEASE_SECONDS + 1)
ROOT = "/van-phong/don-doc/"


def engine(now: datetime = NOW) -> int:
    return sending.send_rounds(at=lambda: NOW, system_now=lambda: now)


def letters() -> list[Outbox]:
    return list(Outbox.objects.filter(kind=LETTER).order_by("pk"))


def told(cast: dict[str, User]) -> list[str]:
    """What the specialist who ordered the round was told of it."""
    lines = Notification.objects.filter(recipient=cast["specialist"], kind="urging")
    return list(lines.values_list("text", flat=True))


def outcomes(made: UrgingRound) -> list[str]:
    return sorted(made.urgings.values_list("outcome", flat=True))


def test_what_is_decided_stands_at_once_and_the_letters_come_from_the_engine(
    waiting: UrgingRound, cast: dict[str, User]
) -> None:
    assert (UrgedLead.objects.count(), Urging.objects.count(), letters()) == (3, 4, [])
    assert not AuditEvent.objects.filter(action="assignment.urge").exists()

    assert engine() == 1

    waiting.refresh_from_db()
    assert (waiting.state, waiting.written, waiting.total) == ("done", 3, 3)
    assert outcomes(waiting) == ["told"] * 4
    assert {mail.recipient_user_id for mail in letters()} == {
        cast[name].pk for name in ("labour_head", "standing_head", "district_chair")
    }
    assert AuditEvent.objects.filter(action="assignment.urge", user=cast["specialist"]).count() == 4
    assert told(cast) == ["Đã lập xong 3 thư đôn đốc về 4 việc"]
    assert engine() == 0


def test_a_worker_that_is_killed_is_followed_after_its_lease_and_nothing_is_sent_twice(
    waiting: UrgingRound, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sending.tell

    def dies_at_the_second(made: UrgingRound, leads: list[UrgedLead], **words: object) -> int:
        number = real(made, leads, **words)  # type: ignore[arg-type]
        if UrgedLead.objects.exclude(told_at=None).count() == 2:
            raise KeyboardInterrupt  # After the letters were written, before the commit.
        return number

    with monkeypatch.context() as patch:
        patch.setattr(sending, "tell", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            engine()
    assert len(letters()) == 1, "the portion in which it died is undone as a whole"
    assert engine() == 0, "its lease still runs"
    assert len(letters()) == 1

    assert engine(AFTER_THE_LEASE) == 1
    assert len(letters()) == len({mail.recipient_user_id for mail in letters()}) == 3
    assert Notification.objects.filter(kind="urging").exclude(recipient=cast["specialist"]).count() == 3
    assert AuditEvent.objects.filter(action="assignment.urge").count() == 4


def test_a_worker_that_comes_back_after_its_lease_writes_nothing_more(
    waiting: UrgingRound, cast: dict[str, User]
) -> None:
    slow = claim(UrgingRound, NOW)
    assert slow is not None
    assert engine(AFTER_THE_LEASE) == 1
    UrgedLead.objects.update(told_at=None)  # Even where there seems to be something left to do.
    before = (len(letters()), AuditEvent.objects.count(), Notification.objects.count())

    with pytest.raises(Stopped):
        sending._send(slow, at=lambda: NOW, system_now=lambda: AFTER_THE_LEASE)

    assert (len(letters()), AuditEvent.objects.count(), Notification.objects.count()) == before


def test_without_the_fence_it_would_have_told_everybody_again(
    waiting: UrgingRound, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same worker, not asked whose the round is, doubles what is on screens and in the audit."""
    slow = claim(UrgingRound, NOW)
    assert slow is not None
    assert engine(AFTER_THE_LEASE) == 1
    UrgedLead.objects.update(told_at=None)
    Urging.objects.update(outcome=Urging.Outcome.WAITING)
    lines = Notification.objects.count()
    monkeypatch.setattr(sending, "hold", lambda *args, **kwargs: None)

    with pytest.raises(Stopped):  # Only at its very end.
        sending._send(slow, at=lambda: NOW, system_now=lambda: AFTER_THE_LEASE)

    assert Notification.objects.count() == lines + 3
    assert len(letters()) == 3, "the key of each mail still holds"


def test_a_lead_and_an_assignment_stand_in_a_round_once(waiting: UrgingRound) -> None:
    lead, urging = UrgedLead.objects.first(), Urging.objects.first()
    for row in (lead, urging):
        assert row is not None
        row.pk, row._state.adding = None, True
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_what_ended_or_changed_meanwhile_is_in_no_letter_and_the_page_says_why(
    waiting: UrgingRound, assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn
) -> None:
    """The labour department leads the first and the last, a district the third."""
    Assignment.objects.filter(pk=assignments[0].pk).update(state="closed")
    Assignment.objects.filter(pk=assignments[2].pk).update(deadline_number=2)

    assert engine() == 1

    assert outcomes(waiting) == ["ended", "moved", "told", "told"]
    named = {mail.recipient_user_id: [pk for pk, _ in mail.payload["urged"]] for mail in letters()}
    assert named[cast["labour_head"].pk] == [assignments[3].pk]
    assert cast["district_chair"].pk not in named
    assert told(cast) == [
        "Đã lập xong 2 thư đôn đốc về 2 việc; 2 việc không gửi vì đã kết thúc hoặc thay đổi trong lúc chờ"
    ]
    page = sign_in("specialist").get(f"{ROOT}{waiting.pk}/")
    assert [number for _, number in page.context["left_out"]] == [1, 1]
    assert "đã kết thúc trong lúc chờ" in page.content.decode()
    assert not AuditEvent.objects.filter(
        action="assignment.urge", assignment_pk__in=[assignments[0].pk, assignments[2].pk]
    ).exists()


def test_who_is_written_to_is_whom_the_preview_showed(waiting: UrgingRound, cast: dict[str, User]) -> None:
    """That another became head between the order and the letter changes nothing of what was ordered."""
    Incumbency.objects.filter(user=cast["labour_head"]).update(to_on=date(2022, 12, 6))
    engine()
    assert cast["labour_head"].pk in {mail.payload["user"] for mail in letters()}


def test_after_its_last_failure_the_round_ends_and_says_what_was_not_sent(
    waiting: UrgingRound, cast: dict[str, User], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sending.tell

    def fails_after_one(made: UrgingRound, leads: list[UrgedLead], **words: object) -> int:
        if made.leads.exclude(told_at=None).exists():
            raise OSError("hỏng")
        return real(made, leads, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "tell", fails_after_one)
    monkeypatch.setattr(sending, "ATTEMPTS", 2)
    with pytest.raises(OSError, match="hỏng"):
        engine()
    assert engine(AFTER_THE_LEASE) == 0

    waiting.refresh_from_db()
    assert (waiting.state, waiting.written) == ("failed", 1)
    assert len(letters()) == 1
    assert "unsent" in outcomes(waiting)
    assert "waiting" not in outcomes(waiting)
    assert "dừng giữa chừng: mới lập 1 thư" in told(cast)[0]
    assert "có thể chọn lại" in sign_in("specialist").get(f"{ROOT}{waiting.pk}/").content.decode()


def test_a_portion_asks_the_database_as_often_for_many_assignments_as_for_few(
    assignments: list[Assignment], many: Callable[[int], None], cast: dict[str, User], go_to: GoTo
) -> None:
    go_to(LATE)
    specialist, counts = actor(cast["specialist"], date(2022, 12, 7)), []
    for more in (120, 600):
        many(more)
        made = urge(overdue(visible_to(specialist), NOW), token=uuid4(), by=specialist, at=NOW).round
        assert made.goes_on
        with CaptureQueriesContext(connection) as queries:
            tell(made, list(made.leads.all()[:20]), by=specialist, at=NOW)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1  # A second batch of mails' subjects at most.


# The pages ------------------------------------------------------------------------------------------------------------


def test_the_page_tells_how_far_it_is_and_asks_again_until_it_has_ended(
    waiting: UrgingRound, sign_in: SignIn
) -> None:
    client, page = sign_in("specialist"), f"{ROOT}{waiting.pk}/"
    shown = client.get(page).content.decode()
    assert "<progress" in shown
    assert 'http-equiv="refresh"' in shown
    worker = claim(UrgingRound, NOW)
    assert worker is not None
    UrgingRound.objects.filter(pk=waiting.pk).update(written=2)
    assert "2 / 3 thư" in client.get(page + "?partial=1").content.decode()

    engine(AFTER_THE_LEASE)

    part, whole = client.get(page + "?partial=1"), client.get(page)
    assert part["HX-Refresh"] == "true"
    assert "data-hx-get" not in part.content.decode()
    assert 'http-equiv="refresh"' not in whole.content.decode()
    assert len(whole.context["letters"]) == 3


def confirmed(client: Client, shown: dict[str, object], assignments: list[Assignment]) -> str:
    data = {name: str(shown[name]) for name in ("token", "shown_at", "shown")}
    answer = client.post(ROOT + "gui/", data | {"viec": [row.pk for row in assignments]}, follow=True)
    return str(answer.content.decode())


def test_what_the_preview_did_not_show_is_not_urged_and_what_is_gone_is_said(
    assignments: list[Assignment], sign_in: SignIn, go_to: GoTo
) -> None:
    go_to(LATE)
    Assignment.objects.filter(pk=assignments[1].pk).update(due_on=date(2022, 12, 7))
    office = sign_in("specialist")
    page = office.post(ROOT + "xem-truoc/", {"viec": [row.pk for row in assignments]})
    assert page.context["assignments"] == 3
    shown = dict(page.context["form"].initial)
    Assignment.objects.filter(pk=assignments[0].pk).update(state="closed")
    go_to("2022-12-08")  # The second assignment has become overdue meanwhile.

    text = confirmed(office, shown, assignments)

    assert set(Urging.objects.values_list("assignment", flat=True)) == {assignments[2].pk, assignments[3].pk}
    assert "1 việc có trong bản xem trước không gửi nữa" in text


def test_a_page_whose_moment_is_no_moment_sends_nothing(
    assignments: list[Assignment], sign_in: SignIn, go_to: GoTo
) -> None:
    go_to(LATE)
    shown = {"token": uuid4(), "shown_at": "hôm qua", "shown": 4}
    assert "không còn dùng được" in confirmed(sign_in("specialist"), shown, assignments)
    assert not UrgingRound.objects.exists()
