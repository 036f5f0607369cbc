"""Who leads: by order, by cue, by duty, as a subject, by a label; receivers never."""

import pytest

from tests.unit.accountability.intake.as_read import one, phrases, read

LEADS = (
    ("Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát.", "Sở Y tế"),
    ("Sở Y tế chủ trì rà soát danh sách.", "Sở Y tế"),
    ("Chủ tịch UBND tỉnh giao Sở Y tế phối hợp với Công an tỉnh rà soát.", "Sở Y tế"),
    ("Chủ tịch UBND tỉnh giao Sở Y tế chủ động phối hợp Công an tỉnh rà soát.", "Sở Y tế"),
    ("Yêu cầu Sở Y tế rà soát danh sách.", "Sở Y tế"),
    ("Đề nghị Ngân hàng Nhà nước chi nhánh tỉnh rà soát danh sách.", "Ngân hàng Nhà nước chi nhánh tỉnh"),
    ("Sở Y tế có trách nhiệm rà soát danh sách.", "Sở Y tế"),
    ("Phân công đồng chí Giám đốc Sở Y tế chỉ đạo rà soát.", "Giám đốc Sở Y tế"),
    ("UBND tỉnh có văn bản chỉ đạo các sở, ban, ngành rà soát danh sách.", "các sở, ban, ngành"),
    ("Sở Y tế rà soát, báo cáo về Sở Nội vụ, gửi Văn phòng UBND tỉnh.", "Sở Y tế"),
    ("Rà soát danh sách, gửi về Sở Nội vụ trước ngày 30/11.", None),
    ("Báo cáo Sở Nội vụ kết quả rà soát.", None),
    ("Rà soát danh sách; báo cáo UBND tỉnh; Sở Tài chính chủ trì thẩm định.", "Sở Tài chính"),
    ("Theo chỉ đạo của Chủ tịch UBND tỉnh, Sở Y tế chủ trì rà soát.", "Sở Y tế"),
    ("Cơ quan chủ trì: Sở Y tế; thời gian: Quý I/2023.", "Sở Y tế"),
    ("Số hóa hồ sơ, do Sở Y tế chủ trì, xong trong quý I/2023.", "Sở Y tế"),
    ("Sở Y tế: Rà soát danh sách.", "Sở Y tế"),
    ("Đối với UBND các xã, phường: bố trí công chức trực.", "UBND các xã, phường"),
    ("Giao Sở Y tế (chủ trì), Sở Nội vụ rà soát.", "Sở Y tế"),
    ("Yêu cầu 21 huyện, thành phố, thị xã tổ chức ra quân.", "21 huyện, thành phố, thị xã"),
    (
        "Giao các sở, ngành tỉnh; UBND các huyện, thành phố báo cáo tình hình.",
        "các sở, ngành tỉnh; UBND các huyện, thành phố",
    ),
    ("Tổ công tác hoàn thành nhiệm vụ trước ngày 15/12.", "Tổ công tác"),
    ("Ngân hàng Nhà nước Khu vực 8\nHướng dẫn các tổ chức tín dụng.", "Ngân hàng Nhà nước Khu vực 8"),
    ("Giao Công ty cổ phần Xây dựng Sông Hiếu 68 bồi hoàn tuyến đường.", "Công ty cổ phần Xây dựng Sông Hiếu 68"),
    ("Giao Công ty cổ phần Môi trường đô thị Nghệ An thu gom 200 tấn rác.", "Công ty cổ phần Môi trường đô thị Nghệ An"),
    ("Giao Khu Quản lý đường bộ II sửa chữa mặt đường.", "Khu Quản lý đường bộ II"),
    ("Công an tỉnh - cơ quan thường trực Tổ công tác - tham mưu kế hoạch.", "Công an tỉnh"),
    ("Sở Y tế, cơ quan thường trực Ban Chỉ đạo, chủ trì rà soát.", "Sở Y tế"),
    ("Giao Sở Y tế và cơ quan thường trực Ban Chỉ đạo rà soát.", "Sở Y tế và cơ quan thường trực Ban Chỉ đạo"),
    ("Phân công đồng chí Phó Giám đốc Sở Y tế phụ trách tổ chức bộ máy làm Tổ trưởng, lập đề cương.",
     "Phó Giám đốc Sở Y tế phụ trách tổ chức bộ máy"),
    ("Đề nghị các đồng chí Trưởng đoàn kiểm tra gửi báo cáo.", "các đồng chí Trưởng đoàn kiểm tra"),
    ("Yêu cầu các chủ đầu tư có dự án giải ngân dưới 20% giải trình.", "các chủ đầu tư có dự án giải ngân dưới 20%"),
    ("UBND thành phố Vinh, UBND các huyện Hưng Nguyên, Nghi Lộc rà soát quy hoạch.",
     "UBND thành phố Vinh, UBND các huyện Hưng Nguyên, Nghi Lộc"),
    ("UBND thành phố Hà Nội yêu cầu Sở Y tế rà soát danh sách.", "Sở Y tế"),
    ("Lãnh đạo Sở Y tế báo cáo, đề xuất UBND tỉnh phương án trước ngày 10/12.", "Lãnh đạo Sở Y tế"),
    ("Sở Tài chính đề xuất UBND tỉnh phương án phân bổ vốn.", "Sở Tài chính"),
    ("Trước ngày 15/12, kiểm tra các kho hàng.", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "lead"), LEADS)
