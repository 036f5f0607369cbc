"""Rows as people get them: what is written, what is asked, with the address of the cell."""

from __future__ import annotations

from collections import Counter

import pytest

from accountability.intake.rules.verdicts import Known

from .annexes import judged

TITLES = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"]


def one(*cells, **options):
    """The first row of a sheet with that one duty."""
    return judged(TITLES, [1, *cells], **options)[0]


def test_a_clean_row_is_written_as_it_stands() -> None:
    found = one(
        "- Rà soát quy trình", "Sở Tư pháp", "Sở Nội vụ; các đơn vị liên quan", "Quý IV/2022", "Báo cáo"
    )
    assert (found.status, found.content, found.leads, found.parts) == (
        "create",
        "Rà soát quy trình",
        ("STP",),
        ("SNV",),
    )
    assert found.printed_parts == ("Sở Nội vụ", "các đơn vị liên quan")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("cells", "cell", "message"),
    [
        (("Rà soát", None), "C2", "Thiếu cơ quan chủ trì."),
        ((None, "Sở Tư pháp"), "B2", "Thiếu nội dung nhiệm vụ."),
        (("Rà soát", "Sở Tư pháp, Sở Nội vụ"), "C2", "Ô có 2 cơ quan: Sở Tư pháp; Sở Nội vụ."),
        (("Rà soát", "Các sở, ban, ngành"), "C2", "là một nhóm, gồm"),
        (("Rà soát", "Các đơn vị liên quan"), "C2", "không phải một cơ quan cụ thể"),
        (("Rà soát", "Sở Không Có"), "C2", "Không có cơ quan “Sở Không Có” trong danh mục ngày 07/11/2022."),
        (("Rà soát", "Bảo hiểm xã hội tỉnh"), "C2", "không thuộc quyền giao việc của UBND tỉnh"),
        (("Rà soát", "UBND tỉnh"), "C2", "không thuộc quyền giao việc của UBND tỉnh"),
        (("Rà soát", "Sở Tư pháp", "Sở Không Có"), "D2", "Không có cơ quan “Sở Không Có”"),
        (("Rà soát", "Sở Tư pháp", None, "Khẩn trương"), "E2", "không phải một ngày"),
        (("x" * 501, "Sở Tư pháp"), "B2", "dài 501 ký tự, quá 500"),
        (("Rà soát", "Sở Tư pháp", None, None, "y" * 301), "F2", "dài 301 ký tự, quá 300"),
        (("=HYPERLINK(A1)", "Sở Tư pháp"), "B2", "là công thức"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_cell(cells, cell, message) -> None:
    found = one(*cells)
    assert found.status == "refused"
    assert [problem.cell for problem in found.problems] == [cell]
    assert message in found.problems[0].message


def test_a_formula_without_value_is_asked_about_until_somebody_types() -> None:
    found = one(None, "Sở Tư pháp", unknown=[(1, 1)])
    assert (found.status, found.problems[0].cell) == ("refused", "B2")
    assert "công thức chưa có giá trị" in found.problems[0].message

    assert (
        one(None, "Sở Tư pháp", unknown=[(1, 1)], corrections={2: {"content": "Rà soát"}}).status == "create"
    )


def test_one_agency_with_others_concerned_leads() -> None:
    found = one("Rà soát", "Sở Tư pháp và các đơn vị liên quan")
    assert (found.status, found.leads) == ("create", ("STP",))


OUTSIDE = ("Rà soát", "Sở Tư pháp", "Trường Đại học Vinh; Sở Nội vụ")


def test_bodies_outside_the_dictionary_are_asked_about() -> None:
    found = one(*OUTSIDE)
    assert (found.status, found.parts, found.outside) == ("refused", ("SNV",), ("Trường Đại học Vinh",))
    assert found.printed_parts == ("Trường Đại học Vinh", "Sở Nội vụ")
    assert [problem.cell for problem in found.problems] == ["D2"]
    assert "hay giữ làm ghi chú?" in found.problems[0].message


@pytest.mark.parametrize(
    ("answer", "status", "parts", "words"),
    [
        ("note", "create", ("SNV",), "giữ làm ghi chú"),
        ("Sở Y tế", "create", ("SYT", "SNV"), "ghi là Sở Y tế"),
        ("Sở Nội vụ", "create", ("SNV",), "ghi là Sở Nội vụ"),
    ],
)
def test_an_answer_makes_them_a_note_or_an_agency(answer, status, parts, words) -> None:
    found = one(*OUTSIDE, corrections={2: {"outside:Trường Đại học Vinh": answer}})
    assert (found.status, found.parts, found.problems) == (status, parts, ())
    assert words in found.remarks[0]


def test_an_answer_that_is_no_agency_is_asked_again() -> None:
    found = one(*OUTSIDE, corrections={2: {"outside:Trường Đại học Vinh": "Sở Không Có"}})
    assert found.status == "refused"
    assert "không có cơ quan “Sở Không Có”" in found.problems[0].message


def test_who_leads_does_not_coordinate_as_well() -> None:
    found = one("Rà soát", "Sở Tư pháp", "Sở Tư pháp, Sở Nội vụ")
    assert found.parts == ("SNV",)
    assert "cơ quan chủ trì không ghi thêm" in found.remarks[0]


def test_answers_say_who_leads() -> None:
    both = ("Rà soát", "Sở Tư pháp, Sở Nội vụ")
    assert [answer for answer, _ in one(*both).options] == ["STP", "SNV", "each"]
    first = one(*both, corrections={2: {"choice": "SNV"}})
    assert (first.leads, first.parts) == (("SNV",), ("STP",))
    each = one(*both, corrections={2: {"choice": "each"}})
    assert (each.leads, each.parts) == (("STP", "SNV"), ())


def test_rows_alike_in_everything_are_asked_about() -> None:
    found = judged(
        TITLES, [1, "Rà soát", "Sở Tư pháp"], [2, "Rà soát", "Sở Tư pháp"], [3, "Rà soát", "Sở Nội vụ"]
    )
    assert [row.status.value for row in found] == ["create", "refused", "create"]
    assert "Trùng hoàn toàn với dòng 2" in found[1].problems[0].message


def test_what_the_directive_has_already_is_not_written_again() -> None:
    rows = ([1, "Rà soát", "Sở Tư pháp", None, "12/2022"], [2, "Rà soát", "Sở Tư pháp", None, "11/2022"])
    first = judged(TITLES, *rows)
    assert len({row.fingerprint for row in first}) == 2

    by_print = judged(TITLES, *rows, known=Known(frozenset({first[0].fingerprint})))
    assert [row.status.value for row in by_print] == ["exists", "create"]
    by_words = judged(TITLES, *rows, known=Known(written=Counter({("ra soat", "STP"): 1})))
    assert [row.status.value for row in by_words] == ["exists", "create"]


def test_a_row_keeps_its_fingerprint_when_it_is_corrected() -> None:
    plain = one("Rà soát", "Sở Tư pháp, Sở Nội vụ")
    typed = one("Rà soát", "Sở Tư pháp, Sở Nội vụ", corrections={2: {"lead": "Sở Y tế", "content": "Khác"}})
    assert plain.fingerprint == typed.fingerprint


def test_a_cell_of_both_roles() -> None:
    titles = ["TT", "Nội dung", "Cơ quan chủ trì, phối hợp", "Thời hạn"]
    found = judged(titles, [1, "Rà soát", "Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ", "12/2022"])[0]
    assert (found.status, found.leads, found.parts) == ("create", ("STP",), ("SNV",))


# Hostile cells --------------------------------------------------------------------------------------------------------

LONG = 32_000  # What a cell of a workbook may hold.


@pytest.mark.parametrize(
    "cell",
    [
        "a" + " " * LONG + "b", ";" * LONG, "-" * LONG + "a", "Sở a, " * (LONG // 6), "các sở, ban, " * (LONG // 13),
        "phối hợp " * (LONG // 9), "chủ trì " * (LONG // 8), " và" * (LONG // 3), "1" * LONG, "(" * LONG, "trước " * (LONG // 6),
        "quý i - " * (LONG // 8), "I" * LONG,
    ],
    ids=lambda cell: cell[:8],
)  # fmt: skip
def test_a_cell_made_to_hold_a_reader_up_is_refused_at_once(cell) -> None:
    """Quadratic reading of these would take minutes, and this test with it."""
    found = judged(TITLES, [1, cell, cell, cell, cell])[0]
    assert found.status in ("refused", "skipped")
    short = cell[:1400]
    judged(TITLES, [1, short, short, short, short[:190]])
    judged(["TT", "Nội dung", "Cơ quan chủ trì, phối hợp", "Thời hạn"], [1, "Rà soát", cell, short])


def test_a_sheet_that_names_ever_other_agencies_is_read_so_far_and_no_further(monkeypatch) -> None:
    from accountability.intake.rules import parties

    monkeypatch.setattr(parties, "MOST_LETTERS", 40)
    found = judged(TITLES, *([number, f"Việc {number}", f"Sở số {number} của tỉnh"] for number in range(4)))
    messages = [row.problems[0].message for row in found]
    assert "Không có cơ quan" in messages[0]
    assert "quá nhiều cách ghi cơ quan khác nhau" in messages[3]
