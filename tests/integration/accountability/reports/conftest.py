"""A realistic report: long names, every diacritic, invented figures."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from accountability.printing.rules import Letter
from accountability.reports.rules import (
    AssignmentRow,
    DecisionItem,
    DirectiveRow,
    IndicatorRow,
    ReportFigures,
    build_figures,
    half_month_of,
)

HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
CONCLUSION = "Kết luận Hội nghị ngày 07/11/2022 (số: chưa ban hành)"
PLAN_78 = "Kế hoạch số 78/KH-UBND ngày 28/01/2022"
PLAN_523 = "Kế hoạch số 523/KH-UBND ngày 21/7/2022"
SERVICES = "Giải quyết thủ tục hành chính và cung cấp dịch vụ công trực tuyến"
ECONOMY = "Phục vụ phát triển kinh tế - xã hội"
DATA = "Hoàn thiện hệ sinh thái kết nối, khai thác, bổ sung, làm giàu dữ liệu dân cư"
LEADING = "Chỉ đạo, điều hành của lãnh đạo các cấp"
PROVINCIAL, DISTRICTS = "Sở, ban, ngành cấp tỉnh", "UBND cấp huyện"

DEPARTMENTS = (
    "Công an tỉnh",
    "Văn phòng UBND tỉnh",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Thông tin và Truyền thông",
    "Sở Tư pháp",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Tài nguyên và Môi trường",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Giám đốc Công an tỉnh",
)
DISTRICT_NAMES = [
    "thành phố Vinh",
    "thị xã Cửa Lò",
    "thị xã Thái Hòa",
    "thị xã Hoàng Mai",
    "huyện Quế Phong",
    "huyện Quỳ Châu",
    "huyện Kỳ Sơn",
    "huyện Tương Dương",
    "huyện Nghĩa Đàn",
    "huyện Quỳ Hợp",
    "huyện Quỳnh Lưu",
    "huyện Con Cuông",
    "huyện Tân Kỳ",
    "huyện Anh Sơn",
    "huyện Diễn Châu",
    "huyện Yên Thành",
    "huyện Đô Lương",
    "huyện Thanh Chương",
    "huyện Nghi Lộc",
    "huyện Nam Đàn",
    "huyện Hưng Nguyên",
]


def _single_rows() -> list[AssignmentRow]:
    return [
        AssignmentRow(
            pk=1,
            title="Tạo lập tài khoản an sinh xã hội cho đối tượng chính sách, an sinh trên địa "
            "bàn tỉnh; hoàn thành và triển khai trong dịp Tết Nguyên đán 2023",
            directive_ref=PLAN_78,
            lead_name=DEPARTMENTS[2],
            lead_order=3,
            bucket="overdue",
            group=ECONOMY,
            group_order=2,
            lead_block=PROVINCIAL,
            coordinating=("NHNN Chi nhánh tỉnh Nghệ An", "Cục Cảnh sát QLHC về TTXH (C06), Bộ Công an"),
            due_on=date(2022, 11, 10),
            original_due_on=date(2022, 10, 25),
            extensions=1,
            days_overdue=6,
            obstacle="Chưa có danh sách đối tượng khớp với Cơ sở dữ liệu quốc gia về dân cư; "
            "8.412 trường hợp thiếu số định danh cá nhân",
            proposal="Giao Công an tỉnh đối sánh dữ liệu trước ngày 30/11/2022",
            progress="đã rà soát 61.305/92.770 trường hợp; ký thỏa thuận mở tài khoản với 03 ngân hàng",
        ),
        AssignmentRow(
            pk=2,
            title="Làm sạch dữ liệu tiêm chủng vắc-xin phòng COVID-19 tại 21 xã còn dưới 80%",
            directive_ref=PLAN_523,
            lead_name="UBND huyện Kỳ Sơn",
            lead_order=107,
            bucket="overdue",
            group=DATA,
            group_order=4,
            lead_block=DISTRICTS,
            coordinating=("Sở Y tế", "Công an huyện Kỳ Sơn"),
            due_on=date(2022, 10, 26),
            original_due_on=date(2022, 10, 26),
            days_overdue=21,
        ),
        AssignmentRow(
            pk=3,
            title="Ban hành Kế hoạch triển khai một số nhiệm vụ trọng tâm của Đề án 06",
            directive_ref=CONCLUSION,
            lead_name=DEPARTMENTS[0],
            lead_order=1,
            bucket="done_on_time",
            group=LEADING,
            group_order=5,
            lead_block=PROVINCIAL,
            coordinating=(DEPARTMENTS[1],),
            assigned_on=date(2022, 11, 7),
            due_on=date(2022, 11, 14),
            original_due_on=date(2022, 11, 14),
            done_on=date(2022, 11, 11),
            progress="UBND tỉnh ban hành Kế hoạch số 799/KH-UBND",
        ),
        AssignmentRow(
            pk=4,
            title="Đánh giá kết quả chỉ đạo điểm tại các địa bàn cấp xã thuộc thành phố Vinh và "
            "huyện Diễn Châu, rút ra bài học kinh nghiệm để nhân rộng",
            directive_ref=CONCLUSION,
            lead_name=DEPARTMENTS[0],
            lead_order=1,
            bucket="no_deadline",
            group=LEADING,
            group_order=5,
            lead_block=PROVINCIAL,
            coordinating=("UBND thành phố Vinh", "UBND huyện Diễn Châu"),
            assigned_on=date(2022, 11, 7),
            is_unacknowledged=True,
        ),
        AssignmentRow(
            pk=5,
            title="Báo cáo tiến độ thực hiện Đề án 06, kỳ 16–30/11/2022",
            directive_ref=CONCLUSION,
            lead_name=DEPARTMENTS[0],
            lead_order=1,
            bucket="in_time",
            group=LEADING,
            group_order=5,
            lead_block=PROVINCIAL,
            coordinating=(DEPARTMENTS[1],),
            assigned_on=date(2022, 11, 7),
            due_on=date(2022, 11, 30),
            original_due_on=date(2022, 11, 30),
        ),
        AssignmentRow(
            pk=6,
            title="Trực tiếp kiểm tra, đánh giá việc triển khai thực hiện của các đơn vị, địa phương",
            directive_ref=CONCLUSION,
            lead_name=DEPARTMENTS[9],
            lead_order=2,
            bucket="due_soon",
            group=LEADING,
            group_order=5,
            lead_block=PROVINCIAL,
            assigned_on=date(2022, 11, 7),
            due_on=date(2022, 11, 18),
            original_due_on=date(2022, 11, 18),
            is_awaiting_verification=True,
        ),
    ]


def _shared_rows() -> list[AssignmentRow]:
    leads = [(name, 10 + index, PROVINCIAL) for index, name in enumerate(DEPARTMENTS[1:9])]
    leads += [(f"UBND {name}", 101 + index, DISTRICTS) for index, name in enumerate(DISTRICT_NAMES)]
    return [
        AssignmentRow(
            pk=100 + index,
            title="Nâng tỷ lệ hồ sơ dịch vụ công thiết yếu thực hiện trực tuyến lên từ 50% trở lên, "
            "dịch vụ công khác từ 20% trở lên",
            directive_ref=CONCLUSION,
            lead_name=name,
            lead_order=order,
            bucket="done_late" if index % 9 == 4 else "overdue" if index % 7 == 3 else "in_time",
            group=SERVICES,
            group_order=1,
            lead_block=block,
            assigned_on=date(2022, 11, 7),
            due_on=date(2022, 11, 12) if index % 7 == 3 else date(2022, 11, 25),
            original_due_on=date(2022, 11, 12) if index % 7 == 3 else date(2022, 11, 25),
            days_overdue=4 if index % 7 == 3 else 0,
            obstacle="Thiếu máy quét và đường truyền tại bộ phận một cửa cấp xã" if index == 10 else "",
            proposal="Sở TT&TT ưu tiên cấp bổ sung thiết bị trong tháng 11/2022" if index == 10 else "",
            duty_key="dvc-2022",
        )
        for index, (name, order, block) in enumerate(leads)
    ]


@pytest.fixture(scope="session")
def rows() -> list[AssignmentRow]:
    """Six single assignments and one duty given to 29 agencies."""
    return _single_rows() + _shared_rows()


@pytest.fixture(scope="session")
def letter() -> Letter:
    """The letterhead of the standing agency."""
    return Letter(
        parent="UBND TỈNH NGHỆ AN",
        issuer="CÔNG AN TỈNH",
        issuer_name="Công an tỉnh",
        symbol="BC-CAT",
        basis="kết luận của Chủ tịch UBND tỉnh tại Hội nghị ngày 07/11/2022",
        recipients=(
            "Như trên",
            "Các Phó Chủ tịch UBND tỉnh",
            "Văn phòng UBND tỉnh",
            "Thành viên Tổ công tác Đề án 06 tỉnh",
            "Lưu: VT, PC06",
        ),
    )


@pytest.fixture(scope="session")
def figures(rows: list[AssignmentRow], letter: Letter) -> ReportFigures:
    """The report for 01-15/11/2022, closed on the morning after."""
    return build_figures(
        rows,
        period=half_month_of(date(2022, 11, 8)),
        data_at=datetime(2022, 11, 16, 1, 0, tzinfo=UTC).astimezone(HANOI),
        program_title="Đề án 06",
        letter=letter,
        directives=[
            DirectiveRow(
                1,
                "Quyết định",
                "Quyết định số 06/QĐ-TTg ngày 06/01/2022",
                "phê duyệt Đề án 06",
                date(2022, 1, 6),
            ),
            DirectiveRow(2, "Kế hoạch", PLAN_78, "triển khai thực hiện Đề án 06", date(2022, 1, 28)),
            DirectiveRow(3, "Kế hoạch", PLAN_523, "thực hiện Đề án 06 tại cấp xã", date(2022, 7, 21)),
            DirectiveRow(
                4,
                "Thông báo kết luận",
                CONCLUSION,
                "của Chủ tịch UBND tỉnh tại Hội nghị trực tuyến toàn tỉnh kiểm điểm, đánh giá "
                "kết quả thực hiện Đề án 06",
                date(2022, 11, 7),
            ),
        ],
        indicators=[
            IndicatorRow("Hồ sơ dịch vụ công thiết yếu thực hiện trực tuyến", target=Decimal(50)),
            IndicatorRow("Hồ sơ dịch vụ công khác thực hiện trực tuyến", target=Decimal(20)),
            IndicatorRow(
                "Hồ sơ trực tuyến các lĩnh vực ngoài cư trú",
                actual=Decimal("5.62"),
                data_on=date(2022, 11, 7),
                source="Hội nghị ngày 07/11/2022",
            ),
            IndicatorRow(
                "Cấp căn cước công dân cho công dân thường trú có mặt trên địa bàn",
                actual=Decimal("98.43"),
                data_on=date(2022, 11, 7),
            ),
            IndicatorRow(
                "Dịch vụ công lĩnh vực cư trú",
                target=Decimal(100),
                actual=Decimal(100),
                data_on=date(2022, 11, 7),
            ),
        ],
        recommendations=(
            "Đề nghị Chủ tịch UBND tỉnh cho gia hạn nhiệm vụ tạo lập tài khoản an sinh "
            "xã hội đến ngày 20/12/2022",
        ),
        is_demo=True,
    )


@pytest.fixture(scope="session")
def decisions() -> list[DecisionItem]:
    """Two items that wait for the Chair."""
    return [
        DecisionItem(
            pk=1,
            title="Tạo lập tài khoản an sinh xã hội cho đối tượng chính sách",
            directive_ref="KH 78/KH-UBND ngày 28/01/2022",
            agency="Sở LĐ,TB&XH",
            days_overdue=22,
            due_on=date(2022, 11, 10),
            original_due_on=date(2022, 10, 25),
            extensions=1,
            coordinating=("NHNN Chi nhánh tỉnh Nghệ An", "Cục C06"),
            obstacle="Chưa có danh sách khớp với Cơ sở dữ liệu quốc gia về dân cư (báo 02/11)",
            proposal="Gia hạn đến ngày 31/12/2022",
            opinion="Gia hạn đến 20/12/2022, Công an tỉnh đối sánh trước 30/11",
            opinion_by="chuyên viên theo dõi VX",
            explanation_note="Đã có giải trình ngày 14/11/2022",
        ),
        DecisionItem(
            pk=2,
            title="Làm sạch dữ liệu tiêm chủng tại 21 xã còn dưới 80%",
            directive_ref="KH 523/KH-UBND ngày 21/7/2022",
            agency="UBND huyện Kỳ Sơn",
            days_overdue=21,
            due_on=date(2022, 10, 26),
            opinion="Huy động lực lượng Công an xã hỗ trợ trong 10 ngày",
            opinion_by="chuyên viên theo dõi VX",
            explanation_note="Chưa có giải trình",
        ),
    ]
