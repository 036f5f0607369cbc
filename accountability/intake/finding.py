"""Which directive is meant by a number, as a command or a file names it."""

from __future__ import annotations

from accountability.directives.models import Directive
from accountability.directives.rules import parse_reference

_BY_KEY = "id:"


def find_directive(number: str, *, issuer: str, year: int | None) -> Directive:
    """The directive of that number and symbol by the issuer of that code; a draft is named by "id:3".

    Raises ValueError in Vietnamese when there is none, or more than one: then they are listed.
    """
    rows = Directive.objects.select_related("issuer", "specialist")
    if number.startswith(_BY_KEY):
        key = number.removeprefix(_BY_KEY)
        found = rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
        if found is None:
            raise ValueError(f"Không có văn bản {number}.")
        return found
    reference = parse_reference(number)
    bare = reference.number.lstrip("0") or "0"
    rows = rows.filter(
        number__in={reference.number, bare, bare.zfill(2)}, symbol=reference.symbol, issuer__code=issuer
    )
    if year is not None:
        rows = rows.filter(year=year)
    matching = list(rows.order_by("issued_on", "pk"))
    if len(matching) == 1:
        return matching[0]
    what = f"{number} của cơ quan {issuer}" + (f" năm {year}" if year else "")
    if not matching:
        raise ValueError(f"Không có văn bản {what}.")
    listed = "; ".join(
        f"id:{row.pk} – {row.cited}, {row.issuer_text or row.issuer.short_name}, trích yếu: {row.abstract[:80]}"
        for row in matching
    )
    raise ValueError(
        f"Có {len(matching)} văn bản {what}: {listed}. Chọn một bằng --year hoặc --directive id:…."
    )
