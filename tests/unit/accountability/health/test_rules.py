"""When the watchdog speaks, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from accountability.core.zone import LOCAL
from accountability.health.rules import Facts, Limits, Pulse, how_long, judge

NOW = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
LIMITS = Limits(sweep=timedelta(minutes=30), delivery=timedelta(minutes=10), mail=timedelta(minutes=30))


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


WELL = Facts(now=NOW, sweep=Pulse(ago(minutes=1)), delivery=Pulse(ago(seconds=5)), swept_at=ago(minutes=9))


def said(**changes: object) -> list[str]:
    return [trouble.code for trouble in judge(replace(WELL, **changes), LIMITS)]  # type: ignore[arg-type]


def test_an_engine_at_work_is_not_spoken_of() -> None:
    assert said() == []


def test_an_engine_that_never_ran_is_named_once() -> None:
    assert said(sweep=Pulse(), delivery=Pulse(), swept_at=None) == ["engine_never"]


@pytest.mark.parametrize(
    ("minutes", "codes"), [(30, []), (30.1, ["sweep_stale"])], ids=["at the limit", "just past it"]
)
def test_a_sweep_may_be_half_an_hour_old(minutes: float, codes: list[str]) -> None:
    assert said(sweep=Pulse(ago(minutes=minutes))) == codes


def test_beats_without_a_sweep_do_not_deceive_it() -> None:
    """A system clock set back makes the sweep wait for its old time, while the engine beats on."""
    assert said(swept_at=ago(hours=2)) == ["sweep_stale"]


def test_the_job_that_stands_is_the_one_named() -> None:
    assert said(delivery=Pulse(ago(minutes=11))) == ["delivery_stale"]
    assert said(delivery=Pulse()) == ["delivery_never"]


@pytest.mark.parametrize(("failures", "codes"), [(2, []), (3, ["sweep_failing"])])
def test_the_third_failure_in_a_row_is_said(failures: int, codes: list[str]) -> None:
    assert said(sweep=Pulse(ago(minutes=3), failures, "OSError: đĩa đầy")) == codes


def test_a_job_that_failed_from_its_first_day_is_stale() -> None:
    assert said(sweep=Pulse(None, 1, "OSError: đĩa đầy"), swept_at=None) == ["sweep_stale"]


def test_mail_that_waits_and_a_channel_that_is_down_are_two_things() -> None:
    assert said(mails_due=4, mail_waits=timedelta(minutes=29)) == []
    assert said(mails_due=4, mail_waits=timedelta(minutes=31)) == ["mails_late"]
    assert said(channel="auth: 535 no") == ["channel_down"]


def test_the_sentences_carry_no_word_of_the_mail_server() -> None:
    assert all("535" not in trouble.text for trouble in judge(replace(WELL, channel="auth: 535 no"), LIMITS))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-3), "0 giây"),
        (timedelta(seconds=59), "59 giây"),
        (timedelta(minutes=61), "1 giờ"),
        (timedelta(hours=47), "1 ngày"),
    ],
)
def test_spans_in_words(span: timedelta, words: str) -> None:
    assert how_long(span) == words
