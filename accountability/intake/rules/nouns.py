"""The nouns of the grammar: heads of agencies, titles of those who lead them, words of groups, levels, places. Tables. Pure."""

from accountability.intake.rules.tokens import PhraseTable, phrase_set, words_of

# A proper name follows the head: "Sở Y tế", "Cục Thuế", "Tập đoàn VNPT". The value: whether the name is required.
NAME_NEEDED, NAME_POSSIBLE = "needed", "possible"
_HEADS = {
    NAME_NEEDED: """
        ngành | sở | bộ | cục | tổng cục | chi cục | vụ | viện | ban | phòng | chi nhánh | tập đoàn | tổng công ty | công ty | công ty cổ phần |
        công ty tnhh | công ty tnhh mtv | công ty tnhh một thành viên | ngân hàng | quỹ | trung tâm | trường | trường đại học |
        trường cao đẳng | trường trung cấp | trường chính trị | đại học | học viện | hội | hội đồng | liên minh | liên đoàn | hiệp hội |
        liên hiệp | liên hiệp các hội | đoàn | đài | báo | tòa án | tòa án nhân dân | tand | viện kiểm sát | viện kiểm sát nhân dân | vksnd |
        hạt | hạt kiểm lâm | trạm | trạm y tế | đội | bệnh viện | tổ | bưu điện | viễn thông | điện lực | cảng | cảng vụ | vườn quốc gia |
        nhà máy | nhà xuất bản | nhà hát | bảo tàng | thư viện | đồn biên phòng | tiểu ban | khu kinh tế | lữ đoàn | sư đoàn | quân khu |
        thông tấn xã | liên hiệp hội | tạp chí | chi hội | hợp tác xã | htx | ban quản lý | ban qlda | bql | bqlda | thường trực | trung đoàn | chi đội | khu quản lý | khu bảo tồn | khu di tích | hải quan
        """,
    NAME_POSSIBLE: """
        ủy ban nhân dân | ubnd | ủy ban | hội đồng nhân dân | hđnd | hđnd và ubnd | hđnd&ubnd | hđnd-ubnd | thường trực hđnd |
        cổng ttđt | cảng hàng không quốc tế | cảng hàng không | cảng hàng hải | catp | ca tp | ca tỉnh | ca huyện | ca xã | ca phường |
        ủy ban kiểm tra | đoàn luật sư | sàn giao dịch | nhà thiếu nhi | làng trẻ em | thường trực hội đồng nhân dân | thường vụ | ngành điện | cổng thông tin điện tử | trang thông tin điện tử | ban biên tập | văn phòng | vp | văn phòng ubnd | văn phòng ủy ban nhân dân | văn phòng hđnd và ubnd |
        văn phòng hđnd&ubnd | văn phòng hđnd - ubnd | văn phòng hđnd | văn phòng chính phủ | văn phòng đoàn đbqh và hđnd |
        văn phòng đoàn đbqh&hđnd | văn phòng đoàn đại biểu quốc hội và hđnd |
        văn phòng tỉnh ủy | văn phòng huyện ủy | văn phòng điều phối | công an | thanh tra | thanh tra chính phủ | thanh tra nhà nước |
        kiểm toán nhà nước | kho bạc nhà nước | kho bạc | kbnn | bảo hiểm xã hội | bhxh | ngân hàng nhà nước | nhnn |
        ngân hàng nhà nước việt nam | ngân hàng chính sách xã hội | nhcsxh | đài phát thanh và truyền hình |
        đài phát thanh - truyền hình | đài pt-th | đài ptth | đài truyền hình | ban chỉ đạo | bcđ | ban chỉ huy | ban tổ chức | ban tuyên giáo và dân vận | ban tuyên giáo | ban chính sách, chiến lược | ban văn hóa - xã hội | ban kinh tế - ngân sách |
        ban dân vận | ban nội chính | ban kinh tế | ban pháp chế | ban quản lý dự án | ban quản lý khu kinh tế | ban quản lý các khu công nghiệp |
        bql các khu công nghiệp | ban dân tộc | ban tiếp công dân | ban thường vụ | ban chấp hành | ban xây dựng đảng | ban thi đua - khen thưởng |
        bộ chỉ huy quân sự | bộ chqs | bch quân sự | bchqs | ban chỉ huy quân sự | ban chqs | bộ chỉ huy bộ đội biên phòng | bộ chỉ huy bđbp |
        bộ ch bđbp | bộ đội biên phòng | bđbp | đồn biên phòng | tỉnh ủy | thành ủy | huyện ủy | thị ủy | quận ủy | đảng ủy | đảng ủy các cơ quan |
        chi bộ | tỉnh đoàn | huyện đoàn | thành đoàn | đoàn thanh niên | đoàn tncs hồ chí minh | đoàn tncs hcm | hội liên hiệp phụ nữ | hội lhpn |
        hội phụ nữ | hội nông dân | hội cựu chiến binh | hội ccb | hội chữ thập đỏ | hội người cao tuổi | mặt trận tổ quốc | mttq | ubmttq |
        ủy ban mặt trận tổ quốc | ủy ban mttq | ủy ban mặt trận tổ quốc việt nam | ủy ban mttq việt nam | liên đoàn lao động | lđlđ |
        liên minh hợp tác xã | chính phủ | quốc hội | đoàn đbqh | đoàn đại biểu quốc hội |
        tổ công tác | tổ công tác đặc biệt | tổ giúp việc | tổ công tác liên ngành | đoàn kiểm tra liên ngành | đoàn công tác | đoàn kiểm tra | đoàn thanh tra |
        tổ công nghệ số cộng đồng | tổ chuyển đổi số cộng đồng | tổ đề án 06 | tổ thẩm định | hội đồng thẩm định | hội đồng thi đua - khen thưởng |
        hội đồng phối hợp phổ biến, giáo dục pháp luật | cơ quan thường trực | cơ quan thường trực đề án 06 | cơ quan điều tra |
        cục thuế | chi cục thuế | thuế | cục hải quan | cục thống kê | chi cục thống kê | cục thi hành án dân sự | cục quản lý thị trường |
        quản lý thị trường | trung tâm phục vụ hành chính công | bộ phận một cửa | trạm y tế | chi cục kiểm lâm | vnpt | viettel | mobifone |
        fpt | evn | lực lượng công an | lực lượng vũ trang | quân đội | trung tâm y tế | trung tâm văn hóa | ban giám hiệu | điện lực | bưu điện |
        bệnh viện đa khoa | hội đồng quản lý | ban điều hành | ban quản lý rừng phòng hộ | ban giám đốc | chủ đầu tư | nhà thầu | nhà đầu tư |
        công đoàn | kiểm lâm địa bàn | ban quản trị | sở chỉ huy | tổ thư ký | tổ biên tập | ban soạn thảo | tổ soạn thảo | thuế tỉnh | thuế cơ sở | thống kê tỉnh | thống kê cơ sở | báo và phát thanh, truyền hình | báo và đài phát thanh, truyền hình | báo và đài phát thanh - truyền hình | trung tâm dịch vụ tổng hợp | trung tâm dịch vụ công | tổ hậu kiểm | tiểu ban
        """,
}
# Words that begin like a head and are none.
_NO_HEADS = """
    ban hành | ban bố | ban đầu | ban ngày | ban thưởng | báo cáo | báo động | báo nêu | báo chí | báo hiệu | báo trước | bộ phận | bộ máy | bộ tiêu chí | bộ chỉ số |
    bộ chỉ tiêu | bộ luật | bộ hồ sơ | bộ đội cụ | cục bộ | vụ việc | vụ án | vụ mùa | vụ đông | vụ xuân | vụ hè | vụ chiêm | vụ cháy | vụ tai nạn | vụ kiện | hội nghị |
    hội họp | hội thảo | hội nhập | hội trường | hội viên | hội chợ | hội ý | hội tụ | hội thi | đoàn kết | đoàn viên | đoàn thể | đoàn người | phòng chống | phòng, chống |
    phòng ngừa | phòng cháy | phòng bệnh | phòng học | phòng vệ | phòng họp | phòng dịch | phòng trừ | phòng tránh | sở hữu | sở tại | sở trường | sở thích | trường hợp |
    trường học | trường kỳ | viện dẫn | viện trợ | viện phí | quỹ đất | quỹ tiền | quỹ thời gian | quỹ nhà | quỹ lương | tổ chức | tổ quốc | tổ trưởng | tổ phó | tổ viên |
    tổ dân phố | đội ngũ | đội bóng | đội trưởng | đài thọ | trạm thu phí | hạt giống | hội đồng nghĩa vụ | thuế suất | thuế thu nhập | thuế giá trị | thuế đất |
    thuế xuất | thanh tra | kiểm tra | văn phòng phẩm | công an nhân dân | thuế tài nguyên | thuế bảo vệ | ban chuyên trách | cảng biển | cảng cá | bộ thủ tục | bộ dữ liệu |
    bộ tài liệu | bộ câu hỏi | bộ mã | bộ nhớ | bộ quy tắc | bộ chứng từ | viện cớ | hội chứng | hội chẩn | đại học và | trường lớp | công ty con | công an trị | tổ hợp |
    viễn thông công ích | điện lực quốc gia | bưu điện văn hóa | quân đội nhân dân anh hùng | quỹ phòng | thuế | phí
"""
# Titles before the name of an agency; the value is whether the title alone is a body.
_TITLES = """
    giám đốc | phó giám đốc | tổng giám đốc | phó tổng giám đốc | chủ tịch | phó chủ tịch | phó chủ tịch thường trực | chánh văn phòng |
    phó chánh văn phòng | chánh thanh tra | trưởng ban | phó trưởng ban | phó trưởng ban thường trực | trưởng phòng | phó trưởng phòng | thủ trưởng | thủ trưởng cơ quan |
    cục trưởng | phó cục trưởng | chi cục trưởng | tổng cục trưởng | vụ trưởng | viện trưởng | bộ trưởng | thứ trưởng | chỉ huy trưởng | chính ủy |
    hiệu trưởng | bí thư cấp ủy | bí thư | phó bí thư | phó bí thư thường trực | người đứng đầu | lãnh đạo | tập thể lãnh đạo | chánh án | viện trưởng viện kiểm sát |
    tổ trưởng | tổ phó | tổ phó thường trực | tổng biên tập | đội trưởng | trạm trưởng | hạt trưởng | trưởng đoàn | phó trưởng đoàn | tư lệnh |
    phó chủ tịch phụ trách | chủ nhiệm | phó chủ nhiệm | tổng thư ký | trưởng công an | thành viên | trưởng trạm y tế | phó thủ tướng | tổng kiểm toán |
    kế toán trưởng | công chức | viên chức | cán bộ | thống đốc | tổng thanh tra | trưởng trạm | trưởng thôn | trưởng xóm | xóm trưởng | trưởng bản | trưởng khối | khối trưởng | người phát ngôn | người đại diện | người quản lý | người đại diện theo pháp luật | bí thư chi bộ | chủ tịch hội đồng thành viên | các thành viên
"""
# Nouns that stand for a whole group after "các", "toàn bộ" … or in a row ("cơ quan, đơn vị").
_GENERICS = """
    tổ chức hành nghề công chứng | tổ chức hành nghề luật sư | tổ chức hành nghề đấu giá | tổ chức hành nghề đấu giá tài sản | khu cách ly | khu cách ly tập trung | khu du lịch | khu đô thị | nhóm nghiên cứu | nhóm chuyên gia | cơ quan tham mưu, giúp việc | cơ quan tham mưu | hãng | hãng taxi | hãng tàu | hãng hàng không | huyện đoàn | thành đoàn | thị đoàn | quận đoàn | xã đoàn | đoàn xã | chủ hồ | chủ hồ đập | chủ hồ, đập | chủ hồ chứa nước | chủ đập | chủ tàu | chủ hồ chứa | chủ mỏ | chủ nguồn thải | hội quần chúng | trưởng thôn | hiệu trưởng | bí thư chi bộ | thành viên ban chỉ đạo | phòng khám | trung tâm y tế | quỹ tín dụng nhân dân | công an xã | cơ sở sản xuất | cơ sở kinh doanh | cơ sở giáo dục nghề nghiệp | ban quản lý chợ | bộ trưởng | thủ trưởng cơ quan ngang bộ | thủ trưởng cơ quan thuộc chính phủ | quý cơ quan | chính quyền | chính quyền địa phương | chính quyền cơ sở | thành | thị | sở | ban | ngành | đoàn thể | cơ quan | đơn vị | địa phương | bộ | bộ ngành | sở ngành | ban ngành | tổ chức | doanh nghiệp | huyện | thành phố | thị xã | xã | phường | thị trấn |
    quận | đặc khu | tỉnh | cá nhân | hội | hội đoàn thể | tổ chức chính trị - xã hội | tổ chức chính trị | chủ đầu tư | nhà đầu tư | nhà thầu | nhà mạng | trường | nhà trường | trường học | bệnh viện |
    phòng | phòng ban | phòng chuyên môn | thành viên | cấp ủy | cấp | cấp ngành | cơ quan ngang bộ | cơ quan thuộc chính phủ | lực lượng | lực lượng chức năng | hiệp hội | hợp tác xã | ban quản lý |
    ban quản lý dự án | ban qlda | ban quản lý dự án chuyên ngành | ban qlda chuyên ngành | bql dự án | ban quản lý khu công nghiệp | khu công nghiệp | chi nhánh | ngân hàng | ngân hàng thương mại | tổ chức tín dụng | công ty | tập đoàn | tổng công ty |
    cơ quan chuyên môn | cơ quan báo chí | cơ quan thông tấn | cơ quan truyền thông | cơ quan chức năng | cơ quan hành chính | đơn vị sự nghiệp | đơn vị sự nghiệp công lập | đơn vị trực thuộc | đơn vị vũ trang | cơ quan đảng |
    hộ gia đình | hộ dân | người dân | nhân dân | cán bộ | đảng viên | công chức | viên chức | người lao động | học sinh | sinh viên | chiến sĩ | lực lượng vũ trang | đoàn viên | hội viên | cử tri |
    cán bộ công chức | lãnh đạo | cơ sở y tế | cơ sở giáo dục | cơ sở khám chữa bệnh | cơ sở khám bệnh, chữa bệnh | cơ sở | đồn biên phòng | thôn | xóm | bản | khối | tổ dân phố | tổ công tác | tổ công nghệ số cộng đồng | tổ chức đoàn thể |
    ban chỉ đạo | cục | chi cục | vụ | viện | trung tâm | cơ quan trung ương | bộ ngành trung ương | cơ quan tư pháp | cơ quan tố tụng | cơ quan quản lý nhà nước | cơ quan nhà nước | cơ quan liên quan | ngành chức năng | đơn vị chức năng | ngành liên quan |
    đơn vị thi công | đơn vị tư vấn | đơn vị vận hành | đơn vị cung cấp | cơ quan soạn thảo | đảng bộ | chi bộ | đảng ủy | huyện ủy | thành ủy | thị ủy | phó chủ tịch ubnd | phó chủ tịch | đồng chí phó chủ tịch | đồng chí phó chủ tịch ubnd | ủy viên ubnd |
    đồng chí ủy viên | đồng chí | thành viên ubnd | đoàn kiểm tra | doanh nghiệp viễn thông | doanh nghiệp vận tải | chủ rừng | chủ dự án | chủ cơ sở | chủ phương tiện | hội đồng | tổ | đội | trạm y tế | trường thpt | trường đại học | trường cao đẳng | cơ quan thường trực | phòng giao dịch | tổ công tác đề án 06 | đơn vị chủ trì | cơ quan chủ trì |
    đơn vị dự toán | đơn vị sử dụng ngân sách | ban của hđnd | ban đảng | ban xây dựng đảng | cụm thi đua | khối thi đua | công ty thủy lợi | công ty thủy điện | sở ban ngành | quỹ | lao động | phòng nghiệp vụ | đơn vị nghiệp vụ | cục nghiệp vụ | công an | bộ phận | cơ quan công an | tổ giúp việc
"""
# What may follow the nouns of a group and belongs to it.
_SUFFIXES = """
    sau hợp nhất | sau khi hợp nhất | sau khi sắp xếp | sau khi sáp nhập | trước sáp nhập | mới hợp nhất | mới thành lập | các dự án | các công trình | thủy lợi | thủy điện | thủy lợi, thủy điện | viễn thông, công nghệ thông tin | bưu chính, viễn thông | mới thành lập | mới sáp nhập | sau sáp nhập | sau sắp xếp | mới | liên quan | có liên quan | nêu trên | nói trên | trên | khác | này | trực thuộc | thuộc phạm vi quản lý | trên địa bàn | trên địa bàn tỉnh | trên địa bàn huyện | trên địa bàn thành phố | trên địa bàn xã |
    của tỉnh | của huyện | của thành phố | của xã | thuộc tỉnh | thuộc huyện | thuộc thành phố | thuộc ubnd tỉnh | trực thuộc ubnd tỉnh | trực thuộc tỉnh | tỉnh | huyện | xã | thuộc sở | thuộc trung ương | trực thuộc trung ương | trung ương | ở trung ương | đóng trên địa bàn | đóng trên địa bàn tỉnh |
    được phân công | được giao | được giao nhiệm vụ | được giao chủ trì | chức năng | chuyên môn | chuyên ngành | địa phương | cùng cấp | các cấp | cấp cơ sở | ở cơ sở | trong tỉnh | trong và ngoài tỉnh | trên toàn tỉnh | toàn tỉnh | trong toàn tỉnh |
    nghiệp vụ | nhà nước | công lập | thi công | tư vấn | dự toán | chậm giải ngân | có dự án | có dự án đi qua | có tuyến đi qua | có tuyến đường đi qua | có nợ đọng | được giao vốn | sử dụng ngân sách | sử dụng ngân sách nhà nước | của thành phố này | chuyên ngành tỉnh | trọng điểm | vũ trang | ven biển | miền núi | biên giới | được thanh tra | được kiểm tra | viễn thông
"""
_LEVELS = "tỉnh | thành phố | tp | tp. | thị xã | tx | tx. | thị trấn | tt | huyện | quận | xã | phường | đặc khu | liên xã | khu vực | vùng | miền"
_OPENERS = """
    các | những | toàn bộ | toàn bộ các | toàn thể | tất cả | tất cả các | mọi | mỗi | từng | một số | hai | ba | các cơ quan là | đối với các
"""
HONORIFICS = phrase_set(
    [
        "anh",
        "chị",
        "đồng chí",
        "ông",
        "bà",
        "đ/c",
        "bác sĩ",
        "tiến sĩ",
        "thạc sĩ",
        "kỹ sư",
        "luật sư",
        "đại tá",
        "thượng tá",
        "trung tá",
        "thiếu tá",
        "thiếu tướng",
    ]
)


