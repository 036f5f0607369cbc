"""Lines, headings, sentences and furniture of a document."""

import pytest

from accountability.intake.rules.sentences import Kind, cut
from accountability.intake.rules.tokens import tokenise


def _sentences(text: str) -> list[str]:
    tokens = tokenise(text)
    return [tokens.slice(found.lo, found.hi) for found in cut(tokens) if found.kind == Kind.SENTENCE]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Giao Sở A rà soát. Trình UBND tỉnh trước 10/8.",
            ["Giao Sở A rà soát.", "Trình UBND tỉnh trước 10/8."],
        ),
        ("UBND TP. Vinh và TP. Hà Nội báo cáo.", ["UBND TP. Vinh và TP. Hà Nội báo cáo."]),
        ("Hoàn thành trước ngày 20.7.2020./.", ["Hoàn thành trước ngày 20.7.2020./."]),
        ("Đạt 1.497.360 tài khoản. Tiếp tục rà soát.", ["Đạt 1.497.360 tài khoản.", "Tiếp tục rà soát."]),
        ("Giao các sở; UBND các huyện báo cáo.", ["Giao các sở; UBND các huyện báo cáo."]),
        ("Giao Sở A rà soát; giao Sở B tổng hợp.", ["Giao Sở A rà soát;", "giao Sở B tổng hợp."]),
        ("a) Rà soát dữ liệu;\nb) Báo cáo kết quả.", ["Rà soát dữ liệu;", "Báo cáo kết quả."]),
        (
            "Giao Sở Y tế chủ trì,\nphối hợp với Công an tỉnh.",
            ["Giao Sở Y tế chủ trì,\nphối hợp với Công an tỉnh."],
        ),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


def test_head_and_foot_of_a_document_are_furniture() -> None:
    text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 812/TB-UBND\n"
        "Nghệ An, ngày 14 tháng 11 năm 2022\nKính gửi:\n- Sở Y tế;\n- Sở Nội vụ.\nGiao Sở Y tế rà soát.\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTL. CHỦ TỊCH"
    )
    assert _sentences(text) == ["Giao Sở Y tế rà soát."]


def test_a_sentence_without_end_is_cut_so_that_the_work_is_bounded() -> None:
    assert max(len(tokenise(sentence)) for sentence in _sentences("giao Sở Y tế rà soát, " * 500)) <= 400
