"""Help for those who carry out: heads, focal points, officers, communes; for the standing agency and party secretaries."""

from __future__ import annotations

from accountability.core.saying import say
from accountability.desk.help.pages import (
    AGENCY,
    COMPLETION,
    DOSSIER,
    EXTENSION,
    LISTED,
    PROGRESS,
    STANDING,
    HelpAct,
    HelpPage,
    Step,
)

_LATE = (
    say("Từ 00 giờ ngày sau thời hạn, việc tính là quá hạn. Thông thường: trước hạn nhắc người thực "
"hiện; quá hạn 1 ngày làm việc nhắc thủ trưởng; 3 ngày báo cáo cấp trên trực tiếp; 5 ngày "
"phải giải trình; 10 ngày báo cáo Phó Chủ tịch phụ trách; 15 ngày báo cáo Chủ tịch. Cấp nào, "
"ngày nào, gửi ai của từng việc ghi trong mục “Cấp đôn đốc” của hồ sơ."),
    say("Báo cáo hoàn thành gửi trong hạn mà Văn phòng chưa xem xét thì chưa tính quá hạn."),
)  # fmt: skip
_TAKE = HelpAct("tiep-nhan", say("Tiếp nhận nhiệm vụ"), (
    say("Trên trang Đơn vị, bấm “Tiếp nhận” ngay trên dòng việc mới."),
    say("Không đúng thẩm quyền: mở việc, thủ trưởng bấm “Trả lại – không đúng thẩm quyền”, trong 2 "
"ngày làm việc."),
), names=("assignment-acknowledge", "assignment-return"))  # fmt: skip
_UPDATE = HelpAct("cap-nhat", say("Cập nhật kết quả, ba lần bấm"), (
    say("Bấm “Cập nhật kết quả” trên dòng việc."),
    say("Viết đã làm được gì, hoặc chỉ cần đánh dấu mốc đã xong; bấm “Chụp ảnh minh chứng” nếu có. "
"Số liệu khác ở mục “Thêm”."),
    say("Bấm “Gửi cập nhật kết quả”. Mất mạng thì hiện “Đã lưu trên máy, sẽ gửi khi có mạng”: cứ để "
"trang mở hoặc vào lại sau, báo cáo tự gửi đúng một lần."),
    say("Máy dùng chung: bấm “Đăng xuất” khi xong, mọi bản nháp trên máy bị xóa."),
), PROGRESS, ("assignment-progress",))  # fmt: skip
_OBSTACLE = HelpAct("vuong-mac", say("Nêu khó khăn, vướng mắc"), (
    say("Mở việc, bấm “Nêu khó khăn, vướng mắc”."),
    say("Viết vướng ở đâu, đề xuất gì, gửi cho ai. Người đó được báo ngay."),
    say("Nêu sớm: vướng mắc không dời thời hạn, nhưng số ngày cấp trên trả lời chậm có thể được trừ."),
), names=("assignment-obstacle",))  # fmt: skip
_PART = HelpAct("phoi-hop", say("Báo cáo phần phối hợp"), (
    say("Việc phối hợp có nút “Báo cáo phần phối hợp” trên trang Đơn vị."),
    say("Viết kết quả phần của mình, đính kèm tệp, bấm gửi. Cơ quan chủ trì được báo ngay."),
), names=("coordination-report",))  # fmt: skip
_RECEIPT = HelpAct("da-nhan", say("Xác nhận đã nhận văn bản"), (
    say("Dòng “Văn bản cần xác nhận đã nhận” có nút “Xác nhận đã nhận”: bấm trong ngày làm việc."),
))  # fmt: skip
_FIGURES = HelpAct("so-lieu", say("Nhập số liệu chỉ tiêu"), (
    say("Mở “Chỉ tiêu”, chọn chỉ tiêu, bấm “Nhập số liệu”: cơ quan chủ quản nhập cho mọi cơ quan, hoặc mỗi "
"cơ quan nhập số của mình; trang của chỉ tiêu ghi rõ “Ai nhập”."),
    say("Chọn kỳ, ghi số liệu tính đến ngày nào và nguồn. Viết như 5,62 hoặc 1.497.360. Nhiều cơ quan thì bấm "
"“Dán từ Excel”: xem trước rồi mới ghi, ghi tất cả hoặc không ghi gì."),
    say("Chưa có số thì chọn “Chưa có số liệu”; không có hồ sơ nào thì chọn “Không phát sinh hồ sơ”: cả hai "
"không tính là 0."),
    say("Số mâu thuẫn hoặc tăng, giảm bất thường thì được hỏi lại: kiểm tra, rồi ghi một câu xác nhận."),
    say("Nhập sai thì nhập lại số đúng của kỳ đó: số cũ vẫn được giữ. Nhiệm vụ đã gắn với chỉ tiêu lấy "
"số từ đây, không nhập lần thứ hai."),
), names=("figures-enter", "figures-paste"))  # fmt: skip
_CLAIM = HelpAct("hoan-thanh", say("Báo cáo hoàn thành"), (
    say("Mở việc, bấm “Báo cáo hoàn thành” (thủ trưởng đơn vị)."),
    say("Nhập số, ký hiệu, ngày văn bản kết quả, tóm tắt; đính kèm tệp."),
    say("Văn phòng xác nhận thì việc mới xong. Ngày hoàn thành tính theo ngày văn bản, nếu báo trong "
"2 ngày làm việc."),
), COMPLETION, ("assignment-claim", "assignment-submit"))  # fmt: skip
_EXTEND = HelpAct("gia-han", say("Đề nghị gia hạn"), (
    say("Mở việc, bấm “Việc khác”, “Đề nghị gia hạn”."),
    say("Chọn ngày mới, ghi lý do. Gửi trước thời hạn ít nhất 3 ngày làm việc mới tạm dừng đôn đốc."),
    say("Trang ghi rõ đây là lần thứ mấy và ai quyết định."),
), EXTENSION, ("assignment-extend",))  # fmt: skip
_EXPLAIN = HelpAct("giai-trinh", say("Giải trình"), (
    say("Việc phải giải trình đứng trên cùng trang Đơn vị, có nút “Giải trình”."),
    say("Trả lời theo mục: kết quả đến nay, nguyên nhân, trách nhiệm, biện pháp, ngày cam kết."),
    say("Chỉ cấp trên trực tiếp, Văn phòng và lãnh đạo quyết định đọc được. Ngày cam kết được theo "
"dõi."),
), names=("explanation-write",))  # fmt: skip
_NAME = HelpAct("phan-cong", say("Phân công người thực hiện"), (
    say("Bảng “Khối lượng việc theo người thực hiện” cho biết ai đang giữ bao nhiêu việc; dòng đầu "
"là việc chưa phân công."),
    say("Mở việc, bấm “Phân công”, chọn người. Người đó được báo ngay."),
), names=("assignment-officer",))  # fmt: skip
_OBJECT = HelpAct("kien-nghi", say("Kiểm tra điểm xếp hạng, kiến nghị"), (
    say("Khi Văn phòng mở thời gian kiến nghị, mở “Xếp hạng đơn vị”, chọn kỳ, bấm tên đơn vị mình."),
    say("“Vì sao đơn vị được điểm này” là phép tính từng bước; bên dưới là từng nhiệm vụ và nó được tính là gì."),
    say("Thấy sai thì bấm “Kiến nghị”, nêu nhiệm vụ và căn cứ. Văn phòng trả lời trên trang đó; hết hạn thì không gửi "
"được nữa."),
), names=("objection-new",))  # fmt: skip
_FIRST = (
    Step("don-vi", say("Xem việc cần xử lý, việc nặng nhất ở trên"), "agency-page"),
    Step("danh-sach", say("Mở danh sách nhiệm vụ và các ô lọc"), "assignment-list"),
    Step("thong-bao", say("Xem thông báo"), "notice-list"),
    Step("ho-so", say("Kiểm tra chức danh, địa chỉ thư trong hồ sơ của tôi"), "profile"),
    Step("tro-giup", say("Đọc trang trợ giúp của vai trò mình"), "help"),
)  # fmt: skip

