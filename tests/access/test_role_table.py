"""The role table twice: as a door and as SQL; and as guardian's grants. All of them must say the same."""

from __future__ import annotations

import pytest

from accountability.access.permissions import Permission
from accountability.accounts.models import User
from accountability.assignments.access import may_on, visible_to
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from tests.cast import CAST, actor

pytestmark = pytest.mark.django_db
MEMBERS = [*CAST, "commune_chair"]
# Permissions that a row's relation decides; confirming has its own rule on top (nobody closes his own task).
BY_ROW = [permission for permission in Permission if permission != Permission.VERIFY]

# Written apart from the table: who sees the labour department's task of social-security accounts.
SEES_LABOUR = {
    "chair", "vice_chair", "office_deputy", "section_head", "specialist", "clerk", "standing_head", "labour_head",
    "labour_focal", "labour_officer", "coordinating_officer",
}  # fmt: skip


@pytest.fixture
def labour_task(story: None) -> Assignment:
    return Assignment.objects.get(title__startswith="Tạo lập tài khoản an sinh xã hội")


def test_only_those_of_the_list_see_the_labour_departments_task(
    cast: dict[str, User], labour_task: Assignment
) -> None:
    seen_by = {member for member in MEMBERS if may_on(actor(cast[member]), labour_task, Permission.VIEW)}
    assert seen_by == SEES_LABOUR


def test_door_and_list_agree_on_every_row_and_permission_for_everybody(
    cast: dict[str, User], story: None
) -> None:
    # With what the door asks of a row at hand, as pages have it: it is asked sixteen thousand times.
    rows = Assignment.objects.select_related("directive__program").prefetch_related("coordinations")
    sample = [*rows.order_by("pk")[:12], *rows.order_by("-pk")[:6]]
    Assignment.objects.filter(pk=sample[3].pk).update(state=State.DRAFT)
    sample[3].refresh_from_db(fields=["state"])
    keys = [row.pk for row in sample]
    for member in MEMBERS:
        person = actor(cast[member])
        for permission in BY_ROW:
            by_door = {row.pk for row in sample if may_on(person, row, permission)}
            by_list = set(visible_to(person, permission).filter(pk__in=keys).values_list("pk", flat=True))
            assert by_door == by_list, (member, permission)


def test_who_has_no_part_leads_nothing(cast: dict[str, User], story: None) -> None:
    for member in ("party_secretary", "outsider", "commune_chair"):
        person = actor(cast[member])
        for permission in (
            Permission.UPDATE_PROGRESS,
            Permission.CLAIM_COMPLETION,
            Permission.VERIFY,
            Permission.DECIDE,
        ):
            reached = visible_to(person, permission)
            assert not reached.exclude(lead_agency_id__in=person.works_for).exists(), (member, permission)


def test_nobody_confirms_his_own_task(cast: dict[str, User], story: None) -> None:
    for member in MEMBERS:
        person = actor(cast[member])
        for row in Assignment.objects.filter(lead_agency_id__in=person.works_for):
            assert not may_on(person, row, Permission.VERIFY)


def test_a_party_secretary_reads_what_his_city_owes_and_nothing_else(
    cast: dict[str, User], story: None
) -> None:
    codes = set(visible_to(actor(cast["party_secretary"])).values_list("lead_agency__code", flat=True))
    assert codes == {"H412"}
