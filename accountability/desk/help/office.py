"""Help for the leaders and for the Office."""

from __future__ import annotations

from accountability.core.saying import say
from accountability.desk.help.pages import COMMAND, OFFICE, OPINION, REGISTER, HelpAct, HelpPage, Step

_LATE_OFFICE = (
    say("Báo cáo hoàn thành và sản phẩm trình nằm quá 2 ngày làm việc được nêu trên trang Văn phòng, "
"và đồng hồ lúc đó là của Văn phòng, không phải của cơ quan chủ trì."),
    say("Văn bản đến phải vào hệ thống trong ngày (hỏa tốc, khẩn) hoặc trong một ngày làm việc."),
)  # fmt: skip

LEADERS = HelpPage(
    slug="lanh-dao", title=say("Lãnh đạo UBND tỉnh"), who=say("Chủ tịch, Phó Chủ tịch UBND tỉnh"),
    morning=(
        say("Trang Điều hành mở ra trước tiên. Trên cùng là “Việc chờ ý kiến chỉ đạo”: nhiều nhất bảy "
"việc, việc trễ nhất ở trên; mỗi việc ghi cơ quan, số ngày quá hạn, vướng mắc, đề xuất của "
"đơn vị và ý kiến của Văn phòng."),
        say("Bên dưới là số liệu chung, cơ quan quá hạn, chỉ tiêu chậm và việc đến hạn trong 7 ngày tới. "
"Phó Chủ tịch chỉ thấy lĩnh vực mình phụ trách."),
    ),
    acts=(
        HelpAct("dong-y", say("Đồng ý như Văn phòng đề xuất"), (
            say("Đọc dòng “Văn phòng đề xuất” trên thẻ việc."),
            say("Bấm “Đồng ý như Văn phòng đề xuất”, rồi bấm lần nữa để xác nhận."),
            say("Việc rời khỏi trang; ý kiến được ghi vào hồ sơ và báo cho đơn vị."),
        ), COMMAND, ("decision-agree",)),
        HelpAct("cho-y-kien", say("Cho ý kiến khác"), (
            say("Bấm “Cho ý kiến” trên thẻ việc."),
            say("Chọn: cho ý kiến, gia hạn, chuyển cơ quan chủ trì, mời làm việc, giao Văn phòng tham mưu "
"văn bản."),
            say("Viết một hai câu, bấm nút ở cuối trang."),
        ), names=("assignment-decide",)),
        HelpAct("giai-trinh", say("Yêu cầu giải trình"), (
            say("Mở hồ sơ nhiệm vụ, bấm “Yêu cầu giải trình”."),
            say("Viết điều cần làm rõ. Thời hạn giải trình do hệ thống tính và báo ngay cho thủ trưởng đơn "
"vị."),
        ), names=("assignment-explain-demand",)),
        HelpAct("tra-loi", say("Trả lời khó khăn, vướng mắc"), (
            say("Ở mục “Khó khăn, vướng mắc chờ ý kiến”, bấm vào việc."),
            say("Bấm “Trả lời”, viết ý kiến. Nêu vướng mắc không tự dời thời hạn."),
        ), names=("obstacle-answer",)),
        HelpAct("xep-hang", say("Phê duyệt bảng xếp hạng"), (
            say("Bấm thông báo “Văn phòng trình phê duyệt xếp hạng”, hoặc mở “Xếp hạng đơn vị” và chọn kỳ."),
            say("Xem thứ hạng, mức đề xuất xem xét và ý kiến của Văn phòng trên một trang."),
            say("Bấm “Phê duyệt, công bố”, hoặc “Trả lại Văn phòng” kèm lý do. Chỉ Chủ tịch quyết định; trước đó các "
"đơn vị chỉ thấy kết quả của mình."),
        ), names=("ranking-decide",)),
        HelpAct("in", say("Xem trên giấy"), (
            say("Bấm “Xuất PDF”: đúng một trang A4, cùng số liệu với màn hình."),
        )),
        HelpAct("ky", say("Ký văn bản Văn phòng trình"), (
            say("Ở ô “Văn bản trình ký” đầu trang, mở văn bản, đọc nội dung, bấm “Xem bản in” nếu cần."),
            say("Bấm “Ký”, hoặc “Trả lại” và ghi nội dung cần sửa. Ký rồi thì nội dung không đổi nữa."),
        ), names=("document-sign",)),
    ),
    late=(
        say("Việc chờ ý kiến nằm lại trên trang cho đến khi có ý kiến; hệ thống ghi số ngày làm việc đã "
"trình, không tự quyết thay."),
    ),
    ask=say("Chuyên viên ghi trên thẻ việc, hoặc Chánh Văn phòng."),
    first=(
        Step("dieu-hanh", say("Xem việc chờ ý kiến chỉ đạo"), "command-page"),
        Step("danh-sach", say("Mở danh sách nhiệm vụ, lọc theo cơ quan"), "assignment-list"),
        Step("giay", say("Xem bản một trang A4"), "command-pdf"),
        Step("tro-giup", say("Đọc trang trợ giúp của lãnh đạo"), "help"),
        Step("ho-so", say("Xem hồ sơ của tôi"), "profile"),
    ),
    picture=COMMAND,
)  # fmt: skip