def test_the_lead_is_who_is_told_to(text: str, lead: str | None) -> None:
    found = one(text)
    assert (found.is_task, found.lead) == (True, lead)


def test_the_quote_of_the_lead_stands_in_the_input() -> None:
    text = "Chủ tịch UBND tỉnh giao Sở LĐ,TB&XH chủ động phối hợp Công an tỉnh rà soát."
    found = one(text)
    assert found.lead_span is not None
    assert text[slice(*found.lead_span)] == "Sở LĐ,TB&XH"
    assert [text[slice(*named.span)] for named in found.coordinating] == ["Công an tỉnh"]


def test_several_leads_are_one_phrase_and_a_question() -> None:
    found = one("Giao Sở Y tế, Sở Nội vụ rà soát danh sách.")
    assert (found.lead, found.lead_code) == ("Sở Y tế, Sở Nội vụ", None)
    assert [named.code for named in found.leads] == ["SYT", "SNV"]
    assert "cơ quan nào chủ trì" in found.questions[0]


COORDINATING = (
    ("Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh, Sở Nội vụ và các đơn vị liên quan rà soát.",
     ["Công an tỉnh", "Sở Nội vụ", "các đơn vị liên quan"]),
    ("Giao Sở Y tế chủ trì phối hợp cùng Công an tỉnh rà soát.", ["Công an tỉnh"]),
    ("Giao Sở Y tế chủ trì, phối hợp Công an tỉnh rà soát.", ["Công an tỉnh"]),
    ("Giao Sở Y tế chủ trì, cùng các Sở: Nội vụ, Tài chính rà soát.", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Giao Sở Y tế chủ trì; Công an tỉnh, Sở Nội vụ phối hợp thực hiện.", ["Công an tỉnh", "Sở Nội vụ"]),
    ("Giao Sở Y tế (chủ trì), Sở Nội vụ rà soát.", ["Sở Nội vụ"]),
    ("Sở Y tế có trách nhiệm phối hợp, hướng dẫn các địa phương triển khai.", []),
    ("Giao Sở Y tế rà soát, gửi Sở Nội vụ để phối hợp triển khai.", []),
    ("Chủ trì: Sở Y tế; phối hợp: Công an tỉnh, UBND cấp huyện.", ["Công an tỉnh", "UBND cấp huyện"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "coordinating"), COORDINATING)
def test_who_coordinates_is_read_without_the_lead(text: str, coordinating: list[str]) -> None:
    assert phrases(one(text)) == coordinating


def test_related_bodies_are_a_flag_and_no_agency() -> None:
    found = one("Giao Sở Y tế chủ trì, phối hợp với các đơn vị liên quan rà soát.")
    assert found.names_related_bodies
    assert found.coordinating[0].code is None


def test_a_hidden_subject_is_that_of_the_heading() -> None:
    text = "1. Sở Nội vụ\na) Tham mưu kế hoạch.\nb) Phối hợp với Sở Tài chính thẩm định.\n2. Sở Y tế\n- Rà soát danh sách."
    found = read(text)
    assert [(task.lead, task.lead_is_hidden) for task in found] == [
        ("Sở Nội vụ", True),
        ("Sở Nội vụ", True),
        ("Sở Y tế", True),
    ]
    assert found[0].lead_span is not None
    assert text[slice(*found[0].lead_span)] == "Sở Nội vụ"


def test_a_hidden_subject_is_that_of_the_sentence_before() -> None:
    found = read(
        "Giao Công an tỉnh kiểm tra các địa phương. Báo cáo ngay cho Chủ tịch UBND tỉnh đối với đơn vị chậm."
    )
    assert [(task.lead, task.lead_is_hidden) for task in found] == [
        ("Công an tỉnh", False),
        ("Công an tỉnh", True),
    ]
    assert "lấy “Công an tỉnh” từ đề mục hoặc câu trước" in found[1].questions[0]


def test_a_heading_of_something_else_lends_nobody() -> None:
    found = read("1. Sở Nội vụ\nTham mưu kế hoạch.\n2. Về tuyên truyền\nTăng cường tuyên truyền.")
    assert [task.lead for task in found] == ["Sở Nội vụ", None]


def test_details_on_lines_below_belong_to_the_duty() -> None:
    text = (
        "1. Tổ chức chiến dịch tuyên truyền.\n- Đơn vị chủ trì: Sở Y tế.\n"
        "- Đơn vị phối hợp: Tỉnh đoàn.\n- Thời gian: Quý I/2023."
    )
    found = read(text)
    assert [candidate.is_task for candidate in found] == [True, False, False, False]
    assert (found[0].lead_code, phrases(found[0]), str(found[0].deadline_on)) == (
        "SYT",
        ["Tỉnh đoàn"],
        "2023-03-31",
    )


def test_what_goes_on_telling_a_duty_lends_its_date() -> None:
    found = read("Giao Sở Y tế rà soát danh sách. Trình UBND tỉnh trước ngày 15/12/2022.")
    assert [(str(task.deadline_on), task.continues) for task in found] == [
        ("2022-12-15", None),
        ("2022-12-15", 0),
    ]
