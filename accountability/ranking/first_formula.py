"""The formula that the system comes with (DOMAIN §1.5), as literals; a migration lays it down from here and it stays as it is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accountability.core.zone import LOCAL

TEXT = """\
1. Đối tượng. Nhiệm vụ có thời hạn do UBND tỉnh, Chủ tịch UBND tỉnh giao, tính cho cơ quan chủ trì. Nhiệm vụ thường xuyên đếm \
riêng, không tính điểm. Nhiệm vụ đã thu hồi, thay thế, thôi theo dõi không tính.

2. Kỳ tính. Nhiệm vụ thuộc kỳ mà thời hạn của nó rơi vào. Thời hạn được tính là thời hạn đang có hiệu lực khi đến hạn: gia hạn \
trước khi hết hạn thì tính theo hạn mới; gia hạn sau khi đã hết hạn thì vẫn là quá hạn. Số ngày thuộc trách nhiệm của cấp trên, \
đã được xác nhận, được cộng vào thời hạn. Thời hạn ban đầu và số lần gia hạn ghi bên cạnh. Kết quả ghi nhận đến hết ngày thứ 5 \
sau khi kết thúc kỳ.

3. Cách tính điểm.
Điểm = 100 × (số nhiệm vụ hoàn thành đúng hạn + 0,5 × số nhiệm vụ hoàn thành quá hạn) : số nhiệm vụ đến hạn \
− 10 × số nhiệm vụ bị yêu cầu bổ sung, thực hiện lại : số nhiệm vụ đến hạn \
− 20 × số nhiệm vụ phải giải trình mà không giải trình : số nhiệm vụ đến hạn.
Điểm thấp nhất là 0, cao nhất là 100, làm tròn đến hai chữ số thập phân (từ nửa đơn vị trở lên làm tròn lên). Nhiệm vụ đã báo \
cáo mà Văn phòng chưa xác nhận tính theo ngày báo cáo: thời gian chờ xác nhận không phải của đơn vị. Chỉ dùng tỷ lệ, nên đơn vị \
có nhiều việc không bị thiệt.

4. Xếp hạng. Đơn vị có từ 5 nhiệm vụ đến hạn trong kỳ trở lên được xếp hạng, trong nhóm của mình: sở, ban, ngành; UBND cấp \
huyện; UBND phường, thị trấn; UBND xã; UBND xã miền núi. Điểm bằng nhau thì đơn vị có nhiều nhiệm vụ hơn xếp trên; vẫn bằng \
nhau thì đồng hạng. Lực lượng vũ trang, cơ quan ngành dọc, đoàn thể và cơ quan ngoài tỉnh chỉ tổng hợp số liệu, không xếp hạng.

5. Đề xuất xem xét. Theo tỷ lệ hoàn thành đúng hạn, bảng ghi mức đề xuất xem xét để Chủ tịch UBND tỉnh cho ý kiến. Hệ thống không \
tự biểu dương, nhắc nhở hay phê bình đơn vị nào.

6. Kiến nghị, phê duyệt. Đơn vị xem kết quả của mình và kiến nghị trong thời gian Văn phòng thông báo. Sau khi chốt, số liệu không \
thay đổi. Bảng xếp hạng chỉ công bố khi Chủ tịch UBND tỉnh phê duyệt.
"""

FIRST: dict[str, Any] = {
    "number": 1,
    "text": TEXT,
    "note": "Phiên bản đầu của hệ thống.",
    "applies_from_on": date(2022, 1, 1),
    "late_share": Decimal("0.5"),
    "returned_points": Decimal(10),
    "unexplained_points": Decimal(20),
    "simple_weight": Decimal(1),
    "min_tasks": 5,
    "settle_days": 5,
    "window_days": 5,
    "bands": [
        ["90", "Đề xuất xem xét biểu dương"],
        ["80", ""],
        ["70", "Đề xuất xem xét nhắc nhở"],
        ["50", "Đề xuất xem xét phê bình"],
        ["0", "Đề xuất xem xét phê bình nghiêm khắc"],
    ],
    "published_at": datetime(2022, 1, 1, tzinfo=LOCAL),
}
