"""In a real browser: a second document extends one assignment and ends another; both sides show the chain."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from accountability.calendars.demo_clock import STARTS_AT
from tests.functional.signing_in import People

if TYPE_CHECKING:
    from accountability.directives.models import Directive

pytestmark = [pytest.mark.functional, pytest.mark.slow]


@pytest.fixture
def documents(demo_mode: None, province: Any, mail_dir: Any) -> tuple[Directive, Directive]:
    """A plan that gave two assignments, and a decision that is being cut."""
    from accountability.assignments.actions import AssignmentSpec, draft
    from accountability.assignments.rules import Duration
    from accountability.directives.actions import DirectiveSpec
    from accountability.directives.rules import Reference
    from workflows import acts

    def register(kind: str, number: str, symbol: str, abstract: str) -> Directive:
        spec = DirectiveSpec(
            kind=kind, issuer=province.agency("UBND"), issued_on=STARTS_AT.date(), abstract=abstract, field="VX",
            reference=Reference(number, symbol),
        )  # fmt: skip
        return acts.register_directive(spec, by=None, at=STARTS_AT)

    plan = register("KH", "701", "KH-UBND", "Kế hoạch rà soát an sinh xã hội")
    for title in ("Rà soát danh sách", "Tập huấn cán bộ"):
        spec = AssignmentSpec(
            title, [province.agency("SLDTBXH")], duration=Duration.FIXED, due_on=date(2022, 12, 20)
        )
        draft(plan, spec, by=None, at=STARTS_AT)
    acts.send_to_review(plan.pk, by=None, at=STARTS_AT)
    acts.approve_directive(plan.pk, by=None, at=STARTS_AT)
    return plan, register("QD", "702", "QĐ-UBND", "Quyết định điều chỉnh kế hoạch rà soát")


def test_a_second_document_extends_one_assignment_and_ends_another(
    documents: tuple[Directive, Directive], open_page: Any
) -> None:
    plan, decision = documents
    extended, ended = plan.assignments.order_by("rank")

    people = People(open_page)
    office = people.there("chuyenvien", f"/van-ban/{decision.pk}/")
    office.get_by_role("link", name="Tác động đến văn bản trước").click()
    office.get_by_label("Số, ký hiệu hoặc trích yếu").fill("701/KH")
    office.get_by_role("button", name="Tìm").click()
    office.get_by_role("link", name="701/KH-UBND").click()
    office.get_by_label("Chọn: Rà soát danh sách").check()
    office.get_by_label("Chọn: Tập huấn cán bộ").check()
    office.get_by_label("Tác động riêng: Tập huấn cán bộ").select_option("end")
    office.locator("#id_new_due_on").fill("2023-01-31")
    office.get_by_role("button", name="Xem trước").click()
    preview = office.locator("[data-preview]")
    assert "thời hạn 20/12/2022 → 31/01/2023" in preview.inner_text()
    assert "kết thúc, không tính hoàn thành" in preview.inner_text()
    preview.get_by_role("button", name="Ghi tác động").click()
    office.get_by_role("link", name="702/QĐ-UBND").first.click()
    office.get_by_role("button", name="Trình duyệt").click()
    office.locator("[data-state=in_review]").wait_for()

    reviewer = people.there("truongphong", f"/van-ban/{decision.pk}/")
    reviewer.get_by_role("button", name="Duyệt, giao nhiệm vụ").click()
    reviewer.get_by_role("button", name="Đồng ý").click()
    reviewer.locator("[data-state=issued]").wait_for()
    assert "Đã tác động đến 2 nhiệm vụ của văn bản trước" in reviewer.inner_text("body")

    head = people.at("ldtbxh", extended.pk)
    assert "31/01/2023" in head.locator("#thoi-han").inner_text()
    assert "Được gia hạn bởi Quyết định số 702/QĐ-UBND" in head.locator("#van-ban-sau").inner_text()
    head.goto(f"/nhiem-vu/{ended.pk}/")
    assert "Kết thúc theo Quyết định số 702/QĐ-UBND" in head.locator("[data-aside=ended]").inner_text()
    assert head.get_by_role("link", name="Báo cáo hoàn thành").count() == 0
    head.locator("#van-ban-sau").get_by_role("link").first.click()
    assert "Kế hoạch số 701/KH-UBND" in head.locator("#quan-he").inner_text()
