"""The whole file of an assignment in time order: each event with the words and files that came with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse

from accountability.assignments.models import Evidence
from accountability.assignments.timeline import Entry
from accountability.core.saying import say
from accountability.core.text import date_vi, moment_vi
from accountability.documents.reading import GivenLetter
from accountability.files.models import StoredFile

EVIDENCE_OF = {
    "progress": say("Cập nhật kết quả"), "coordination": say("Báo cáo phần phối hợp"), "submission": say("Trình sản phẩm"),
    "completion": say("Báo cáo hoàn thành"),
}  # fmt: skip

# So many addressees of a letter are named.
MOST_NAMED = 12


@dataclass
class Piece:
    """One event, with what was written and handed in at that moment."""

    at: datetime
    what: str
    by: str = ""
    note: str = ""
    tone: str = ""
    recipients: list[str] = field(default_factory=list)
    body: list[tuple[str, str]] = field(default_factory=list)
    files: list[Evidence] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """A file that is no evidence of the assignment: a letter about it, and where it is read."""

    file: StoredFile
    url: str


@dataclass
class Content:
    """Words and files of a moment, before they meet their event; `actions` are the events that tell of them."""

    at: datetime | None
    actions: tuple[str, ...]
    title: str
    body: list[tuple[str, str]]
    files: list[Evidence] = field(default_factory=list)
    by: str = ""
    papers: list[Paper] = field(default_factory=list)


def in_time_order(entries: Iterable[Entry], contents: Iterable[Content]) -> list[Piece]:
    """The events oldest first, each with the content of its moment; content without an event is one of its own."""
    pieces = [
        (entry, Piece(entry.at, entry.what, entry.by, entry.note, entry.tone, entry.recipients))
        for entry in sorted(entries, key=lambda entry: (entry.at, entry.order))
    ]
    alone: list[Piece] = []
    for content in contents:
        if content.at is None:
            continue
        body = [(label, text) for label, text in content.body if text]
        home = _home(content, pieces)
        if home is None:
            alone.append(
                Piece(
                    content.at,
                    content.title,
                    content.by,
                    body=body,
                    files=content.files,
                    papers=content.papers,
                )
            )
        else:
            home.body += body
            home.files += content.files
            home.note = "" if any(text == home.note for _, text in body) else home.note
    return sorted([piece for _, piece in pieces] + alone, key=lambda piece: piece.at)


def _home(content: Content, pieces: list[tuple[Entry, Piece]]) -> Piece | None:
    fitting = (
        piece for entry, piece in pieces
        if entry.at == content.at and entry.key in content.actions and not piece.body
    )  # fmt: skip
    return next(fitting, None)


def contents_of(page: dict[str, Any]) -> Iterator[Content]:
    """What lead, helpers, leaders and the Office wrote, from the parts of the assignment's page (`views.detail`).

    Only what that page shows to this reader is in it.
    """
    yield from _of_the_lead(page)
    yield from _of_others(page)
    yield from _of_letters(page["letters"])
    if page["reads_explanations"]:
        yield from _of_explanations(page)


def _of_the_lead(page: dict[str, Any]) -> Iterator[Content]:
    for one in page["reports"]:
        row = one["report"]
        yield Content(
            row.reported_at, ("assignment.progress",), say("Cập nhật kết quả"),
            [(say("Kết quả"), row.text), (say("Nguồn lực"), row.resources)], one["files"],
        )  # fmt: skip
    for one in page["submissions"]:
        row = one["submission"]
        body = [(say("Tờ trình"), row.document), (say("Nội dung trình"), row.text)]
        yield Content(row.submitted_at, ("assignment.submit",), say("Trình sản phẩm"), body, one["files"])
        body = [(say("Kết quả"), row.get_outcome_display()), (say("Ý kiến"), row.reason)]
        yield Content(row.reviewed_at, ("assignment.review_submission",), say("Xem xét sản phẩm trình"), body)
    for one in page["completions"]:
        row = one["completion"]
        document = say(
            "{row_number}/{symbol} ngày {result_on}",
            row_number=row.number,
            symbol=row.symbol,
            result_on=date_vi(row.result_on),
        )
        body = [(say("Văn bản kết quả"), document), (say("Kết quả"), row.summary)]
        yield Content(row.claimed_at, ("assignment.claim",), say("Báo cáo hoàn thành"), body, one["files"])
        body = [(say("Kết quả xác nhận"), row.get_outcome_display()), (say("Yêu cầu bổ sung"), row.reason)]
        yield Content(
            row.verified_at, ("assignment.accept", "assignment.rework"), say("Xem xét báo cáo"), body
        )
    for part in page["internal_parts"]:
        named = f"{part.unit_name}: {part.duty}"
        yield Content(
            part.given_at, ("assignment.pass_on",), say("Giao lại phần việc"), [(say("Phần việc"), named)]
        )
        body = [(say("Đơn vị"), part.unit_name), (say("Kết quả"), part.report)]
        yield Content(part.reported_at, ("assignment.report_part",), say("Đơn vị báo cáo phần việc"), body)


def _of_others(page: dict[str, Any]) -> Iterator[Content]:
    for one in page["coordinations"]:
        part = one["part"]
        body = [
            (say("Cơ quan phối hợp"), part.agency.short_name),
            (say("Phần việc"), part.duty),
            (say("Kết quả"), part.report),
        ]
        yield Content(
            part.reported_at, ("assignment.coordination",), say("Báo cáo phần phối hợp"), body, one["files"]
        )
    for one in page["obstacles"]:
        row = one["obstacle"]
        body = [
            (say("Khó khăn, vướng mắc"), row.text),
            (say("Đề xuất, kiến nghị"), row.proposal),
            (say("Gửi"), row.addressed_to.title),
        ]
        yield Content(row.raised_at, ("assignment.obstacle",), say("Nêu khó khăn, vướng mắc"), body)
    for one in page["extensions"]:
        row = one["extension"]
        body = [
            (say("Đề nghị đến ngày"), say("{new_due_on} (lần thứ {ordinal})", new_due_on=date_vi(row.new_due_on), ordinal=row.ordinal)), (say("Lý do"), row.reason),
            (say("Không còn cần xem xét"), row.closed_why),
        ]  # fmt: skip
        yield Content(row.asked_at, ("assignment.ask_extension",), say("Đề nghị gia hạn"), body)
    for row in page["exemptions"]:
        yield Content(
            row.asked_at,
            ("assignment.ask_exemption",),
            say("Đề nghị không thuộc đối tượng"),
            [(say("Lý do"), row.reason)],
        )
        actions = ("assignment.not_concerned", "assignment.refuse_exemption")
        yield Content(row.answered_at, actions, say("Trả lời đề nghị"), [(say("Trả lời"), row.answer)])
    for one in page["instructions"]:
        row = one["instruction"]
        meets = (
            say("{meets_at}, {meets_where}", meets_at=moment_vi(row.meets_at), meets_where=row.meets_where)
            if row.meets_at
            else ""
        )
        body = [(say("Hình thức"), row.sentence), (say("Ý kiến"), one["text"]), (say("Mời làm việc"), meets)]
        yield Content(
            row.entered_at,
            (f"instruction.{row.act}",),
            say("Ý kiến chỉ đạo: {act}", act=row.get_act_display()),
            body,
        )
    if opinion := page["opinion"]:
        body = [(say("Đề xuất"), opinion.proposed), (say("Nội dung"), opinion.text)]
        yield Content(opinion.given_at, ("assignment.opinion",), say("Ý kiến của Văn phòng"), body)


def _of_letters(letters: Iterable[GivenLetter]) -> Iterator[Content]:
    """Issued letters with their words, and that one was recalled; its words then only for whoever may still read them."""
    for one in letters:
        row = one.row
        body, papers = [], []
        if one.reads and row.file is not None:
            names = [sent.printed for sent in row.addressees.all()]
            sent = "; ".join(names) if len(names) <= MOST_NAMED else say("{n} nơi", n=len(names))
            body = [(say("Trích yếu"), row.abstract), (say("Nơi gửi"), sent), (say("Nội dung"), row.body)]
            papers = [Paper(_signed(row.file), reverse("document-detail", args=[row.pk]))]
        title = say("Phát hành {cited}", cited=row.cited)
        yield Content(one.issued.at, (), title, body, by=row.signer.title, papers=papers)
        if one.recalled is not None:
            title = say("Thu hồi {cited}", cited=row.cited)
            yield Content(one.recalled.at, (), title, [(say("Lý do"), one.why)])


def _signed(file: StoredFile) -> StoredFile:
    """What is handed out of it: with all signatures, where there are any. The copies were read with it."""
    copies = sorted(file.signed_copies.all(), key=lambda copy: copy.number)
    return copies[-1].file if copies else file


def _of_explanations(page: dict[str, Any]) -> Iterator[Content]:
    for row in page["explanations"]:
        if row.withdrawn_at:
            continue  # Its taking back stands among the events.
        body = [
            (say("Kết quả đến nay"), row.result_so_far), (say("Nguyên nhân khách quan"), row.causes_objective),
            (say("Nguyên nhân chủ quan"), row.causes_subjective), (say("Trách nhiệm tập thể"), row.responsibility_collective),
            (say("Trách nhiệm cá nhân"), row.responsibility_individual), (say("Biện pháp khắc phục"), row.remedy),
            (say("Cam kết hoàn thành"), date_vi(row.committed_on) if row.committed_on else ""),
            (say("Đề xuất, kiến nghị"), row.proposals),
        ]  # fmt: skip
        yield Content(row.answered_at, ("assignment.explain",), say("Giải trình"), body)
