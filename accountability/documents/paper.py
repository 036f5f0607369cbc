"""The document in the form of NĐ 30/2020: the same markup gives the PDF and the Word file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from accountability.agencies.reading import the_province
from accountability.documents.annex import AnnexRow, rows_of
from accountability.documents.models import OutgoingDocument
from accountability.documents.rules import Kind, State
from accountability.printing.pdf import print_html
from accountability.printing.rules import Letter
from accountability.printing.word import word_of

TEMPLATE = "print/documents/document.html"
# More agencies under "Nơi nhận" would push the signature to another page; all of them stand in the annex.
MOST_NAMED = 10
_NUMBERED = {Kind.CONCLUSION: "Thông báo", Kind.HANDOVER: "Biên bản"}


def pdf_of(
    document: OutgoingDocument, at: datetime, *, number: int | None = None, on: date | None = None
) -> bytes:
    """The PDF; `number` and `on` are those with which it is about to be issued, then it is PDF/A-3b. Raises PdfError."""
    markup = markup_of(document, at, number=number, on=on)
    return print_html(markup, archival=number is not None).data


def docx_of(document: OutgoingDocument, at: datetime) -> bytes:
    """The same as a Word file, for the Office to go on with."""
    return word_of(markup_of(document, at))


def markup_of(
    document: OutgoingDocument, at: datetime, *, number: int | None = None, on: date | None = None
) -> str:
    """The HTML of the print."""
    rows = rows_of(document, at)
    printed = f"{number:02d}" if number else document.number
    return render_to_string(
        TEMPLATE, _context(document, rows, letter_of(document, number=printed, on=on or document.issued_on))
    )


def letter_of(document: OutgoingDocument, *, number: str, on: date | None) -> Letter:
    """The parts that name agencies: a document of the province, or of its Office."""
    province = the_province()
    territory = province.name.removeprefix("UBND ")
    place = territory.removeprefix("tỉnh ").removeprefix("thành phố ")
    committee = f"ủy ban nhân dân {territory}"
    of_province = document.issuer_id == province.pk
    rule = document.rule
    unit = f"VT, {document.field}"
    return Letter(
        parent="" if of_province else _together(committee.upper()),
        issuer=_together(committee.upper()) if of_province else "VĂN PHÒNG",
        issuer_name=f"Ủy ban nhân dân {territory}" if of_province else f"Văn phòng Ủy ban nhân dân {territory}",
        symbol=document.symbol, number=number, signed_on=on, place=place, territory=territory,
        recipients=(*_recipients(document), f"Lưu: {unit}"),
        signer_lines=document.signer_lines, signer_name=document.signer_name,
        subject="" if rule.heading else document.abstract,
        urgency="" if document.urgency == document.Urgency.NORMAL else document.get_urgency_display().upper(),
    )  # fmt: skip


def _together(name: str) -> str:
    """The name of a committee breaks before its territory, as offices write it."""
    head, _, place = name.partition("NHÂN DÂN ")
    return f"{head}NHÂN\u00a0DÂN {place.replace(' ', chr(0xA0))}"


def _recipients(document: OutgoingDocument) -> list[str]:
    lines = [line.strip().lstrip("-").rstrip(";. ") for line in document.recipients.splitlines()]
    first = "Như trên" if document.kind not in (Kind.HANDOVER, Kind.CONCLUSION) else ""
    named = [one.printed for one in document.sent_to()] if document.kind == Kind.CONCLUSION else []
    if len(named) > MOST_NAMED:
        named = ["Các cơ quan, đơn vị có tên tại Phụ lục"]
    return [line.strip() for line in (first, *named, *lines) if line.strip()]


def _context(document: OutgoingDocument, rows: list[AnnexRow], letter: Letter) -> Mapping[str, Any]:
    rule, sent = document.rule, document.sent_to()
    parties: list[tuple[str, str]] = []
    if document.kind == Kind.HANDOVER and document.from_position and document.to_position:
        parties = [("BÊN GIAO", document.from_position.title), ("BÊN NHẬN", document.to_position.title)]
    # One matter that the letter itself names needs no annex.
    listed = [] if len(rows) == 1 and rule.is_private else rows
    return {
        "title": f"{letter.number or '…'}/{letter.symbol}", "letter": letter, "heading": rule.heading,
        "abstract": document.abstract, "addressees": [one.printed for one in sent],
        "paragraphs": _paragraphs(document.body), "parties": parties, "rows": listed, "annex_name": rule.lists,
        "attached_to": _NUMBERED.get(Kind(document.kind), "Công văn"),
        "shows_lead": document.kind in (Kind.CONCLUSION, Kind.HANDOVER) or len(sent) > 1,
        "shows_standing": document.kind != Kind.CONCLUSION,
        "is_demo": settings.DEMO or document.is_assumed,
        "is_draft": not letter.number and document.state != State.RECALLED,
    }  # fmt: skip


def _paragraphs(body: str) -> list[str]:
    """The paragraphs without a stop at the very end, where "./." closes the document."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    if lines:
        lines[-1] = lines[-1].removesuffix("./.").rstrip(". ")
    return lines


def file_stem(document: OutgoingDocument) -> str:
    """How files of the document are called: number and symbol, or the draft's own key."""
    return f"{document.number}-{document.symbol}" if document.number else f"du-thao-{document.pk}"
