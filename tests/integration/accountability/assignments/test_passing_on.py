"""A lead passes parts on inside its authority: it stays accountable, and the ladder never sees them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.assignments import actions as verbs
from accountability.assignments.actions import InternalPartSpec, Refused
from accountability.assignments.models import Assignment, InternalPart
from accountability.audit.models import AuditEvent
from accountability.escalation.models import Escalation
from accountability.notices.models import Notification, Outbox
from tests.cast import Province, actor
from tests.given import DUE_ON, SignIn, assignments, go_to, on, sign_in
from workflows import acts

__all__ = ["assignments", "go_to", "sign_in"]
pytestmark = pytest.mark.django_db
AT = on("2022-11-08")


@pytest.fixture
def ward(cast: dict[str, User]) -> Agency:
    """The first commune of Vinh."""
    return Agency.objects.get(positions__incumbencies__user=cast["commune_chair"])


@pytest.fixture
def city(assignments: list[Assignment]) -> Assignment:
    """Vinh's task."""
    return next(row for row in assignments if row.lead_agency.code == "H412")


@pytest.fixture
def part(city: Assignment, ward: Agency, cast: dict[str, User]) -> InternalPart:
    """Vinh gave its first commune a part of it."""
    spec = InternalPartSpec("Rà soát hộ nghèo trên địa bàn", agency=ward, due_on=date(2022, 11, 12))
    return verbs.pass_on(city.pk, spec, by=actor(cast["district_chair"]), at=AT)


def test_a_section_by_name_and_an_agency_below_by_its_row(
    sign_in: SignIn, assignments: list[Assignment], city: Assignment, ward: Agency
) -> None:
    labour = assignments[0]
    sign_in("labour_focal").post(
        reverse("assignment-pass-on", args=[labour.pk]),
        {"unit": "Phòng Bảo trợ xã hội", "duty": "Lập danh sách"},
    )
    page = sign_in("district_chair").get(reverse("assignment-pass-on", args=[city.pk])).content.decode()
    assert ward.short_name in page
    made = InternalPart.objects.get()
    # Without a date of its own it is due with the assignment.
    assert (made.unit_name, made.due_on) == ("Phòng Bảo trợ xã hội", DUE_ON)
    assert AuditEvent.objects.get(action="assignment.pass_on").assignment_pk == labour.pk


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            {"unit": "Phòng A", "duty": "Việc", "due_on": "2022-11-16"},
            "không được sau thời hạn của nhiệm vụ (15/11/2022)",
        ),
        ({"unit": "Phòng A", "duty": "Việc", "due_on": "2022-11-07"}, "không được trước hôm nay"),
        ({"duty": "Việc"}, "Vui lòng chọn đơn vị cấp dưới hoặc ghi tên phòng, chi cục."),
        ({"unit": "Phòng A", "duty": ""}, "Vui lòng nhập nội dung này."),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    sign_in: SignIn, assignments: list[Assignment], typed: dict[str, str], words: str
) -> None:
    url = reverse("assignment-pass-on", args=[assignments[0].pk])
    assert words in sign_in("labour_head").post(url, typed).content.decode()
    assert not InternalPart.objects.exists()


def test_nobody_passes_on_to_an_agency_that_is_not_his(
    city: Assignment, cast: dict[str, User], province: Province
) -> None:
    for stranger in ("SLDTBXH", "H425"):
        with pytest.raises(Refused, match="không trực thuộc"):
            verbs.pass_on(
                city.pk, InternalPartSpec("Việc", agency=province.agency(stranger)), by=actor(cast["district_chair"]), at=AT
            )  # fmt: skip


def test_the_commune_reads_its_part_on_its_first_page_and_reports_in_three_clicks(
    sign_in: SignIn, part: InternalPart, cast: dict[str, User], city: Assignment
) -> None:
    client = sign_in("commune_chair")
    first = client.get(reverse("agency-page")).content.decode()
    assert "Việc huyện giao" in first
    assert part.duty in first
    url = reverse("part-detail", args=[part.pk])
    assert url in first
    assert Notification.objects.filter(recipient=cast["commune_chair"], kind="part", url=url).count() == 1
    assert client.get(url).status_code == 200

    client.post(url, {"report": "Đã rà soát 214 hộ"})

    part.refresh_from_db()
    assert part.reported_by == cast["commune_chair"]
    lead = sign_in("district_chair").get(reverse("assignment-detail", args=[city.pk])).content.decode()
    assert "Đã rà soát 214 hộ" in lead
    assert "Đã báo cáo, chờ kết thúc" in lead


