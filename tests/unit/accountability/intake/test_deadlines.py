"""Which time is the deadline, what it means, and what only looks like one."""

from datetime import date

import pytest

from tests.unit.accountability.intake.as_read import one

DATED = (
    ("trước ngày 30/6/2023", "2023-06-30"),
    ("trước 15/12", "2022-12-15"),
    ("trước ngày 20.12.2022", "2022-12-20"),
    ("trước 9.12", "2022-12-09"),
    ("trước ngày 1-7-2023", "2023-07-01"),
    ("chậm nhất ngày 30/11/2022", "2022-11-30"),
    ("chậm nhất là ngày 30/11/2022", "2022-11-30"),
    ("chậm nhất trước ngày 30/11/2022", "2022-11-30"),
    ("chậm nhất đến 17h00 ngày 18/11/2022", "2022-11-18"),
    ("không muộn hơn ngày 18/11/2022", "2022-11-18"),
    ("đến hết ngày 30/4/2023", "2023-04-30"),
    ("trước 16 giờ 30 ngày 15/11/2022", "2022-11-15"),
    ("trước ngày 10 tháng 12 năm 2022", "2022-12-10"),
    ("trước ngày 06 (sáu) tháng 12 (mười hai)", "2022-12-06"),
    ("trong tháng 12", "2022-12-31"),
    ("trong tháng 4-2023", "2023-04-30"),
    ("trong quý I/2023", "2023-03-31"),
    ("trong Quý 2 năm 2023", "2023-06-30"),
    ("trong năm 2022", "2022-12-31"),
    ("trước Tết Nguyên đán 2023", "2023-01-21"),
    ("từ ngày 15/12/2022 đến ngày 15/02/2023", "2023-02-15"),
    ("trong vòng 10 ngày", "2022-11-17"),
    ("trong vòng 10 ngày đêm", "2022-11-17"),
    ("trong 05 ngày làm việc kể từ ngày ban hành", "2022-11-14"),
)
ASKED = (
    "ngay sau hội nghị này",
    "trong thời gian tới",
    "trong thời gian sớm nhất",
    "trong dịp Tết Nguyên đán 2023",
    "trước ngày 20 hằng tháng",
    "trước thứ Sáu hằng tuần",
    "trong 24 giờ",
    "trong 05 ngày làm việc kể từ ngày nhận đủ hồ sơ",
    "trước ngày 05/11",
    "trước ngày 31/02/2023",
)


@pytest.mark.parametrize(("words", "on"), DATED)
def test_the_printed_words_and_the_printed_date_are_taken(words: str, on: str) -> None:
    found = one(f"Giao Sở Y tế rà soát danh sách, hoàn thành {words}.")
    assert found.deadline_text is not None
    assert words.startswith(found.deadline_text)
    assert found.deadline_on == date.fromisoformat(on)


@pytest.mark.parametrize("words", ASKED)
def test_words_without_a_date_are_asked_about(words: str) -> None:
    found = one(f"Giao Sở Y tế rà soát danh sách, báo cáo {words}.")
    assert (found.deadline_text is None, found.deadline_on) == (False, None)
    assert any("Xin hỏi" in question or "Không có ngày" in question for question in found.questions)


DECOYS = (
    "theo Công văn số 3145/BKHĐT-KTĐPLT ngày 15/12/2022 của Bộ Kế hoạch và Đầu tư",
    "theo Quyết định số 06/QĐ-TTg ngày 06/01/2022",
    "thực hiện Luật Cư trú có hiệu lực từ ngày 01/7/2023",
    "đối với sổ hộ khẩu hết giá trị sử dụng sau ngày 31/12/2022",
    "theo Chiến lược đến năm 2025, định hướng đến năm 2030",
    "giai đoạn 2022 - 2025, tầm nhìn đến năm 2030",
    "bắt đầu từ ngày 15/11/2022",
    "đối với hồ sơ được tiếp nhận trước ngày 01/12/2022",
    "đối với dự án đã được phê duyệt trước ngày 31/12/2021",
    "căn cứ số liệu tính đến ngày 30/11/2022",
    "theo kết luận tại cuộc họp ngày 20/11/2022",
    "trong 10 tháng qua",
    "theo kế hoạch năm 2023",
)


@pytest.mark.parametrize("words", DECOYS)
def test_a_decoy_is_refused(words: str) -> None:
    found = one(f"Giao Sở Y tế rà soát danh sách {words}.")
    assert (found.deadline_text, found.deadline_on) == (None, None)


@pytest.mark.parametrize("words", DECOYS)
def test_a_decoy_does_not_hide_the_deadline(words: str) -> None:
    found = one(f"Giao Sở Y tế rà soát danh sách {words}, báo cáo UBND tỉnh trước ngày 28/12/2022.")
    assert (found.deadline_text, found.deadline_on) == ("trước ngày 28/12/2022", date(2022, 12, 28))


def test_several_dates_are_asked_about() -> None:
    found = one("Giao Sở Y tế trình dự thảo trước ngày 20/11/2022, hoàn thành trước ngày 15/12/2022.")
    assert found.deadline_on == date(2022, 12, 15)
    assert any("nhiều mốc thời gian" in question for question in found.questions)