HEAD = HelpPage(
    slug="thu-truong", title=say("Thủ trưởng đơn vị"), who=say("Giám đốc sở, thủ trưởng ban, ngành, Chủ tịch UBND cấp huyện"),
    morning=(
        say("Trang Đơn vị: “Việc cần xử lý” xếp theo hậu quả. Trước hết là việc phải giải trình, rồi "
"việc quá hạn, việc bị yêu cầu bổ sung, việc chưa tiếp nhận, việc sắp đến hạn. Mỗi dòng một "
"nút: đó là việc tiếp theo phải làm."),
        say("Cạnh đó: ai trong đơn vị giữ bao nhiêu việc, cơ quan nào còn nợ phần phối hợp, đơn vị mình "
"còn nợ ai."),
    ),
    acts=(_NAME, _CLAIM, _EXTEND, _EXPLAIN, _OBSTACLE, _TAKE, _UPDATE, _OBJECT),
    late=_LATE, ask=say("Chuyên viên theo dõi ghi trong hồ sơ nhiệm vụ."), first=_FIRST, picture=AGENCY,
)  # fmt: skip

FOCAL = HelpPage(
    slug="dau-moi", title=say("Đầu mối"), who=say("Đầu mối của sở, ban, ngành, UBND cấp huyện"),
    morning=(
        say("Trang Đơn vị cho thấy việc của cả đơn vị, việc nặng nhất ở trên. Đầu mối tiếp nhận, cập "
"nhật kết quả, xác nhận đã nhận văn bản; báo cáo hoàn thành, gia hạn, giải trình là việc của "
"thủ trưởng."),
    ),
    acts=(_TAKE, _UPDATE, _FIGURES, _RECEIPT, _PART, _OBSTACLE, _OBJECT),
    late=_LATE, ask=say("Thủ trưởng đơn vị, rồi chuyên viên theo dõi ghi trong hồ sơ."), first=_FIRST, picture=AGENCY,
)  # fmt: skip

