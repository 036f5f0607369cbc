"""Agencies, localities, successions and services, read from the files beside this module. Pure."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent
_TWO_TIERS_FROM = date(2025, 7, 1)

# Bodies that the province cannot call to account (DOMAIN §0 finding 18).
OUTSIDE_KINDS = frozenset({"ND", "DN", "BO"})
UBND, OFFICE = "UBND", "VPUBND"


@dataclass(frozen=True)
class AgencyFact:
    """One agency with its dates of validity (both inside; None is open).

    kind: UB the provincial committee, CM specialised, HC other administrative, LL forces,
    ND central body in the province, DT mass organisation, DN enterprise, BO ministry department,
    DU party organ, HU district committee, XA commune committee.
    """

    code: str
    name: str
    short_name: str
    kind: str
    slug: str
    head_title: str
    head_username: str
    parent_code: str = ""
    locality_code: str = ""  # Party organ: the committee of its locality, which it reads.
    symbols: tuple[str, ...] = ()  # As in "559/TTr-STP".
    aliases: tuple[str, ...] = ()
    place: str = ""  # The territorial unit itself: "Xã Diễn Lâm".
    gso_code: str = ""
    former_district: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def mail_label(self) -> str:
        """The part of the mail domain that stands for the agency."""
        return self.slug

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every way the agency is written, each once, the full name first."""
        return tuple(dict.fromkeys((self.name, self.short_name, *self.symbols, *self.aliases)))

    def valid_on(self, day: date) -> bool:
        """Whether the agency exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True)
class SuccessionFact:
    """Who continues an agency's work: kind main, or partial in the `field` named.

    `verified` is False where our source is general knowledge only.
    """

    from_code: str
    to_code: str
    kind: str
    field: str
    effective_on: date
    legal_basis: str
    verified: bool


@dataclass(frozen=True)
class ServiceFact:
    """One of the 25 essential services of Đề án 06, with its owners then and now."""

    number: int
    name: str
    owner_2022: str
    owner_2025: str
    agency_code: str  # The provincial agency that answers for it in 2022.


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our CSV files as dictionaries."""
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(text: str) -> tuple[str, ...]:
    """The parts of a cell with several values, separated by "|"."""
    return tuple(part for part in text.split("|") if part)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _bodies() -> list[AgencyFact]:
    return [
        AgencyFact(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            slug=row["slug"],
            head_title=row["head_title"],
            head_username=row["head_username"],
            parent_code=row["parent_code"],
            locality_code=row["locality_code"],
            symbols=split(row["symbols"]),
            aliases=split(row["aliases"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in read_rows("agencies.csv")
    ]


_SHORT_TYPE = {"Thành phố": "TP", "Thị xã": "TX", "Huyện": "huyện"}


def _parted(place: str) -> tuple[str, str]:
    """("Thành phố", "Vinh") of "Thành phố Vinh"."""
    for kind in ("Thành phố", "Thị xã", "Thị trấn", "Huyện", "Phường", "Xã"):
        if place.startswith(f"{kind} "):
            return kind, place.removeprefix(f"{kind} ")
    raise ValueError(f"Không rõ loại đơn vị hành chính: {place}")


def _lowered(place: str) -> str:
    return place[0].lower() + place[1:]


@lru_cache(maxsize=1)
def districts_2022() -> tuple[AgencyFact, ...]:
    """The 21 district committees of 2022, code "H" + code of the statistics office."""
    return tuple(_district(row) for row in read_rows("districts_2022.csv"))


def _district(row: dict[str, str]) -> AgencyFact:
    kind, own = _parted(row["name"])
    full = f"UBND {_lowered(row['name'])}"
    short = f"{_SHORT_TYPE[kind]} {own}"
    return AgencyFact(
        code=row["code"],
        name=full,
        short_name=f"UBND {short}",
        kind="HU",
        slug=row["slug"],
        head_title=f"Chủ tịch {full}",
        head_username=row["slug"],
        parent_code=UBND,
        aliases=(f"Ủy ban nhân dân {_lowered(row['name'])}", row["name"], short),
        place=row["name"],
        gso_code=row["gso_code"],
        valid_to=_day(row["valid_to"]),
    )


@lru_cache(maxsize=1)
def communes_2022() -> tuple[AgencyFact, ...]:
    """The 460 commune committees of 2022, each named with its district.

    The source has no codes for them: "X412-01" is the district and the place in its list.
    """
    districts = {district.code: district for district in districts_2022()}
    return tuple(
        _commune_2022(row, districts[row["district_code"]]) for row in read_rows("communes_2022.csv")
    )


def _commune_2022(row: dict[str, str], district: AgencyFact) -> AgencyFact:
    full = f"UBND {_lowered(row['name'])}"
    return AgencyFact(
        code=row["code"],
        name=f"{full}, {_lowered(district.place)}",
        short_name=f"{full} ({_parted(district.place)[1]})",
        kind="XA",
        slug=row["username"],
        head_title=f"Chủ tịch {full}, {_lowered(district.place)}",
        head_username=row["username"],
        parent_code=district.code,
        aliases=(full, row["name"]),
        place=row["name"],
        former_district=district.place,
        valid_to=_day(row["valid_to"]),
    )


@lru_cache(maxsize=1)
def communes_2025() -> tuple[AgencyFact, ...]:
    """The 130 commune committees since 1 July 2025, directly under the province."""
    return tuple(_commune_2025(row) for row in read_rows("communes_2025.csv"))


def _commune_2025(row: dict[str, str]) -> AgencyFact:
    full = f"UBND {_lowered(row['name'])}"
    return AgencyFact(
        code=row["code"],
        name=full,
        short_name=full,
        kind="XA",
        slug=row["username"],
        head_title=f"Chủ tịch {full}",
        head_username=row["username"],
        parent_code=UBND,
        aliases=(f"Ủy ban nhân dân {_lowered(row['name'])}", row["name"]),
        place=row["name"],
        gso_code=row["gso_code"],
        former_district=row["former_district"],
        valid_from=_TWO_TIERS_FROM,
    )


@lru_cache(maxsize=1)
def every_agency() -> tuple[AgencyFact, ...]:
    """All agencies of all times; parents come before their children."""
    return (*_bodies(), *districts_2022(), *communes_2022(), *communes_2025())


def agencies(as_of: date) -> tuple[AgencyFact, ...]:
    """The agencies that exist on that day, parents first."""
    return tuple(agency for agency in every_agency() if agency.valid_on(as_of))


@lru_cache(maxsize=1)
def successions() -> tuple[SuccessionFact, ...]:
    """Who continued whose work. Communes that ended in 2024 have no row: the source names none."""
    return tuple(
        SuccessionFact(
            row["from_code"],
            row["to_code"],
            row["kind"],
            row["field"],
            date.fromisoformat(row["effective_on"]),
            row["legal_basis"],
            row["verified"] == "yes",
        )
        for row in read_rows("successions.csv")
    )


@lru_cache(maxsize=1)
def predecessors_2025() -> dict[str, tuple[str, ...]]:
    """Code of a commune of 2025 to the names of the units of 30 June 2025 that it took in."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows("predecessors_2025.csv"):
        found[row["code"]] = (*found.get(row["code"], ()), row["predecessor"])
    return found


@lru_cache(maxsize=1)
def essential_services() -> tuple[ServiceFact, ...]:
    """The 25 essential services in the order of QĐ 06/QĐ-TTg."""
    return tuple(
        ServiceFact(int(row["no"]), row["service"], row["owner_2022"], row["owner_2025"], row["agency_2022"])
        for row in read_rows("essential_services.csv")
    )
