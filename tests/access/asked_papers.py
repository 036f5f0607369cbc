"""The papers that addresses take: reports, their periods, letters, a ranking."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments.actions import (
    LeaderWord,
    instruct,
)
from accountability.assignments.models import Assignment, Instruction
from accountability.calendars.demo_clock import STARTS_AT
from accountability.directives.models import Program
from accountability.documents.actions import DocumentSpec, issue, sign, submit, write
from accountability.files.actions import keep
from accountability.printing.pdf import PdfFile
from accountability.ranking.actions import object_to, open_window, start_ranking
from accountability.ranking.models import Ranking, RankingRow
from accountability.ranking.rules import Kind, period_of
from accountability.reports.actions import ask_report, keep_report
from accountability.reports.kind_actions import KindTerms, add_kind
from accountability.reports.making import figures_for
from accountability.reports.models import CycleStep, ReportCycle, ReportFile, ReportIssue, ReportWord
from accountability.reports.rules import Period
from tests.access.addresses import names, takes_key
from tests.access.expected import TABLE
from tests.cast import actor
from workflows import reporting


def blank_pdf() -> bytes:
    """A page with nothing on it, in place of a file that takes a second to draw."""
    made, page = io.BytesIO(), PdfWriter()
    page.add_blank_page(width=595, height=842)
    page.write(made)
    return made.getvalue()


def ranked(cast: dict[str, User], task: Assignment) -> dict[str, list[int]]:
    """A ranking in its window, with a row of the labour department, which has objected to it."""
    period = period_of(Kind.MONTH, date(2022, 10, 1))
    made = start_ranking(period, by=None, at=STARTS_AT)
    labour = task.lead_agency
    RankingRow.objects.create(ranking=made, agency=labour, group="department")
    Ranking.objects.filter(pk=made.pk).update(state=Ranking.State.COUNTED)
    head, office = actor(cast["labour_head"]), actor(cast["specialist"])
    open_window(made.pk, until=date(2022, 11, 15), by=office, at=STARTS_AT)
    objection = object_to(
        made.pk, agency=labour, assignment_pk=None, text="Đề nghị xem lại", by=head, at=STARTS_AT
    )
    of_ranking = [name for name in names() if name.startswith("ranking-") and takes_key(name)]
    return dict.fromkeys([*of_ranking, "objection-list"], [made.pk]) | {
        "ranking-row": [made.pk, labour.pk], "objection-new": [made.pk, labour.pk], "objection-answer": [objection.pk],
    }  # fmt: skip


def report(cast: dict[str, User]) -> int:
    program, data = Program.objects.get(code="DA06"), blank_pdf()
    period = Period(date(2022, 11, 1), date(2022, 11, 15))
    figures = figures_for(program, period, rows=Assignment.objects.all(), at=STARTS_AT, is_demo=True)
    pdf = PdfFile(data=data, pages=1, sha256="0" * 64)
    return keep_report(program, figures, pdf, by=actor(cast["specialist"]), at=STARTS_AT).pk


def cycles(cast: dict[str, User]) -> dict[str, list[int]]:
    """A period that went out, with its file, and one that is being drafted."""
    terms = KindTerms("Báo cáo nửa tháng", 1, "NC", Position.objects.get(code="chutich"))
    kind = add_kind(
        Program.objects.get(code="DA06"), terms, rhythm="half_month", window=1, starts_on=date(2022, 10, 1),
        by=actor(cast["office_deputy"]), at=STARTS_AT,
    )  # fmt: skip
    reporting.close_periods(at=STARTS_AT)
    archived, drafted = ReportCycle.objects.filter(kind=kind).order_by("to_on")
    ReportCycle.objects.filter(pk=archived.pk).update(state=ReportCycle.State.ARCHIVED)
    issue = ReportIssue.objects.create(
        snapshot=archived.snapshots.get(), number=1, symbol="BC-CAT", issued_on=STARTS_AT.date(), texts={},
        issued_at=STARTS_AT, issued_by=cast["standing_head"],
    )  # fmt: skip
    paper = keep(SimpleUploadedFile("bao-cao.pdf", blank_pdf()), by=None, at=STARTS_AT)
    file = ReportFile.objects.create(
        issue=issue, format="pdf", file=paper, sha256=paper.sha256, made_at=STARTS_AT
    )
    said = CycleStep.objects.create(
        cycle=archived, what="instructed", note="Đồng ý.", at=STARTS_AT, by=cast["specialist"]
    )
    word = ReportWord.objects.create(
        step=said, leader=kind.addressee, decided_on=STARTS_AT.date(), form="but_phe", scan=paper
    )
    steps = (
        "detail",
        "write",
        "preview",
        "send",
        "withdraw",
        "submit",
        "return",
        "instruct",
        "issue",
        "correct",
    )
    return {
        **{f"cycle-{name}": [archived.pk] for name in steps},
        **{f"cycle-{name} · đang soạn": [drafted.pk] for name in steps},
        "cycle-record": [archived.pk],
        **dict.fromkeys(("word-correct", "word-scan", "word-follow"), [archived.pk, word.pk]),
        **dict.fromkeys(("cycle-file", "cycle-signatures"), [archived.pk, file.pk]),
        "kind-edit": [kind.pk], "kind-change": [kind.pk], "kind-end": [kind.pk],
    }  # fmt: skip


def large_report(cast: dict[str, User]) -> int:
    program, period = Program.objects.get(code="DA06"), Period(date(2022, 11, 1), date(2022, 11, 15))
    return ask_report(program, period, total=3_000, by=actor(cast["specialist"]), at=STARTS_AT).pk


def letters(cast: dict[str, User], task: Assignment) -> dict[str, list[Any]]:
    """A letter that the labour department got, a draft for the Vice-chair to sign, and one of criticism."""
    office, chair = actor(cast["specialist"]), Position.objects.get(code="chutich")
    whole = DocumentSpec(
        kind="urge", issuer=Agency.objects.get(code="UBND"), field="NC", abstract="đôn đốc", body="Đề nghị thực hiện.",
        signer=Position.objects.get(code="phochutich"), addressees=[(task.lead_agency, None)], assignments=[task],
    )  # fmt: skip
    issued, draft = (write(whole, token=uuid4(), by=office, at=STARTS_AT) for _ in range(2))
    submit(issued.pk, by=office, at=STARTS_AT)
    sign(issued.pk, revision=1, by=actor(cast["vice_chair"]), at=STARTS_AT)
    issue(issued.pk, draw=lambda *_: blank_pdf(), by=actor(cast["clerk"]), at=STARTS_AT)
    word = LeaderWord(leader=chair, decided_on=STARTS_AT.date(), form="but_phe", text="Soạn văn bản")
    order = instruct(
        word, act=Instruction.Act.DRAFT, by=office, at=STARTS_AT, assignment=task,
        details={"letter": Instruction.Letter.CRITICISM},
    )  # fmt: skip
    head = Position.objects.get(code="ldtbxh")
    harsh = replace(whole, kind="criticise", signer=chair, order=order, addressees=[(task.lead_agency, head)])
    criticism = write(harsh, token=uuid4(), by=office, at=STARTS_AT)
    keys: dict[str, list[Any]] = {line: [criticism.pk] for line in TABLE if line.endswith("dự thảo phê bình")}
    keys |= dict.fromkeys(
        ("document-detail", "document-pdf", "document-docx", "document-recall", "document-signatures"),
        [issued.pk],
    )
    keys |= {"document-detail · dự thảo": [draft.pk]}
    keys |= dict.fromkeys(("wording-edit", "wording-ours"), ["urge"])
    for name in names():
        if name.startswith("document-") and takes_key(name):
            keys.setdefault(name, [draft.pk])
    return keys