CLERK = HelpPage(
    slug="van-thu", title=say("Văn thư"), who=say("Văn thư UBND tỉnh"),
    morning=(
        say("Trang Văn phòng: ô “Chờ ký, phát hành” là việc của văn thư trước tiên; ô “Văn bản chưa được "
"xác nhận đã nhận” cho biết cơ quan nào chưa nhận văn bản."),
    ),
    acts=(
        HelpAct("dang-ky", say("Đăng ký văn bản"), (
            say("Bấm “Đăng ký văn bản” trên trang Văn phòng hoặc trang Văn bản chỉ đạo."),
            say("Nhập loại, ngày ban hành, số ký hiệu, trích yếu, người ký, lĩnh vực; chọn tệp."),
            say("Bấm “Đăng ký”. Văn bản mật, tối mật, tuyệt mật bị từ chối và không lưu gì."),
        ), REGISTER, ("directive-register",)),
        HelpAct("phat-hanh", say("Cấp số, phát hành"), (
            say("Mở văn bản ở ô “Chờ ký, phát hành”, bấm “Cấp số, phát hành”."),
            say("Nhập số và ngày ban hành, bấm “Phát hành, giao nhiệm vụ”. Nhiệm vụ được giao đến các cơ "
"quan ngay lúc đó."),
        ), names=("directive-issue",)),
        HelpAct("van-ban-di", say("Cấp số, phát hành, thu hồi văn bản đi"), (
            say("Mở văn bản ở ô “Văn bản chờ cấp số, phát hành”, bấm “Cấp số, phát hành”: số tiếp theo của sổ, ngày hôm "
"nay và tệp PDF được lập cùng lúc; nơi nhận được báo ngay."),
            say("Sai thể thức thì bấm “Trả lại”. Đã phát hành mà sai thì “Thu hồi”, ghi lý do; số không cấp "
"lại."),
            say("Đầu năm đã dùng sổ giấy: ở Sổ đăng ký, bấm “Ghi số cuối của sổ giấy” để cấp tiếp."),
        ), names=("document-issue", "document-recall", "paper-register")),
        HelpAct("ghi-thay", say("Ghi ý kiến chỉ đạo thay lãnh đạo"), (
            say("Trong hồ sơ, chọn lãnh đạo đã chỉ đạo, hình thức (bút phê, hội nghị, điện thoại) và ngày."),
            say("Đính kèm bản chụp nếu có. Người chỉ đạo và người nhập được ghi riêng."),
        )),
        HelpAct("thu-di", say("Xem thư gửi không được"), (
            say("Trên trang Văn phòng, bấm dòng báo thư gửi không được, hoặc mở “Thư đi”."),
            say("Xem lý do của máy chủ thư; sửa địa chỉ rồi bấm “Gửi lại”."),
        )),
        HelpAct("da-nhan", say("Nhắc cơ quan chưa xác nhận đã nhận"), (
            say("Mở văn bản, ở thẻ “Ai đã biết” bấm xem tất cả: cơ quan nào đã nhận, ai chưa đọc."),
            say("Chuyên viên bấm “Nhắc nơi chưa xác nhận, người chưa đọc” để gửi lời nhắc."),
        )),
    ),
    late=_LATE_OFFICE,
    ask=say("Trưởng phòng Hành chính, hoặc quản trị hệ thống của Văn phòng."),
    first=(
        Step("van-phong", say("Xem các ô việc của Văn phòng"), "office-page"),
        Step("dang-ky", say("Mở biểu mẫu đăng ký văn bản"), "directive-register"),
        Step("thu-di", say("Xem thư đi"), "mail-list"),
        Step("ho-so", say("Kiểm tra hồ sơ của tôi"), "profile"),
    ),
    picture=OFFICE,
)  # fmt: skip

