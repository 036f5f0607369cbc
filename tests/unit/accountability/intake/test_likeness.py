"""Duties that are one and the same, told in other words, and duties that only look so."""

from __future__ import annotations

import pytest

from accountability.intake.rules.likeness import content_words, likeness, telling_words

ACCOUNTS = "Rà soát, lập danh sách đối tượng hưởng an sinh xã hội chưa có tài khoản thanh toán"


@pytest.mark.parametrize(
    "other",
    [
        ACCOUNTS,
        "Lập danh sách các đối tượng hưởng an sinh xã hội chưa có tài khoản thanh toán trên địa bàn tỉnh",
        "rà soát danh sách đối tượng hưởng an sinh xã hội chưa có tài khoản",
    ],
)
def test_the_same_duty_in_other_words_is_alike(other: str) -> None:
    assert likeness(ACCOUNTS, other) is not None


@pytest.mark.parametrize(
    "other",
    [
        "Rà soát, lập danh sách hộ nghèo, hộ cận nghèo được hỗ trợ nhà ở",
        "Chi trả an sinh xã hội không dùng tiền mặt",
        "Báo cáo kết quả giải ngân vốn đầu tư công",
        "",
    ],
)
def test_another_duty_of_the_same_field_is_not(other: str) -> None:
    assert likeness(ACCOUNTS, other) is None


def test_the_number_of_a_program_parts_two_duties() -> None:
    assert likeness("Báo cáo kết quả thực hiện Đề án 06", "Báo cáo kết quả thực hiện Đề án 01") is None
    assert likeness("Báo cáo tiến độ Đề án 06", "Báo cáo tiến độ Đề án 06") is not None


def test_a_few_words_are_alike_only_when_they_are_the_same() -> None:
    assert likeness("Xây dựng Kế hoạch", "Xây dựng Kế hoạch trồng rừng ven biển") is None


def test_the_measure_is_symmetric_and_says_which_words() -> None:
    short = "Lập danh sách đối tượng hưởng an sinh xã hội chưa có tài khoản thanh toán"
    one, two = likeness(ACCOUNTS, short), likeness(short, ACCOUNTS)
    assert one is not None
    assert two is not None
    assert one.share == two.share
    assert {"danh", "sách", "tài", "khoản"} <= set(one.shared)


def test_the_words_for_the_database_are_the_longest_of_content() -> None:
    assert content_words("Tổ chức thực hiện tại các tài khoản") == ["tai", "khoan"]
    assert telling_words("Triển khai dịch vụ công trực tuyến", 2) == ["tuyen", "dich"]
