"""An annex on the page: a sheet with one row that asks two questions, the button that acts on it, the row of a number."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accountability.directives.models import Directive
from accountability.intake.models import AnnexImport, AnnexRow
from tests.integration.accountability.intake import annex_books as books

ASKED = [*books.SHEET, [3, "Đào tạo cán bộ", "Sở Nội vụ, Sở TT&TT", None, "Sớm nhất"]]
ROW = len(ASKED)


def act(client: Any, directive: Directive, name: str) -> str:
    annex = AnnexImport.objects.get()
    return client.post(reverse(name, args=[directive.pk, annex.pk]), follow=True).content.decode()


def row(number: int = ROW) -> AnnexRow:
    return AnnexRow.objects.get(number=number)
