"""Who is compared with whom. Pure.

Departments with departments, districts with districts, communes with communes of their sort of area. Armed forces, bodies of
a ministry's own line, mass organisations and bodies outside the province are counted and never ranked (DESIGN §6, DOMAIN §1.5).
"""

from __future__ import annotations

from enum import StrEnum

from accountability.core.saying import say
from accountability.core.text import fold


class Group(StrEnum):
    """One table."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Group:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    DEPARTMENT = "department", say("Sở, ban, ngành")
    DISTRICT = "district", say("UBND cấp huyện")
    URBAN = "urban", say("UBND phường, thị trấn")
    PLAIN = "plain", say("UBND xã")
    MOUNTAIN = "mountain", say("UBND xã miền núi")
    FORCE = "force", say("Lực lượng vũ trang")
    VERTICAL = "vertical", say("Cơ quan ngành dọc")
    MASS = "mass", say("Mặt trận, đoàn thể")
    OUTSIDE = "outside", say("Cơ quan ngoài tỉnh, cơ quan Đảng, doanh nghiệp")


GROUP_ORDER = tuple(Group)
RANKED = frozenset({Group.DEPARTMENT, Group.DISTRICT, Group.URBAN, Group.PLAIN, Group.MOUNTAIN})
_BY_KIND = {
    "CM": Group.DEPARTMENT, "HC": Group.DEPARTMENT, "HU": Group.DISTRICT, "LL": Group.FORCE, "ND": Group.VERTICAL,
    "DT": Group.MASS,
}  # fmt: skip
_URBAN = ("phuong ", "thi tran ", "ubnd phuong ", "ubnd thi tran ")


def group_of(kind: str, name: str, *, is_mountain: bool = False) -> Group:
    """The table of an agency by its kind; of a commune by its name (phường, thị trấn) and by whether it is listed as mountain."""
    if kind == "XA":
        if fold(name).startswith(_URBAN):
            return Group.URBAN
        return Group.MOUNTAIN if is_mountain else Group.PLAIN
    return _BY_KIND.get(kind, Group.OUTSIDE)
