"""Where the phrase of a body ends: behind its name, where the predicate begins."""

import pytest

from tests.unit.accountability.intake.as_read import one, phrases

TAILS = (
    ("Các đơn vị chưa gửi báo cáo khẩn trương hoàn thành trước ngày 15/12.", "Các đơn vị chưa gửi báo cáo"),
    ("UBND các xã chịu ảnh hưởng của bão số 5 sẵn sàng lực lượng.", "UBND các xã chịu ảnh hưởng của bão số 5"),
    ("Các đơn vị được giao làm chủ đầu tư phải giải ngân hết vốn.", "Các đơn vị được giao làm chủ đầu tư"),
    ("Đơn vị được giao quản lý, khai thác công trình phối hợp với UBND xã cắm biển.", "Đơn vị được giao quản lý, khai thác công trình"),
    ("Đơn vị tư vấn lập quy hoạch phối hợp với Sở Xây dựng tiếp thu ý kiến.", "Đơn vị tư vấn lập quy hoạch"),
    ("Cơ quan chủ trì soạn thảo phối hợp với Sở Tư pháp tiếp thu ý kiến.", "Cơ quan chủ trì soạn thảo"),
    ("Tổ công tác tháo gỡ vướng mắc dự án làm việc với các nhà đầu tư trước ngày 15/12.", "Tổ công tác tháo gỡ vướng mắc dự án"),
    ("Các doanh nghiệp kinh doanh xăng dầu trên địa bàn chấp hành nghiêm giờ bán hàng.", "Các doanh nghiệp kinh doanh xăng dầu trên địa bàn"),
    ("Các trường đại học, cao đẳng trên địa bàn tỉnh kết nối thu học phí.", "Các trường đại học, cao đẳng trên địa bàn tỉnh"),
    ("Hiệp hội Nhà thầu xây dựng tỉnh công bố giá vật liệu trước ngày 15/12.", "Hiệp hội Nhà thầu xây dựng tỉnh"),
    ("Giao Phó Chủ tịch UBND xã phụ trách kinh tế kiểm tra thực địa.", "Phó Chủ tịch UBND xã phụ trách kinh tế"),
    ("UBND 130 xã, phường hoàn thành niêm yết trước ngày 15/12.", "UBND 130 xã, phường"),
)  # fmt: skip
# The name alone: what follows is the work.
NONE = (
    ("Tổ giúp việc chuẩn bị báo cáo chuyên đề phục vụ phiên họp trước ngày 15/12.", "Tổ giúp việc"),
    ("Các trường học trên địa bàn thực hiện nghiêm việc sử dụng kinh phí.", "Các trường học trên địa bàn"),
    ("Hiệu trưởng các trường THPT chịu trách nhiệm quản lý học sinh.", "Hiệu trưởng các trường THPT"),
    ("Giao Bí thư Đoàn xã phụ trách đội tình nguyện hỗ trợ người già.", "Bí thư Đoàn xã"),
    ("Các đơn vị có biện pháp khắc phục trước ngày 15/12.", "Các đơn vị"),
    ("Trường Chính trị tỉnh chủ trì, phối hợp với Sở Nội vụ mở lớp.", "Trường Chính trị tỉnh"),
)


@pytest.mark.parametrize(("text", "lead"), TAILS)
def test_the_phrase_goes_on_to_the_predicate(text: str, lead: str) -> None:
    found = one(text)
    assert (found.is_task, found.lead) == (True, lead)


@pytest.mark.parametrize(("text", "lead"), NONE)
def test_the_work_is_no_part_of_the_phrase(text: str, lead: str) -> None:
    found = one(text)
    assert (found.is_task, found.lead) == (True, lead)


def test_who_coordinates_has_a_tail_too() -> None:
    found = one(
        "Công an xã phối hợp với lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở tuần tra ban đêm."
    )
    assert phrases(found) == ["lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở"]


def test_a_denial_without_an_order_is_told() -> None:
    found = one("Các đơn vị, địa phương chưa chủ động, kịp thời báo cáo những khó khăn.")
    assert not found.is_task


