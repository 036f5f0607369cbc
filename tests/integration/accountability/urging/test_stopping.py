"""A round is called off half-way: what went out stays and is listed, nothing more goes out, and the log says who stopped it."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.notices.models import Notification, Outbox
from accountability.urging import sending
from accountability.urging.kinds import LETTER
from accountability.urging.models import UrgedLead, UrgingRound
from accountability.urging.reading import with_last_urging
from accountability.urging.stopping import call_off_round
from tests.cast import actor
from tests.given import SignIn, on

pytestmark = pytest.mark.django_db

NOW = on("2022-12-07")


def engine() -> int:
    return sending.send_rounds(at=lambda: NOW, system_now=lambda: NOW)


def letters() -> int:
    return Outbox.objects.filter(kind=LETTER).count()


@pytest.fixture
def half_way(waiting: UrgingRound, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> UrgingRound:
    """Somebody calls the round off when its first letter was committed, before the second."""
    real = sending._portion

    def stopped_after_the_first(made: UrgingRound, **words: object) -> int:
        number = real(made, **words)  # type: ignore[arg-type]
        if UrgedLead.objects.exclude(told_at=None).count() == 1:
            assert call_off_round(made, by=actor(cast["specialist"], date(2022, 12, 7)), at=NOW)
        return number

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_portion", stopped_after_the_first)
        assert engine() == 0
    waiting.refresh_from_db()
    return waiting


def test_what_went_out_stays_and_nothing_more_goes_out(half_way: UrgingRound, cast: dict[str, User]) -> None:
    assert (half_way.state, half_way.written, half_way.total, letters()) == ("cancelled", 1, 3, 1)
    told = half_way.urgings.filter(outcome="told").count()
    assert half_way.urgings.filter(outcome="unsent").count() == 4 - told > 0
    assert AuditEvent.objects.filter(action="assignment.urge").count() == told
    event = AuditEvent.objects.get(action="urging.call_off")
    assert (event.user, event.after["letters"], event.after["assignments"]) == (cast["specialist"], 1, told)
    assert engine() == 0
    assert letters() == 1
    assert not Notification.objects.filter(recipient=cast["specialist"], kind="urging").exists()


def test_the_page_lists_both_and_what_was_not_sent_counts_as_not_urged(
    half_way: UrgingRound, sign_in: SignIn
) -> None:
    page = sign_in("specialist").get(reverse("urging-detail", args=[half_way.pk]))
    text = unescape(page.content.decode())
    assert "Đã dừng lúc" in text
    assert "sau 1 / 3 thư" in text
    assert "Chưa gửi: lượt đôn đốc dừng giữa chừng" in text
    assert len(page.context["letters"]) == 1
    assert "Dừng, không gửi phần còn lại" not in text
    unsent = half_way.urgings.filter(outcome="unsent").values("assignment")
    rows = with_last_urging(Assignment.objects.filter(pk__in=unsent))
    assert {row.urged_at for row in rows} == {None}


def test_a_worker_in_the_middle_of_a_portion_is_undone(
    waiting: UrgingRound, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The round is called off after the worker chose its leads, before it holds the round."""
    real = sending.hold

    def called_off_first(made: UrgingRound, **words: object) -> None:
        call_off_round(made, by=actor(cast["specialist"], date(2022, 12, 7)), at=NOW)
        real(made, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "hold", called_off_first)
    assert engine() == 0
    assert letters() == 0


def test_by_the_button_of_the_page_and_only_once(
    waiting: UrgingRound, sign_in: SignIn, cast: dict[str, User]
) -> None:
    client, stop = sign_in("specialist"), reverse("urging-stop", args=[waiting.pk])
    assert stop in client.get(reverse("urging-detail", args=[waiting.pk])).content.decode()
    assert "Đã dừng lượt đôn đốc" in unescape(client.post(stop, follow=True).content.decode())
    assert "đã kết thúc trước đó" in unescape(client.post(stop, follow=True).content.decode())
    assert engine() == 0
    assert AuditEvent.objects.filter(action="urging.call_off").count() == 1
    assert "Đã hủy" in client.get(reverse("export-list")).content.decode()


def test_who_ordered_it_hears_that_a_superior_stopped_it(
    waiting: UrgingRound, sign_in: SignIn, cast: dict[str, User]
) -> None:
    sign_in("office_deputy").post(reverse("urging-stop", args=[waiting.pk]))
    (line,) = Notification.objects.filter(recipient=cast["specialist"], kind="urging")
    assert "mới lập 0 thư, phần còn lại không gửi" in line.text
    assert actor(cast["office_deputy"]).title in line.text


def test_who_follows_only_a_part_of_it_may_not_stop_it(
    waiting: UrgingRound, sign_in: SignIn, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    UrgingRound.objects.filter(pk=waiting.pk).update(urged_by=cast["office_deputy"])
    part = waiting.urgings.first()
    assert part is not None
    Assignment.objects.filter(pk=part.assignment_id).update(field="XD", specialist=None, supervisor=None)
    client, stop = sign_in("specialist"), reverse("urging-stop", args=[waiting.pk])
    assert client.post(stop).status_code == 403
    assert stop not in client.get(reverse("urging-detail", args=[waiting.pk])).content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert sign_in("outsider").post(stop).status_code == 403
