"""The kinds of outgoing documents: how they are counted, headed and signed, and what is asked of each. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accountability.access.roles import Role
from accountability.core.saying import say


class Kind(StrEnum):
    """Short codes, kept by the database."""

    URGE = "urge"
    EXPLAIN = "explain"
    REMIND = "remind"
    CRITICISE = "criticise"
    CONCLUSION = "conclusion"
    HANDOVER = "handover"
    EXTRACT = "extract"


# Kinds of agency (Agency.Kind) that no letter of reminder or criticism goes to: bodies outside the province (BO, DN),
# vertical bodies (ND), party organs (DU), armed forces (LL); nor the Front and mass organisations (DT), which are not
# below the People's Committee; nor the Committee itself (UB).
CANNOT_BE_CALLED_TO_ACCOUNT = frozenset({"BO", "DN", "ND", "DU", "LL", "DT", "UB"})

_LEADERS = frozenset({Role.CHAIR, Role.VICE_CHAIR})
_OFFICE = frozenset({Role.OFFICE_CHIEF, Role.OFFICE_DEPUTY})


@dataclass(frozen=True)
class KindRule:
    """What a kind asks.

    `series` is the register that numbers it (the abbreviation of NĐ 30/2020 Phụ lục III, "CV" where it has none);
    `heading` the name of the kind on paper, empty for a công văn, whose subject stands under its number. `is_private`:
    the draft is seen by its drafter, the Chánh Văn phòng and its signer only. `to_many`: whether one document may go to
    several addressees. `lists`: what its annex is called.
    """

    code: Kind
    title: str
    series: str
    heading: str
    signers: frozenset[Role]
    to_many: bool = False
    is_private: bool = False
    lists: str = ""


KINDS: Mapping[Kind, KindRule] = {
    rule.code: rule
    for rule in (
        KindRule(
            Kind.URGE, say("Công văn đôn đốc"), "CV", "", _LEADERS | _OFFICE, to_many=True,
            lists="Danh mục nhiệm vụ quá hạn, đề nghị khẩn trương thực hiện",
        ),
        KindRule(
            Kind.EXPLAIN, say("Công văn yêu cầu giải trình"), "CV", "", _LEADERS | _OFFICE,
            lists="Danh mục nhiệm vụ phải giải trình",
        ),
        KindRule(
            Kind.REMIND, say("Văn bản nhắc nhở"), "CV", "", frozenset({Role.CHAIR}), is_private=True,
            lists="Danh mục nhiệm vụ",
        ),
        KindRule(
            Kind.CRITICISE, say("Văn bản phê bình"), "CV", "", frozenset({Role.CHAIR}), is_private=True,
            lists="Danh mục nhiệm vụ",
        ),
        KindRule(
            Kind.CONCLUSION, say("Thông báo kết luận"), "TB", "THÔNG BÁO", _LEADERS | _OFFICE, to_many=True,
            lists="Danh mục nhiệm vụ giao tại Thông báo",
        ),
        KindRule(
            Kind.HANDOVER, say("Biên bản bàn giao"), "BB", "BIÊN BẢN", _OFFICE, lists="Danh mục nhiệm vụ bàn giao",
        ),
        KindRule(
            Kind.EXTRACT, say("Trích lục nhiệm vụ của cơ quan"), "CV", "", _LEADERS | _OFFICE,
            lists="Trích lục nhiệm vụ chưa hoàn thành",
        ),
    )
}  # fmt: skip


def rule_of(code: str) -> KindRule:
    """The rule of that code. Raises ValueError for a code that is none."""
    return KINDS[Kind(code)]
