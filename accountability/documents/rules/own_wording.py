"""Our own wordings, to which an Office can always return. Pure; Vietnamese only, since paper is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accountability.documents.rules.kinds import Kind


@dataclass(frozen=True)
class Wording:
    """What a draft begins with: `abstract` without "V/v", `body` by paragraphs, `recipients` a line each.

    The file copy ("Lưu: VT, …") is added by itself, with the unit that drafts.
    """

    abstract: str
    body: str
    recipients: str


def _paragraphs(*texts: str) -> str:
    return "\n".join(texts)


OWN: Mapping[Kind, Wording] = {
    Kind.URGE: Wording(
        "đôn đốc thực hiện nhiệm vụ quá hạn do Chủ tịch UBND tỉnh giao",
        _paragraphs(
            "Qua theo dõi việc thực hiện nhiệm vụ do Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh giao, tính đến "
            "{{ngay}} còn {{so_viec}} nhiệm vụ đã quá thời hạn mà chưa hoàn thành (danh mục tại Phụ lục kèm theo), trong đó "
            "nhiệm vụ chậm nhất quá hạn {{qua_han_lau_nhat}} ngày.",
            "Để bảo đảm kỷ luật, kỷ cương hành chính, đề nghị {{don_vi}} khẩn trương thực hiện; cập nhật kết quả, nêu rõ khó "
            "khăn, vướng mắc và đề xuất (nếu có) trên hệ thống theo dõi nhiệm vụ trong 05 ngày làm việc kể từ ngày nhận được "
            "văn bản này.",
            "Đề nghị {{don_vi}} quan tâm thực hiện.",
        ),
        "Chủ tịch, các Phó Chủ tịch UBND tỉnh (b/c)\nChánh Văn phòng, các Phó Chánh Văn phòng",
    ),
    Kind.EXPLAIN: Wording(
        "yêu cầu giải trình việc chậm thực hiện nhiệm vụ được giao",
        _paragraphs(
            "Tính đến {{ngay}}, {{don_vi}} còn {{so_viec}} nhiệm vụ quá thời hạn mà chưa hoàn thành, trong đó nhiệm vụ chậm "
            "nhất quá hạn {{qua_han_lau_nhat}} ngày (danh mục tại Phụ lục kèm theo).",
            "Yêu cầu {{chuc_danh}} giải trình bằng văn bản, cập nhật trên hệ thống theo dõi nhiệm vụ, gồm các nội dung: kết quả "
            "thực hiện đến nay; nguyên nhân khách quan, nguyên nhân chủ quan; trách nhiệm của tập thể, cá nhân; biện pháp khắc "
            "phục và thời hạn cam kết hoàn thành; đề xuất, kiến nghị (nếu có).",
            "Thời hạn giải trình: 03 ngày làm việc kể từ ngày nhận được văn bản này.",
        ),
        "Chủ tịch, các Phó Chủ tịch UBND tỉnh (b/c)\nChánh Văn phòng",
    ),
    Kind.REMIND: Wording(
        "nhắc nhở, rút kinh nghiệm việc chậm thực hiện nhiệm vụ được giao",
        _paragraphs(
            "Tại {{van_ban}}, {{don_vi}} được giao chủ trì: {{ten_viec}}; thời hạn hoàn thành {{thoi_han}}. Đến {{ngay}}, nhiệm "
            "vụ chưa hoàn thành, quá hạn {{qua_han_lau_nhat}} ngày.",
            "Chủ tịch Ủy ban nhân dân tỉnh nhắc nhở {{chuc_danh}} trong việc chỉ đạo, tổ chức thực hiện nhiệm vụ nêu trên; yêu "
            "cầu nghiêm túc rút kinh nghiệm, tập trung hoàn thành nhiệm vụ và báo cáo kết quả trong 05 ngày làm việc kể từ ngày "
            "nhận được văn bản này.",
        ),
        "Sở Nội vụ",
    ),
    Kind.CRITICISE: Wording(
        "phê bình việc chậm thực hiện nhiệm vụ được giao",
        _paragraphs(
            "Tại {{van_ban}}, {{don_vi}} được giao chủ trì: {{ten_viec}}; thời hạn hoàn thành {{thoi_han}}. Đến {{ngay}}, nhiệm "
            "vụ chưa hoàn thành, quá hạn {{qua_han_lau_nhat}} ngày.",
            "Chủ tịch Ủy ban nhân dân tỉnh phê bình {{chuc_danh}} do chưa chỉ đạo quyết liệt, để nhiệm vụ quá hạn kéo dài, ảnh "
            "hưởng đến kết quả chung của tỉnh.",
            "Yêu cầu {{chuc_danh}} kiểm điểm, làm rõ trách nhiệm của tập thể, cá nhân có liên quan; hoàn thành nhiệm vụ và báo "
            "cáo Chủ tịch Ủy ban nhân dân tỉnh trong 05 ngày làm việc kể từ ngày nhận được văn bản này.",
        ),
        "Sở Nội vụ",
    ),
    Kind.CONCLUSION: Wording(
        "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh",
        _paragraphs(
            "Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, Chủ tịch Ủy ban nhân dân tỉnh kết luận, giao các cơ quan, "
            "đơn vị thực hiện {{so_viec}} nhiệm vụ theo Phụ lục kèm theo.",
            "Thủ trưởng các cơ quan, đơn vị được giao chủ trì tiếp nhận, tổ chức thực hiện đúng thời hạn và cập nhật kết quả "
            "trên hệ thống theo dõi nhiệm vụ. Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc, tổng hợp, báo cáo.",
            "Thừa lệnh Chủ tịch Ủy ban nhân dân tỉnh, Văn phòng Ủy ban nhân dân tỉnh thông báo để các cơ quan, đơn vị biết, thực "
            "hiện.",
        ),
        "Chủ tịch, các Phó Chủ tịch UBND tỉnh (b/c)\nChánh Văn phòng, các Phó Chánh Văn phòng",
    ),
    Kind.HANDOVER: Wording(
        "Bàn giao nhiệm vụ đang thực hiện",
        _paragraphs(
            "Hôm nay, {{ngay}}, tại Văn phòng Ủy ban nhân dân tỉnh, chúng tôi gồm:",
            "Bên giao: {{ben_giao}}.",
            "Bên nhận: {{ben_nhan}}.",
            "Hai bên thống nhất bàn giao {{so_viec}} nhiệm vụ đang thực hiện theo Phụ lục kèm theo, cùng hồ sơ của từng nhiệm vụ "
            "trên hệ thống theo dõi nhiệm vụ. Kể từ thời điểm ký biên bản này, bên nhận chịu trách nhiệm tiếp tục thực hiện, theo "
            "dõi các nhiệm vụ đã nhận bàn giao.",
            "Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản.",
        ),
        "Bên giao, bên nhận\nChánh Văn phòng (b/c)",
    ),
    Kind.EXTRACT: Wording(
        "trích lục nhiệm vụ chưa hoàn thành của {{don_vi}}",
        _paragraphs(
            "Văn phòng Ủy ban nhân dân tỉnh trích lục {{so_viec}} nhiệm vụ do Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh "
            "giao {{don_vi}} chủ trì, chưa hoàn thành tính đến {{ngay}} (Phụ lục kèm theo).",
            "Đề nghị {{don_vi}} rà soát, đối chiếu, tiếp tục thực hiện; trường hợp có nội dung chưa thống nhất, phản ánh về Văn "
            "phòng Ủy ban nhân dân tỉnh để xem xét, điều chỉnh.",
        ),
        "Chánh Văn phòng (b/c)",
    ),
}  # fmt: skip