SPECIALIST = HelpPage(
    slug="chuyen-vien", title=say("Chuyên viên, lãnh đạo Văn phòng"),
    who=say("Chuyên viên theo dõi, Trưởng phòng, Phó Chánh Văn phòng, Chánh Văn phòng"),
    morning=(
        say("Trang Văn phòng xếp việc theo thứ tự làm: văn bản chờ bóc tách, chờ duyệt; báo cáo hoàn "
"thành chờ xác nhận; đề nghị gia hạn; vướng mắc chưa trả lời; việc chưa tiếp nhận; việc quá "
"hạn. Mỗi ô là số việc, bấm vào để xem."),
        say("Chỉ hiện lĩnh vực mình theo dõi."),
    ),
    acts=(
        HelpAct("boc-tach", say("Bóc tách nhiệm vụ"), (
            say("Mở văn bản, bấm “Bóc tách nhiệm vụ”, hoặc “Bóc tách từ văn bản” để hệ thống đề xuất từng "
"câu giao việc."),
            say("Kiểm từng đề xuất với câu gốc: cơ quan chủ trì (đúng một), phối hợp, thời hạn."),
            say("Bấm “Trình duyệt”; Trưởng phòng hoặc Phó Chánh Văn phòng duyệt thì việc mới được giao."),
        ), names=("directive-split", "assignment-redraft", "intake-read")),
        HelpAct("chi-tieu", say("Lập chỉ tiêu, giao mức"), (
            say("Mở “Chỉ tiêu”, bấm “Lập chỉ tiêu”: đo gì, của ai, theo kỳ nào, ai nhập."),
            say("Bấm “Giao mức” cho một loại cơ quan hoặc một cơ quan; mức giao thuộc về một kỳ, năm sau giao mức mới."),
            say("“Gắn nhiệm vụ”: mức giao của nhiệm vụ lấy số liệu từ chỉ tiêu. Chậm so với đường tiến độ thì "
"nhiệm vụ hiện đỏ trong danh sách và bảng tổng hợp, không đợi đến hạn."),
            say("“Sửa”, “Kết thúc”, “Thôi giao” đều ghi lý do; mức cũ và số liệu cũ không mất."),
        ), names=("indicator-new", "goal-new", "indicator-edit", "goal-edit")),
        HelpAct("xac-nhan", say("Xác nhận hoặc trả lại kết quả"), (
            say("Mở việc ở ô “Chờ xác nhận hoàn thành”, xem văn bản kết quả và minh chứng."),
            say("Bấm “Xác nhận hoàn thành”; hoặc chọn yêu cầu bổ sung và ghi rõ còn thiếu gì."),
            say("Trả lại thì việc tính là chưa hoàn thành và thời hạn chạy tiếp."),
        ), names=("assignment-verify",)),
        HelpAct("neu-y-kien", say("Nêu ý kiến của Văn phòng"), (
            say("Ở ô “Chờ Văn phòng nêu ý kiến”, mở việc, bấm “Ý kiến của Văn phòng”."),
            say("Chọn điều đề xuất (gia hạn, mời làm việc, giải trình…), viết lý do. Lãnh đạo thấy ý kiến "
"này cạnh nút đồng ý."),
        ), OPINION, ("assignment-opinion",)),
        HelpAct("xep-hang", say("Lập và trình bảng xếp hạng"), (
            say("Khi kỳ đã kết thúc và hết ngày ghi nhận kết quả, mở “Xếp hạng đơn vị”, bấm “Lập bảng xếp hạng”, chọn kỳ."),
            say("Kiểm tra, bấm “Mở thời gian kiến nghị”. Trả lời từng kiến nghị có lý do; chấp nhận thì hệ thống tính lại."),
            say("Hết thời gian, lãnh đạo Văn phòng bấm “Chốt số liệu” rồi “Trình Chủ tịch”. Đã chốt thì số liệu không đổi nữa."),
        ), names=("ranking-new", "ranking-window", "objection-answer", "ranking-submit")),
        HelpAct("gia-han", say("Trình quyết định gia hạn"), (
            say("Mở đề nghị ở ô “Đề nghị gia hạn”. Hệ thống ghi lần thứ mấy và ai quyết định."),
            say("Ghi ý kiến của lãnh đạo đã quyết định, kèm bản chụp nếu có."),
        ), names=("extension-decide",)),
        HelpAct("van-ban", say("Soạn văn bản đôn đốc, giải trình, nhắc nhở"), (
            say("Ở trang Đôn đốc việc quá hạn, đánh dấu việc, mở “Soạn văn bản”; hoặc soạn từ trang nhiệm vụ, "
"từ danh sách cơ quan (trích lục)."),
            say("Nhắc nhở, phê bình chỉ soạn từ chỉ đạo của Chủ tịch trên trang nhiệm vụ; ghi ý kiến Sở Nội vụ "
"rồi mới trình ký được. Dự thảo chỉ người soạn, Chánh Văn phòng và người ký xem được."),
            say("Lưu dự thảo, xem bản in, bấm “Trình ký”. Lời văn mẫu sửa ở Văn bản đi, Mẫu văn bản. Công văn yêu cầu giải trình "
"phát hành rồi thì thủ trưởng phải giải trình trên hệ thống."),
        ), names=("document-new", "document-edit")),
        HelpAct("ban-giao", say("Lập biên bản bàn giao"), (
            say("Ở Văn bản đi, bấm “Soạn văn bản”, chọn Biên bản bàn giao, rồi chọn bên giao, bên nhận: hệ thống đưa vào các "
"nhiệm vụ đang thực hiện của bên giao."),
            say("Bỏ hoặc thêm nhiệm vụ, lưu, trình ký, cấp số như văn bản khác. Biên bản không tự chuyển việc: người có thẩm quyền "
"đổi chuyên viên, chức danh chủ trì."),
        )),
        HelpAct("chuyen", say("Chuyển cơ quan chủ trì"), (
            say("Việc bị trả lại vì không đúng thẩm quyền hiện ở ô đầu. Mở việc, bấm “Chuyển cơ quan chủ "
"trì”."),
            say("Chọn cơ quan mới, ghi lý do. Lịch sử chủ trì được giữ."),
        ), names=("assignment-reassign",)),
    ),
    late=_LATE_OFFICE,
    ask=say("Trưởng phòng, rồi Phó Chánh Văn phòng phụ trách lĩnh vực."),
    first=(
        Step("van-phong", say("Xem các ô việc của Văn phòng"), "office-page"),
        Step("van-ban", say("Mở văn bản chờ bóc tách"), "directive-list"),
        Step("quy-tac", say("Xem quy tắc nhắc việc, đôn đốc"), "policy-list"),
        Step("ho-so", say("Kiểm tra hồ sơ của tôi"), "profile"),
    ),
    picture=OFFICE,
)  # fmt: skip

OFFICE_PAGES = (LEADERS, CLERK, SPECIALIST)
