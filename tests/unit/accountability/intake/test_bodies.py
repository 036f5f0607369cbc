"""Lists of bodies: ellipsis, names with commas, groups kept whole."""

import pytest

from accountability.intake.rules.bodies import Reader
from accountability.intake.rules.tokens import tokenise
from tests.unit.accountability.intake.as_read import ON, agencies


def _bodies(text: str) -> list[str]:
    tokens = tokenise(text)
    found = Reader(tokens, agencies().on(ON)).list_at(0, len(tokens))
    return [body.text for body in found.bodies] if found else []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "các Sở GTVT, Xây dựng, TNMT và UBND huyện Nghi Lộc giải quyết",
            ["Sở GTVT", "Sở Xây dựng", "Sở TNMT", "UBND huyện Nghi Lộc"],
        ),
        ("các Sở: Tài chính, Nội vụ, Y tế thống nhất", ["Sở Tài chính", "Sở Nội vụ", "Sở Y tế"]),
        (
            "các Sở: Giáo dục và Đào tạo, Lao động - Thương binh và Xã hội; Bảo hiểm xã hội tỉnh",
            ["Sở Giáo dục và Đào tạo", "Sở Lao động - Thương binh và Xã hội", "Bảo hiểm xã hội tỉnh"],
        ),
        ("các sở, ngành nội vụ, tư pháp, tài chính căn cứ", ["Sở nội vụ", "Sở tư pháp", "Sở tài chính"]),
        (
            "UBND các huyện: Diễn Châu, Quỳnh Lưu, Yên Thành kiểm tra",
            ["UBND huyện Diễn Châu", "UBND huyện Quỳnh Lưu", "UBND huyện Yên Thành"],
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Dân tộc và Tôn giáo rà soát",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Dân tộc và Tôn giáo"],
        ),
        ("Sở Tài chính, Xây dựng và Công an tỉnh", ["Sở Tài chính", "Sở Xây dựng", "Công an tỉnh"]),
        (
            "các sở, ban, ngành, đoàn thể cấp tỉnh và UBND các huyện, thành phố, thị xã báo cáo",
            ["các sở, ban, ngành, đoàn thể cấp tỉnh", "UBND các huyện, thành phố, thị xã"],
        ),
        ("UBND cấp huyện, cấp xã", ["UBND cấp huyện, cấp xã"]),
        (
            "các cơ quan, đơn vị, địa phương có liên quan theo",
            ["các cơ quan, đơn vị, địa phương có liên quan"],
        ),
        ("Tập đoàn VNPT, Viettel Nghệ An phối hợp", ["Tập đoàn VNPT", "Viettel Nghệ An"]),
        (
            "Chi nhánh Ngân hàng Chính sách xã hội tỉnh chủ trì",
            ["Chi nhánh Ngân hàng Chính sách xã hội tỉnh"],
        ),
        ("Đảng ủy Công an tỉnh lãnh đạo", ["Đảng ủy Công an tỉnh"]),
        ("Sở Y tế các tỉnh, thành phố báo cáo", ["Sở Y tế các tỉnh, thành phố"]),
        (
            "Giám đốc Công an tỉnh, Tổ phó Thường trực Tổ công tác Đề án 06 tỉnh giúp",
            ["Giám đốc Công an tỉnh"],
        ),
        ("ban hành Kế hoạch", []),
        ("báo cáo UBND tỉnh", []),
        ("phòng, chống dịch", []),
        ("các trường hợp vi phạm", []),
    ],
)
def test_a_list_is_cut_into_its_members(text: str, bodies: list[str]) -> None:
    assert _bodies(text) == bodies
