"""Which wording of a kind is in use, and what its places are filled with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from accountability.agencies.models import Agency, Position
from accountability.core.text import date_vi
from accountability.documents.annex import AnnexRow
from accountability.documents.models import DocumentTemplate
from accountability.documents.rules import Kind, fill
from accountability.documents.rules.own_wording import OWN, Wording


def current(kind: str, *, lock: bool = False) -> DocumentTemplate | None:
    """The version in use; None while it is our own. `lock` holds it until the transaction ends."""
    rows = DocumentTemplate.objects.filter(kind=kind).order_by("-version")
    return (rows.select_for_update(of=("self",)) if lock else rows).first()


def wording_of(kind: str) -> tuple[Wording, DocumentTemplate | None]:
    """The wording in use and its version."""
    found = current(kind)
    if found is None:
        return OWN[Kind(kind)], None
    return Wording(found.abstract, found.body, found.recipients), found


def values_for(
    rows: Sequence[AnnexRow],
    addressees: Sequence[tuple[Agency, Position | None]],
    *,
    today: date,
    parties: tuple[Position | None, Position | None] = (None, None),
) -> Mapping[str, str]:
    """What stands in the places; a place that has nothing to say is left out, and stays for the drafter to see."""
    values = {"ngay": f"ngày {date_vi(today)}"}
    if rows:
        values["so_viec"] = f"{len(rows):02d}"
    late = max((row.days_late for row in rows), default=0)
    if late:
        values["qua_han_lau_nhat"] = str(late)
    if len(rows) == 1:
        values |= {"ten_viec": rows[0].title.rstrip(". "), "van_ban": rows[0].source, "thoi_han": rows[0].due}
    if len(addressees) == 1:
        agency, position = addressees[0]
        values["don_vi"] = agency.name
        values["chuc_danh"] = position.title if position else f"Thủ trưởng {agency.name}"
    elif addressees:
        values |= {"don_vi": "các cơ quan, đơn vị", "chuc_danh": "Thủ trưởng các cơ quan, đơn vị"}
    for name, party in zip(("ben_giao", "ben_nhan"), parties, strict=True):
        if party is not None:
            values[name] = party.title
    return values


def filled(wording: Wording, values: Mapping[str, str]) -> Wording:
    """The wording with its places filled. Raises WordingError."""
    return Wording(*(fill(text, values) for text in (wording.abstract, wording.body, wording.recipients)))
