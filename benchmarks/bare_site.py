"""The yardstick of pages: a Django site of one view, which reads rows of our table and renders them as a table.

`/?rows=50&columns=6`. No session, no person, no page around it. Served by the same web server as ours.
"""

from __future__ import annotations

import os
from typing import Any

import django
from django.conf import settings

from config.settings.environment import database_settings

if not settings.configured:
    settings.configure(
        DATABASES={"default": database_settings(os.environ["DATABASE_URL"])},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="only-for-benchmarks", ROOT_URLCONF=__name__,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True, TIME_ZONE="Asia/Ho_Chi_Minh",
    )  # fmt: skip
    django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

COLUMNS = ("id", "title", "state", "due_on", "lead_agency_id", "directive_id")
TABLE = """<!doctype html><title>Bảng</title><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"""
TEMPLATE = Engine().from_string(TABLE)


class Row(models.Model):
    """What a row of the table shows."""

    title = models.TextField()
    state = models.TextField()
    due_on = models.DateField()
    lead_agency_id = models.BigIntegerField()
    directive_id = models.BigIntegerField()

    class Meta:
        managed = False
        app_label = "bare"
        db_table = "assignments_assignment"

    def __str__(self) -> str:
        return str(self.title)


def table(request: HttpRequest) -> HttpResponse:
    """The first so many rows by due date, as model instances through a template."""
    rows, columns = int(request.GET.get("rows", 50)), int(request.GET.get("columns", 6))
    found = Row._default_manager.order_by("due_on", "id")[:rows]
    names = [COLUMNS[place % len(COLUMNS)] for place in range(columns)]
    cells: list[list[Any]] = [[getattr(row, name) for name in names] for row in found]
    return HttpResponse(TEMPLATE.render(Context({"rows": cells})))


urlpatterns = [path("", table)]
application = get_wsgi_application()
