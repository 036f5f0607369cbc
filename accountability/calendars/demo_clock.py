"""The clock of the demo: one stored value for web, engine and commands (setting CLOCK)."""

from datetime import datetime

from django.db.models import QuerySet

from accountability.calendars.models import DemoClock
from accountability.core.prepared import prepared
from accountability.core.zone import LOCAL, local

STARTS_AT = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)


@prepared
def _stored(*, pk: int) -> QuerySet[DemoClock, datetime]:
    return DemoClock.objects.filter(pk=pk).values_list("now_at", flat=True)


def now() -> datetime:
    """The moment at which the demo stands; reading never writes."""
    stored = _stored(pk=DemoClock.ONLY_PK)
    return local(stored[0]) if stored else STARTS_AT
