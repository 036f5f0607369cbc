"""Positions and their demo accounts, derived from the agencies of a day. Pure; no personal names."""

from dataclasses import dataclass
from datetime import date

from accountability.agencies.facts.agency_facts import (
    OFFICE,
    UBND,
    AgencyFact,
    agencies,
    read_rows,
    split,
)
from accountability.core.saying import say

FIELDS = {
    "NC": say("Nội chính"),
    "VX": say("Văn xã"),
    "TH": say("Tổng hợp"),
    "KT": say("Kinh tế"),
    "NN": say("Nông nghiệp"),
    "CN": say("Công nghiệp – Xây dựng"),
}
ROLES = (
    "chair",
    "vice_chair",
    "office_chief",
    "office_deputy",
    "section_head",
    "specialist",
    "clerk",
    "agency_head",
    "focal_point",
    "officer",
    "party_secretary",
)
MAIL_DOMAIN = "nghean.example"


@dataclass(frozen=True)
class PositionFact:
    """A position; its demo account has the same user name. Empty `fields` means all of them."""

    code: str
    title: str
    agency_code: str
    role: str
    fields: tuple[str, ...]
    username: str
    email: str


def _position(
    agency: AgencyFact, username: str, title: str, role: str, fields: tuple[str, ...] = ()
) -> PositionFact:
    email = f"{username}@{agency.mail_label}.{MAIL_DOMAIN}"
    return PositionFact(username, title, agency.code, role, fields, username, email)


def _office(known: dict[str, AgencyFact]) -> list[PositionFact]:
    return [
        _position(known[row["agency_code"]], row["username"], row["title"], row["role"], split(row["fields"]))
        for row in read_rows("office_positions.csv")
    ]


def _workers(agency: AgencyFact) -> list[PositionFact]:
    return [
        _position(agency, f"{agency.slug}-daumoi", f"Đầu mối {agency.short_name}", "focal_point"),
        _position(agency, f"{agency.slug}-chuyenvien", f"Chuyên viên {agency.short_name}", "officer"),
    ]


def _of_agency(agency: AgencyFact) -> list[PositionFact]:
    """Head, focal point and officer; a commune has its chair, a party organ its secretary."""
    if agency.code == UBND:
        return []
    if agency.code == OFFICE:
        return _workers(agency)
    role = "party_secretary" if agency.kind == "DU" else "agency_head"
    head = _position(agency, agency.head_username, agency.head_title, role)
    return [head] if agency.kind in ("DU", "XA") else [head, *_workers(agency)]


def positions(as_of: date) -> tuple[PositionFact, ...]:
    """The positions of the province on that day, the Office's first, user names unique."""
    known = agencies(as_of)
    found = _office({agency.code: agency for agency in known})
    for agency in known:
        found += _of_agency(agency)
    return tuple(found)