def phrases_of(text: str) -> list[str]:
    """The phrases of a table, a bar between them; a phrase may hold commas ("phòng, chống")."""
    return [phrase.strip() for phrase in " ".join(text.split()).split(" | ") if phrase.strip()]


# Who speaks in the documents of a province: never the lead of what it gives.
ISSUERS = phrase_set(
    [
        "ubnd tỉnh", "ủy ban nhân dân tỉnh", "chủ tịch ubnd tỉnh", "phó chủ tịch ubnd tỉnh", "phó chủ tịch thường trực ubnd tỉnh", "lãnh đạo ubnd tỉnh", "chủ tịch ủy ban nhân dân tỉnh", "thủ tướng", "thủ tướng chính phủ", "phó thủ tướng", "chính phủ", "ubnd thành phố", "ubnd tp",
        "tỉnh ủy", "ban thường vụ tỉnh ủy", "thường trực tỉnh ủy", "bí thư tỉnh ủy", "hđnd tỉnh", "thường trực hđnd tỉnh", "chủ tịch ubnd thành phố", "ban cán sự đảng",
    ]
)  # fmt: skip
# Titles that need no agency behind them.
ALONE = phrase_set(
    [
        "chánh văn phòng",
        "phó chánh văn phòng",
        "bí thư chi bộ",
        "trưởng thôn",
        "trưởng xóm",
        "xóm trưởng",
        "trưởng bản",
        "trưởng khối",
        "khối trưởng",
        *(
            f"{head}trưởng đoàn{task}"
            for head in ("", "phó ")
            for task in ("", " công tác", " kiểm tra", " thanh tra", " giám sát", " liên ngành")
        ),
    ]
)
# A role of the body just named, behind a comma or a dash: "Công an tỉnh - cơ quan thường trực Đề án 06 tỉnh - chủ trì …".
ROLES_APPOSED = phrase_set(
    [f"{noun} {role}" for noun in ("cơ quan", "đơn vị") for role in ("thường trực", "chủ trì", "đầu mối", "chủ quản", "giúp việc", "tham mưu", "chủ đầu tư")]
)  # fmt: skip
# A second post of the same person, after a comma.
APPOSED = phrase_set(
    ["tổ trưởng", "tổ phó", "trưởng ban chỉ đạo", "phó trưởng ban", "trưởng ban", "ủy viên", "phó bí thư", "thành viên", "tổ phó thường trực", "bí thư đảng đoàn", "bí thư ban cán sự", "chủ tịch hội đồng", "phó chủ tịch hội đồng"]
)  # fmt: skip
HEADS = PhraseTable({phrase: kind for kind, text in _HEADS.items() for phrase in phrases_of(text)})
NO_HEADS = phrase_set(phrases_of(_NO_HEADS))
TITLES = phrase_set(phrases_of(_TITLES))
GENERICS = phrase_set(phrases_of(_GENERICS))
SUFFIXES = phrase_set(phrases_of(_SUFFIXES))
LEVEL_WORDS = phrase_set(phrases_of(_LEVELS))
OPENERS = phrase_set(phrases_of(_OPENERS))
# After one name these make it many: "Tổ công tác các cấp", "Phòng Nội vụ cùng cấp".
RANKS = phrase_set(
    [
        "các cấp",
        "cùng cấp",
        "các huyện",
        "các tỉnh",
        "các huyện, thành phố, thị xã",
        "các huyện, thành phố",
        "các địa phương",
        "cấp tỉnh",
        "cấp huyện",
        "cấp xã",
        "cấp huyện, cấp xã",
        "các đơn vị, địa phương",
    ]
)
STOP_WORDS = words_of("""
    và hoặc để theo tại của do về trong từ đến khi nếu như là với cho cùng căn đã sẽ đang không chưa được bị cũng
    trước sau trên dưới ngoài qua bằng nêu này đó nhưng song vào ra lại xem thì mà nhằm gồm các những
    """)  # fmt: skip
