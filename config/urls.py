"""Every address of the site; each room has its own in its `urls.py`."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from accountability.desk.views import styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    # The pages that are opened most come first: patterns are tried one after the other.
    path("", include("accountability.desk.urls")),
    path("", include("accountability.assignments.urls")),
    path("", include("accountability.accounts.urls")),
    path("", include("accountability.calendars.urls")),
    path("", include("accountability.agencies.urls")),
    path("", include("accountability.audit.urls")),
    path("", include("accountability.notices.urls")),
    # The rooms of the work itself, by floor: add theirs here.
    path("", include("accountability.directives.urls")),
    path("", include("accountability.awareness.urls")),
    path("", include("accountability.central.urls")),
    path("", include("accountability.indicators.urls")),
    path("", include("accountability.ranking.urls")),
    path("", include("accountability.intake.urls")),
    path("", include("accountability.escalation.urls")),
    path("", include("accountability.urging.urls")),
    path("", include("accountability.documents.urls")),
    path("", include("accountability.reports.urls")),
    path("", include("accountability.search.urls")),
    path("", include("accountability.health.urls")),
    path("", include("accountability.printing.urls")),
]

if settings.DEMO or settings.DEBUG:
    # For developers: every component with invented data.
    urlpatterns.append(path("kieu-mau/", styleguide.show, name="styleguide"))
