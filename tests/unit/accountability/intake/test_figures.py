"""Rhythms and targets of a sentence."""

from decimal import Decimal

import pytest

from tests.unit.accountability.intake.as_read import one


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("báo cáo định kỳ 15 ngày/01 lần tiến độ thực hiện", "15 ngày/01 lần"),
        ("hằng quý, 6 tháng, năm báo cáo kết quả", "hằng quý, 6 tháng, năm"),
        ("hàng tháng báo cáo kết quả", "hàng tháng"),
        ("báo cáo kết quả 02 lần/năm", "02 lần/năm"),
        ("báo cáo 6 tháng một lần", "6 tháng một lần"),
        ("báo cáo kết quả theo định kỳ", "theo định kỳ"),
        ("thống kê các trường hợp thường xuyên giao dịch", None),
        ("báo cáo trong 15 ngày", None),
    ],
)
def test_a_rhythm_is_the_printed_phrase(words: str, period: str | None) -> None:
    assert one(f"Giao Sở Y tế {words}.").period == period


@pytest.mark.parametrize(
    ("words", "text", "value", "unit", "direction"),
    [
        ("đạt tỷ lệ tối thiểu 50% trở lên", "tối thiểu 50% trở lên", "50", "%", "ge"),
        ("đạt mức từ 20% trở lên", "đạt mức từ 20% trở lên", "20", "%", "ge"),
        ("đưa nợ xấu xuống dưới 3%", "xuống dưới 3%", "3", "%", "le"),
        ("cấp 50 triệu thẻ", "50 triệu thẻ", "50000000", "thẻ", "eq"),
        ("giải ngân 3.450 tỷ đồng", "3.450 tỷ đồng", "3450000000000", "đồng", "eq"),
        ("làm sạch trên 95,5% dữ liệu", "trên 95,5%", "95.5", "%", "ge"),
        (
            "triển khai 25 dịch vụ công thiết yếu",
            "25 dịch vụ công thiết yếu",
            "25",
            "dịch vụ công thiết yếu",
            "eq",
        ),
    ],
)
def test_a_target_has_direction_number_and_unit(
    words: str, text: str, value: str, unit: str, direction: str
) -> None:
    (target,) = one(f"Giao Sở Y tế {words}.").targets
    assert (target.text, target.value, target.unit, target.direction) == (
        text,
        Decimal(value),
        unit,
        direction,
    )


@pytest.mark.parametrize(
    "words",
    [
        "thực hiện Công văn số 25/UBND-TH ngày 06/11/2022",
        "rà soát công dân từ 14 tuổi trở lên",
        "hoàn thành 04/05 nhiệm vụ",
        "thực hiện khoản 2 Điều 5 Luật Cư trú 2020",
        "tổng kết 10 năm thực hiện",
    ],
)
def test_numbers_of_documents_dates_and_ages_are_no_targets(words: str) -> None:
    assert one(f"Giao Sở Y tế {words}.").targets == ()
