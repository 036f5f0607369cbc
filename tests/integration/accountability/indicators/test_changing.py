"""An indicator and its goals are changed and ended on pages; what was is kept, what contradicts figures is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments.models import Assignment, Target
from accountability.audit.models import AuditEvent
from accountability.indicators.actions import Refused
from accountability.indicators.forms import IndicatorForm
from accountability.indicators.measuring import measure
from accountability.indicators.models import Indicator, IndicatorTarget
from tests.cast import Province, actor
from tests.given import SignIn
from tests.integration.accountability.indicators.conftest import AT, Tell

pytestmark = pytest.mark.django_db
WHOLE_YEAR = {"start_on": "2022-01-01", "end_on": "2022-12-31", "basis": "", "reason": "Công văn 9000"}


def typed(indicator: Indicator, **changes: str) -> dict[str, object]:
    """The form of the indicator as it is shown, with changes."""
    shown = IndicatorForm.initial_of(indicator) | {"program": indicator.program_id}
    return {name: value for name, value in shown.items() if value is not None} | changes


def test_a_change_is_logged_with_what_was_and_reaches_measured_targets(
    indicator: Indicator, assignments: list[Assignment], sign_in: SignIn, cast: dict[str, User]
) -> None:
    target = Target.objects.get(assignment__lead_agency__code="H412")
    measure(indicator.pk, [target.pk], by=actor(cast["specialist"]), at=AT)
    client, url = sign_in("specialist"), reverse("indicator-edit", args=[indicator.pk])
    assert 'value="Tỷ lệ hồ sơ trực tuyến"' in client.get(url).content.decode()
    client.post(url, typed(indicator, name="Tỷ lệ hồ sơ nộp trực tuyến", baseline="12,5"))
    indicator.refresh_from_db()
    target.refresh_from_db()
    assert (indicator.name, indicator.baseline, target.from_value) == (
        "Tỷ lệ hồ sơ nộp trực tuyến", Decimal("12.5"), Decimal("12.5"),
    )  # fmt: skip
    event = AuditEvent.objects.get(action="indicator.change")
    assert event.before == {"name": "Tỷ lệ hồ sơ trực tuyến", "baseline": "10.00"}

    refused = client.post(url, typed(indicator, direction="le")).content.decode()
    assert "đang đo mức giao của nhiệm vụ" in refused


def test_what_figures_mean_stays_once_there_are_some(
    indicator: Indicator, tell: Tell, sign_in: SignIn
) -> None:
    tell({"H412": "20"})
    client, url = sign_in("specialist"), reverse("indicator-edit", args=[indicator.pk])
    page = client.post(url, typed(indicator, rhythm="quarter", name="Tên khác")).content.decode()
    assert "Đã có số liệu nên không đổi được" in page
    assert 'value="Tên khác"' in page, "what was typed is still there"
    indicator.refresh_from_db()
    assert (indicator.rhythm, indicator.name) == ("month", "Tỷ lệ hồ sơ trực tuyến")


def test_after_its_end_an_indicator_takes_no_figures_of_later_periods(
    indicator: Indicator, tell: Tell, sign_in: SignIn
) -> None:
    tell({"H412": "20"}, number=10)
    client, url = sign_in("specialist"), reverse("indicator-end", args=[indicator.pk])
    early = client.post(url, {"on": "2022-09-30", "reason": "Thôi theo dõi"}).content.decode()
    assert "Đã có số liệu của kỳ bắt đầu ngày 01/10/2022" in early
    client.post(url, {"on": "2022-10-31", "reason": "Thôi theo dõi"})
    indicator.refresh_from_db()
    assert indicator.ended_on == date(2022, 10, 31)
    with pytest.raises(Refused, match="đã kết thúc ngày 31/10/2022"):
        tell({"H412": "30"}, number=11)
    assert tell({"H412": "21"}, number=10), "the last period can still be corrected"
    page = client.get(reverse("indicator-detail", args=[indicator.pk])).content.decode()
    assert "sau ngày 31/10/2022: Thôi theo dõi" in page
    entering = sign_in("standing_head").get(reverse("figures-enter", args=[indicator.pk])).content.decode()
    assert "tháng 10/2022" in entering
    assert "tháng 11/2022" not in entering


def test_a_changed_goal_is_another_row_and_the_old_one_is_shown_with_its_reason(
    indicator: Indicator, tell: Tell, sign_in: SignIn, cast: dict[str, User]
) -> None:
    tell({"H412": "52"})
    goal = indicator.goals.get()
    client, url = sign_in("specialist"), reverse("goal-edit", args=[goal.pk])
    outside = client.post(url, WHOLE_YEAR | {"value": "60", "end_on": "2022-09-30"}).content.decode()
    assert "kỳ mới phải gồm cả ngày đó" in outside
    client.post(url, WHOLE_YEAR | {"value": "60"})
    goal.refresh_from_db()
    now = indicator.goals.current().get()
    assert (now.value, now.replaces, goal.value) == (Decimal(60), goal, Decimal(50))
    assert (goal.end_reason, goal.ended_by) == ("Công văn 9000", cast["specialist"])
    page = client.get(reverse("indicator-detail", args=[indicator.pk])).content.decode()
    assert 'data-standing="reached"' not in page, "52 is less than what is asked for now"
    assert "Mức giao đã sửa, đã thôi (1)" in page
    assert AuditEvent.objects.get(action="indicator.change_goal").before["value"] == "50.00"
    assert client.get(url).status_code == 404, "what was replaced cannot be changed again"


def test_an_indicator_and_a_goal_with_figures_are_made_on_pages(
    cast: dict[str, User], sign_in: SignIn, province: Province, go_to: object
) -> None:
    client = sign_in("specialist")
    given = {
        "code": "HO-SO", "name": "Hồ sơ trực tuyến", "kind": "ratio", "direction": "ge", "baseline": "5,5",
        "baseline_on": "2022-01-01", "rhythm": "month", "starts_on": "2022-01-01", "entered_by": "owner",
        "owner": str(province.agency("CAT").pk),
    }  # fmt: skip
    client.post(reverse("indicator-new"), given)
    made = Indicator.objects.get(code="HO-SO")
    url = reverse("goal-new", args=[made.pk])
    assert (
        "quá lớn" in client.post(url, WHOLE_YEAR | {"agency_kind": "HU", "value": "9" * 29}).content.decode()
    )
    client.post(url, WHOLE_YEAR | {"agency_kind": "HU", "value": "50,25"})
    assert (made.baseline, made.goals.get().value) == (Decimal("5.5"), Decimal("50.25"))


def test_a_goal_is_taken_back_only_before_figures(
    indicator: Indicator, tell: Tell, sign_in: SignIn, province: Province
) -> None:
    goal = indicator.goals.get()
    client, url = sign_in("specialist"), reverse("goal-drop", args=[goal.pk])
    assert "Vui lòng nhập" in client.post(url, {"reason": ""}).content.decode()
    tell({"H412": "20"})
    assert "nên không thôi giao được" in client.post(url, {"reason": "Giao nhầm"}).content.decode()
    assert IndicatorTarget.objects.current().count() == 1

    wrong = IndicatorTarget.objects.create(
        indicator=indicator, agency=province.agency("H425"), value=5, start_on=date(2022, 1, 1),
        end_on=date(2022, 12, 31), set_at=AT,
    )  # fmt: skip
    client.post(reverse("goal-drop", args=[wrong.pk]), {"reason": "Giao nhầm"})
    assert list(IndicatorTarget.objects.current()) == [goal]
    assert IndicatorTarget.objects.filter(pk=wrong.pk, end_reason="Giao nhầm").exists()
