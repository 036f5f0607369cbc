"""The words by which a sentence assigns, tells or threatens: one table, phrase → kind of cue. Pure.

Longest phrase first, so that "giao thông" is no "giao" and "chủ trì, phối hợp" is both.
"""

from enum import StrEnum

from accountability.intake.rules.nouns import phrases_of
from accountability.intake.rules.tokens import PhraseTable


class Cue(StrEnum):
    """What a phrase does in a sentence."""

    ASSIGN = "assign"  # giao | phân công: the body that follows is the lead.
    ASK = "ask"  # yêu cầu | đề nghị: the same | but may be asked of somebody above.
    DIRECT = "direct"  # chỉ đạo: the same only when somebody above is the subject.
    LEAD = "lead"  # chủ trì: the body before it is the lead.
    COORDINATE = "coordinate"  # phối hợp với: the bodies that follow coordinate.
    JOIN = "join"  # cùng | có sự tham gia của: coordinate | beside a lead only.
    DUTY = "duty"  # có trách nhiệm | phải: the body before it is the lead.
    GIVEN = "given"  # được giao: the body before it is the lead when a verb follows.
    ADVERB = "adverb"  # khẩn trương | chủ động: an imperative begins.
    VERB = "verb"  # kiểm tra | rà soát: the work itself.
    RECEIVER = "receiver"  # báo cáo | gửi | trình: who follows only receives.
    PAST = "past"  # đã | thời gian qua: told | not assigned.
    RESULT = "result"  # đạt được | kết quả là: told.
    FUTURE = "future"  # sẽ: announced | not assigned.
    THREAT = "threat"  # chịu trách nhiệm trước: what happens otherwise.
    PRAISE = "praise"  # phê bình | biểu dương | đánh giá cao.
    RECITAL = "recital"  # căn cứ | xét đề nghị: why | before what.
    CONNECT = "connect"  # đồng thời | ngoài ra.
    SAY = "say"  # cho biết | khẳng định: somebody's words.
    NEGATION = "negation"  # không | chưa.
    CONDITION = "condition"  # nếu | trường hợp.
    PURPOSE = "purpose"  # để | nhằm.
    LABEL_LEAD = "label lead"  # "Cơ quan chủ trì:"
    LABEL_COORDINATE = "label coordinate"  # "Cơ quan phối hợp:"
    LABEL_TIME = "label time"  # "Thời gian hoàn thành:"
    NONE = "none"  # A phrase that only looks like a cue.


