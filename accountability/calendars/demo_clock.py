"""The clock of the demo: one stored value for web, engine and commands (setting CLOCK)."""

from datetime import datetime

from django.db.models import QuerySet

from accountability.calendars.models import DemoClock
from accountability.core.prepared import Prepared
from accountability.core.zone import LOCAL, local

STARTS_AT = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)


def _stored(pk: int) -> QuerySet[DemoClock, tuple[datetime]]:
    return DemoClock.objects.filter(pk=pk).values_list("now_at")


_STORED = Prepared(_stored)


def now() -> datetime:
    """The moment at which the demo stands; reading never writes."""
    stored = _STORED.first(pk=DemoClock.ONLY_PK)
    return STARTS_AT if stored is None else local(stored[0])
