"""Agencies by name, abbreviation and misspelling; lists, groups, and what is asked about."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.intake.rules.lists import read_list, split_roles
from accountability.intake.rules.matching import Name, Names, allowed, distance

from .annexes import names


def told(text: str, day: date = date(2022, 11, 7)) -> list[str]:
    """Codes of agencies and groups, and the words of what is neither."""
    return [
        (one.match.code if one.match and one.match.code else "") or one.group or f"{one.kind}: {one.text}"
        for one in read_list(text, names(day))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Tài chính", ["STC"]), ("Sở TN&MT", ["STNMT"]), ("Sở TNMT", ["STNMT"]), ("SỞ KHĐT", ["SKHDT"]),
        ("Sở Lao động - Thương binh và Xã hội", ["SLDTBXH"]), ("Sở Lao động, Thương binh, Xã hội", ["SLDTBXH"]),
        ("Sở Lao động - Thương\nbinh và Xã hội", ["SLDTBXH"]), ("Giám đốc Sở Tư pháp", ["STP"]),
        ("Chủ tịch UBND huyện Diễn Châu", ["H425"]), ("Công an tỉnh Nghệ An", ["CAT"]), ("VP UBND tỉnh", ["VPUBND"]),
        ("Sở Nội vụ, Sở Tài chính", ["SNV", "STC"]), ("Sở Nội vụ và Sở Tài chính", ["SNV", "STC"]),
        ("- Sở Y tế\n- Sở Giáo dục và Đào tạo", ["SYT", "SGDDT"]), ("Sở Nội vụ/Sở Tài chính", ["SNV", "STC"]),
        ("Các Sở: Nội vụ, Tài chính, Thông tin và Truyền thông", ["SNV", "STC", "STTTT"]),
        ("các sở GTVT, Xây dựng, TNMT và UBND huyện Nghi Lộc", ["SGTVT", "SXD", "STNMT", "H429"]),
        ("UBND các huyện Diễn Châu, Yên Thành; TP Vinh", ["H425", "H426", "H412"]),
        ("UBND các huyện, thành phố, thị xã", ["districts"]), ("UBND cấp huyện", ["districts"]),
        ("Các sở, ban, ngành; UBND các huyện, thành phố, thị xã", ["departments", "districts"]),
        ("Các sở, ngành, địa phương", ["all"]), ("UBND cấp xã", ["communes"]),
        ("Sở Y tế và các đơn vị liên quan", ["SYT", "related: các đơn vị liên quan"]),
        ("các sở, ban, ngành liên quan", ["related: các sở, ban, ngành liên quan"]),
        ("Công ty ABC, Sở Y tế", ["unknown: Công ty ABC", "SYT"]), ("", []),
        ("Sở Nội vụ, Sở Nội vụ", ["SNV"]),
    ],
)  # fmt: skip
def test_a_cell_names(text: str, found: list[str]) -> None:
    assert told(text) == found


def test_the_names_are_those_of_the_day() -> None:
    assert told("Sở Tài chính", date(2026, 1, 10)) == ["STC2025"]
    assert told("Sở Văn hóa, Thể thao và Du lịch", date(2026, 1, 10)) == ["SVHTTDL"]
    assert told("Sở Thông tin và Truyền thông", date(2026, 1, 10)) == [
        "unknown: Sở Thông tin và Truyền thông"
    ]


@pytest.mark.parametrize(
    ("text", "code", "edits"),
    [
        ("Sở Tài chinh", "STC", 1), ("so tai chinh", "STC", 3), ("Sở Thông tin và Truyền thôngg", "STTTT", 1),
        ("Sờ Nội vụ", "SNV", 1), ("Sở Lao đông, Thương binh và Xã hội", "SLDTBXH", 1), ("UBND huyện Diễn Chau", "H425", 1),
    ],
)  # fmt: skip
def test_a_misspelling_is_found_with_its_distance(text: str, code: str, edits: int) -> None:
    match = names().find(text)
    assert (match.code, match.how, match.distance) == (code, "spelling", edits)


@pytest.mark.parametrize("text", ["Sở TD", "Sở XYZ", "Phòng Lao động", "abc", "Sở Quy hoạch"])
def test_what_is_too_far_is_nothing(text: str) -> None:
    assert names().find(text).how == "none"


def test_what_is_as_near_to_two_is_asked_about() -> None:
    near = Names(
        (Name("A", "UBND xã An Hòa", ("UBND xã An Hòa",)), Name("B", "UBND xã An Hoa", ("UBND xã An Hoá",)))
    )
    match = near.find("UBND xã An Hơa")
    assert (match.how, set(match.candidates)) == ("several", {"UBND xã An Hòa", "UBND xã An Hoa"})


def test_a_name_of_two_communes_is_asked_about() -> None:
    twice = Names(
        (
            Name("A", "Xã Tân Sơn (Đô Lương)", ("Xã Tân Sơn",)),
            Name("B", "Xã Tân Sơn (Quỳnh Lưu)", ("Xã Tân Sơn",)),
        )
    )
    assert twice.find("xã Tân Sơn").candidates == ("Xã Tân Sơn (Đô Lương)", "Xã Tân Sơn (Quỳnh Lưu)")


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính, Sở Y tế", ("Sở Nội vụ", "Sở Tài chính, Sở Y tế")),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính", ("Sở Nội vụ", "Sở Tài chính")),
        ("Sở Nội vụ (phối hợp: Sở Y tế)", ("Sở Nội vụ", "Sở Y tế")),
        ("Sở Nội vụ", ("Sở Nội vụ", "")),
    ],
)
def test_a_cell_of_both_roles_is_parted(text: str, parted: tuple[str, str]) -> None:
    assert split_roles(text) == parted


@given(st.text("abcđ ", max_size=12), st.text("abcđ ", max_size=12))
def test_the_distance_is_that_of_the_textbook_within_its_bound(a: str, b: str) -> None:
    found = distance(a, b, 99)
    assert found == distance(b, a, 99)
    assert (found == 0) == (a == b)
    assert distance(a, b, 3) == min(found, 4)


def test_pieces_miss_no_name_that_a_comparison_of_all_would_find() -> None:
    """The index against the plain way: every name, up to as many letters wrong as its length allows."""
    draw, known = random.Random(1), names()
    keys = [key for key in known._index.folded._names if len(key) >= 7]
    for key in draw.sample(keys, 60):
        letters = list(key)
        for _ in range(allowed(len(key))):
            place = draw.randrange(len(letters))
            letters[place] = draw.choice("xqz")
        wrong = "".join(letters)
        assert key in {found for found, _ in known._index.folded.near(wrong)}, (key, wrong)