OPENINGS = (
    ("Đối với tuyến đường qua xã Tri Lễ, Sở Giao thông vận tải khẩn trương bảo đảm giao thông.", "Sở Giao thông vận tải"),
    ("Về kiến nghị của Hiệp hội Doanh nghiệp tỉnh, Sở Tài chính chủ trì nghiên cứu, trả lời.", "Sở Tài chính"),
    ("Căn cứ hướng dẫn của Sở Nội vụ, UBND các xã, phường kiện toàn bộ máy, báo cáo trước ngày 15/12.", "UBND các xã, phường"),
    ("Kiến nghị của UBND thị xã Hoàng Mai về lệ phí: Sở Tư pháp nghiên cứu, hướng dẫn trong tháng 12/2022.", "Sở Tư pháp"),
    ("Đối với UBND huyện Nghi Lộc, UBND huyện Diễn Châu: bàn giao mặt bằng trước ngày 15/12.", "UBND huyện Nghi Lộc, UBND huyện Diễn Châu"),
    ("Riêng UBND huyện Quế Phong tập trung xử lý điểm sạt lở.", "UBND huyện Quế Phong"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "lead"), OPENINGS)
def test_the_subject_stands_behind_what_the_sentence_is_about(text: str, lead: str) -> None:
    assert one(text).lead == lead


PASSIVES = (
    ("Các địa phương, nhất là các huyện miền núi, chủ động di dời dân.", "Các địa phương"),
    ("Các địa phương, nhất là các huyện miền núi, phải di dời dân trước ngày 15/12.", "Các địa phương"),
    ("Giao Sở Nội vụ (đầu mối), Sở Tư pháp xây dựng bộ tiêu chí.", "Sở Nội vụ"),
    ("Thủ trưởng các sở chịu trách nhiệm trước Chủ tịch UBND tỉnh; chỉ đạo hoàn thành 100% nhiệm vụ.", "Thủ trưởng các sở"),
    ("Báo cáo chuyên đề do Sở Y tế chuẩn bị, trình UBND tỉnh trước ngày 15/12.", "Sở Y tế"),
    ("Nội dung dự thảo được giao cho Sở Tư pháp thẩm định, trả kết quả trước ngày 15/12.", "Sở Tư pháp"),
    ("Thủ trưởng các cơ quan, đơn vị phân công cán bộ trực Tết, gửi danh sách trước ngày 15/12.", "Thủ trưởng các cơ quan, đơn vị"),
    ("Sở Nội vụ, với vai trò cơ quan thường trực, tổng hợp kết quả, báo cáo trước ngày 15/12.", "Sở Nội vụ"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "lead"), PASSIVES)
def test_who_does_the_work_leads_wherever_he_stands(text: str, lead: str) -> None:
    found = one(text)
    assert (found.is_task, found.lead) == (True, lead)


TOLD = (
    "Theo phản ánh, chủ đầu tư yêu cầu người mua nộp tiền trước ngày 30/01/2023.",
    "Nguyên nhân là do một số đơn vị chưa chủ động phối hợp với Công an tỉnh, phải nhắc nhở nhiều lần.",
    "Theo quy định của Luật Hộ tịch, UBND cấp xã có trách nhiệm quản lý hộ tịch tại địa phương.",
    "Ông Trưởng phòng Hộ tịch chia sẻ: “Chúng tôi phải làm việc cả thứ Bảy mới kịp trước ngày 30/9”.",
    "Cử tri huyện Tân Kỳ đề nghị Sở Giao thông vận tải sớm sửa chữa cầu treo.",
    "Đề án quy định các đơn vị sự nghiệp phải tự chủ 30% chi thường xuyên.",
    "Mô hình do Tỉnh đoàn phối hợp với Sở Nội vụ tổ chức đã thu hút nhiều người tham gia.",
    "Sở Tài chính trả lời: nội dung cử tri nêu thuộc thẩm quyền của HĐND tỉnh.",
)


@pytest.mark.parametrize("text", TOLD)
def test_what_is_cited_quoted_or_asked_by_citizens_is_no_duty(text: str) -> None:
    assert not one(text).is_task
