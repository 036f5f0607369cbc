"""How a document is signed: authority and title above the name, and the symbol behind its number. Pure.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I, II.7; forms of a real provincial office in DOMAIN §1.2.
"""

from __future__ import annotations

from enum import StrEnum

from accountability.access.roles import Role


class Authority(StrEnum):
    """By what right the signer signs."""

    OWN = "own"  # In a matter of his own competence, or for the agency that he heads.
    FOR_ALL = "TM"  # On behalf of the collective: TM. ỦY BAN NHÂN DÂN.
    FOR_CHIEF = "KT"  # A deputy for his chief.
    BY_ORDER = "TL"  # The Office by order of the Chairman.


_CHAIR, _VICE = "CHỦ TỊCH", "PHÓ CHỦ TỊCH"
_CHIEF, _DEPUTY = "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"


def authority_of(role: Role, *, of_province: bool, for_all: bool = False) -> Authority:
    """By what right a position of this role signs a document of the province, or of the Office itself.

    `for_all` is asked of the Chair and his deputies only: a matter that the Committee decides together.
    """
    if of_province and role in (Role.OFFICE_CHIEF, Role.OFFICE_DEPUTY):
        return Authority.BY_ORDER
    if for_all and role in (Role.CHAIR, Role.VICE_CHAIR):
        return Authority.FOR_ALL
    return Authority.FOR_CHIEF if role in (Role.VICE_CHAIR, Role.OFFICE_DEPUTY) else Authority.OWN


def signer_lines(role: Role, *, of_province: bool, for_all: bool = False) -> tuple[str, ...]:
    """The lines above the name: ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG").

    Raises ValueError for a role that signs nothing of this issuer: leaders sign no document of the Office.
    """
    office = {
        Role.OFFICE_CHIEF: (_CHIEF,),
        Role.OFFICE_DEPUTY: (f"KT. {_CHIEF}", _DEPUTY),
    }
    leaders = {Role.CHAIR: (_CHAIR,), Role.VICE_CHAIR: (f"KT. {_CHAIR}", _VICE)}
    if role in office:
        return (f"TL. {_CHAIR}", *office[role]) if of_province else office[role]
    if role not in leaders or not of_province:
        raise ValueError(f"{role} signs no such document")
    return ("TM. ỦY BAN NHÂN DÂN", *leaders[role]) if for_all else leaders[role]


def symbol_of(series: str, issuer_symbol: str, unit: str) -> str:
    """What follows the number: "UBND-VX" for a công văn, which has no abbreviation; "TB-UBND" for the others."""
    return f"{issuer_symbol}-{unit}" if series == "CV" else f"{series}-{issuer_symbol}"