# Words that are verbs though no cue begins with them: right behind a body its predicate begins there.
VERBISH = words_of("là làm đi đến về ra vào lên lấy cho mua bán giữ trả nói nhờ gõ phát đón mang đưa dùng")
LEVEL_OF_GROUP = phrase_set(["cấp tỉnh", "cấp huyện", "cấp xã", "cấp", "cấp sở"])
# Heads whose ellipsis goes on over a list: "các Sở GTVT, Xây dựng", "UBND các huyện Diễn Châu, Yên Thành".
FIELD_HEADS = frozenset(
    {"sở", "bộ", "phòng", "ban", "vụ", "ngành", "sở, ngành", "bộ, ngành", "chi cục", "cục"}
)
PLACE_HEADS = frozenset(
    {"ubnd", "ủy ban nhân dân", "công an", "hđnd", "hội đồng nhân dân", "huyện ủy", "đảng ủy", "phòng"}
)
# A ministry may follow the name of its department: "Cục Cảnh sát … Bộ Công an".
WITH_PARENT = frozenset(
    {
        "cục",
        "tổng cục",
        "vụ",
        "viện",
        "trung tâm",
        "phòng",
        "chi cục",
        "trường",
        "học viện",
        "ban",
        "báo",
        "cục nghiệp vụ",
    }
)

_BEGINNINGS = frozenset(
    word for table in (HEADS, TITLES, GENERICS, LEVEL_WORDS, OPENERS, HONORIFICS) for word in table.first
)


def may_begin(key: str) -> bool:
    """Whether a body may begin with this word by the grammar (the dictionary of the day knows more)."""
    return key in _BEGINNINGS
