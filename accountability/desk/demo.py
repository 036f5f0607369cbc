"""The demo: loaded once, as a whole or not at all, into a database that holds nothing else."""

from __future__ import annotations

import importlib
import importlib.util
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from accountability.accounts.models import User
from accountability.agencies.facts import AS_OF_2022, AS_OF_2026
from accountability.agencies.loading import load_accounts, load_province
from accountability.agencies.models import Agency, Incumbency, Position
from accountability.audit.models import AuditEvent
from accountability.audit.record import record
from accountability.calendars.demo_clock import STARTS_AT
from accountability.calendars.models import DemoClock
from accountability.core.zone import LOCAL
from accountability.directives.loading import load_program
from accountability.directives.models import Program

PASSWORD = "NgheAn-2022"  # noqa: S105  (printed by the command `demo`; production refuses demo data)
MARK = "demo.load"
STORY = "accountability.desk.demo_story"
MORE = "accountability.desk.demo_more"
INDICATORS = "accountability.desk.demo_indicators"
RANKINGS = "accountability.desk.demo_ranking"
DOCUMENTS = "accountability.desk.demo_documents"
REPORTS = "accountability.desk.demo_reports"

# The year asked for → the day of its facts, and the moment at which its clock starts.
YEARS = {
    "2022": (AS_OF_2022, STARTS_AT),
    "2026": (AS_OF_2026, datetime(2026, 1, 5, 8, 0, tzinfo=LOCAL)),
}

# The people of the story, in the order in which one would try them.
SHOWN_FIRST = (
    "chutich", "phochutich", "phochanhvanphong", "truongphong", "chuyenvien", "vanthu", "congan",
    "ldtbxh", "ldtbxh-daumoi", "ldtbxh-chuyenvien", "nhnn", "vinh", "dienchau", "bithu-vinh", "ngoaicuoc",
)  # fmt: skip


def refuse_in_production() -> None:
    """Raise ValueError under the production settings, where no demo may be loaded."""
    if settings.SETTINGS_MODULE.endswith(".production"):
        raise ValueError("Cấu hình production không nạp dữ liệu trình diễn.")


def loaded_year() -> str | None:
    """The year whose demo this database holds; None when it holds none."""
    mark = AuditEvent.objects.filter(action=MARK).order_by("-pk").first()
    return str(mark.after["year"]) if mark and mark.after else None


def refuse_others_data() -> None:
    """Raise ValueError when the database holds an office's own rows: a demo neither mixes with nor replaces them."""
    if loaded_year() is None and (User.objects.exists() or Agency.objects.exists()):
        raise ValueError(
            "Cơ sở dữ liệu này đã có dữ liệu không phải của bản trình diễn; không nạp và không xóa."
        )


def load(year: str) -> bool:
    """Load the demo of that year; False when it is loaded already.

    Raises ValueError when the database holds another year's demo, or data of its own.
    """
    refuse_others_data()
    present = loaded_year()
    if present == year:
        return False
    if present is not None:
        raise ValueError(f"Đã nạp tỉnh năm {present}. Muốn nạp năm {year}: chạy lại với --reset.")
    as_of, at = YEARS[year]
    with transaction.atomic():
        load_province(as_of=as_of, at=at)
        load_accounts(as_of=as_of, at=at, password=PASSWORD)
        load_program(at)
        DemoClock.objects.get_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": at})
        _tell_story(as_of, at)
        record(action=MARK, by=None, at=at, target_kind="demo", target_pk=1, after={"year": year})
    return True


def _tell_story(as_of: date, at: datetime) -> None:
    """The directives and assignments of November 2022, and what is shown beside them."""
    if as_of == AS_OF_2022 and importlib.util.find_spec(STORY):
        importlib.import_module(STORY).load(at=at)
        importlib.import_module(MORE).load(at=at)
        importlib.import_module(INDICATORS).load(at=at)
        importlib.import_module(RANKINGS).load(at=at)
        importlib.import_module(DOCUMENTS).load(at=at)
        importlib.import_module(REPORTS).load(at=at)


def programs() -> list[str]:
    """The codes of the programs."""
    return list(Program.objects.order_by("code").values_list("code", flat=True))


def accounts() -> list[dict[str, str]]:
    """Those of the story first, then every position's; of the communes only the first of Vinh (in 2026: of all)."""
    commune = (
        Agency.objects.filter(kind=Agency.Kind.COMMUNE, positions__isnull=False).order_by("rank").first()
    )
    held = Incumbency.objects.filter(to_on=None).exclude(position__agency__kind=Agency.Kind.COMMUNE)
    held |= Incumbency.objects.filter(to_on=None, position__agency=commune)
    found = [
        {
            "username": row.user.username,
            "password": PASSWORD,
            "position": row.position.title,
            "agency_code": row.position.agency.code,
        }
        for row in held.select_related("user", "position__agency").order_by("position__rank", "pk")
    ]
    first = {username: place for place, username in enumerate(SHOWN_FIRST)}
    return sorted(found, key=lambda account: first.get(account["username"], len(first)))


def shown_at_sign_in() -> list[dict[str, str]]:
    """User name and position of the story's accounts, for the sign-in page of the demo."""
    titles = dict(Position.objects.filter(code__in=SHOWN_FIRST).values_list("code", "title"))
    return [{"username": code, "position": titles[code]} for code in SHOWN_FIRST if code in titles]
