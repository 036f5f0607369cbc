"""The words of tails: units and teams, how a tail begins, what cannot be one, where a predicate begins. Tables. Pure."""

from accountability.intake.rules.cues import Cue
from accountability.intake.rules.tokens import phrase_set, words_of

# Units that are named by what they do.
UNITS = phrase_set(
    [
        "đơn vị", "cơ quan", "chủ đầu tư", "chủ dự án", "chủ cơ sở", "nhà thầu", "nhà đầu tư", "lực lượng", "doanh nghiệp", "cơ sở", "tổ chức", "bộ phận", "hộ", "hộ gia đình", "hộ dân", "hộ kinh doanh", "công ty", "chi nhánh",
        "bệnh viện", "khu", "chốt", "cửa hàng", "siêu thị", "bến xe", "viện", "trung tâm", "nhóm", "nhóm nghiên cứu", "nhóm chuyên gia", "đội", "tổ", "người đứng đầu", "cá nhân", "tập thể", "ban quản lý", "ban quản lý chợ", "trạm", "trường", "phòng khám", "nhà máy", "hợp tác xã", "cán bộ", "công chức", "viên chức",
    ]
)  # fmt: skip
# Teams that are named by their task, whatever it is.
TEAMS = phrase_set(
    [
        "tổ công tác", "tổ công tác đặc biệt", "tổ công tác liên ngành", "tổ giúp việc", "tổ thẩm định", "tổ thư ký", "tổ biên tập", "tổ soạn thảo", "tổ liên ngành", "tổ kiểm tra", "đoàn kiểm tra", "đoàn kiểm tra liên ngành", "đoàn công tác", "đoàn thanh tra", "đoàn giám sát",
        "đoàn liên ngành", "hội đồng", "hội đồng thẩm định", "hội đồng tuyển dụng", "ban chỉ đạo", "ban tổ chức", "ban soạn thảo", "ban vận động", "ban điều hành", "tiểu ban", "tổ phản ứng nhanh", "thường trực ban chỉ đạo", "tổ giúp việc ban chỉ đạo", "tổ triển khai",
    ]
)  # fmt: skip
RELATIVES = words_of(
    "có bị nằm đạt chậm ven vùng thuộc ở vi mắc để được xảy dọc chưa không đang còn chịu nơi hưởng gây nợ liên"
)
RELATIVE_OF_POST = words_of("phụ được")
# Posts that several persons hold: "Phó Chủ tịch UBND xã phụ trách kinh tế"; of a chair it is what he is to do.
MANY = words_of("phó ủy thành lãnh")
# These never begin what somebody is to do, so that no predicate need follow.
SURE = words_of("bị nằm ven vùng thuộc dọc chịu nơi hưởng gây nợ liên")
# "Các đơn vị có biện pháp …": what is to be done, not which are meant.
OF_DUTY = words_of("biện phương trách báo hình lộ cơ công ý hướng nhiệm thể sự giải kế văn")
# Work that units without a name are named by.
OF_UNITS = phrase_set(
    [
        "quản lý", "khai thác", "vận hành", "sản xuất", "kinh doanh", "cung cấp", "cung ứng", "tư vấn", "thi công", "sử dụng", "thu mua", "chế biến", "nuôi", "trồng", "xuất khẩu", "đầu tư", "phát triển", "hoạt động", "tham gia", "thu gom", "giám sát", "thiết kế", "lập",
        "tổ chức lễ hội", "tổ chức sự kiện", "tổ chức hội chợ", "tổ chức thi", "điều trị", "cách ly", "điều phối", "chuyển đổi số", "tiếp công dân", "tiến hành tố tụng", "thu thập", "xét nghiệm", "phân phối", "hỗ trợ", "khám bệnh", "khám chữa bệnh", "chữa bệnh", "giết mổ", "trông giữ", "lưu trú", "giáo dục", "chăn nuôi", "dạy nghề", "dạy thêm", "sửa chữa", "mua bán", "bán", "buôn bán", "phân phối", "bảo trợ", "tham gia", "thí điểm", "cai nghiện", "ứng dụng", "truyền dẫn", "phát hành", "cho thuê", "cho vay",
        "soạn thảo", "thẩm định", "phục vụ", "bảo vệ", "đào tạo", "chủ trì", "đăng ký", "thuê", "nhận", "thẩm tra", "kiểm định", "thu phí", "vận chuyển", "xây dựng", "kiểm soát", "chủ trì soạn thảo", "chủ quản", "tiếp nhận", "phụ trách",
    ]
)  # fmt: skip
# Work that localities are named by: "các xã trồng chè".
OF_GROUPS = phrase_set(["trồng", "nuôi", "tham gia", "thí điểm", "khai thác"])
# What no unit is named by: with these the predicate begins, whatever stands before.
PREDICATES = phrase_set(
    [
        "làm việc", "tổng hợp", "hoàn thành", "hoàn tất", "hoàn thiện", "hoàn chỉnh", "tham mưu", "chỉ đạo", "tiến hành", "bố trí", "cử", "thông báo", "niêm yết", "rà soát", "họp", "tiếp thu", "bàn giao", "thống kê", "quán triệt", "chấp hành", "huy động", "lập danh sách", "cam kết",
        "tiếp tục", "đề xuất", "xem xét", "công khai", "trực", "ký cam kết", "dừng", "tạm dừng", "khắc phục", "nghiệm thu", "cập nhật", "tổ chức", "bảo đảm", "đảm bảo", "giải trình", "kiểm điểm", "chuẩn bị", "đẩy nhanh",
    ]
)  # fmt: skip
# What no team is named by.
NEVER_A_TASK = phrase_set(
    [
        "làm việc", "tổng hợp", "hoàn thành", "hoàn tất", "tham mưu", "chỉ đạo", "tiến hành", "họp", "tổ chức", "bố trí", "cử", "thông báo", "tiếp tục", "phân công", "đề xuất", "thống nhất", "xem xét", "chuẩn bị", "xây dựng", "lập danh sách", "niêm yết", "ban hành", "cập nhật",
    ]
)  # fmt: skip
# Verbs that only say how something stands: "… có chỉ số giảm điểm".
STATES = words_of("giảm tăng đạt thu chi")
NO_PREDICATE_AFTER = words_of(
    "việc công tác hoạt động tỷ lệ thủ tục dự án quá trình kế hoạch phương nhu cầu quyền nghĩa vụ tiến độ chức lĩnh vực ngành nghề nguồn vốn khả năng kết quả điều kiện mục tiêu chỉ số vụ thuộc mô hình được bị chưa không trách nhiệm chi phí dịch hệ thống khu vùng diện đã"
)
STRONG = frozenset({Cue.COORDINATE, Cue.DUTY, Cue.ADVERB, Cue.FUTURE, Cue.LEAD})
WORK = frozenset({Cue.VERB, Cue.RECEIVER, Cue.LEAD, Cue.COORDINATE, Cue.DIRECT, Cue.GIVEN, Cue.ASSIGN})
HIDDEN = frozenset({Cue.NONE, Cue.NEGATION, Cue.PAST, Cue.RESULT, Cue.JOIN, Cue.GIVEN})
NO_DUTY = frozenset({Cue.NONE, Cue.GIVEN, Cue.NEGATION, Cue.RESULT, Cue.PAST, Cue.PURPOSE})
DENIALS = words_of("chưa không đang còn")
ORDERED = (["giao"], ["chí"], ["cầu"], ["nghị"], ["cho"], ["với"])
AT_ONCE = words_of("khẩn tiếp nhanh sớm trước lập kịp")
EFFORT = words_of("tập chủ tích tăng đẩy")
SIGNS = words_of("% / - & +")
BEFORE_UNITS = words_of("giao cầu nghị với cùng cho và")
