"""When a mail may go, what an SMTP answer means, how many mails a person gets."""

from datetime import date, datetime, timedelta

import pytest

from accountability.calendars.rules import Calendar
from accountability.core.zone import LOCAL
from accountability.notices import rules
from accountability.notices.rules import Answer, Outcome, Owed, Stage

# 02/09/2022 is a Friday and a holiday; the make-up Saturday is invented for the test.
CALENDAR = Calendar(days_off={date(2022, 9, 2): "Quốc khánh"}, make_up_days={date(2022, 9, 10): "làm bù"})


def at(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("written", "goes"),
    [
        (("2022-11-08", "08:00"), ("2022-11-08", "08:00")),
        (("2022-11-08", "07:00"), ("2022-11-08", "07:00")),
        (("2022-11-08", "06:59"), ("2022-11-08", "07:00")),
        (("2022-11-08", "00:00"), ("2022-11-08", "07:00")),
        (("2022-11-08", "17:29"), ("2022-11-08", "17:29")),
        (("2022-11-08", "17:30"), ("2022-11-09", "07:00")),
        (("2022-11-11", "18:00"), ("2022-11-14", "07:00")),  # Friday evening: Monday
        (("2022-11-12", "10:00"), ("2022-11-14", "07:00")),  # Saturday
        (("2022-09-02", "09:00"), ("2022-09-05", "07:00")),  # holiday before a week-end
        (("2022-09-10", "09:00"), ("2022-09-10", "09:00")),  # make-up Saturday is worked
    ],
)
def test_ordinary_mail_waits_for_working_hours(written, goes):
    assert rules.next_at(at(*written), urgent=False, calendar=CALENDAR) == at(*goes)


def test_urgent_mail_goes_in_the_night_and_on_days_off():
    sunday_night = at("2022-11-13", "23:30")

    assert rules.next_at(sunday_night, urgent=True, calendar=CALENDAR) == sunday_night


def test_backoff_takes_the_steps_and_gives_up_within_a_day():
    waits = [rules.backoff(n) for n in range(1, len(rules.BACKOFF_SECONDS) + 1)]

    assert waits[:4] == [timedelta(minutes=m) for m in (1, 5, 15, 60)]
    assert sum(waits, timedelta()) <= timedelta(hours=24)
    assert rules.backoff(len(rules.BACKOFF_SECONDS) + 1) is None


def test_backoff_refuses_to_count_from_nought():
    with pytest.raises(ValueError, match="counts from 1"):
        rules.backoff(0)


@pytest.mark.parametrize(
    ("stage", "code", "outcome"),
    [
        (Stage.CONTENT, 250, Outcome.SENT),
        (Stage.CONNECT, None, Outcome.UNREACHABLE),
        (Stage.CONNECT, 421, Outcome.UNREACHABLE),
        (Stage.CONNECT, 554, Outcome.REFUSED),
        (Stage.AUTH, 535, Outcome.REFUSED),
        (Stage.AUTH, 454, Outcome.UNREACHABLE),
        (Stage.SENDER, 451, Outcome.RETRY),
        (Stage.SENDER, 550, Outcome.REFUSED),
        (Stage.SENDER, None, Outcome.RETRY),
        (Stage.RECIPIENT, 421, Outcome.RETRY),
        (Stage.RECIPIENT, 450, Outcome.RETRY),
        (Stage.RECIPIENT, 451, Outcome.RETRY),
        (Stage.RECIPIENT, 452, Outcome.RETRY),
        (Stage.RECIPIENT, 550, Outcome.DEAD),
        (Stage.RECIPIENT, None, Outcome.RETRY),
        (Stage.DATA, 451, Outcome.RETRY),
        (Stage.DATA, 554, Outcome.DEAD),
        (Stage.CONTENT, 452, Outcome.RETRY),
        (Stage.CONTENT, 552, Outcome.DEAD),
        (Stage.CONTENT, 554, Outcome.DEAD),
        (Stage.CONTENT, None, Outcome.UNCERTAIN),
    ],
)
def test_an_answer_means_what_the_table_says(stage, code, outcome):
    assert rules.classify(Answer(stage, code)) is outcome


def test_up_to_three_items_are_single_mails():
    plan = rules.plan_mails([Owed("head", n) for n in (1, 2, 3)])

    assert [mail.items for mail in plan] == [(1,), (2,), (3,)]
    assert not any(mail.is_list for mail in plan)


def test_a_fourth_item_makes_one_list_by_consequence():
    owed = [Owed("head", n, consequence=n % 3) for n in (1, 2, 3, 4)] + [Owed("officer", 9)]

    plan = rules.plan_mails(owed)

    assert [(mail.recipient, mail.items, mail.is_list) for mail in plan] == [
        ("head", (2, 1, 4, 3), True),
        ("officer", (9,), False),
    ]


def test_a_leaders_items_are_always_a_list():
    plan = rules.plan_mails([Owed("chair", 1, listed=True), Owed("chair", 2)])

    assert [(mail.items, mail.is_list) for mail in plan] == [((2,), False), ((1,), True)]


def test_the_limit_of_single_mails_is_a_setting():
    plan = rules.plan_mails([Owed("head", 1), Owed("head", 2)], limit=1)

    assert [mail.items for mail in plan] == [(1, 2)]
