"""The matrix as an A3 PDF, drawn in the child process that draws all our paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.desk.rules.matrix import LOOKS, Cell, Sum
from accountability.printing.pdf import render_pdf

TEMPLATE = "reports/print/matrix.html"
# Drawing a cell costs about a millisecond, and a request should take no longer than two or three seconds.
MOST_CELLS = 2_000
# The engine draws while nobody waits, but a cell also costs memory: so many took 11 s and 0.4 GB.
MOST_DRAWN = 20_000
LARGE = say(
    "Bảng có {cells} ô, vẽ thành PDF mất hơn vài giây; bấm “Lập tệp PDF” để bộ máy lập ở phía sau, "
    "khi xong sẽ có thông báo."
)
TOO_LARGE = say(
    "Bảng có {cells} ô; vẽ thành PDF quá {most} ô tốn quá nhiều bộ nhớ của máy chủ. Đề nghị lọc theo nhóm "
    "đơn vị hoặc theo huyện rồi lập lại, hoặc mở danh sách nhiệm vụ và bấm “Xuất Excel” để lấy "
    "toàn bộ."
)
# The signs that the font of our paper has, by the letters of LOOKS.
_SIGNS = {"o": "■", "t": "▼", "s": "▲", "i": "●", "n": "○", "l": "(√)", "d": "√", "x": "×"}


def too_many(cells: int) -> str:
    """Why this matrix is not drawn while somebody waits, in Vietnamese; empty when it is."""
    return LARGE.format(cells=number_vi(cells)) if cells > MOST_CELLS else ""


def too_large(cells: int) -> str:
    """Why this matrix is not drawn at all, and what there is instead; empty when it is."""
    return TOO_LARGE.format(cells=number_vi(cells), most=number_vi(MOST_DRAWN)) if cells > MOST_DRAWN else ""


def answered(context: Mapping[str, Any], at: datetime) -> HttpResponse:
    """The file as an answer. Raises PdfError."""
    response = HttpResponse(drawn(context, at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bang-tong-hop-{at:%Y-%m-%d}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def drawn(context: Mapping[str, Any], at: datetime) -> bytes:
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
    return made.data


def _cell(cell: Cell | None) -> dict[str, str]:
    if cell is None:
        return {"letter": "", "text": ""}
    letter = LOOKS[cell.worst.look].letter
    helps = "PH " if cell.worst.helps else ""
    return {"letter": letter, "text": f"{helps}{_SIGNS[letter]} {cell.text}".strip()}
