"""The leader corrects what the Office recorded in his name on a directive."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments.models import Instruction

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded(story: None, demo_mode: None) -> Instruction:
    return Instruction.objects.get(assignment=None)


def correct(client: Client, person: User, recorded: Instruction, text: str) -> int:
    client.force_login(person)
    address = reverse("directive-correct", args=[recorded.directive_id, recorded.pk])
    return client.post(address, {"text": text}).status_code


def test_the_chair_corrects_and_the_first_record_stays(
    client: Client, cast: dict[str, User], recorded: Instruction
) -> None:
    assert correct(client, cast["specialist"], recorded, "Sửa hộ") == 403
    assert correct(client, cast["chair"], recorded, "") == 200
    assert correct(client, cast["chair"], recorded, "Giao nhiệm vụ, báo cáo 15 ngày một lần") == 302
    made = Instruction.objects.get(corrects=recorded)
    assert made.text == "Giao nhiệm vụ, báo cáo 15 ngày một lần"
    assert Instruction.objects.get(pk=recorded.pk).text == recorded.text
    assert correct(client, cast["chair"], recorded, "Lần nữa") == 200
    assert Instruction.objects.filter(corrects=recorded).count() == 1
