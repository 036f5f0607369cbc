"""Whether a sentence assigns work at all."""

import pytest

from tests.unit.accountability.intake.as_read import read

TELLING = (
    "Đại diện Sở Tài chính báo cáo, đến ngày 20/9 toàn tỉnh giải ngân được 71,4% kế hoạch.",
    "UBND huyện Con Cuông đề xuất UBND tỉnh hỗ trợ 4,2 tỷ đồng sửa chữa đường.",
    "Hằng năm, tỉnh tổ chức đối thoại với thanh niên, được dư luận đồng tình.",
    "Tiến độ giải ngân của một số chủ đầu tư còn rất thấp, chưa đạt yêu cầu đề ra.",
    "Trong quý III/2022, kiểm tra 25 cơ sở, phát hiện 3 vụ vi phạm.",
    "Sở Y tế đã phối hợp với Công an tỉnh rà soát danh sách.",
    "Đến nay, các đơn vị đã hoàn thành việc rà soát.",
    "Thời gian qua, Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát danh sách.",
    "Thực hiện Đề án 06, UBND tỉnh đã ban hành kế hoạch.",
    "Đồng thời, phối hợp với Sở Y tế kiểm tra an toàn hệ thống.",
    "Địa phương nào chậm thực hiện thì chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
    "Thủ trưởng các đơn vị chịu trách nhiệm trước UBND tỉnh về kết quả thực hiện.",
    "Phê bình Sở Y tế chậm gửi báo cáo theo yêu cầu.",
    "Chủ tịch UBND tỉnh ghi nhận, đánh giá cao kết quả của Công an tỉnh.",
    "Căn cứ Quyết định số 06/QĐ-TTg ngày 06/01/2022 giao Bộ Công an chủ trì;",
    "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 12/TTr-SYT.",
    "Quyết định này có hiệu lực kể từ ngày ký.",
    "Giám đốc các sở, Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này.",
    "Trong thời gian tới, Sở Y tế sẽ tiếp tục phối hợp với Công an tỉnh.",
    "Đề nghị UBND tỉnh xem xét, bổ sung kinh phí.",
    "Sở Y tế là cơ quan tham mưu, giúp UBND tỉnh quản lý nhà nước về y tế.",
    "Giám đốc Sở Y tế Nguyễn Văn A làm rõ một số hạn chế trong triển khai.",
    "Một số đơn vị chưa chủ động phối hợp với Công an tỉnh.",
    "Trong 9 tháng đầu năm, các lực lượng chức năng phát hiện, xử lý nhiều vụ.",
    "Tỷ lệ hồ sơ trực tuyến đạt 5,62%, đứng gần cuối bảng xếp hạng.",
)
ASSIGNING = (
    "Trong vòng 03 ngày làm việc, gửi văn bản đính chính đến các đơn vị đã nhận.",
    "Hoàn thành số hóa hồ sơ cấp phép từ năm 2015 đến nay, trình nghiệm thu trước ngày 30/12.",
    "Bí thư Đảng ủy, Chủ tịch UBND các xã trực tiếp kiểm tra việc sơ tán dân.",
    "Trước đề xuất trên, UBND tỉnh đã có công văn giao Sở Y tế chủ trì kiểm tra.",
    "Chủ động kiểm tra, chuẩn bị đầy đủ các điều kiện.",
    "Các dịch vụ công thiết yếu phải đạt tỷ lệ tối thiểu 50% trở lên.",
    "Chậm nhất ngày 25 tháng 11 đối với báo cáo định kỳ hằng năm.",
    "Căn cứ kết quả rà soát, UBND cấp huyện phê duyệt danh sách.",
    "Đồng thời, yêu cầu các đơn vị, địa phương chủ động bố trí kinh phí.",
    "Không được để xảy ra tình trạng né tránh trách nhiệm.",
)


@pytest.mark.parametrize("text", TELLING)
def test_what_only_tells_assigns_nothing(text: str) -> None:
    assert [found.is_task for found in read(text)] == [False]


@pytest.mark.parametrize("text", ASSIGNING)
def test_what_orders_assigns(text: str) -> None:
    assert [found.is_task for found in read(text)] == [True]


def test_what_continues_a_duty_is_a_duty_and_what_continues_a_result_is_none() -> None:
    told = "Đồng thời, phối hợp với Sở Nội vụ kiểm tra hệ thống."
    assert [found.is_task for found in read(f"Giao Sở Y tế chủ trì rà soát. {told}")] == [True, True]
    assert [found.is_task for found in read(f"Sở Y tế đã rà soát. {told}")] == [False, False]


def test_a_section_of_results_assigns_nothing() -> None:
    text = "I. KẾT QUẢ ĐẠT ĐƯỢC\n- Tăng cường tuyên truyền.\nII. NHIỆM VỤ\n- Tăng cường tuyên truyền."
    assert [found.is_task for found in read(text)] == [False, True]


def test_a_line_under_a_picture_gives_nothing() -> None:
    text = (
        "UBND tỉnh họp.\n\nĐồng chí Nguyễn Văn A - Chủ tịch UBND tỉnh đề nghị Thủ trưởng các đơn vị tập trung chỉ đạo\n\n"
        "Giao Sở Y tế rà soát."
    )
    assert [found.lead for found in read(text) if found.is_task] == ["Sở Y tế"]
