"""The matrix as an A3 PDF, drawn in the child process that draws all our paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from accountability.core.text import number_vi
from accountability.desk.rules.matrix import LOOKS, Cell, Sum
from accountability.reports.pdf import render_pdf

TEMPLATE = "reports/print/matrix.html"
# Drawing a cell costs about a millisecond, and a request should take no longer than two or three seconds.
MOST_CELLS = 2_000
TOO_MANY = (
    "Bảng có {} ô, nhiều hơn mức xuất được thành một tệp PDF ({} ô). Đề nghị lọc theo nhóm đơn vị hoặc theo huyện rồi "
    "xuất lại, hoặc bấm “In khổ A3” để in từ trình duyệt."
)
# The signs that the font of our paper has, by the letters of LOOKS.
_SIGNS = {"o": "■", "s": "▲", "i": "●", "n": "○", "l": "(√)", "d": "√", "x": "×"}


def too_many(cells: int) -> str:
    """Why this matrix is not drawn, in Vietnamese; empty when it is."""
    return TOO_MANY.format(number_vi(cells), number_vi(MOST_CELLS)) if cells > MOST_CELLS else ""


def drawn(context: Mapping[str, Any], at: datetime) -> HttpResponse:
    """The file. Expects the context of the page. Raises PdfError."""
    matrix, number = context["matrix"], len(context["headings"])
    rows = [
        {
            "title": group.title,
            "rows": [
                {
                    "name": body.name, "sum": matrix.row_sums.get(body.pk, Sum()),
                    "cells": [_cell(matrix.cells.get((body.pk, place))) for place in range(number)],
                }
                for body in bodies
            ],
        }
        for group, bodies in matrix.groups
    ]  # fmt: skip
    sums = [matrix.column_sums.get(place, Sum()) for place in range(number)]
    made = render_pdf(
        TEMPLATE,
        {
            "subject": context["subject"], "matrix": matrix, "headings": context["headings"], "page_obj": context["page_obj"],
            "rows": rows, "sums": sums, "span": number + 2, "at": at, "is_demo": settings.DEMO,
        },
    )  # fmt: skip
    response = HttpResponse(made.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bang-tong-hop-{at:%Y-%m-%d}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _cell(cell: Cell | None) -> dict[str, str]:
    if cell is None:
        return {"letter": "", "text": ""}
    letter = LOOKS[cell.worst.look].letter
    helps = "PH " if cell.worst.helps else ""
    return {"letter": letter, "text": f"{helps}{_SIGNS[letter]} {cell.text}".strip()}