_CUES = {
    Cue.ASSIGN: """
        chấp thuận cho | chấp thuận để | đồng ý cho | đồng ý để | thống nhất để | thống nhất cho | đồng ý cho phép | chấp thuận cho phép | nhất trí để | nhất trí cho | ủy thác cho | giao khoán cho | bàn giao nhiệm vụ cho |
        giao | giao cho | giao nhiệm vụ cho | giao trách nhiệm cho | giao nhiệm vụ | giao trách nhiệm | giao quyền cho | thống nhất giao | đồng ý giao | quyết định giao | tiếp tục giao |
        phân công | phân công cho | phân công nhiệm vụ cho | phân công nhiệm vụ | ủy quyền cho | ủy quyền | chỉ định | trước mắt giao | giao trực tiếp
        """,
    Cue.ASK: """
        yêu cầu | đề nghị | kính đề nghị | trân trọng đề nghị | nghiêm túc yêu cầu | yêu cầu đối với | đề nghị với | nhắc nhở yêu cầu | chỉ đạo yêu cầu | lưu ý | đôn đốc yêu cầu
        """,
    Cue.DIRECT: "chỉ đạo | lãnh đạo chỉ đạo | lệnh cho | quán triệt đến | quán triệt yêu cầu | hướng dẫn chỉ đạo",
    Cue.LEAD: """
        chủ trì | làm chủ trì | là cơ quan chủ trì | là đơn vị chủ trì | làm cơ quan chủ trì | làm đơn vị chủ trì | làm đầu mối | là đầu mối | là cơ quan đầu mối | làm cơ quan đầu mối |
        chịu trách nhiệm chủ trì | có trách nhiệm chủ trì | giữ vai trò chủ trì | chủ trì thực hiện | trực tiếp chủ trì | là cơ quan thường trực | làm cơ quan thường trực | đóng vai trò chủ trì | làm nòng cốt
        """,
    Cue.COORDINATE: """
        p/h | p/h với | phối hợp | phối hợp với | phối hợp cùng | phối hợp cùng với | phối hợp chặt chẽ | phối hợp chặt chẽ với | phối hợp chặt chẽ cùng | phối kết hợp | phối kết hợp với | phối hợp hiệu quả với | phối hợp đồng bộ với | phối hợp tốt với |
        chủ động phối hợp | chủ động phối hợp với | chủ động phối hợp cùng | chủ động phối hợp chặt chẽ với | chủ động, phối hợp với | chủ động, phối hợp chặt chẽ với | tăng cường phối hợp với | có sự phối hợp của | với sự phối hợp của | sự phối hợp của |
        tiếp tục phối hợp | tiếp tục phối hợp với | tiếp tục phối hợp chặt chẽ với | thường xuyên phối hợp với | khẩn trương phối hợp với | kịp thời phối hợp với | phối hợp thống nhất với | phối hợp thường xuyên với | tích cực phối hợp với |
        phối hợp nhịp nhàng với | trao đổi thống nhất với | thống nhất với | hiệp đồng với | hiệp đồng chặt chẽ với | liên hệ phối hợp với | chủ trì chỉ đạo | chủ trì, chỉ đạo | chủ trì đôn đốc | chủ trì, hướng dẫn | bàn với
        """,
    Cue.JOIN: "cùng | cùng với | với sự tham gia của | có sự tham gia của | kết hợp với | kết hợp cùng | mời",
    Cue.DUTY: """
        có trách nhiệm | có nhiệm vụ | phải | cần | cần phải | phải có trách nhiệm | chịu trách nhiệm | chịu trách nhiệm thực hiện | chịu trách nhiệm triển khai | chịu trách nhiệm tổ chức | chịu trách nhiệm chỉ đạo |
        chịu trách nhiệm tham mưu | chịu trách nhiệm theo dõi | chịu trách nhiệm kiểm tra | chịu trách nhiệm đôn đốc | chịu trách nhiệm rà soát | chịu trách nhiệm hướng dẫn | chịu trách nhiệm xây dựng | chịu trách nhiệm tổng hợp | chịu trách nhiệm chuẩn bị | chịu trách nhiệm phối hợp |
        chịu trách nhiệm bố trí | chịu trách nhiệm cung cấp | chịu trách nhiệm quản lý | chịu trách nhiệm bảo đảm | chịu trách nhiệm đảm bảo | có trách nhiệm phối hợp | phải đạt | bắt buộc phải | phải hoàn thành | cần tập trung | phải tập trung | chịu trách nhiệm cập nhật | chịu trách nhiệm báo cáo |
        phải khẩn trương | phải chủ động | chịu trách nhiệm chính | phải chịu trách nhiệm chính | chịu trách nhiệm chính trong việc
        """,
    Cue.GIVEN: "được giao | được phân công | được giao nhiệm vụ | được giao chủ trì | được phân công chủ trì | được giao phối hợp",
    Cue.ADVERB: """
        khẩn trương | khẩn trương, nghiêm túc | chủ động | tích cực | kịp thời | tập trung | quyết liệt | tiếp tục | thường xuyên | định kỳ | nghiêm túc | tăng cường | đẩy mạnh | ưu tiên | kiên quyết | nhanh chóng | trực tiếp | trước mắt | phấn đấu | quyết tâm | phát huy | nỗ lực |
        chủ động tham mưu | đồng loạt | đề cao | nêu cao | sớm | chậm nhất | hằng tháng | hàng tháng | hằng quý | hàng quý | hằng năm | hàng năm | hằng tuần | hàng tuần | định kỳ hằng tháng | định kỳ hàng tháng | thần tốc | tuyệt đối không | lập tức | căn cứ chức năng | căn cứ chức năng nhiệm vụ |
        theo chức năng | theo chức năng nhiệm vụ | căn cứ nhiệm vụ | trên cơ sở | căn cứ | căn cứ vào | có kế hoạch | có phương án | có giải pháp | có biện pháp | có báo cáo | có văn bản | theo thẩm quyền | không để | không được | tuyệt đối | cương quyết | sẵn sàng | chỉ được | chỉ bán | chỉ thực hiện | chỉ tổ chức | chỉ tiếp nhận | chỉ cấp | chỉ giải quyết | nhanh chóng, kịp thời | mạnh dạn | chú ý | thực sự | thật sự | bằng mọi biện pháp | bằng mọi giá | cùng nhau
        """,
    Cue.RECEIVER: """
        báo cáo | gửi | gửi về | trình | tham mưu | tham mưu cho | báo cáo về | báo cáo kết quả | báo cáo kết quả về | gửi báo cáo về | gửi báo cáo | gửi kết quả về | trình xin ý kiến | xin ý kiến | xin ý kiến chỉ đạo | báo cáo đề xuất | kiến nghị | tham mưu trình | giúp | tham mưu giúp | gửi đến | gửi tới |
        đề xuất | kiến nghị với | thông qua | báo cáo, đề xuất | báo cáo, trình | báo cáo cho | báo cáo ngay cho | báo cáo ngay | báo cáo lại | thông báo cho | thông tin cho | cung cấp cho | tham mưu, trình | tham mưu, báo cáo | chuyển | chuyển cho | nộp về | phản ánh về | trình cấp có thẩm quyền | gửi văn bản | gửi danh sách về | gửi lấy ý kiến
        """,
    Cue.VERB: """
        kiểm tra | rà soát | tham mưu | xây dựng | triển khai | tổ chức | thực hiện | hoàn thành | hoàn thiện | ban hành | đôn đốc | theo dõi | tổng hợp | hướng dẫn | tuyên truyền | phổ biến | quán triệt | nghiên cứu | đề xuất | cập nhật | thống kê | cung cấp | công khai | công bố |
        niêm yết | bố trí | phân bổ | thẩm định | thanh tra | xử lý | giải quyết | khắc phục | chấn chỉnh | bảo đảm | đảm bảo | chuẩn bị | phê duyệt | lập | trả lời | làm rõ | đánh giá | tổng kết | sơ kết | cử | lựa chọn | thành lập | kiện toàn | củng cố | nâng cao | nâng cấp | mở rộng | nhân rộng |
        phát triển | đầu tư | mua sắm | trang bị | lắp đặt | kết nối | chia sẻ | tích hợp | số hóa | làm sạch | đối soát | xác minh | xác nhận | cấp | thu thập | thu hồi | thu | nộp | chi trả | giải ngân | quyết toán | thanh toán | giải phóng | bàn giao | tiếp nhận | tiếp thu | giám sát | quản lý | vận hành | vận động |
        huy động | tuyển dụng | đào tạo | tập huấn | bồi dưỡng | đăng ký | kích hoạt | sử dụng | ứng dụng | xác định | nắm | nắm chắc | nắm rõ | nắm sát | rút kinh nghiệm | kiểm điểm | giải trình | tham gia | hỗ trợ | giúp | tháo gỡ | đẩy nhanh | duy trì | khai thác | bảo vệ | phòng ngừa | phòng, chống | ngăn chặn |
        đấu tranh | tuần tra | kiểm soát | khoanh vùng | tiêm | tiêm phòng | di dời | sơ tán | neo đậu | ứng phó | ứng trực | trực | cảnh báo | dự báo | thông báo | thông tin | đưa tin | đăng tải | phát sóng | biên soạn | in ấn | phát hành | góp ý | tham gia ý kiến | cho ý kiến | soạn thảo | sửa đổi | bổ sung | thay thế |
        bãi bỏ | ký kết | ký cam kết | ký | đàm phán | mời | làm việc | trao đổi | thống nhất | chỉ đạo | lãnh đạo | điều hành | phân công | giao nhiệm vụ | quy định | cụ thể hóa | lồng ghép | gắn | thực thi | chấp hành | tuân thủ | siết chặt | rút ngắn | cắt giảm | đơn giản hóa | giảm | tăng | hạn chế | đạt | tiến hành | mở |
        xét | xét duyệt | bình xét | xét chọn | chọn | họp | giao ban | học tập | làm thủ tục | lắng nghe | chú trọng | coi trọng | đổi mới | cải thiện | cải tiến | kêu gọi | chi | cấp phát | phân phối | tiêu thụ | chế biến | nuôi | khôi phục | phục hồi | tái thiết | bóc tách | phân loại | sắp xếp | bố cục | cân đối | trích | đối ứng | tạm ứng | thẩm tra | kiểm kê | kiểm đếm | đo đạc | cắm mốc | giao đất | bồi thường | tái định cư | khởi công | thi công | nghiệm thu | đưa vào | đưa | vận chuyển | dự trữ | cung ứng | điều tiết | bình ổn | xúc tiến | kêu gọi | thu hút |
        quảng bá | giới thiệu | tôn vinh | khen thưởng | kỷ luật | luân chuyển | điều động | đánh giá xếp loại | chấm điểm | xếp hạng | tự đánh giá | chấm | khảo sát | điều tra | phân tích | đề ra | báo cáo giải trình | tiếp công dân | đối thoại | tiếp xúc | hòa giải | xét xử | thi hành | cưỡng chế |
        tháo dỡ | phá dỡ | dừng | tạm dừng | đình chỉ | yêu cầu chủ đầu tư | lắng nghe | quan tâm | chăm lo | chăm sóc | thăm | tặng | trao | miễn | gia hạn | khám | điều trị | cách ly | xét nghiệm | phun | vệ sinh | khử trùng | trồng | gieo | thu hoạch | tưới | tích nước | xả | vớt | thu gom | phân loại rác | có phương án |
        có báo cáo | có kế hoạch | có giải pháp | có văn bản | tạo lập | lập danh sách | lập kế hoạch | lập dự toán | đồng bộ | chuyển đổi | chuyển | bảo trì | sửa chữa | khơi thông | nạo vét | gia cố | chốt | rút | trình diễn | diễn tập | huấn luyện | tuyển | sửa | sửa lỗi | vá lỗi | gọi | nhập | xuất | tạo | tạo điều kiện | tạo thuận lợi |
        nêu gương | gương mẫu | đi đầu | phát động | hưởng ứng | ủng hộ | quyên góp | tự kiểm tra | tự rà soát | thực hành | tiết kiệm | cài đặt | định danh | mua | bán | thuê | kiến nghị | tư vấn | phản ánh | phát hiện | tố giác | truy xuất | truy vết | làm tốt | bám sát | nghiệm túc | hoạt động | khuyến khích | vận dụng |
        khuyến cáo | tổng rà soát | tổng kiểm tra | tổng kiểm kê | tổng vệ sinh | tổng điều tra | nâng | tái cấu trúc | cấu trúc lại | cơ cấu lại | xóa | xóa bỏ | loại bỏ | khắc phục | bồi đắp | cứu trợ | cứu hộ | cho vay | giãn nợ | khoanh nợ | cấp bù | vá | bịt | cắm biển | lắp biển | dựng | tập kết | vét | tát | rà phá | xây | chuyển giao | tinh giản | sáp nhập | hợp nhất | giải thể | ban bố | lập | chỉnh lý | lưu trữ | số hoá | cụ thể | phân tích | phân công | phân cấp | ủy quyền | đáp ứng | tìm | đưa ra | thể chế hóa | quy hoạch | điều chỉnh | lấy ý kiến | thẩm định giá | đấu giá | đấu thầu | định giá | xác lập | tiếp tục | chỉnh sửa | chỉnh trang | phục vụ | phối hợp xử lý | phân luồng | chủ động | tiêu hủy | tái đàn | kiểm tra lại | gia cường | củng cố hồ sơ |
        truy quét | súc rửa | tiếp tế | phát dọn | trực gác | thông xe | thông tuyến | chấm dứt | hoàn tất | hoàn chỉnh | hoàn trả | giải tỏa | lập lại | ra quân | chuẩn hóa | hậu kiểm | kê khai | kê biên | khai báo | khai trương | khánh thành | khởi động | khởi tố | bắt giữ | triệt phá | triệt xóa | trấn áp | xử phạt | truy thu | truy tố | truy cứu | đối chiếu | so sánh | trích xuất | nhập liệu |
        cấp phép | cấp đổi | cấp lại | cấp mới | cấp cứu | cứu chữa | cứu nạn | trợ giúp | trợ cấp | truyền thông | che chắn | gia hạn | tinh gọn | thu gọn | rút gọn | chia tách | phân chia | phân khai | phân nhóm | phân tuyến | phân loại | điều phối | điều chuyển | điều hòa | biệt phái | bổ nhiệm | miễn nhiệm | tuyển chọn | tuyển sinh | tìm hiểu | tham khảo | tham vấn | khai thông | giữ vững | giữ gìn | bảo tồn | bảo dưỡng | bảo quản |
        tu bổ | tu sửa | tôn tạo | dọn dẹp | thu dọn | quét dọn | chôn lấp | giám định | kiểm định | kiểm nghiệm | kiểm dịch | xem xét | nhận diện | tính toán | hạch toán | đối phó | phòng tránh | phòng trừ | tiêm chủng | chữa cháy | dập tắt | đưa đón | đón tiếp | tiếp đón | lên lịch | lên kế hoạch | lên phương án | thiết kế | thiết lập | liên kết | liên thông | liên hệ | kết thúc | đóng góp | tăng ca | gỡ bỏ | bóc gỡ | thu giữ | tạm giữ | tịch thu | niêm phong |
        phong tỏa | ổn định | đảm nhiệm | đảm trách | ký số | giải đáp | giải thích | trả kết quả | hoàn thuế | nhắn tin | đăng tin | chuyển tải | chuyển tiếp | sao lưu | thăm hỏi | động viên | trao tặng | thâm canh | gieo cấy | xuống giống | thu mua | bao tiêu | truy xuất | bình chọn | lấy phiếu | lấy mẫu | dỡ bỏ | hủy bỏ | vinh danh | tổng duyệt | chạy thử | thử nghiệm | thí điểm | nhập | nối lại | khơi dậy | bù đắp | tự đánh giá | thu nộp | truy nộp | chốt số liệu | khóa sổ | đối trừ |
        lên danh sách | tổ chức lại | xã hội hóa | đồng hành | ràng buộc | giãn, hoãn | miễn, giảm | bảo trợ | tiếp sức | lồng ghép | phủ sóng | san lấp | hạ tải | cân tải | tiếp cận | trực chiến | trực cứu hộ | chằng chống | cắt tỉa | chặt hạ | thả giống | khử khuẩn | tẩy độc | dập dịch | đưa ra xét xử | hòa giải | tống đạt | giao ca | ký duyệt | ký ban hành | chuyển trả | hoàn thổ | cắm biển báo | phân ca | chia ca | bám địa bàn | nắm bắt | nắm tình hình |
        bám | bám rừng | bó gọn | nhân ra | đi từng | đi kiểm tra | đi thực tế | duy tu | bảo trì, bảo dưỡng | sửa sang | chỉnh lý | biên tập | biên dịch | hiệu đính | phát thanh | đối chất | niêm cất | kiểm soát, ngăn chặn | ngăn ngừa | phòng vệ | bảo lãnh | bảo mật | mã hóa | định hướng | định kỳ kiểm tra | chiêu sinh | khai giảng | bế giảng | tổ chức lớp | mở lớp | hoàn trả mặt bằng | kết chuyển | hoàn ứng | thanh lý | thanh quyết toán | tất toán | tiết giảm | chào bán | đàm phán | ký gửi |
        bồi hoàn | đền bù | hoàn nguyên | xung kích | rào chắn | dẹp | dẹp bỏ | dành | chặn | thu nhặt | soi chiếu | căng dây | quây tôn | lợp | trám | gom | kéo giảm | kéo dài | bố phòng | gia tăng | nhắc nhở, đôn đốc | đóng cửa | mở cửa | mở lối | khoan cắt | lắp ráp | đấu nối | hòa mạng | cấp tài khoản | cấp mã | gán mã | dán nhãn | dán tem | quét mã | gõ cửa | chụp ảnh | ghi hình | ghi nhận thông tin | trích lục | sao y | chứng thực | công chứng | hộ đê | tuần đê | canh gác | canh trực | trực gác | cấm đường | phân làn | giãn cách | sàng lọc | test | truy tìm | tìm kiếm | cứu vớt | bơm tiêu | tiêu úng | tháo nước | đóng mở | phát quang | xử trí | tước | đình hoãn | hoãn | lùi | giảm tải | luân phiên | tách thửa | đo vẽ | định vị | phục dựng | trùng tu | chiếu sáng | thắp sáng | tô điểm | treo cờ | viếng | dâng hương | dâng hoa
        """,
    Cue.PAST: """
        đã | đã được | vừa | vừa qua | thời gian qua | trong thời gian qua | những năm qua | năm qua | trong năm qua | tuần qua | tháng qua | đến nay | tính đến nay | cho đến nay | tính đến | tính đến ngày | tính đến hết ngày | trước đó | trong đó đã | bước đầu | hiện đã | cơ bản đã | hôm qua | sáng nay | chiều nay | sáng ngày | chiều ngày | hiện nay | hiện |
        qua đó | nhờ đó | trong những năm qua | những tháng qua | thời gian vừa qua | trong quá trình thực hiện | sau một thời gian | qua kiểm tra | qua theo dõi | qua rà soát | qua xem xét | nhìn chung | tuy nhiên | mặc dù | song | đang | trong kỳ | trong tháng qua | đến thời điểm hiện tại | đến thời điểm này | đến thời điểm báo cáo
        """,
    Cue.RESULT: """
        kết quả đạt được | đạt được | đạt kết quả | đạt tỷ lệ | được triển khai | được thực hiện | được quan tâm | được đẩy mạnh | được chú trọng | được nâng lên | còn rất thấp | còn rất chậm | còn khá thấp | còn khá chậm | còn quá thấp | còn quá chậm | còn hạn chế | còn chậm | còn thấp | chưa được | chưa có | chưa kịp thời | chưa đáp ứng | còn tồn tại | còn nhiều | tồn tại | hạn chế |
        cơ bản hoàn thành | có chuyển biến | chuyển biến tích cực | góp phần | đứng thứ | xếp thứ | tăng so với | giảm so với | so với cùng kỳ | bằng cùng kỳ | ước đạt | được ghi nhận
        """,
    Cue.FUTURE: "sẽ | dự kiến | có thể | cam kết | hứa",
    Cue.THREAT: """
        chịu trách nhiệm trước | chịu hoàn toàn trách nhiệm | chịu trách nhiệm hoàn toàn | chịu trách nhiệm toàn diện | chịu trách nhiệm cá nhân | hoàn toàn chịu trách nhiệm | sẽ chịu trách nhiệm | phải chịu trách nhiệm | xử lý trách nhiệm | xem xét trách nhiệm | xem xét, xử lý trách nhiệm | chịu trách nhiệm nếu |
        bị xử lý | sẽ bị | bị xem xét | coi là không hoàn thành | không được xét thi đua | không xem xét thi đua | chịu trách nhiệm về | chịu trách nhiệm liên đới | phải chịu hoàn toàn trách nhiệm | chịu trách nhiệm thi hành | làm căn cứ đánh giá | là căn cứ để đánh giá | là cơ sở để đánh giá | là tiêu chí đánh giá
        """,
    Cue.PRAISE: """
        phê bình | phê bình nghiêm khắc | nghiêm khắc phê bình | biểu dương | tuyên dương | khen ngợi | ghi nhận | đánh giá cao | hoan nghênh | cảm ơn | chúc mừng | chia sẻ những khó khăn | nhắc nhở | nhắc nhở nghiêm khắc | trân trọng cảm ơn | ghi nhận và đánh giá cao | biểu dương và đánh giá cao | rút kinh nghiệm đối với | nghiêm túc phê bình
        """,
    Cue.RECITAL: """
        căn cứ | xét đề nghị | xét tờ trình | xét báo cáo | theo đề nghị của | thực hiện công văn | thực hiện văn bản | thực hiện quyết định | thực hiện kế hoạch số | thực hiện chỉ thị | thực hiện ý kiến | thực hiện kết luận | thực hiện nghị quyết | thực hiện công điện | thực hiện thông báo | tiếp theo công văn | tiếp theo văn bản | sau khi xem xét | phúc đáp |
        trả lời công văn | nhận được | trên đây là | theo báo cáo của | theo quy định của | theo quy định tại | tại cuộc họp | tại hội nghị | tại buổi làm việc | tại phiên họp | theo tinh thần | xét thấy | thi hành
        """,
    Cue.CONNECT: """
        đồng thời | ngoài ra | bên cạnh đó | cùng với đó | mặt khác | trong đó | do đó | vì vậy | do vậy | theo đó | cụ thể | tiếp đó | sau đó | thứ nhất | thứ hai | thứ ba | trước hết | đặc biệt | nhất là | cùng đó | bên cạnh việc | để thực hiện | hơn nữa
        """,
    Cue.SAY: """
        thừa lệnh | thay mặt | cho biết | cho thấy | khẳng định | nhấn mạnh | phát biểu | chia sẻ | cho rằng | nêu rõ | đánh giá | thông tin thêm | chỉ ra | chỉ rõ | bày tỏ | kết luận | thông tin | trao đổi | tham dự | chủ trì hội nghị | chủ trì cuộc họp | chủ trì buổi làm việc | chủ trì phiên họp | dự họp | dự hội nghị | nói | cho hay | báo cáo tóm tắt | báo cáo làm rõ | trình bày | phản ánh
        """,
    Cue.NEGATION: "không | chưa | chưa được | không được | chưa có | không có",
    Cue.CONDITION: "nếu | nếu có | nếu đúng | trường hợp | trong trường hợp | khi | khi có | đơn vị nào | địa phương nào | ngành nào | cơ quan nào | nơi nào | cá nhân nào | tập thể nào | ai",
    Cue.PURPOSE: "để | nhằm | để kịp thời | làm cơ sở | làm căn cứ | bảo đảm cho | phục vụ cho | giúp cho",
    Cue.LABEL_LEAD: """
        cơ quan chủ trì: | đơn vị chủ trì: | chủ trì: | cơ quan, đơn vị chủ trì: | cơ quan thực hiện: | đơn vị thực hiện: | cơ quan chủ trì thực hiện: | đơn vị chủ trì thực hiện: | cơ quan chủ trì tham mưu: | đơn vị chịu trách nhiệm: | cơ quan chịu trách nhiệm: | đơn vị đầu mối: | cơ quan đầu mối: |
        trách nhiệm thực hiện: | phân công thực hiện: | người chủ trì: | đầu mối: | trách nhiệm: | phân công: | thực hiện: | đơn vị chủ trì là | cơ quan chủ trì là | đơn vị chủ trì | cơ quan chủ trì
        """,
    Cue.LABEL_COORDINATE: """
        cơ quan phối hợp: | đơn vị phối hợp: | phối hợp: | cơ quan, đơn vị phối hợp: | cơ quan phối hợp thực hiện: | đơn vị phối hợp thực hiện: | các đơn vị phối hợp: | các cơ quan phối hợp: | phối hợp thực hiện: | đơn vị phối hợp là | cơ quan phối hợp là | đơn vị phối hợp | cơ quan phối hợp
        """,
    Cue.LABEL_TIME: """
        thời gian: | thời gian hoàn thành: | thời hạn: | thời hạn hoàn thành: | thời gian thực hiện: | thời hạn thực hiện: | hạn hoàn thành: | hạn: | tiến độ: | tiến độ thực hiện: | tiến độ hoàn thành: | hoàn thành: | thời hạn báo cáo: | thời gian báo cáo: | thời hạn gửi: | thời gian gửi: | hạn chót: | hạn cuối: | thời hạn trình: |
        thời gian trình: | thời gian hoàn thành | thời hạn hoàn thành | thời gian hoàn thành là | thời hạn hoàn thành là | thời hạn là | thời gian báo cáo | thời hạn báo cáo | hạn cuối là | hạn chót là
        """,
    Cue.NONE: """
        giao thông | giao dịch | giao lưu | giao ban | giao tiếp | giao nhận | giao đất | giao rừng | giao thoa | giao hàng | giao thương | giao diện | bàn giao | chuyển giao | ngoại giao | tương giao | giao mùa | giao nộp | giao kết | giao hợp đồng | giao ước | giao khu vực biển | giao quyền sử dụng đất | giao chỉ tiêu | giao dự toán | giao kế hoạch | giao khoán | giao vốn | giao mặt bằng |
        nhiệm vụ được giao | chỉ tiêu được giao | công việc được giao | kế hoạch được giao | chức năng, nhiệm vụ được giao | nhiệm vụ đã được giao | kế hoạch vốn được giao | thẩm quyền được giao | dự toán được giao | việc được giao | vốn được giao | nội dung được giao | kinh phí được giao | lĩnh vực được giao | lĩnh vực được phân công | nhiệm vụ được phân công | phần việc được giao | công tác được giao |
        yêu cầu đề ra | đạt yêu cầu | theo yêu cầu | yêu cầu của | các yêu cầu | đáp ứng yêu cầu | yêu cầu cấp thiết | yêu cầu nhiệm vụ | yêu cầu phòng | những yêu cầu | đúng yêu cầu | yêu cầu về | yêu cầu đặt ra | nội dung yêu cầu | văn bản yêu cầu | yêu cầu tại | mục đích, yêu cầu | mục đích yêu cầu | theo đề nghị | theo đề nghị của | đề nghị của | văn bản đề nghị | đơn đề nghị | hồ sơ đề nghị | tờ trình đề nghị | xét đề nghị | các đề nghị | ý kiến đề nghị | theo yêu cầu của |
        sự chỉ đạo của | ý kiến chỉ đạo | văn bản chỉ đạo | ban chỉ đạo | chỉ đạo điều hành | chỉ đạo, điều hành | công tác chỉ đạo | chỉ đạo điểm | theo chỉ đạo | theo chỉ đạo của | chỉ đạo của | nội dung chỉ đạo | thông tin chỉ đạo | tổ chức thực hiện: | sự chỉ đạo | sự lãnh đạo | chỉ đạo tại | có chỉ đạo | phân công tại | phân công của | sự phân công | theo phân công | bảng phân công | theo sự phân công |
        sự phối hợp | quy chế phối hợp | cơ chế phối hợp | công tác phối hợp | phối hợp, hướng dẫn | phối hợp liên ngành | phối hợp đồng bộ | phối hợp công tác | chương trình phối hợp | kế hoạch phối hợp | phối hợp giữa | sự phối hợp giữa | bên cạnh | cùng cấp | cùng thời điểm | cùng kỳ | cùng lúc | cùng ngày | cuối cùng | vô cùng | cùng nhau | phải chăng | các bên phải | bên phải | phải thu | phải nộp | phải trả | phải trái | nhu cầu cần | cần cù | cần thiết | cần trục |
        khi cần | khi cần thiết | nếu cần | trường hợp cần thiết | điều kiện cần | cho phép | thuế phải nộp | số phải nộp | cần kiệm | nhanh chóng mặt | đề nghị xây dựng | chủ trì cuộc họp | chủ trì hội nghị | chủ trì buổi | chủ trì phiên | đồng chủ trì | đơn vị được giao chủ trì | cơ quan được giao chủ trì | cơ quan được phân công | đơn vị được phân công | các đơn vị được giao | đơn vị được giao | cơ quan được giao |
        thông báo kết luận | công trình | chương trình | quy trình | giáo trình | lộ trình | quá trình | hành trình | phối hợp nghiên cứu | để trống | để xảy ra | không để xảy ra | để lại | chủ đầu tư | chủ trương | bán trú | bán buôn | bán lẻ | xuất bản | xuất xứ | xuất sắc | xuất nhập khẩu | nhập cư | thu phí | thu ngân sách | chi hội | chi đoàn | chi ủy | chi bộ | chi thường xuyên | chi đầu tư | cấp thoát nước | cấp ủy | trực quan | trực tràng | xây lắp | thuê bao | lập pháp | lập trình | gắn chíp | gắn chip | giúp việc | ký hiệu | ký túc xá | thông tin chính thống | công nghệ thông tin | hệ thống thông tin | an toàn thông tin | cổng thông tin | các cấp | các ngành | để ngỏ | có thể hiện | trực tuyến | trực thuộc | trực ban | thu nhập | chi phí | chi nhánh | chi tiết | cấp tỉnh | cấp huyện | cấp xã | cấp trên | cấp dưới | cấp cơ sở | cấp phòng | cấp sở | cử tri | tăng trưởng | giảm nghèo | đến nơi đến chốn
        """,
}


def _table() -> dict[str, Cue]:
    """Each phrase once: the kind that stands first in the table above wins."""
    found: dict[str, Cue] = {}
    for kind, text in _CUES.items():
        for phrase in phrases_of(text):
            found.setdefault(phrase, kind)
    return found


CUES: PhraseTable[Cue] = PhraseTable(_table())