def test_of_the_assignment_itself_the_commune_learns_nothing(
    sign_in: SignIn, part: InternalPart, city: Assignment
) -> None:
    client = sign_in("commune_chair")
    page = client.get(reverse("part-detail", args=[part.pk])).content.decode()
    assert city.title not in page
    for name, pk in (("assignment-detail", city.pk), ("directive-detail", city.directive_id)):
        assert client.get(reverse(name, args=[pk])).status_code == 404


def test_another_commune_and_another_agency_do_not_know_of_it(sign_in: SignIn, part: InternalPart) -> None:
    url = reverse("part-detail", args=[part.pk])
    assert {
        sign_in(name).get(url).status_code for name in ("outsider", "labour_head", "party_secretary", "chair")
    } == {404}


def test_who_only_coordinates_does_not_read_how_the_lead_goes_about_it(
    sign_in: SignIn, assignments: list[Assignment], cast: dict[str, User]
) -> None:
    row = assignments[3]  # The bank coordinates.
    verbs.pass_on(
        row.pk, InternalPartSpec("Lập danh sách", unit="Phòng Bảo trợ"), by=actor(cast["labour_head"]), at=AT
    )
    for member, reads in (("labour_officer", True), ("specialist", True), ("coordinating_officer", False)):
        page = sign_in(member).get(reverse("assignment-detail", args=[row.pk])).content.decode()
        assert ("Phòng Bảo trợ" in page) is reads, member


def test_the_lead_ends_a_part_and_the_assignment_is_as_open_as_before(
    sign_in: SignIn, part: InternalPart, city: Assignment, cast: dict[str, User]
) -> None:
    client = sign_in("district_chair")
    client.post(reverse("part-end", args=[part.pk]))
    part.refresh_from_db()
    city.refresh_from_db()
    assert part.done_by == cast["district_chair"]
    assert city.state == "assigned"
    assert "Việc huyện giao" not in sign_in("commune_chair").get(reverse("agency-page")).content.decode()
    for act in (lambda: verbs.end_part(part.pk, by=actor(cast["district_chair"]), at=AT),
                lambda: verbs.report_part(part.pk, report="Muộn", by=actor(cast["commune_chair"]), at=AT)):  # fmt: skip
        with pytest.raises(Refused, match="đã kết thúc"):
            act()


def test_the_commune_cannot_end_its_part_itself(sign_in: SignIn, part: InternalPart) -> None:
    assert sign_in("commune_chair").post(reverse("part-end", args=[part.pk])).status_code == 404
    part.refresh_from_db()
    assert part.done_at is None


def test_with_another_lead_the_parts_of_the_former_are_nobodys(
    sign_in: SignIn, part: InternalPart, city: Assignment, cast: dict[str, User], province: Province
) -> None:
    acts.return_task(city.pk, reason="Không đúng thẩm quyền", by=actor(cast["district_chair"]), at=AT)
    acts.reassign(
        city.pk,
        to=province.agency("H425"),
        cause="Đúng địa bàn",
        word=None,
        by=actor(cast["specialist"]),
        at=AT,
    )
    assert not InternalPart.objects.owed().exists()
    assert "Việc huyện giao" not in sign_in("commune_chair").get(reverse("agency-page")).content.decode()
    with pytest.raises(Refused, match="chuyển cơ quan chủ trì"):
        verbs.report_part(part.pk, report="Đã làm", by=actor(cast["commune_chair"]), at=AT)


def test_the_sweep_never_sees_a_part(
    part: InternalPart, city: Assignment, ward: Agency, cast: dict[str, User]
) -> None:
    from config.jobs import run_sweep

    before = Notification.objects.filter(recipient=cast["commune_chair"]).count()
    for day in ("2022-11-13", "2022-11-16", "2022-12-16"):
        run_sweep(on(day))
    # The ladder climbs on Vinh for the whole assignment, and tells the commune nothing.
    assert set(Escalation.objects.filter(assignment=city).values_list("coordination", flat=True)) == {None}
    assert Notification.objects.filter(recipient=cast["commune_chair"]).count() == before
    assert not Outbox.objects.filter(recipient_user=cast["commune_chair"]).exists()
