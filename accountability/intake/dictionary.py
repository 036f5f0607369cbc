"""The agency dictionary, read from the database, or from the province's fact files where no province is loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from accountability.access.roles import Role
from accountability.agencies import facts
from accountability.agencies.models import Agency, Position
from accountability.intake.rules.dictionary import AgencyDictionary, AgencyEntry

_LOCAL_KINDS = ("HU", "XA")
_COMMITTEES = ("UBND", "Ủy ban nhân dân")
_SHORT_LEVELS = {"thành phố ": ("TP ",), "thị xã ": ("TX ",), "Thành phố ": ("TP ",), "Thị xã ": ("TX ",)}


def _spellings(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names as given, and those of localities with either word for the committee and for the level."""
    found = dict.fromkeys(name for name in names if name)
    if kind in _LOCAL_KINDS:
        for name in tuple(found):
            for committee in _COMMITTEES:
                if name.startswith(f"{committee} "):
                    found |= dict.fromkeys(
                        f"{other} {name.removeprefix(committee + ' ')}" for other in _COMMITTEES
                    )
        for name in tuple(found):
            for level, shorts in _SHORT_LEVELS.items():
                if level in name:
                    found |= dict.fromkeys(name.replace(level, short, 1) for short in shorts)
    return tuple(found)


def from_facts() -> AgencyDictionary:
    """The province's agencies of all times as our fact files have them."""
    entries = _fact_entries()
    return AgencyDictionary(entries, _province(next(entry for entry in entries if entry.code == facts.UBND)))


def _fact_entries() -> list[AgencyEntry]:
    return [
        AgencyEntry(
            fact.code,
            _spellings(fact.kind, (fact.name, fact.short_name, *fact.aliases)),
            fact.symbols,
            (fact.head_title,) if fact.head_title else (),
            fact.valid_from,
            fact.valid_to,
        )
        for fact in facts.every_agency()
    ]


# One agency as its row has it: code, kind, names, symbols, the titles of its heads, its dates.
_Row = tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], date | None, date | None]


def _database_rows() -> tuple[_Row, ...]:
    """The agencies as the Office keeps them. Two queries."""
    heads: dict[int, list[str]] = defaultdict(list)
    leading = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.CHAIR)
    for agency_id, title in Position.objects.filter(role__in=[role.value for role in leading]).values_list(
        "agency_id", "title"
    ):
        heads[agency_id].append(title)
    rows = Agency.objects.values_list(
        "pk", "code", "kind", "name", "short_name", "aliases", "symbols", "valid_from", "valid_to"
    )
    return tuple(
        (code, kind, (name, short_name, *aliases), tuple(symbols), tuple(heads[pk]), valid_from, valid_to)
        for pk, code, kind, name, short_name, aliases, symbols, valid_from, valid_to in rows
    )


def load_dictionary() -> AgencyDictionary:
    """The database's agencies, completed by those of other days from the fact files of the same province.

    A database of 2022 knows no department of 2025: a text of 2026 still finds it by name, and its code tells which it is.
    Its index takes a second to build: as long as no row of an agency or head changes, it is the one built before.
    """
    return _dictionary_of(_database_rows())


@lru_cache(maxsize=4)
def _dictionary_of(rows: tuple[_Row, ...]) -> AgencyDictionary:
    kept = [
        AgencyEntry(code, _spellings(kind, names), symbols, heads, valid_from, valid_to)
        for code, kind, names, symbols, heads, valid_from, valid_to in rows
    ]
    known = {entry.code: entry for entry in kept}
    facts_of_ours = _fact_entries()
    ours = next(entry for entry in facts_of_ours if entry.code == facts.UBND)
    if kept and (facts.UBND not in known or known[facts.UBND].names[0] != ours.names[0]):
        return AgencyDictionary(kept, _province(known.get(facts.UBND)))
    return AgencyDictionary(
        (*kept, *(entry for entry in facts_of_ours if entry.code not in known)), _province(ours)
    )


def _province(committee: AgencyEntry | None) -> str:
    """ "Nghệ An" of "UBND tỉnh Nghệ An"; empty for a province that is not loaded."""
    name = committee.names[0] if committee else ""
    return name.partition("tỉnh ")[2]
