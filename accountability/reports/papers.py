"""A report of a period on paper and as files, all from one snapshot: PDF, Word, workbook; live as a preview, kept once issued."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.template.loader import render_to_string

from accountability.audit.record import record
from accountability.core.long_work import Clock
from accountability.core.zone import local
from accountability.files.actions import keep_made
from accountability.files.models import SignedCopy
from accountability.files.signed import SignedBytes, keep_signed, sign_new
from accountability.printing.pdf import Attachment, PdfFile, render_pdf
from accountability.printing.rules import padded
from accountability.printing.sheets import write_book
from accountability.printing.signing import SigningFailed, signing_key
from accountability.printing.word import word_of
from accountability.reports.cycle_actions import places, texts_of
from accountability.reports.drawings import report_charts
from accountability.reports.freezing import changes_of, figures_of
from accountability.reports.making import TEMPLATE
from accountability.reports.models import ReportCycle, ReportFile, ReportIssue, Snapshot
from accountability.reports.sheets import report_sheets
from accountability.reports.telling import tell_unsigned

logger = logging.getLogger(__name__)

Words = Mapping[str, Sequence[str]]
_F = ReportFile.Format
_TYPES = {
    _F.PDF: "application/pdf",
    _F.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    _F.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# How the opening sentence names the duty to report.
RHYTHMS = {
    "half_month": "định kỳ 15 ngày/01 lần", "every_15_days": "định kỳ 15 ngày/01 lần", "month": "hằng tháng",
    "quarter": "hằng quý", "half_year": "06 tháng", "year": "hằng năm",
}  # fmt: skip


def preview(cycle: ReportCycle, snapshot: Snapshot) -> PdfFile:
    """The report as it would be issued now, its number left open. Raises PdfError."""
    known = places(snapshot)
    words = {section: known.paragraphs(text) for section, text in texts_of(cycle, snapshot).items()}
    return render_pdf(TEMPLATE, _context(cycle, snapshot, words, None))


def _context(
    cycle: ReportCycle, snapshot: Snapshot, words: Words, issue: ReportIssue | None
) -> dict[str, Any]:
    figures = figures_of(snapshot)
    letter = replace(figures.letter, addressee=_addressee(cycle.kind.addressee.title))
    if issue is not None:
        letter = replace(letter, number=padded(issue.number), symbol=issue.symbol, signed_on=issue.issued_on)
    return {
        "figures": replace(figures, letter=letter), "charts": report_charts(figures), "words": words,
        "changes": changes_of(snapshot), "anchor": anchor_of(snapshot), "rhythm": RHYTHMS[cycle.kind.rhythm],
        "version": snapshot.number if snapshot.number > 1 else None, "reason": snapshot.reason,
        "snapshot": snapshot,
        "taken_at": local(snapshot.taken_at),
    }  # fmt: skip


def _addressee(title: str) -> str:
    """ "Chủ tịch UBND tỉnh" as a document writes it."""
    return title.replace("UBND", "Ủy ban nhân dân")


def anchor_of(snapshot: Snapshot) -> dict[str, Any] | None:
    """The anchor of the audit as it is printed: number, hash, moment."""
    if not snapshot.anchor:
        return None
    return {**snapshot.anchor, "at": local(datetime.fromisoformat(snapshot.anchor["at"]))}


# Files ------------------------------------------------------------------------------------------------------------------


def make_missing(*, at: Clock, system_now: Clock) -> int:
    """Make every file that an issued report lacks; how many. Whoever draws the same twice keeps one."""
    lacking = ReportIssue.objects.annotate(made=Count("files")).filter(made__lt=len(_F))
    rows = lacking.select_related(
        "snapshot__cycle__kind__program__standing_agency", "snapshot__cycle__kind__addressee"
    )
    return sum(make_files(issue, at=at()) for issue in rows.order_by("pk"))


def make_files(issue: ReportIssue, *, at: datetime) -> int:
    """Draw what the issued report lacks, outside every transaction, and keep it; how many files. Raises PdfError."""
    there = set(issue.files.values_list("format", flat=True))
    return sum(_keep(issue, kind, draw(issue), at) for kind, draw in _DRAWN.items() if kind not in there)


def _keep(issue: ReportIssue, kind: _F, data: bytes, at: datetime) -> bool:
    name, signed = file_name(issue, kind), _signed(issue, data, at) if kind == _F.PDF else None
    try:
        with transaction.atomic():
            file = keep_made(name, ContentFile(data), _TYPES[kind], by=None, at=at)
            made = ReportFile.objects.create(
                issue=issue, format=kind, file=file, sha256=file.sha256, made_at=at
            )
            if signed is not None:
                keep_signed(file, signed, by=None, at=at)
            elif kind == _F.PDF and signing_key(issue.snapshot.cycle.kind.drafter.code) is not None:
                tell_unsigned(made, at=at)
            record(
                action="report_cycle.file", by=None, at=at, target_kind="report_cycle",
                target_pk=issue.snapshot.cycle_id, after={"format": kind, "sha256": made.sha256},
            )  # fmt: skip
    except IntegrityError:  # Somebody else kept it meanwhile.
        return False
    return True


def _signed(issue: ReportIssue, data: bytes, at: datetime) -> SignedBytes | None:
    """With the signature of the agency's key, where there is one. What cannot be signed is kept without, and its page says so.

    It is tried once only: a token locks itself after a few wrong PINs, and the report has its number already. Who may sign hears it.
    """
    try:
        return sign_new(data, at, issuer=issue.snapshot.cycle.kind.drafter.code)
    except SigningFailed as error:
        logger.error("report %s not signed: %s", issue, error)
        return None


def lacks_signature(issue: ReportIssue) -> bool:
    """Whether a key should have signed its PDF, and has not."""
    if signing_key(issue.snapshot.cycle.kind.drafter.code) is None:
        return False
    return not SignedCopy.objects.filter(
        original__in=issue.files.filter(format=_F.PDF).values("file")
    ).exists()


def file_name(issue: ReportIssue, kind: str) -> str:
    """As "bao-cao-DA06-2022-11-01-2022-11-15-so-07.pdf"."""
    cycle = issue.snapshot.cycle
    days = f"{cycle.from_on.isoformat()}-{cycle.to_on.isoformat()}"
    return f"bao-cao-{cycle.kind.program.code}-{days}-so-{padded(issue.number)}.{kind}"


def _of_issue(issue: ReportIssue) -> dict[str, Any]:
    return _context(issue.snapshot.cycle, issue.snapshot, issue.texts, issue)


def _pdf(issue: ReportIssue) -> bytes:
    """PDF/A-3 that carries the workbook of its tables, as it was kept."""
    book = issue.files.select_related("file").get(format=_F.XLSX)
    with book.file.content.open("rb") as content:
        attached = Attachment(book.file.name, content.read(), _TYPES[_F.XLSX], at=local(book.made_at))
    return render_pdf(TEMPLATE, _of_issue(issue), attachments=[attached], archival=True).data


def _docx(issue: ReportIssue) -> bytes:
    return word_of(render_to_string(TEMPLATE, _of_issue(issue)))


def _xlsx(issue: ReportIssue) -> bytes:
    with TemporaryDirectory(prefix="dondoc-report-") as folder:
        path = Path(folder, "report.xlsx")
        write_book(path, report_sheets(issue.snapshot))
        return path.read_bytes()


# In this order: the PDF carries the workbook.
_DRAWN: Mapping[_F, Callable[[ReportIssue], bytes]] = {_F.XLSX: _xlsx, _F.DOCX: _docx, _F.PDF: _pdf}
