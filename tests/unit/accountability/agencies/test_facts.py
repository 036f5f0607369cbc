"""The fact files hold the province as the sources have it."""

from collections import Counter
from datetime import date

import pytest

from accountability.agencies import facts
from accountability.core.text import agency_key, normal, slug

BOTH = pytest.mark.parametrize("as_of", [facts.AS_OF_2022, facts.AS_OF_2026], ids=["2022", "2026"])
NAMED_ACCOUNTS = [
    "chutich",
    "phochutich",
    "phochutich-kt",
    "chanhvanphong",
    "phochanhvanphong",
    "phochanhvanphong-kt",
    "truongphong",
    "chuyenvien",
    "chuyenvien-kt",
    "vanthu",
    "congan",
    "congan-daumoi",
    "congan-chuyenvien",
    "ldtbxh",
    "ldtbxh-daumoi",
    "ldtbxh-chuyenvien",
    "nhnn",
    "c06",
    "vinh",
    "dienchau",
    "hoangmai",
    "vinh-daumoi",
    "bithu-vinh",
    "ngoaicuoc",
]


def test_2022_has_21_districts_and_460_communes_each_in_a_district() -> None:
    districts = {district.code for district in facts.districts_2022()}
    assert len(districts) == 21
    assert len(facts.communes_2022()) == 460
    assert {commune.parent_code for commune in facts.communes_2022()} == districts


def test_the_kinds_of_localities_are_those_counted_in_2022() -> None:
    kinds = Counter(c.place.split()[0] + " " + c.place.split()[1] for c in facts.districts_2022())
    assert kinds["Thành phố"] == 1
    assert kinds["Thị xã"] == 3
    communes = Counter(
        "Thị trấn" if c.place.startswith("Thị trấn") else c.place.split()[0] for c in facts.communes_2022()
    )
    assert communes == {"Xã": 411, "Phường": 32, "Thị trấn": 17}


def test_eight_names_of_communes_repeat() -> None:
    counts = Counter(commune.place for commune in facts.communes_2022())
    assert {place.removeprefix("Xã "): n for place, n in counts.items() if n > 1} == {
        "Đồng Văn": 3,
        "Ngọc Sơn": 3,
        "Châu Tiến": 2,
        "Tam Hợp": 2,
        "Nghĩa Bình": 2,
        "Nam Sơn": 2,
        "Bắc Sơn": 2,
        "Tân Sơn": 2,
    }


def test_a_commune_is_told_apart_by_its_district() -> None:
    assert len({commune.name for commune in facts.communes_2022()}) == 460
    assert len({commune.short_name for commune in facts.communes_2022()}) == 460


def test_known_slips_of_the_source_are_put_right() -> None:
    places = {c.place for c in (*facts.districts_2022(), *facts.communes_2022())}
    assert {"Thị xã Thái Hòa", "Xã Cắm Muộn", "Xã Lượng Minh", "Phường Nghi Thủy"} <= places
    assert not {"Thị xã Thái Hoà", "Xã Căm Muộn", "Xã Lưỡng Minh"} & places


def test_2025_has_130_communes_that_took_in_412() -> None:
    assert len(facts.communes_2025()) == 130
    assert sum(c.place.startswith("Phường") for c in facts.communes_2025()) == 11
    assert set(facts.predecessors_2025()) == {c.code for c in facts.communes_2025()}
    assert sum(len(units) for units in facts.predecessors_2025().values()) == 412


def test_each_former_district_has_its_successor_communes() -> None:
    former = {commune.former_district for commune in facts.communes_2025()}
    assert former == {d.place for d in facts.districts_2022()} - {"Thị xã Cửa Lò"}


def test_81_communes_ended_before_2025_without_a_known_successor() -> None:
    ended = {c.code for c in facts.communes_2022() if c.valid_to == date(2024, 11, 30)}
    assert len(ended) == 81
    assert not ended & {s.from_code for s in facts.successions()}


def test_there_are_25_essential_services_of_agencies_of_2022() -> None:
    services = facts.essential_services()
    assert [service.number for service in services] == list(range(1, 26))
    codes = {agency.code for agency in facts.agencies(facts.AS_OF_2022)}
    assert {service.agency_code for service in services} <= codes


def test_codes_are_unique_and_parents_come_first() -> None:
    seen: set[str] = set()
    for agency in facts.every_agency():
        assert agency.code not in seen
        assert agency.parent_code in seen | {""}
        assert agency.locality_code == "" or agency.locality_code.startswith("H")
        seen.add(agency.code)


