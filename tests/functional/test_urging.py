"""Đôn đốc hàng loạt in a real browser: tick, preview, send with a double click, find it on the assignment."""

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


def test_two_clicks_send_one_letter_and_the_assignment_tells_of_it(people: People, late: Any) -> None:  # noqa: F811
    from accountability.urging.models import UrgingRound

    page = people.there("chuyenvien", "/van-phong/")
    page.get_by_role("link", name="Đôn đốc hàng loạt").first.click()
    page.get_by_label(f"Chọn: {late.title[:40]}").check()
    page.get_by_role("button", name="Xem trước thư cho việc đã chọn").click()
    page.get_by_role("rowheader", name="Sở LĐ,TB&XH").wait_for()
    page.get_by_label("Nội dung thêm của Văn phòng").fill("Đề nghị báo cáo trong tuần.")
    page.get_by_role("button", name="Gửi 1 thư đôn đốc").dblclick()
    page.get_by_text("Đã đôn đốc 1 việc quá hạn, 1 thư").wait_for()

    assert UrgingRound.objects.count() == 1

    page.goto(f"/nhiem-vu/{late.pk}/")
    assert page.locator(".timeline .what", has_text="Văn phòng đôn đốc việc quá hạn").count() == 1
    phone = people.there("truongphong", "/van-phong/don-doc/", **ON_PHONE)
    phone.get_by_text("Các lượt đã gửi").wait_for()
    assert nothing_is_wider_than_the_screen(phone)
