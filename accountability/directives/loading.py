"""Load Đề án 06 with its body; run again, it adds only what is missing."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accountability.agencies.models import Agency, Position
from accountability.audit.record import record
from accountability.directives.models import Program, ProgramMember

CODE = "DA06"
_CHIEF, _STANDING_DEPUTY, _MEMBER = "Tổ trưởng", "Tổ phó Thường trực", "Thành viên"
# By position, as DOMAIN names the first two; the other members are those whose services the program is about.
# A position that the loaded day does not know is left out.
_BODY = (
    ("chutich", _CHIEF),
    ("congan", _STANDING_DEPUTY),
    ("chanhvanphong", _MEMBER),
    ("tttt", _MEMBER),
    ("tuphap", _MEMBER),
    ("yte", _MEMBER),
    ("ldtbxh", _MEMBER),
    ("noivu", _MEMBER),
    ("khcn", _MEMBER),
    ("vinh", _MEMBER),
    ("dienchau", _MEMBER),
)


@transaction.atomic
def load_program(at: datetime) -> Program:
    """Add the program with its standing agency and its body (Tổ công tác), by position, from the start of the year.

    Raises Agency.DoesNotExist before the province is loaded.
    """
    program, created = Program.objects.get_or_create(
        code=CODE, defaults={"title": "Đề án 06", "standing_agency": Agency.objects.get(code="CAT")}
    )
    added = _add_body(program, since=date(at.year, 1, 1))
    if created or added:
        record(
            action="program.load", by=None, at=at, target_kind="program", target_pk=program.pk,
            after={"code": CODE, "members": added},
        )  # fmt: skip
    return program


def _add_body(program: Program, *, since: date) -> int:
    codes = dict(_BODY)
    if Position.objects.filter(code="tttt").exists():
        del codes["khcn"]  # Sở KH&CN took this work over from Sở TT&TT in 2025.
    positions = {position.code: position for position in Position.objects.filter(code__in=codes)}
    known = set(ProgramMember.objects.filter(program=program).values_list("position_id", flat=True))
    rows = [
        ProgramMember(program=program, position=positions[code], title=title, from_on=since)
        for code, title in codes.items()
        if code in positions and positions[code].pk not in known
    ]
    return len(ProgramMember.objects.bulk_create(rows))