def test_successors_exist_when_their_predecessors_end() -> None:
    by_code = {agency.code: agency for agency in facts.every_agency()}
    for succession in facts.successions():
        assert by_code[succession.to_code].valid_on(succession.effective_on)
        assert not by_code[succession.from_code].valid_on(succession.effective_on)
        assert succession.kind in ("main", "partial")


def test_every_closed_department_has_one_main_successor() -> None:
    main = Counter(s.from_code for s in facts.successions() if s.kind == "main")
    assert set(main.values()) == {1}
    closed = {a.code for a in facts.every_agency() if a.kind == "CM" and a.valid_to is not None}
    assert closed <= set(main)


def test_20_departments_of_2022_became_14() -> None:
    def departments(as_of: date) -> int:
        return sum(a.kind == "CM" for a in facts.agencies(as_of))

    assert departments(facts.AS_OF_2022) == 20
    assert departments(facts.AS_OF_2026) == 14


@pytest.mark.parametrize(
    "written",
    ["Sở LĐ,TB&XH", "Sở LĐTBXH", "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", "Sở LĐ-TB&XH"],
)
def test_the_labour_department_is_found_by_each_of_its_names(written: str) -> None:
    labour = next(a for a in facts.every_agency() if a.code == "SLDTBXH")
    assert agency_key(written) in {agency_key(name) for name in labour.all_names}


@BOTH
def test_no_two_bodies_of_one_day_share_a_name(as_of: date) -> None:
    keys = Counter(
        key
        for agency in facts.agencies(as_of)
        if agency.kind != "XA"
        for key in {agency_key(name) for name in agency.all_names}
    )
    assert [key for key, n in keys.items() if n > 1] == []


@BOTH
def test_names_are_in_the_official_spelling(as_of: date) -> None:
    for agency in facts.agencies(as_of):
        assert all(name == normal(name).strip() for name in agency.all_names)


@BOTH
def test_usernames_and_addresses_are_unique_and_plain(as_of: date) -> None:
    positions = facts.positions(as_of)
    assert len({p.username for p in positions}) == len(positions)
    assert len({p.email for p in positions}) == len(positions)
    for position in positions:
        assert slug(position.username.replace("-", "")) == position.username.replace("-", "")
        assert position.email.startswith(f"{position.username}@")
        assert position.email.endswith(".nghean.example")


@BOTH
def test_every_position_belongs_to_an_agency_of_its_day(as_of: date) -> None:
    codes = {agency.code for agency in facts.agencies(as_of)}
    for position in facts.positions(as_of):
        assert position.agency_code in codes
        assert position.role in facts.ROLES
        assert set(position.fields) <= set(facts.FIELDS)


@BOTH
def test_every_field_has_one_vice_chair_one_deputy_and_a_specialist(as_of: date) -> None:
    for role in ("vice_chair", "office_deputy", "section_head", "specialist"):
        covered = [f for p in facts.positions(as_of) if p.role == role for f in p.fields]
        assert sorted(covered) == sorted(facts.FIELDS)


def test_the_named_demo_accounts_exist_in_2022() -> None:
    usernames = {position.username for position in facts.positions(facts.AS_OF_2022)}
    assert set(NAMED_ACCOUNTS) <= usernames


def test_the_party_secretary_reads_vinh_and_the_outsider_heads_foreign_affairs() -> None:
    by_name = {position.username: position for position in facts.positions(facts.AS_OF_2022)}
    agency = {a.code: a for a in facts.agencies(facts.AS_OF_2022)}
    assert by_name["bithu-vinh"].role == "party_secretary"
    assert agency[by_name["bithu-vinh"].agency_code].locality_code == by_name["vinh"].agency_code
    assert by_name["ngoaicuoc"].agency_code == "SNGV"


def test_every_commune_has_one_chair_and_every_office_its_people() -> None:
    roles = Counter((p.agency_code, p.role) for p in facts.positions(facts.AS_OF_2022))
    for agency in facts.agencies(facts.AS_OF_2022):
        if agency.kind not in ("UB", "DU") and agency.code != facts.OFFICE:
            assert roles[agency.code, "agency_head"] == 1
        if agency.kind not in ("UB", "DU", "XA"):
            assert roles[agency.code, "focal_point"] == 1
            assert roles[agency.code, "officer"] == 1