OFFICER = HelpPage(
    slug="can-bo", title=say("Cán bộ, chuyên viên của đơn vị"), who=say("Người được thủ trưởng phân công thực hiện"),
    morning=(
        say("Trang Đơn vị mở ở “Việc của tôi”: những việc ghi tên mình mà quá hạn, phải bổ sung hoặc sắp "
"đến hạn. Bấm “Việc của cả đơn vị” để xem phần còn lại."),
    ),
    acts=(_UPDATE, HelpAct("xem-ho-so", say("Xem hồ sơ một việc"), (
        say("Bấm vào tên việc: nội dung giao, thời hạn và cách tính, mốc, ai phối hợp, các lần nhắc."),
    ), DOSSIER), _OBSTACLE, _PART, HelpAct("phai-doc", say("Đọc văn bản được chỉ định"), (
        say("Dòng “Văn bản phải đọc”: bấm “Đọc văn bản”, đọc xong bấm “Tôi đã đọc”."),
    ))),
    late=_LATE, ask=say("Đầu mối của đơn vị, rồi thủ trưởng."), first=_FIRST, picture=PROGRESS,
)  # fmt: skip

COMMUNE = HelpPage(
    slug="xa", title=say("Xã, phường, thị trấn"), who=say("Chủ tịch UBND cấp xã và người được ủy quyền"),
    morning=(
        say("Mở bằng điện thoại cũng được. Trang Đơn vị có việc tỉnh giao thẳng cho xã và “Việc huyện "
"giao”. Việc nặng nhất ở trên, mỗi việc một nút."),
    ),
    acts=(_TAKE, _UPDATE, HelpAct("huyen-giao", say("Báo cáo phần việc huyện giao"), (
        say("Dòng “Việc huyện giao” có nút “Báo cáo phần việc”."),
        say("Viết kết quả, bấm gửi. UBND huyện là nơi kết thúc phần việc; đồng hồ của tỉnh không chạy "
"trên phần này."),
    ), names=("part-detail",)), _CLAIM, _OBSTACLE, _EXTEND),
    late=_LATE, ask=say("Đầu mối của UBND huyện; việc tỉnh giao thẳng thì chuyên viên ghi trong hồ sơ."), first=_FIRST,
    picture=AGENCY,
)  # fmt: skip

