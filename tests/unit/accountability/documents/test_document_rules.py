"""Pure rules of outgoing documents: wording with places that run nothing, who signs how, which step leads where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.access.roles import Role
from accountability.documents.rules import (
    CANNOT_BE_CALLED_TO_ACCOUNT,
    KINDS,
    PLACES,
    Kind,
    State,
    Verb,
    WordingError,
    after,
    check,
    fill,
    signer_lines,
    symbol_of,
    unfilled,
)
from accountability.documents.rules.own_wording import OWN


def test_a_place_is_replaced_by_a_word_and_what_stands_there_is_not_read_again() -> None:
    values = {"don_vi": "Sở {{so_viec}} {% if %}", "so_viec": "04"}
    assert (
        fill("Đề nghị {{don_vi}} làm {{ so_viec }} việc", values)
        == "Đề nghị Sở {{so_viec}} {% if %} làm 04 việc"
    )


def test_a_place_without_a_value_stays_for_the_drafter_to_see() -> None:
    assert fill("Hạn {{thoi_han}}, {{thoi_han}}", {}) == "Hạn {{thoi_han}}, {{thoi_han}}"
    assert unfilled("Hạn {{thoi_han}}, {{thoi_han}}, {{ngay}}") == ["{{thoi_han}}", "{{ngay}}"]


@pytest.mark.parametrize(
    "text", ["{{ten}}", "{{don_vi.__class__}}", "{{don_vi|safe}}", "{{}}", "{{request.user}}"]
)
def test_an_unknown_place_is_named_with_those_that_there_are(text: str) -> None:
    with pytest.raises(WordingError, match=r"Không có chỗ điền .*\{\{don_vi\}\}, \{\{chuc_danh\}\}"):
        check(text)


@pytest.mark.parametrize("text", ["{{don_vi", "don_vi}}", "{% load os %}", "{{don_vi}} {{"])
def test_braces_that_are_left_over_are_asked_about(text: str) -> None:
    with pytest.raises(WordingError, match="chưa đủ cặp"):
        check(text)


@given(st.text())
def test_whatever_is_written_is_refused_or_stays_what_it_is(text: str) -> None:
    try:
        assert fill(text, {}) == text
    except WordingError:
        assert "{{" in text or "}}" in text or "{%" in text


def test_our_own_wordings_are_there_for_every_kind_and_name_known_places() -> None:
    assert set(OWN) == set(KINDS) == set(Kind)
    for wording in OWN.values():
        text = "\n".join((wording.abstract, wording.body, wording.recipients))
        check(text)
        assert unfilled(fill(text, dict.fromkeys(PLACES, "x"))) == []


@pytest.mark.parametrize(
    ("role", "of_province", "for_all", "lines"),
    [
        (Role.CHAIR, True, False, ("CHỦ TỊCH",)),
        (Role.CHAIR, True, True, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (Role.VICE_CHAIR, True, False, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (Role.VICE_CHAIR, True, True, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (Role.OFFICE_CHIEF, True, False, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (Role.OFFICE_CHIEF, True, True, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (Role.OFFICE_DEPUTY, True, False, ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
        (Role.OFFICE_CHIEF, False, False, ("CHÁNH VĂN PHÒNG",)),
        (Role.OFFICE_DEPUTY, False, False, ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
    ],
)
def test_authority_and_title_stand_above_the_name(
    role: Role, of_province: bool, for_all: bool, lines: tuple[str, ...]
) -> None:
    assert signer_lines(role, of_province=of_province, for_all=for_all) == lines


@pytest.mark.parametrize(
    ("role", "of_province"), [(Role.CHAIR, False), (Role.CLERK, True), (Role.AGENCY_HEAD, True)]
)
def test_who_signs_nothing_of_an_issuer_is_refused(role: Role, of_province: bool) -> None:
    with pytest.raises(ValueError, match="signs no such document"):
        signer_lines(role, of_province=of_province)


def test_a_letter_has_the_drafting_unit_in_its_symbol_and_other_kinds_their_abbreviation() -> None:
    assert symbol_of("CV", "UBND", "VX") == "UBND-VX"
    assert symbol_of("TB", "UBND", "VX") == "TB-UBND"


def test_only_the_chair_signs_what_is_private_and_it_goes_to_one() -> None:
    private = [rule for rule in KINDS.values() if rule.is_private]
    assert {rule.code for rule in private} == {Kind.REMIND, Kind.CRITICISE}
    assert all(rule.signers == {Role.CHAIR} and not rule.to_many for rule in private)
    # Outside the province, vertical, party, forces: never (issue of the letters; DOMAIN §0 finding 18).
    assert {"BO", "DN", "ND", "DU", "LL"} <= CANNOT_BE_CALLED_TO_ACCOUNT


def test_the_way_of_a_document_has_no_short_cut() -> None:
    ways = {(state, verb): after(state, verb) for state in State for verb in Verb if verb != Verb.WRITE}
    assert {(state.value, verb.value): to.value for (state, verb), to in ways.items() if to is not None} == {
        ("draft", "change"): "draft", ("draft", "consult"): "draft", ("draft", "submit"): "submitted",
        ("draft", "drop"): "dropped", ("submitted", "sign"): "signed", ("submitted", "return"): "draft",
        ("signed", "return"): "draft", ("signed", "issue"): "issued", ("issued", "recall"): "recalled",
    }  # fmt: skip
