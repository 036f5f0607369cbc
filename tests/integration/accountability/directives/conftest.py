"""Forms as browsers send them, and a directive that stands at each step."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment
from accountability.directives.models import Directive
from tests.remembered import made_once


@pytest.fixture(autouse=True)
def _at_the_demo_time(demo_time):
    """08:00 of 08/11/2022."""


@pytest.fixture
def paper(province) -> dict[str, Any]:
    """A document as the văn thư types it."""
    return {
        "origin": "elsewhere", "kind": "KH", "reference": "812/KH-UBND", "issued_on": "2022-11-07",
        "abstract": "Kế hoạch cao điểm thực hiện Đề án 06", "issuer": province.agency("UBND").pk, "issuer_text": "",
        "signer": province.position("chutich").pk, "signer_form": "TM", "urgency": "khan", "field": "NC",
        "program": "", "secrecy": "none",
    }  # fmt: skip


@pytest.fixture
def duty() -> dict[str, Any]:
    """One duty as the specialist types it, the empty rows of the page included; the lead is left to the test."""
    rows: dict[str, Any] = {}
    for prefix, count in (("phoi_hop", 4), ("chi_tieu", 3)):
        rows |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": 0}
    for number in range(3):
        rows |= {f"chi_tieu-{number}-direction": "ge", f"chi_tieu-{number}-unit": "%"}
    return rows | {
        "title": "Nâng tỷ lệ hồ sơ trực tuyến", "product": "Báo cáo kết quả", "duration": "fixed",
        "due_on": "2022-12-31", "deadline_words": "trong năm 2022",
    }  # fmt: skip


@pytest.fixture
def as_(client, cast):
    """`as_("clerk")`: the client, signed in as that member of the cast."""

    def sign_in(name: str) -> Any:
        client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def registered(as_, paper) -> Directive:
    """A document in the register, to be cut."""
    client = as_("clerk")

    def register() -> None:
        client.post(reverse("directive-register"), paper)

    made_once(("registered", repr(paper)), register)
    return Directive.objects.get(number="812")


@pytest.fixture
def in_review(as_, registered, duty, province) -> Directive:
    """Cut into one assignment per district, and sent to review."""
    client = as_("specialist")

    def cut() -> None:
        client.post(reverse("directive-split", args=[registered.pk]), duty | {"lead_groups": ["local"]})
        client.post(reverse("directive-review", args=[registered.pk]))

    made_once(("in review", repr(duty)), cut)
    assert Assignment.objects.filter(directive=registered).count() == 21
    registered.refresh_from_db()
    assert registered.state == Directive.State.IN_REVIEW
    return registered


@pytest.fixture
def given_to_districts(as_, in_review) -> Directive:
    """One duty given to 21 districts."""
    client = as_("section_head")

    def approve() -> None:
        client.post(reverse("directive-approve", args=[in_review.pk]))

    made_once("given to districts", approve)
    in_review.refresh_from_db()
    return in_review