STANDING_AGENCY = HelpPage(
    slug="co-quan-thuong-truc", title=say("Cơ quan thường trực chương trình"),
    who=say("Cơ quan thường trực của một chương trình, đề án (như Công an tỉnh với Đề án 06)"),
    morning=(
        say("Ngoài việc của chính mình, trang Đơn vị có số liệu toàn chương trình: bấm vào từng ô để xem "
"việc của mọi cơ quan trong chương trình đó, và chỉ chương trình đó."),
    ),
    acts=(HelpAct("theo-doi", say("Theo dõi các cơ quan trong chương trình"), (
        say("Bấm ô “Đang thực hiện quá hạn” của chương trình, xem cơ quan nào trễ, trễ mấy ngày."),
        say("Mở từng hồ sơ để xem kết quả, minh chứng, các lần nhắc. Nội dung giải trình của cơ quan "
"khác không hiện."),
    ), STANDING), HelpAct("bao-cao-ngay", say("Báo cáo ngay lãnh đạo"), (
        say("Mở việc, bấm “Việc khác”, “Báo cáo ngay”, ghi lý do (Tổ phó thường trực). Việc lên trang "
"của Chủ tịch."),
    ), names=("assignment-at-once",)), HelpAct("bao-cao-ky", say("Soạn báo cáo định kỳ"), (
        say("Hết kỳ, số liệu tự được chốt. Mở “Báo cáo định kỳ”, chọn kỳ, bấm “Soạn lời báo cáo”: mỗi mục đã có câu gợi ý, số trong ngoặc nhọn tự điền."),
        say("Xem trước PDF, bấm “Trình Văn phòng thẩm tra”. Muốn sửa thì rút lại khi Văn phòng chưa quyết."),
        say("Có ý kiến chỉ đạo thì bấm “Phát hành, lưu”: báo cáo lấy số, có tệp PDF, Word, Excel. Sai số liệu thì lập bản đính chính, bản cũ vẫn giữ."),
    ), names=("cycle-write",)), _FIGURES, _UPDATE, _CLAIM),
    late=_LATE, ask=say("Chuyên viên theo dõi chương trình ở Văn phòng UBND tỉnh."),
    first=(
        Step("don-vi", say("Xem việc cần xử lý và số liệu chương trình"), "agency-page"),
        Step("danh-sach", say("Lọc việc quá hạn của chương trình"), "assignment-list"),
        Step("bao-cao", say("Mở báo cáo định kỳ"), "cycle-list"),
        Step("ho-so", say("Kiểm tra hồ sơ của tôi"), "profile"),
    ), picture=STANDING,
)  # fmt: skip

SECRETARY = HelpPage(
    slug="bi-thu", title=say("Bí thư cấp ủy (theo dõi)"), who=say("Bí thư huyện ủy, thành ủy, thị ủy"),
    morning=(
        say("Trang Nhiệm vụ liệt kê việc của UBND địa phương mình, xếp theo thời hạn. Bí thư xem, không "
"phải làm gì trên hệ thống."),
    ),
    acts=(HelpAct("loc", say("Xem việc quá hạn của địa phương"), (
        say("Ở ô “Tiến độ” chọn “Đang thực hiện quá hạn”, bấm lọc."),
    ), LISTED), HelpAct("ho-so", say("Mở hồ sơ một việc"), (
        say("Bấm vào tên việc: ai chủ trì, thời hạn, kết quả đã báo cáo, minh chứng."),
    ), DOSSIER), HelpAct("van-ban", say("Xem văn bản giao việc"), (
        say("Trong hồ sơ, bấm số ký hiệu văn bản; hoặc mở “Văn bản chỉ đạo”."),
    )), HelpAct("tim", say("Tìm một việc"), (
        say("Gõ số ký hiệu hoặc nội dung vào ô tìm ở đầu trang, có dấu hay không dấu đều được."),
    )), HelpAct("lich", say("Xem lịch làm việc"), (
        say("Mở “Lịch làm việc” để biết ngày nghỉ, ngày làm bù dùng khi tính thời hạn."),
    ))),
    late=(say("Bí thư không bị nhắc việc; nội dung giải trình không hiện với bí thư."),),
    ask=say("Văn phòng UBND tỉnh."),
    first=(
        Step("danh-sach", say("Xem việc của địa phương"), "assignment-list"),
        Step("van-ban", say("Xem văn bản chỉ đạo"), "directive-list"),
        Step("ho-so", say("Kiểm tra hồ sơ của tôi"), "profile"),
    ), picture=LISTED,
)  # fmt: skip

AGENCY_PAGES = (HEAD, FOCAL, OFFICER, COMMUNE, STANDING_AGENCY, SECRETARY)
