"""The clock of the demo: one stored value for web, engine and commands (setting CLOCK)."""

from datetime import datetime

from accountability.calendars.models import DemoClock
from accountability.core.zone import LOCAL, local

STARTS_AT = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)


def now() -> datetime:
    """The moment at which the demo stands; reading never writes."""
    stored = DemoClock.objects.filter(pk=DemoClock.ONLY_PK).values_list("now_at", flat=True).first()
    return STARTS_AT if stored is None else local(stored)
