"""A letter that asks for an explanation, in a real browser: drafted, submitted, signed by the Chair, numbered; then its head must explain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.functional.test_story import People, nothing_is_wider_than_the_screen, people  # noqa: F401 - a fixture

pytestmark = [pytest.mark.functional, pytest.mark.slow]

ON_PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def late(people: People) -> Any:  # noqa: F811
    """The labour department's task is late since Friday."""
    from accountability.assignments.models import Assignment

    row = Assignment.objects.get(title__startswith="Tạo lập tài khoản an sinh xã hội")
    Assignment.objects.filter(pk=row.pk).update(due_on=date(2022, 11, 4))
    return row


def sure(page: Any, name: str) -> None:
    """Press a button that asks first, and say yes."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.locator("dialog[open]").get_by_role("button", name=name, exact=True).click()


def test_a_letter_goes_from_the_draft_to_its_number_and_the_head_must_explain(
    people: People,  # noqa: F811
    late: Any,
) -> None:
    office = people.at("chuyenvien", late.pk)
    office.get_by_text("Việc khác", exact=True).click()
    office.get_by_role("link", name="Soạn công văn yêu cầu giải trình").click()
    office.get_by_label("Cơ quan ban hành").select_option(label="UBND tỉnh")
    office.get_by_label("Người ký").select_option(label="Chủ tịch UBND tỉnh")
    office.get_by_role("button", name="Lưu dự thảo").click()
    office.get_by_text("Yêu cầu giải trình khi công văn được phát hành.").wait_for()
    office.get_by_role("button", name="Trình ký", exact=True).click()
    office.get_by_text("Đã trình ký; người ký nhận thông báo.").wait_for()

    chair = people("chutich")
    chair.locator("#van-ban-ky").get_by_role("link").first.click()
    sure(chair, "Ký")
    chair.get_by_text("Đã ký; văn thư cấp số và phát hành.").wait_for()

    clerk = people("vanthu", **ON_PHONE)
    clerk.locator("#van-ban-so").get_by_role("link").first.click()
    sure(clerk, "Cấp số, phát hành")
    clerk.get_by_text("Đã cấp số và phát hành").wait_for()
    clerk.get_by_text("Phải giải trình trước ngày").wait_for()
    assert nothing_is_wider_than_the_screen(clerk)

    head = people.at("ldtbxh", late.pk)
    assert (
        head.locator("#van-ban").get_by_role("link", name="Công văn yêu cầu giải trình số 01/").count() == 1
    )
    head.locator("#giai-trinh").get_by_role("link", name="Giải trình").wait_for()
