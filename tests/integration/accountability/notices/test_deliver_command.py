"""`manage.py deliver`."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db(transaction=True)


def answer(capsys, *arguments):
    call_command("deliver", *arguments, "--json")
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_it_prints_three_figures(post, mail_dir, capsys):
    post()

    assert answer(capsys, "--at", "2022-11-08T08:00") == {"sent": 1, "retried": 0, "dead": 0}
    assert answer(capsys, "--at", "2022-11-08T08:00") == {"sent": 0, "retried": 0, "dead": 0}


def test_it_sends_nothing_before_its_hour(post, mail_dir, capsys):
    post()

    assert answer(capsys, "--at", "2022-11-07T23:59")["sent"] == 0


def test_a_channel_that_is_down_is_one_line_on_standard_error(post, scripted, capsys):
    scripted({"GREETING": "554 not you"})
    post()

    call_command("deliver", "--at", "2022-11-08T08:00", "--json")

    streams = capsys.readouterr()
    assert json.loads(streams.out.splitlines()[-1])["retried"] == 1
    assert "Kênh gửi thư đang dừng: connect: 554 not you" in streams.err


def test_a_time_that_is_none_is_refused(capsys):
    with pytest.raises(CommandError) as refusal:
        call_command("deliver", "--at", "hôm qua", "--json")

    assert refusal.value.returncode == 2
    assert capsys.readouterr().out == ""
